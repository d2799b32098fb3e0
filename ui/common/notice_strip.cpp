#include "ui/common/notice_strip.h"

#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace pw::ui {
namespace {

constexpr int leastHeight = 40;
constexpr int iconSize = 16;
constexpr double tint = 0.08; // of the accent on the window

} // namespace

NoticeStrip::NoticeStrip(QWidget* parent)
    : QFrame(parent), m_icon(new IconLabel(QStringLiteral("info"), iconSize, this, Tone::Accent)),
      m_sentence(new QLabel(this)), m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("noticeStrip"));
    m_sentence->setObjectName(QStringLiteral("noticeSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_buttons->setSpacing(8);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 10, 6);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_buttons);
    setMinimumHeight(leastHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void NoticeStrip::showNotice(const QString& sentence, const QStringList& buttons)
{
    QList<NoticeButton> plain;
    for (const QString& text : buttons)
        plain.push_back({text, {}, false});
    showNotice(sentence, plain);
}

void NoticeStrip::showNotice(const QString& sentence, const QList<NoticeButton>& buttons)
{
    while (QLayoutItem* const item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own click may be what brought us here
        delete item;
    }
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    for (int i = 0; i < buttons.size(); ++i) {
        const NoticeButton& asked = buttons[i];
        auto* const button = new QPushButton(asked.text, this);
        button->setObjectName(QStringLiteral("noticeButton%1").arg(i));
        button->setAccessibleDescription(sentence);
        if (asked.primary)
            button->setProperty("kind", QStringLiteral("primary"));
        button->setAccessibleName(asked.text);
        if (!asked.icon.isEmpty()) {
            button->setIcon(icon(asked.icon, asked.primary ? Tone::OnFill : Tone::Normal));
            button->setText(u' ' + asked.text); // not close to the icon
        }
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT answered(i); });
        m_buttons->addWidget(button);
    }
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeStrip::hideNotice()
{
    hide();
}

QString NoticeStrip::sentence() const
{
    return m_sentence->text();
}

void NoticeStrip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mixed(theme.accent, theme.window, tint));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
}

} // namespace pw::ui
