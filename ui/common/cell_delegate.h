#pragma once
// Draws the cells of our trees: text with icon and note, chips, coverage bars and share bars.

#include "ui/common/cell.h"

#include <QFontMetrics>
#include <QRect>
#include <QStyledItemDelegate>

namespace pw::ui {

/// Where the parts of a coverage cell are.
struct CoverageLayout
{
    QRect frame;
    QRect fill; ///< empty when nothing is covered, else at least 2 wide
    QRect figure; ///< `0/14`
    QRect word; ///< `not covered`
    static CoverageLayout of(const QRect& cell, const Cell& content, const QFontMetrics& bold);
};

/// Where the parts of a share cell are.
struct ShareLayout
{
    QRect frame;
    QRect fill;
    QRect figure;
    bool outlier = false; ///< fewer than half
    static ShareLayout of(const QRect& cell, const Cell& content);
};

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

    /// `covered`, `not covered`, `partly covered`.
    [[nodiscard]] static QString coverageWord(const Cell& content);
    /// The height of a row without chips, and with some.
    static constexpr int rowHeight = 26;
    static constexpr int chipRowHeight = 28;
    static constexpr int cellPadding = 10;
};

} // namespace pw::ui
