#include "ui/diff/unified_view.h"

#include "ui/diff/diff_delegate.h"

namespace pw::ui {

UnifiedView::UnifiedView(QWidget* parent)
    : DiffList(parent), m_lines(new DiffModel(this)), m_delegate(new DiffDelegate(this))
{
    setObjectName(QStringLiteral("unifiedDiff"));
    setAccessibleName(tr("Differences, line by line"));
    setModel(m_lines);
    setItemDelegate(m_delegate);
    connect(this, &DiffList::changeRequested, this,
            [this](bool backwards) { backwards ? goToPreviousChange() : goToNextChange(); });
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
    DiffList::currentChanged(current, previous);
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

bool UnifiedView::openFold(int row)
{
    if (row < 0 || row >= m_lines->rows().size() || !m_lines->rows().at(row).isFold())
        return false;
    m_lines->open(row);
    setCurrentIndex(m_lines->index(row));
    return true;
}

RowRange UnifiedView::changeAt(int row) const
{
    return m_lines->rows().changeAt(row);
}

std::string_view UnifiedView::wholeText(int row) const
{
    return m_lines->rows().wholeText(row);
}

std::vector<std::size_t> UnifiedView::currentHunks() const
{
    return m_lines->rows().hunksAt(currentIndex().row());
}

void UnifiedView::reveal(bool left, std::uint32_t line)
{
    int row = m_lines->rows().rowOf(left, line);
    if (openFold(row))
        row = m_lines->rows().rowOf(left, line);
    if (row < 0)
        return;
    setCurrentIndex(m_lines->index(row));
    scrollTo(currentIndex(), PositionAtCenter);
}

} // namespace pw::ui
