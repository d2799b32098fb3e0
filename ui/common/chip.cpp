#include "ui/common/chip.h"

#include "ui/common/icons.h"

#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int chipHeight = 18;
constexpr int side = 6;
constexpr int glyph = 12;
constexpr int gap = 4;
constexpr int radius = 3;
constexpr double wordScale = 0.92;
constexpr double lightTint = 0.12;
constexpr double darkTint = 0.18;

QFont wordFont(const QFont& body)
{
    return scaledFont(body, wordScale, QFont::Medium);
}

} // namespace

QSize Chip::size(const QFont& body) const
{
    const QFontMetrics metrics(wordFont(body));
    return {2 * side + glyph + gap + metrics.horizontalAdvance(word),
            std::max(chipHeight, metrics.height() + 2)};
}

QRect Chip::placed(const QRect& room, const QFont& body) const
{
    const QSize needed = size(body);
    return {QPoint(room.left(), room.top() + (room.height() - needed.height()) / 2), needed};
}

void Chip::paint(QPainter& painter, const QRect& rect, const QFont& body, const Theme& theme) const
{
    const QColor color = toneColor(theme, tone);
    const QColor ink = look == Look::Solid ? theme.base : color;
    const QFont font = wordFont(body);
    painter.setRenderHint(QPainter::Antialiasing);
    if (look == Look::Dashed) {
        painter.setPen(QPen(color, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look == Look::Solid
                             ? color
                             : Theme::mixed(color, theme.base, theme.dark ? darkTint : lightTint));
        painter.drawRoundedRect(rect, radius, radius);
    }
    paintIcon(painter, icon,
              QRect(rect.left() + side, rect.top() + (rect.height() - glyph) / 2, glyph, glyph),
              ink);
    const QRect place = rect.adjusted(side + glyph + gap, 0, 0, 0);
    painter.setPen(ink);
    painter.setFont(font);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(word, Qt::ElideRight, place.width()));
}

} // namespace pw::ui
