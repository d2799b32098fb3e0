#pragma once
// Draws the rows of a review: glyph, title, a sentence that wraps, its detail, and the effect.

#include "ui/diff/review_model.h"

#include <QRect>
#include <QStyledItemDelegate>
#include <QTextLayout>

namespace pw::ui {

class ReviewDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `titleWidth`: of the column of titles; 0 when there are none.
    explicit ReviewDelegate(int titleWidth, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

    static constexpr int leastHeight = 34;

private:
    /// Where the parts are in a row that begins at 0, 0.
    struct Layout
    {
        QRect glyph;
        QRect title;
        QRect sentence; ///< as high as its lines
        QRect detail;
        QRect effect;
        int height = leastHeight;
    };
    [[nodiscard]] Layout layoutOf(const ReviewRow& row, const QFont& font, int width) const;

    int m_titleWidth;
};

} // namespace pw::ui
