#include "ui/common/tick_delegate.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

namespace pw::ui {
namespace {

constexpr int boxSize = 15;
constexpr int boxLeft = 2; ///< behind the branch of a tree; a list has the side of its cells
constexpr int boxSpace = 22; ///< box and gap
constexpr int clickMargin = 4;
constexpr double radius = 3;

bool isList(const QStyleOptionViewItem& option)
{
    const auto* const tree = qobject_cast<const QTreeView*>(option.widget);
    return tree != nullptr && !tree->rootIsDecorated();
}

void paintBox(QPainter& painter, const QRect& box, Qt::CheckState state, const Theme& theme)
{
    const bool filled = state != Qt::Unchecked;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(filled ? theme.fill : theme.control, 1));
    painter.setBrush(filled ? theme.fill : theme.base);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
    if (filled)
        paintIcon(painter, state == Qt::Checked ? QStringLiteral("ok") : QStringLiteral("minus"),
                  box.adjusted(1, 1, -1, -1), theme.fillText);
}

} // namespace

QRect TickDelegate::box(const QRect& cell, bool inList)
{
    return {cell.left() + (inList ? cellPadding : boxLeft),
            cell.top() + (cell.height() - boxSize) / 2, boxSize, boxSize};
}

void TickDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const QVariant state = index.data(Qt::CheckStateRole);
    const bool list = isList(option);
    // In a list the texts stand below one another, with a box or without.
    if (!state.isValid() && !(list && index.column() == 0)) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    if (state.isValid())
        paintBox(*painter, box(option.rect, list), static_cast<Qt::CheckState>(state.toInt()),
                 themeOf(option.palette));
    QStyleOptionViewItem rest = option;
    rest.rect.setLeft(rest.rect.left() + boxSpace);
    CellDelegate::paint(painter, rest, index);
}

QSize TickDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize plain = CellDelegate::sizeHint(option, index);
    return index.data(Qt::CheckStateRole).isValid() ? plain + QSize(boxSpace, 0) : plain;
}

bool TickDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                               const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QModelIndex first = index.siblingAtColumn(0);
    const QVariant state = first.data(Qt::CheckStateRole);
    if (!state.isValid() || !first.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease: {
        const auto* const mouse = static_cast<QMouseEvent*>(event);
        const QRect target = box(option.rect, isList(option))
                                 .adjusted(-clickMargin, -clickMargin, clickMargin, clickMargin);
        if (index.column() != 0 || mouse->button() != Qt::LeftButton
            || !target.contains(mouse->position().toPoint()))
            return false;
        if (event->type() != QEvent::MouseButtonRelease)
            return event->type() == QEvent::MouseButtonDblClick;
        break;
    }
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key != Qt::Key_Space && key != Qt::Key_Select)
            return false;
        break;
    }
    default:
        return false;
    }
    const bool on = state.toInt() == Qt::Checked;
    return model->setData(first, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace pw::ui
