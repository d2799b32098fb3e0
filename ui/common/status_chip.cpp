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

QFont chipFont(const QFont& body)
{
    return scaledFont(body, wordScale, QFont::Medium);
}

/// Glyph and word behind each other, from the left.
void paintWords(QPainter& painter, const QRect& place, int glyph, const QString& icon,
                const QColor& color, const QString& word)
{
    paintIcon(painter, icon,
              QRect(place.left(), place.top() + (place.height() - glyph) / 2, glyph, glyph), color);
    painter.setPen(color);
    painter.drawText(place.adjusted(glyph + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
}

} // namespace

int chipWidth(const QFont& body, const QString& word)
{
    return 2 * tintedSide + tintedGlyph + gap
        + QFontMetrics(chipFont(body)).horizontalAdvance(word);
}

void paintChip(QPainter& painter, const QRect& place, const QFont& body, const QPalette& palette,
               const QString& icon, Tone tone, const QString& word)
{
    const Theme& theme = themeOf(palette);
    const QColor color = toneColor(theme, tone);
    const int height = std::max(chipHeight, QFontMetrics(chipFont(body)).height() + 2);
    const QRect box(place.left(), place.top() + (place.height() - height) / 2,
                    chipWidth(body, word), height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::mixed(color, theme.base, theme.dark ? darkTint : lightTint));
    painter.drawRoundedRect(box, radius, radius);
    painter.setFont(chipFont(body));
    paintWords(painter, box.adjusted(tintedSide, 0, 0, 0), tintedGlyph, icon, color, word);
    painter.restore();
}

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
    return m_look == Look::Tinted ? chipFont(font()) : scaledFont(font(), 1.0, QFont::DemiBold);
}

QSize StatusChip::sizeHint() const
{
    const QFontMetrics metrics(wordFont());
    const int width = m_look == Look::Tinted ? chipWidth(font(), m_word)
                                             : plainGlyph + gap + metrics.horizontalAdvance(m_word);
    return {width, std::max(chipHeight, metrics.height() + 2)};
}

void StatusChip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (m_look == Look::Tinted) {
        paintChip(painter, rect(), font(), palette(), m_icon, m_tone, m_word);
        return;
    }
    painter.setFont(wordFont());
    paintWords(painter, rect(), plainGlyph, m_icon, toneColor(themeOf(palette()), m_tone), m_word);
}

} // namespace pw::ui
