#pragma once
// One text of two that stand side by side.

#include "ui/diff/side_model.h"

#include <QListView>

namespace pw::ui {

class DiffDelegate;

class SidePane : public QListView
{
    Q_OBJECT
public:
    /// The model must outlive it.
    SidePane(SideModel& lines, DiffSide side, QWidget* parent = nullptr);

    /// Before the model gets other rows.
    void setLongestLine(std::size_t signs);
    /// What was selected, as it stands in the text.
    [[nodiscard]] QString selectedText() const;
    void setCurrentRow(int row);

Q_SIGNALS:
    void currentRowChanged(int row);
    void openRequested(int row); ///< a fold
    void changeRequested(bool backwards); ///< the next one, or the one before

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    [[nodiscard]] bool askToOpen(int row);

    SideModel& m_lines;
    DiffSide m_side;
    DiffDelegate* m_delegate = nullptr;
};

} // namespace pw::ui
