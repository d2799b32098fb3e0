#include "ui/diff/diff_list.h"

#include "ui/common/convert.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace pw::ui {

DiffList::DiffList(QWidget* parent) : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
}

QString DiffList::selectedText() const
{
    std::vector<int> chosen;
    for (const QModelIndex& index : selectedIndexes())
        chosen.push_back(index.row());
    std::ranges::sort(chosen);
    std::string out;
    for (const int row : chosen)
        out += wholeText(row);
    return toQString(out);
}

void DiffList::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        return;
    }
    switch (event->key()) {
    case Qt::Key_F7:
        Q_EMIT changeRequested(event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (event->modifiers() == Qt::NoModifier && openFold(currentIndex().row()))
            return;
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void DiffList::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier)
        openFold(indexAt(event->position().toPoint()).row());
}

/// A line above the current change and one below.
void DiffList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    const RowRange change = changeAt(currentIndex().row());
    if (change.begin == change.end)
        return;
    const auto rect = [this](int row) { return visualRect(model()->index(row, modelColumn())); };
    QPainter painter(viewport());
    const QColor accent = themeOf(palette()).accent;
    const int width = viewport()->width();
    painter.fillRect(QRect(0, rect(change.begin).top(), width, 1), accent);
    painter.fillRect(QRect(0, rect(change.end - 1).bottom(), width, 1), accent);
}

} // namespace pw::ui
