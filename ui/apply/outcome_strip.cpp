#include "ui/apply/outcome_strip.h"

#include "ui/common/icon_label.h"
#include "ui/common/plain_tip.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int leastHeight = 44;
constexpr int iconSize = 16;
constexpr double tint = 0.10;

QLabel* wrappingLabel(const char* objectName, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

OutcomeStrip::OutcomeStrip(QWidget* parent)
    : QFrame(parent), m_icon(new IconLabel(QStringLiteral("info"), iconSize, this)),
      m_sentence(wrappingLabel("outcomeSentence", this)),
      m_note(wrappingLabel("outcomeNote", this)), m_details(wrappingLabel("outcomeDetails", this)),
      m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("outcomeStrip"));
    m_sentence->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_details->setFont(monoFont(font()));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_buttons->setSpacing(8);
    auto* const words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_sentence);
    words->addWidget(m_note);
    words->addWidget(m_details);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    row->addLayout(m_buttons);
    setMinimumHeight(leastHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void OutcomeStrip::setContent(const Content& content)
{
    if (m_content == content)
        return;
    const bool isNew = m_content.sentence != content.sentence;
    m_content = content;
    m_icon->set(content.icon, content.tone);
    m_sentence->setText(content.sentence);
    m_details->setText(content.details);
    m_note->setText(content.note);
    m_note->setVisible(!content.note.isEmpty());
    m_details->setVisible(!content.details.isEmpty());
    setAccessibleName(content.sentence);
    setAccessibleDescription(QString(content.note + u' ' + content.details).trimmed());
    showButtons();
    setVisible(!content.sentence.isEmpty());
    update();
    if (!isNew || content.sentence.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// Buttons of the same names stay, and with them the focus.
void OutcomeStrip::showButtons()
{
    QList<QPushButton*> there;
    for (int i = 0; i < m_buttons->count(); ++i)
        there += qobject_cast<QPushButton*>(m_buttons->itemAt(i)->widget());
    const bool same = std::ranges::equal(there, m_content.buttons, {}, &QObject::objectName,
                                         &Button::objectName);
    if (!same) {
        for (QPushButton* const old : there) {
            m_buttons->removeWidget(old);
            old->hide();
            old->setObjectName({});
            old->deleteLater(); // its own click may be what brought us here
        }
        there.clear();
        for (const Button& one : m_content.buttons) {
            auto* const button = new QPushButton(this);
            button->setObjectName(one.objectName);
            connect(button, &QPushButton::clicked, this,
                    [this, name = one.objectName] { Q_EMIT pressed(name); });
            m_buttons->addWidget(button);
            there += button;
        }
    }
    for (qsizetype i = 0; i < there.size(); ++i) {
        const Button& one = m_content.buttons.at(i);
        there[i]->setText(one.text);
        there[i]->setAccessibleDescription(m_content.sentence);
        there[i]->setEnabled(one.enabled);
        there[i]->setToolTip(plainTip(one.tip));
    }
}

void OutcomeStrip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mixed(toneColor(theme, m_content.tone), theme.window, tint));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
}

} // namespace pw::ui
