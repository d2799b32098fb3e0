#include "ui/editor/overview_bar.h"

#include "ui/common/severity.h"
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
    // Painted last is on top.
    std::ranges::stable_sort(m_marks, std::greater{}, &Mark::severity);
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
    text::Severity lastSeverity = text::Severity::Error;
    for (const Mark& mark : m_marks) {
        const int top = qRound(mark.place * (height() - markHeight));
        if (top == lastTop && mark.severity == lastSeverity)
            continue;
        lastTop = top;
        lastSeverity = mark.severity;
        painter.fillRect(QRect(1, top, width() - 1, markHeight),
                         toneColor(theme, severityTone(mark.severity)));
    }
}

} // namespace pw::ui
