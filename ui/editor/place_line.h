#pragma once
// Where the cursor is in the policy: `spec › networkPolicy › ingress[0] › cidr`.

#include "core/snapshot.h"

#include <QStringList>
#include <QWidget>

namespace pw::ui {

/// The names from the root of the document down to what stands at a place.
[[nodiscard]] QStringList placeNames(const Snapshot& snapshot, text::ByteOffset place);

class PlaceLine : public QWidget
{
    Q_OBJECT
public:
    explicit PlaceLine(QWidget* parent = nullptr);
    void setNames(const QStringList& names);
    [[nodiscard]] const QStringList& names() const { return m_names; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_names;
};

} // namespace pw::ui
