#include "ui/common/panes.h"

#include <QApplication>
#include <QWidget>

namespace pw::ui {

void focusNextPane(const QList<QWidget*>& panes, int step)
{
    const QWidget* const focus = QApplication::focusWidget();
    int at = step > 0 ? -1 : 0;
    for (int i = 0; i < panes.size(); ++i) {
        if (focus != nullptr && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            at = i;
    }
    const int count = static_cast<int>(panes.size());
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        if (panes[at]->isVisible() && panes[at]->isEnabled()) {
            panes[at]->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace pw::ui
