#include "ui/common/tone_label.h"

#include "ui/common/theme.h"

#include <QPainter>

namespace pw::ui {

ToneLabel::ToneLabel(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ToneLabel::set(Tone tone, const QString& text)
{
    m_tone = tone;
    setText(text);
    update();
}

void ToneLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setPen(toneColor(themeOf(palette()), m_tone));
    painter.drawText(contentsRect(), static_cast<int>(alignment()), text());
}

} // namespace pw::ui
