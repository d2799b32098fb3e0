#pragma once
// Where the cursor is in the policy: `spec › networkPolicy › ingress[0] › cidr`.

#include "core/snapshot.h"

#include <QList>
#include <QRect>
#include <QStringList>
#include <QWidget>

namespace pw::ui {

struct PlaceName
{
    QString name; ///< a key, with the number of the item behind it
    text::Span span; ///< of what stands there
    bool operator==(const PlaceName&) const = default;
};

/// From the root of the document down to what stands at a place.
[[nodiscard]] QList<PlaceName> placeNames(const Snapshot& snapshot, text::ByteOffset place);

class PlaceLine : public QWidget
{
    Q_OBJECT
public:
    explicit PlaceLine(QWidget* parent = nullptr);
    void setNames(const QList<PlaceName>& names);
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(pw::text::Span span); ///< by a click on its name

protected:
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Part
    {
        QRect arrow; ///< in front of it; empty for the first
        QRect rect;
        QString shown;
    };
    [[nodiscard]] QList<Part> layoutParts() const;
    [[nodiscard]] int partAt(const QPoint& place) const; ///< -1: none
    void setHovered(int part);

    QList<PlaceName> m_names;
    int m_hovered = -1;
};

} // namespace pw::ui
