#include "ui/common/row_tree.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/table_header.h"
#include "ui/common/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int accentBar = 3;
constexpr double softBarShare = 0.35;
constexpr int treeIndentation = 20;

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
    setAllColumnsShowFocus(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
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
    else if (alternatingRowColors() && option.features.testFlag(QStyleOptionViewItem::Alternate))
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

void RowTree::setColumnWidths(const QList<int>& characters)
{
    const QFontMetrics metrics(font());
    for (int column = 0; column < characters.size(); ++column) {
        const int wanted
            = metrics.averageCharWidth() * characters.at(column) + 2 * CellDelegate::cellPadding;
        header()->resizeSection(column, std::max(wanted, header()->sectionSizeHint(column)));
    }
}

void RowTree::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void RowTree::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace pw::ui
