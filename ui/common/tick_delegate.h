#pragma once
// Cells as everywhere, with a tick box before the first one where the model has a check state.

#include "ui/common/cell_delegate.h"

namespace pw::ui {

class TickDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    /// A click on the box or Space anywhere in the row.
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

    /// Where the box is in a cell of a tree or of a flat list.
    [[nodiscard]] static QRect box(const QRect& cell, bool inList);
};

} // namespace pw::ui
