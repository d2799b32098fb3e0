#include "ui/common/icon_label.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

namespace pw::ui {

IconLabel::IconLabel(QString name, int size, QWidget* parent, Tone tone)
    : QWidget(parent), m_name(std::move(name)), m_size(size), m_tone(tone)
{
    setFixedSize(size, size);
}

void IconLabel::set(const QString& name, Tone tone)
{
    m_name = name;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const
{
    return {m_size, m_size};
}

void IconLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintIcon(painter, m_name, rect(), toneColor(themeOf(palette()), m_tone));
}

} // namespace pw::ui
