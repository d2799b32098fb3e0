#include "ui/common/status_chip.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int chipHeight = 18;
constexpr int tintedSide = 6;
constexpr int tintedGlyph = 12;
constexpr int plainGlyph = 16;
constexpr int gap = 4;
constexpr int radius = 3;
constexpr double wordScale = 0.92;
constexpr double lightTint = 0.12;
constexpr double darkTint = 0.18;

} // namespace

StatusChip::StatusChip(QWidget* parent, Look look) : QWidget(parent), m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void StatusChip::set(const QString& icon, Tone tone, const QString& word)
{
    if (m_icon == icon && m_tone == tone && m_word == word)
        return;
    m_icon = icon;
    m_tone = tone;
    m_word = word;
    setAccessibleName(word);
    setVisible(!word.isEmpty());
    updateGeometry();
    update();
}

QFont StatusChip::wordFont() const
{
    return m_look == Look::Plain ? scaledFont(font(), 1.0, QFont::DemiBold)
                                 : scaledFont(font(), wordScale, QFont::Medium);
}

int StatusChip::glyphSize() const
{
    return m_look == Look::Plain ? plainGlyph : tintedGlyph;
}

int StatusChip::side() const
{
    return m_look == Look::Plain ? 0 : tintedSide;
}

QSize StatusChip::sizeHint() const
{
    const QFontMetrics metrics(wordFont());
    return {2 * side() + glyphSize() + gap + metrics.horizontalAdvance(m_word),
            std::max(chipHeight, metrics.height() + 2)};
}

void StatusChip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QColor color = toneColor(theme, m_tone);
    QPainter painter(this);
    if (m_look != Look::Plain) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_look == Look::Solid
                             ? color
                             : Theme::mixed(color, theme.base, theme.dark ? darkTint : lightTint));
        painter.drawRoundedRect(rect(), radius, radius);
        if (m_look == Look::Solid)
            color = theme.base;
    }
    paintIcon(painter, m_icon,
              QRect(side(), (height() - glyphSize()) / 2, glyphSize(), glyphSize()), color);
    painter.setPen(color);
    painter.setFont(wordFont());
    painter.drawText(rect().adjusted(side() + glyphSize() + gap, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, m_word);
}

} // namespace pw::ui
