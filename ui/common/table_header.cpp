#include "ui/common/table_header.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int headerHeight = 26;
constexpr int arrowSize = 14;
constexpr int firstTitleIndent = 30;
constexpr double headerScale = 11.0 / 13.0;

/// Over the names: behind expander and icon where the rows have them.
int indentOf(const QHeaderView& header, int logicalIndex)
{
    const auto* const tree = qobject_cast<const QTreeView*>(header.parentWidget());
    return logicalIndex == 0 && (tree == nullptr || tree->rootIsDecorated())
        ? firstTitleIndent
        : CellDelegate::cellPadding;
}

QFont headerFont(const QFont& body)
{
    return scaledFont(body, headerScale, QFont::DemiBold);
}

} // namespace

TableHeader::TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSectionsClickable(true);
    setSectionsMovable(true);
    setFirstSectionMovable(false);
    setStretchLastSection(true);
    setHighlightSections(false);
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(),
            std::max(headerHeight, QFontMetrics(headerFont(font())).height() + 10)};
}

QSize TableHeader::sectionSizeFromContents(int logicalIndex) const
{
    const QString title = model()->headerData(logicalIndex, orientation()).toString();
    const int indent = indentOf(*this, logicalIndex);
    return {indent + QFontMetrics(headerFont(font())).horizontalAdvance(title)
                + (isSortIndicatorShown() ? arrowSize : 0) + CellDelegate::cellPadding,
            sizeHint().height()};
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    const Theme& theme = themeOf(palette());
    painter->save();
    painter->fillRect(rect, theme.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border);
    if (visualIndex(logicalIndex) != count() - 1)
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.border);
    const int indent = indentOf(*this, logicalIndex);
    const QRect place = rect.adjusted(indent, 0, -CellDelegate::cellPadding / 2, -1);
    const QFont titleFont = headerFont(font());
    const QFontMetrics metrics(titleFont);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == logicalIndex;
    const int room = std::max(0, place.width() - (sorted ? arrowSize + 4 : 0));
    const QString title = metrics.elidedText(
        model()->headerData(logicalIndex, orientation()).toString(), Qt::ElideRight, room);
    painter->setFont(titleFont);
    painter->setPen(theme.muted);
    const bool atRight
        = model()->headerData(logicalIndex, orientation(), Qt::TextAlignmentRole).toInt()
        == Qt::AlignRight;
    painter->drawText(
        atRight ? place.adjusted(0, 0, -CellDelegate::cellPadding / 2, 0) : place,
        static_cast<int>((atRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), title);
    if (sorted) {
        const QRect arrow(place.left() + metrics.horizontalAdvance(title) + 4,
                          place.top() + (place.height() - arrowSize) / 2, arrowSize, arrowSize);
        paintIcon(*painter,
                  sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("prev")
                                                             : QStringLiteral("next"),
                  arrow, theme.muted);
    }
    painter->restore();
}

} // namespace pw::ui
