#include "ui/common/row_tree.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/table_header.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QDrag>
#include <QDragMoveEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int accentBar = 3;
constexpr double softBarShare = 0.35;
constexpr int treeIndentation = 20;
constexpr int dragGap = 10; ///< from the pointer, and around the words
constexpr int dragWidth = 200;

} // namespace

RowTree::RowTree(QWidget* parent) : QTreeView(parent)
{
    setHeader(new TableHeader(this));
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setIndentation(treeIndentation);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
        // The last one follows the window by itself.
        if (!m_sharing && header()->visualIndex(column) != header()->count() - 1 && isVisible()
            && QApplication::mouseButtons() != Qt::NoButton)
            m_widths.clear();
    });
}

void RowTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.palette);
    const QItemSelectionModel* const selection = selectionModel();
    const bool selected = selection->isRowSelected(index.row(), index.parent());
    const QModelIndex parent = index.parent();
    const bool soft
        = !selected && parent.isValid() && selection->isRowSelected(parent.row(), parent.parent());
    const bool active = hasFocus() && isActiveWindow();
    const QRect band(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (selected)
        painter->fillRect(band, active ? theme.selection : theme.selectionInactive);
    else if (soft)
        painter->fillRect(band, theme.selectionSoft);
    else if (alternatingRowColors()
             && (option.rect.top() + verticalOffset()) / option.rect.height() % 2 != 0)
        painter->fillRect(band, theme.alternate);

    QTreeView::drawRow(painter, option, index);

    const bool current = currentIndex().row() == index.row() && parent == currentIndex().parent()
        && currentIndex().isValid();
    const QRect edge(0, band.top(), accentBar, band.height());
    if (selected || (current && active))
        painter->fillRect(edge, active ? theme.accent : theme.control);
    else if (soft)
        painter->fillRect(edge, Theme::mixed(theme.accent, theme.base, softBarShare));
    if (current && active && !selected) {
        painter->setPen(QPen(theme.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(band).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void RowTree::startDrag(Qt::DropActions actions)
{
    QModelIndexList dragged = selectedIndexes();
    dragged.removeIf(
        [](const QModelIndex& index) { return !index.flags().testFlag(Qt::ItemIsDragEnabled); });
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (dragged.isEmpty() || rows.isEmpty())
        return;
    auto* const drag = new QDrag(this);
    drag->setMimeData(model()->mimeData(dragged));
    drag->setPixmap(dragPicture(rows.size() == 1 ? rows.front().data().toString()
                                                 : tr("%1 rows").arg(rows.size())));
    drag->setHotSpot({-dragGap, -dragGap});
    drag->exec(actions, defaultDropAction());
}

/// A place that refuses the rows leaves the mark of the one before, unless it is taken away.
void RowTree::dragMoveEvent(QDragMoveEvent* event)
{
    setDropIndicatorShown(true);
    QTreeView::dragMoveEvent(event);
    setDropIndicatorShown(event->isAccepted());
    viewport()->update();
}

QPixmap RowTree::dragPicture(const QString& words) const
{
    const Theme& theme = themeOf(palette());
    const QString shown = fontMetrics().elidedText(words, Qt::ElideRight, dragWidth);
    const QSize size = fontMetrics().size(Qt::TextSingleLine, shown) + QSize(2 * dragGap, dragGap);
    QPixmap out(size * devicePixelRatioF());
    out.setDevicePixelRatio(devicePixelRatioF());
    out.fill(theme.panel);
    QPainter painter(&out);
    painter.setFont(font());
    painter.setPen(theme.accent);
    painter.drawRect(QRectF({0.5, 0.5}, size - QSize(1, 1)));
    painter.setPen(theme.text);
    painter.drawText(QRect({0, 0}, size), Qt::AlignCenter, shown);
    return out;
}

QString RowTree::selectedText() const
{
    QStringList lines;
    const int columns = model() != nullptr ? model()->columnCount() : 0;
    for (QModelIndex row = model() != nullptr ? model()->index(0, 0) : QModelIndex(); row.isValid();
         row = indexBelow(row)) {
        if (!selectionModel()->isRowSelected(row.row(), row.parent()))
            continue;
        QStringList cells;
        for (int column = 0; column < columns; ++column) {
            const int logical = header()->logicalIndex(column);
            if (!isColumnHidden(logical))
                cells += row.siblingAtColumn(logical).data(Qt::AccessibleTextRole).toString();
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n');
}

QList<int> sharedWidths(const QList<ColumnWidth>& columns, int whole)
{
    QList<int> out(columns.size(), 0);
    QList<bool> atLeast(columns.size(), false);
    // Each round may push further columns to their least width.
    for (bool settled = false; !settled;) {
        settled = true;
        int room = whole;
        int shares = 0;
        for (qsizetype at = 0; at < columns.size(); ++at)
            (atLeast.at(at) ? room : shares)
                += atLeast.at(at) ? -columns.at(at).least : columns.at(at).share;
        for (qsizetype at = 0; at < columns.size(); ++at) {
            const int part = shares > 0 ? std::max(0, room) * columns.at(at).share / shares : 0;
            if (!atLeast.at(at) && part < columns.at(at).least) {
                atLeast[at] = true;
                settled = false;
            }
            out[at] = atLeast.at(at) ? columns.at(at).least : part;
        }
    }
    return out;
}

void RowTree::setColumnWidths(const QList<ColumnWidth>& widths)
{
    m_widths = widths;
    shareWidth();
}

void RowTree::shareWidth()
{
    const QScopedValueRollback guard(m_sharing, true);
    const QList<int> widths = sharedWidths(m_widths, viewport()->width());
    for (int column = 0; column < std::min(header()->count(), static_cast<int>(widths.size()));
         ++column)
        header()->resizeSection(column, widths.at(column));
}

void RowTree::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    shareWidth();
}

} // namespace pw::ui
