#include "ui/common/overview_bar.h"

#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int barWidth = 14;
constexpr int markHeight = 3;

} // namespace

OverviewBar::OverviewBar(QWidget* parent) : QScrollBar(Qt::Vertical, parent)
{
    setFixedWidth(barWidth);
}

void OverviewBar::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    update();
}

QSize OverviewBar::sizeHint() const
{
    return {barWidth, QScrollBar::sizeHint().height()};
}

void OverviewBar::paintEvent(QPaintEvent* event)
{
    QScrollBar::paintEvent(event);
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, 1, height()), theme.border);
    int lastTop = -1;
    Tone lastTone = Tone::Normal;
    for (const Mark& mark : m_marks) {
        const int top = qRound(mark.place * (height() - markHeight));
        const int size = std::max(markHeight, qRound(mark.size * height()));
        if (top == lastTop && mark.tone == lastTone && size == markHeight)
            continue;
        lastTop = top;
        lastTone = mark.tone;
        painter.fillRect(QRect(1, top, width() - 1, size), toneColor(theme, mark.tone));
    }
}

} // namespace pw::ui
