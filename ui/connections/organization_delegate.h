#pragma once
// Draws a row of the list of organizations: name with its marks, and a muted line under it.

#include <QStyledItemDelegate>

namespace pw::ui {

class OrganizationDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

} // namespace pw::ui
