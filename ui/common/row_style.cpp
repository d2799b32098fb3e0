#include "ui/common/row_style.h"

#include "ui/common/icons.h"
#include "ui/common/row_tree.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>

namespace pw::ui {
namespace {

constexpr int focusWidth = 2;
constexpr int chevronSize = 12;
constexpr int dropKnob = 3;

void paintChevron(const QString& name, const QRect& rect, QPainter& painter, const QColor& color)
{
    QRect place(0, 0, chevronSize, chevronSize);
    place.moveCenter(rect.center());
    paintIcon(painter, name, place, color);
}

/// Where the rows that are dragged would go: a line from the level that they get to the edge, or
/// the row that they would stand below.
void paintDrop(const RowTree& tree, const QRect& rect, const Theme& theme, QPainter& painter)
{
    const QModelIndex index = tree.indexAt(rect.topLeft());
    if (rect.isNull() || !index.isValid())
        return;
    const int left = tree.visualRect(index.siblingAtColumn(0)).left();
    const QRectF row(left, rect.top(), tree.viewport()->width() - left, rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, focusWidth));
    if (rect.height() > 1) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 3, 3);
    } else {
        painter.setBrush(theme.base);
        painter.drawLine(row.topLeft() + QPointF(dropKnob, 0), row.topRight());
        painter.drawEllipse(row.topLeft() + QPointF(dropKnob, 0), dropKnob, dropKnob);
    }
    painter.restore();
}

} // namespace

RowStyle::RowStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

void RowStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                             QPainter* painter, const QWidget* widget) const
{
    const Theme& theme = themeOf(option->palette);
    const bool inRowTree = qobject_cast<const RowTree*>(widget) != nullptr;
    switch (element) {
    case PE_FrameFocusRect: {
        // Rows show it in their band, push buttons in their border.
        if (inRowTree || qobject_cast<const QPushButton*>(widget) != nullptr)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(theme.accent, focusWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 3, 3);
        painter->restore();
        return;
    }
    case PE_IndicatorItemViewItemDrop:
        if (const auto* const tree = qobject_cast<const RowTree*>(widget)) {
            paintDrop(*tree, option->rect, theme, *painter);
            return;
        }
        break;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (inRowTree)
            return; // the tree has painted the whole band
        break;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children))
            paintChevron(option->state.testFlag(State_Open) ? QStringLiteral("next")
                                                            : QStringLiteral("right"),
                         option->rect, *painter, theme.muted);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int RowStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                          const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SplitterWidth:
        return 5;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int RowStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_Widget_Animation_Duration:
    case SH_LineEdit_PasswordMaskDelay: // no sign of a key is ever shown
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace pw::ui
