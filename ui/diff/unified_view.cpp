#include "ui/diff/unified_view.h"

#include "ui/common/convert.h"
#include "ui/diff/change_frame.h"
#include "ui/diff/diff_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace pw::ui {

UnifiedView::UnifiedView(QWidget* parent)
    : QListView(parent), m_lines(new DiffModel(this)), m_delegate(new DiffDelegate(this))
{
    setObjectName(QStringLiteral("unifiedDiff"));
    setAccessibleName(tr("Differences, line by line"));
    setModel(m_lines);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
}

void UnifiedView::setDiff(const TextDiffPtr& diff)
{
    m_lines->setDiff(diff);
    m_delegate->setLongestLine(m_lines->rows().longestLine());
    m_changes = m_lines->rows().changeCount();
    setAccessibleDescription(m_changes == 1 ? tr("1 change") : tr("%1 changes").arg(m_changes));
    m_currentChange = -1; // whatever comes is told
    scheduleDelayedItemsLayout();
    if (!goTo(m_lines->rows().nextChange(-1)))
        tellChange();
}

bool UnifiedView::goTo(int row)
{
    if (row < 0)
        return false;
    setCurrentIndex(m_lines->index(row));
    return true;
}

bool UnifiedView::goToNextChange()
{
    return goTo(m_lines->rows().nextChange(currentIndex().row()));
}

bool UnifiedView::goToPreviousChange()
{
    return goTo(m_lines->rows().previousChange(currentIndex().row()));
}

void UnifiedView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    tellChange();
}

void UnifiedView::tellChange()
{
    const DiffRows& rows = m_lines->rows();
    const int change = rows.changeNumber(currentIndex().row());
    viewport()->update();
    if (change == m_currentChange)
        return;
    m_currentChange = change;
    Q_EMIT currentChangeChanged(change, m_changes);
}

bool UnifiedView::openFold(const QModelIndex& row)
{
    if (!row.isValid() || !m_lines->rows().at(row.row()).isFold())
        return false;
    const int first = row.row();
    m_lines->open(first);
    setCurrentIndex(m_lines->index(first));
    return true;
}

std::vector<std::size_t> UnifiedView::currentHunks() const
{
    return m_lines->rows().hunksAt(currentIndex().row());
}

void UnifiedView::reveal(bool left, std::uint32_t line)
{
    int row = m_lines->rows().rowOf(left, line);
    if (row >= 0 && openFold(m_lines->index(row)))
        row = m_lines->rows().rowOf(left, line);
    if (row < 0)
        return;
    setCurrentIndex(m_lines->index(row));
    scrollTo(currentIndex(), PositionAtCenter);
}

QString UnifiedView::selectedText() const
{
    std::vector<int> chosen;
    for (const QModelIndex& index : selectedIndexes())
        chosen.push_back(index.row());
    std::ranges::sort(chosen);
    std::string out;
    for (const int row : chosen)
        out += m_lines->rows().wholeText(row);
    return toQString(out);
}

void UnifiedView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        return;
    }
    switch (event->key()) {
    case Qt::Key_F7:
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            goToPreviousChange();
        else
            goToNextChange();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (openFold(currentIndex()))
            return;
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void UnifiedView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier)
        openFold(indexAt(event->position().toPoint()));
}

void UnifiedView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    paintChangeFrame(*this, m_lines->rows().changeAt(currentIndex().row()));
}

} // namespace pw::ui
