#pragma once
// Draws the rows of a unified view: two line numbers, sign, text with its colours and marked words.

#include "ui/diff/diff_model.h"

#include <QStyledItemDelegate>

namespace pw::ui {

/// Where the parts of a row begin, in pixels from its left edge.
struct DiffColumns
{
    int digit = 8; ///< width of a sign of the text
    int leftNumber = 0; ///< right edges of the numbers
    int rightNumber = 0;
    int sign = 0;
    int text = 0;
    static DiffColumns of(const QFontMetrics& mono, int digits, bool oneNumber = false);
};

class DiffDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    /// The same for every row: as wide as the longest line.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    /// Signs of the longest line.
    void setLongestLine(std::size_t signs) { m_longest = signs; }

private:
    std::size_t m_longest = 0;
};

} // namespace pw::ui
