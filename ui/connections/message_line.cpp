#include "ui/connections/message_line.h"

#include "ui/common/icon_label.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int iconSize = 16;
constexpr int gap = 6;
constexpr int leastWidth = 160;

} // namespace

MessageLine::MessageLine(const QString& objectName, QWidget* parent)
    : QWidget(parent), m_icon(new IconLabel(QStringLiteral("error"), iconSize, this)),
      m_text(new QLabel(this))
{
    setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, std::max(0, (m_text->fontMetrics().height() - iconSize) / 2), 0, 0);
    row->setSpacing(gap);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    hide();
}

void MessageLine::setMessage(const QString& icon, Tone tone, const QString& text)
{
    m_icon->set(icon, tone);
    m_text->setText(text);
    m_text->setAccessibleName(tone == Tone::Error ? tr("error: %1").arg(text) : text);
    setVisible(!text.isEmpty());
    layout()->invalidate();
    updateGeometry(); // at once, for growToFit
}

void MessageLine::setProblem(const QString& text)
{
    setMessage(QStringLiteral("error"), Tone::Error, text);
}

QString MessageLine::text() const
{
    return m_text->text();
}

QSize MessageLine::sizeHint() const
{
    return {leastWidth, std::max(iconSize, m_text->fontMetrics().height())};
}

void growToFit(QWidget& window)
{
    const QLayout* const layout = window.layout();
    const int needed = layout->hasHeightForWidth() ? layout->totalHeightForWidth(window.width())
                                                   : window.sizeHint().height();
    if (needed > window.height())
        window.resize(window.width(), needed);
}

} // namespace pw::ui
