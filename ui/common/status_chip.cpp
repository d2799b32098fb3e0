#include "ui/common/status_chip.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

namespace pw::ui {
namespace {

constexpr int glyph = 16;
constexpr int gap = 4;

} // namespace

StatusChip::StatusChip(QWidget* parent, Look look) : QWidget(parent), m_look(look)
{
    m_chip.look = look == Look::Solid ? Chip::Look::Solid : Chip::Look::Tinted;
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void StatusChip::set(const QString& icon, Tone tone, const QString& word)
{
    if (m_chip.icon == icon && m_chip.tone == tone && m_chip.word == word)
        return;
    m_chip = {icon, tone, word, m_chip.look};
    setAccessibleName(word);
    setVisible(!word.isEmpty());
    updateGeometry();
    update();
}

QFont StatusChip::plainFont() const
{
    return scaledFont(font(), 1.0, QFont::DemiBold);
}

QSize StatusChip::sizeHint() const
{
    const QSize tinted = m_chip.size(font());
    if (m_look != Look::Plain)
        return tinted;
    return {glyph + gap + QFontMetrics(plainFont()).horizontalAdvance(m_chip.word),
            tinted.height()};
}

void StatusChip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    if (m_look != Look::Plain) {
        m_chip.paint(painter, rect(), font(), theme);
        return;
    }
    const QColor color = toneColor(theme, m_chip.tone);
    paintIcon(painter, m_chip.icon, QRect(0, (height() - glyph) / 2, glyph, glyph), color);
    painter.setPen(color);
    painter.setFont(plainFont());
    painter.drawText(rect().adjusted(glyph + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     m_chip.word);
}

} // namespace pw::ui
