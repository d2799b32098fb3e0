#include "ui/common/panel_title.h"

#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int titleHeight = 29;
constexpr int side = 10;
constexpr int iconSize = 16;

} // namespace

PanelTitle::PanelTitle(QString iconName, QString title, QWidget* parent)
    : QWidget(parent), m_icon(std::move(iconName)), m_title(std::move(title))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(m_title);
}

void PanelTitle::setSentence(const QString& sentence)
{
    m_sentence = sentence;
    setToolTip(plainTip(sentence));
    setAccessibleDescription(sentence);
    update();
}

void PanelTitle::addWidget(QWidget* widget)
{
    if (m_widgets == nullptr) {
        m_widgets = new QHBoxLayout(this);
        m_widgets->setContentsMargins(0, 1, side, 1);
        m_widgets->setSpacing(side);
        m_widgets->addStretch();
    }
    m_widgets->addWidget(widget, 0, Qt::AlignVCenter);
}

int PanelTitle::roomForWidgets() const
{
    return m_widgets == nullptr ? 0 : m_widgets->minimumSize().width();
}

QSize PanelTitle::sizeHint() const
{
    return {minimumSizeHint().width(), std::max(titleHeight, fontMetrics().height() + 12)};
}

QSize PanelTitle::minimumSizeHint() const
{
    return {side + iconSize + side + fontMetrics().horizontalAdvance(m_title) + 2 * side
                + roomForWidgets(),
            titleHeight};
}

void PanelTitle::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.border);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    paintIcon(painter, m_icon, QRect(side, (height() - iconSize) / 2, iconSize, iconSize),
              theme.text);
    const QFont bold = scaledFont(font(), 1.0, QFont::DemiBold);
    QRect place = rect().adjusted(2 * side + iconSize - 2, 0, -side - roomForWidgets(), 0);
    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    place.setLeft(place.left() + QFontMetrics(bold).horizontalAdvance(m_title) + side);
    painter.setFont(font());
    painter.setPen(theme.muted);
    painter.drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_sentence, Qt::ElideRight, std::max(0, place.width())));
}

} // namespace pw::ui
