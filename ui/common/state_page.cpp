#include "ui/common/state_page.h"

#include "ui/common/icon_label.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int messageWidth = 420;
constexpr int iconSize = 32;

} // namespace

StatePage::StatePage(QWidget* content, QWidget* parent)
    : QWidget(parent), m_content(content), m_message(new QWidget(this)),
      m_icon(new IconLabel(QStringLiteral("fingerprint"), iconSize, m_message, Tone::Muted)),
      m_sentence(new QLabel(m_message)), m_details(new QLabel(m_message)),
      m_progress(new QProgressBar(m_message)), m_help(new QPushButton(m_message)),
      m_other(new QPushButton(m_message)), m_cancel(new QPushButton(tr("Cancel"), m_message)),
      m_stack(new QStackedLayout(this))
{
    m_message->setObjectName(QStringLiteral("stateMessage"));
    m_message->setAutoFillBackground(true);
    m_message->setBackgroundRole(QPalette::Base);
    m_sentence->setObjectName(QStringLiteral("stateSentence"));
    m_details->setObjectName(QStringLiteral("stateDetails"));
    m_help->setObjectName(QStringLiteral("stateHelp"));
    m_other->setObjectName(QStringLiteral("stateOther"));
    m_cancel->setObjectName(QStringLiteral("stateCancel"));
    m_progress->setObjectName(QStringLiteral("stateProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    for (QLabel* const label : {m_sentence, m_details}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(messageWidth);
        label->setTextFormat(Qt::PlainText);
    }
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setFixedWidth(messageWidth / 2);

    auto* const column = new QVBoxLayout(m_message);
    column->setSpacing(12);
    column->addStretch(2);
    for (QWidget* const part :
         std::initializer_list<QWidget*>{m_icon, m_sentence, m_details, m_progress})
        column->addWidget(part, 0, Qt::AlignHCenter);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* const button : {m_help, m_other, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch(3);

    m_stack->addWidget(m_content);
    m_stack->addWidget(m_message);
    connect(m_help, &QPushButton::clicked, this, &StatePage::helpRequested);
    connect(m_other, &QPushButton::clicked, this, &StatePage::otherRequested);
    connect(m_cancel, &QPushButton::clicked, this, &StatePage::cancelRequested);
}

void StatePage::showMessage(State state, const QString& iconName, const QString& sentence,
                            const QString& details, const QString& help, const QString& other)
{
    m_state = state;
    m_icon->setVisible(!iconName.isEmpty());
    m_icon->set(iconName, state == State::Failed ? Tone::Error : Tone::Muted);
    m_sentence->setText(sentence);
    m_details->setText(details);
    m_details->setFont(monoFont(font()));
    // Centred in a column they would get the height of one line.
    for (QLabel* const label : {m_sentence, m_details})
        label->setFixedHeight(std::max(0, label->heightForWidth(messageWidth)));
    m_details->setVisible(!details.isEmpty());
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    m_progress->setVisible(state == State::Loading);
    m_cancel->setVisible(state == State::Loading);
    m_stack->setCurrentWidget(m_message);
}

void StatePage::showContent()
{
    m_state = State::Content;
    m_stack->setCurrentWidget(m_content);
}

void StatePage::showEmpty(const QString& why, const QString& help, const QString& iconName,
                          const QString& other)
{
    showMessage(State::Empty, iconName, why, {}, help, other);
}

void StatePage::showLoading(const QString& what, int done, int total)
{
    if (m_state != State::Loading)
        showMessage(State::Loading, {}, what, {}, {});
    m_sentence->setText(what);
    m_progress->setRange(0, total > 1 ? total : 0);
    m_progress->setValue(done);
}

void StatePage::showFailed(const QString& what, const QString& details, const QString& help,
                           const QString& other)
{
    showMessage(State::Failed, QStringLiteral("error"), what, details, help, other);
}

} // namespace pw::ui
