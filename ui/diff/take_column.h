#pragma once
// Between two texts: bands that join what changed, and a button a change that takes it over.

#include "ui/diff/side_model.h"

#include <QWidget>

#include <optional>

class QListView;

namespace pw::ui {

class TakeColumn : public QWidget
{
    Q_OBJECT
public:
    /// `rows` shows where each row is; both must outlive it.
    TakeColumn(const SideModel& lines, const QListView& rows, QWidget* parent = nullptr);

    /// Which text gets what the other has; none: both can only be read.
    void setTarget(std::optional<DiffSide> target);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void takeRequested(int row); ///< of the change

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect band(RowRange change) const;
    [[nodiscard]] QRect button(RowRange change) const;
    /// The first row of the change whose button is there; -1: none.
    [[nodiscard]] int changeAt(const QPoint& place) const;
    [[nodiscard]] std::vector<RowRange> visibleChanges() const;

    const SideModel& m_lines;
    const QListView& m_rows;
    std::optional<DiffSide> m_target;
    int m_hovered = -1;
};

} // namespace pw::ui
