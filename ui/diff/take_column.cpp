#include "ui/diff/take_column.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QHelpEvent>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int columnWidth = 30;
constexpr QSize buttonSize(22, 16);
constexpr int iconSize = 12;
constexpr qreal corner = 3;

} // namespace

TakeColumn::TakeColumn(const SideModel& lines, const QListView& rows, QWidget* parent)
    : QWidget(parent), m_lines(lines), m_rows(rows)
{
    setFixedWidth(columnWidth);
    setMouseTracking(true);
}

void TakeColumn::setTarget(std::optional<DiffSide> target)
{
    m_target = target;
    update();
}

QSize TakeColumn::sizeHint() const
{
    return {columnWidth, 0};
}

std::vector<RowRange> TakeColumn::visibleChanges() const
{
    const SideRows& rows = m_lines.rows();
    std::vector<RowRange> out;
    const int first = std::max(0, m_rows.indexAt({1, 1}).row());
    const int bottom = m_rows.viewport()->height();
    for (int row = first; row < rows.size(); ++row) {
        if (m_rows.visualRect(m_lines.index(row, 0)).top() > bottom)
            break;
        const RowRange change = rows.changeAt(row);
        if (change.end == change.begin)
            continue;
        out.push_back(change);
        row = change.end - 1;
    }
    return out;
}

QRect TakeColumn::band(RowRange change) const
{
    const QRect first = m_rows.visualRect(m_lines.index(change.begin, 0));
    const QRect last = m_rows.visualRect(m_lines.index(change.end - 1, 0));
    return {0, first.top(), width(), last.bottom() - first.top() + 1};
}

/// At the top of the change; of one that begins above, at the top of what is seen.
QRect TakeColumn::button(RowRange change) const
{
    const QRect whole = band(change);
    const int room = m_rows.visualRect(m_lines.index(change.begin, 0)).height();
    const int top = std::clamp(whole.top(), 0, std::max(0, whole.bottom() - room + 1));
    return {(width() - buttonSize.width()) / 2, top + (room - buttonSize.height()) / 2,
            buttonSize.width(), buttonSize.height()};
}

int TakeColumn::changeAt(const QPoint& place) const
{
    if (!m_target)
        return -1;
    for (const RowRange& change : visibleChanges()) {
        if (button(change).contains(place))
            return change.begin;
    }
    return -1;
}

void TakeColumn::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    painter.fillRect(rect(), theme.codeMargin);
    for (const RowRange& change : visibleChanges()) {
        const SideRow& first = m_lines.rows().at(change.begin);
        const SideRow& last = m_lines.rows().at(change.end - 1);
        const bool comes = first.left == SideRow::none && last.left == SideRow::none;
        const bool goes = first.right == SideRow::none && last.right == SideRow::none;
        painter.fillRect(band(change),
                         comes      ? theme.diffAdded
                             : goes ? theme.diffRemoved
                                    : theme.diffChanged);
        if (!m_target)
            continue;
        const QRect place = button(change);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.control);
        painter.setBrush(change.begin == m_hovered ? theme.hover : theme.button);
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
        painter.setRenderHint(QPainter::Antialiasing, false);
        const QPoint centre = place.center();
        const QRect iconPlace(centre.x() - iconSize / 2 + 1, centre.y() - iconSize / 2 + 1,
                              iconSize, iconSize);
        icon(*m_target == DiffSide::Right ? QStringLiteral("takeright")
                                          : QStringLiteral("takeleft"))
            .paint(&painter, iconPlace);
    }
    painter.fillRect(QRect(0, 0, 1, height()), theme.border);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.border);
}

void TakeColumn::mouseMoveEvent(QMouseEvent* event)
{
    const int hovered = changeAt(event->position().toPoint());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    setCursor(hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void TakeColumn::mousePressEvent(QMouseEvent* event)
{
    const int change = changeAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && change >= 0)
        Q_EMIT takeRequested(change);
}

void TakeColumn::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

bool TakeColumn::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(event);
        if (changeAt(help->pos()) >= 0)
            QToolTip::showText(help->globalPos(),
                               *m_target == DiffSide::Right
                                   ? tr("Take left: the left text for this change (Alt+Left)")
                                   : tr("Take right: the right text for this change (Alt+Right)"),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace pw::ui
