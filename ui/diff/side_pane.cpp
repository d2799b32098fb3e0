#include "ui/diff/side_pane.h"

#include "ui/diff/diff_delegate.h"

#include <QScrollBar>

namespace pw::ui {
namespace {

/// Keeps the place and takes no room: both texts are moved by one bar of somebody else. Without any
/// bar a list is never wider than what is seen of it.
class PlaceKeeper : public QScrollBar
{
public:
    using QScrollBar::QScrollBar;
    [[nodiscard]] QSize sizeHint() const override { return {}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {}; }
};

} // namespace

SidePane::SidePane(SideModel& lines, DiffSide side, QWidget* parent)
    : DiffList(parent), m_lines(lines), m_side(side), m_delegate(new DiffDelegate(this))
{
    const bool left = side == DiffSide::Left;
    setObjectName(left ? QStringLiteral("leftText") : QStringLiteral("rightText"));
    setAccessibleName(left ? tr("Left text") : tr("Right text"));
    setModel(&lines);
    setModelColumn(left ? 0 : 1);
    setItemDelegate(m_delegate);
    setHorizontalScrollBar(new PlaceKeeper(Qt::Horizontal));
}

void SidePane::setLongestLine(std::size_t signs)
{
    m_delegate->setLongestLine(signs);
    scheduleDelayedItemsLayout();
}

void SidePane::setCurrentRow(int row)
{
    if (row != currentIndex().row())
        setCurrentIndex(m_lines.index(row, modelColumn()));
}

void SidePane::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    DiffList::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT currentRowChanged(current.row());
}

bool SidePane::openFold(int row)
{
    if (row < 0 || row >= m_lines.rows().size() || !m_lines.rows().at(row).isFold())
        return false;
    Q_EMIT openRequested(row);
    return true;
}

RowRange SidePane::changeAt(int row) const
{
    return m_lines.rows().changeAt(row);
}

std::string_view SidePane::wholeText(int row) const
{
    return m_lines.rows().wholeText(row, m_side);
}

} // namespace pw::ui
