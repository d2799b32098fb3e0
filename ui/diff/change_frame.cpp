#include "ui/diff/change_frame.h"

#include "ui/common/theme.h"

#include <QListView>
#include <QPainter>

namespace pw::ui {

void paintChangeFrame(QListView& list, RowRange change)
{
    if (change.begin == change.end)
        return;
    const auto rect = [&list](int row) {
        return list.visualRect(list.model()->index(row, list.modelColumn()));
    };
    QPainter painter(list.viewport());
    const QColor accent = themeOf(list.palette()).accent;
    const int width = list.viewport()->width();
    painter.fillRect(QRect(0, rect(change.begin).top(), width, 1), accent);
    painter.fillRect(QRect(0, rect(change.end - 1).bottom(), width, 1), accent);
}

} // namespace pw::ui
