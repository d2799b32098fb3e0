#include "ui/diff/side_pane.h"

#include "ui/common/convert.h"
#include "ui/diff/change_frame.h"
#include "ui/diff/diff_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

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
    : QListView(parent), m_lines(lines), m_side(side), m_delegate(new DiffDelegate(this))
{
    const bool left = side == DiffSide::Left;
    setObjectName(left ? QStringLiteral("leftText") : QStringLiteral("rightText"));
    setAccessibleName(left ? tr("Left text") : tr("Right text"));
    setModel(&lines);
    setModelColumn(left ? 0 : 1);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBar(new PlaceKeeper(Qt::Horizontal));
}

void SidePane::setLongestLine(std::size_t signs)
{
    m_delegate->setLongestLine(signs);
    scheduleDelayedItemsLayout();
}

QString SidePane::selectedText() const
{
    std::vector<int> chosen;
    for (const QModelIndex& index : selectedIndexes())
        chosen.push_back(index.row());
    std::ranges::sort(chosen);
    std::string out;
    for (const int row : chosen)
        out += m_lines.rows().wholeText(row, m_side);
    return toQString(out);
}

void SidePane::setCurrentRow(int row)
{
    if (row != currentIndex().row())
        setCurrentIndex(m_lines.index(row, modelColumn()));
}

void SidePane::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT currentRowChanged(current.row());
}

bool SidePane::askToOpen(int row)
{
    if (row < 0 || row >= m_lines.rows().size() || !m_lines.rows().at(row).isFold())
        return false;
    Q_EMIT openRequested(row);
    return true;
}

void SidePane::keyPressEvent(QKeyEvent* event)
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
        if (event->modifiers() == Qt::NoModifier && askToOpen(currentIndex().row()))
            return;
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void SidePane::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier)
        (void)askToOpen(indexAt(event->position().toPoint()).row());
}

void SidePane::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    paintChangeFrame(*this, m_lines.rows().changeAt(currentIndex().row()));
}

} // namespace pw::ui
