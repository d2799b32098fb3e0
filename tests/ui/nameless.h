#pragma once
// Widgets that a person can reach and nobody can name.

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace pw::tests {

/// Those below `root` that can have the focus and lack an objectName or an accessible name. The
/// popups of drop-downs are Qt's own.
inline QStringList namelessIn(const QWidget& root)
{
    QStringList out;
    for (QWidget* const widget : root.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(widget->window())
            || widget->window()->inherits("QComboBoxPrivateContainer"))
            continue;
        const QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(widget);
        const QString where
            = QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName();
        if (widget->objectName().isEmpty())
            out += where;
        if (spoken == nullptr || spoken->text(QAccessible::Name).isEmpty())
            out += where + QStringLiteral(" (accessible)");
    }
    return out;
}

} // namespace pw::tests
