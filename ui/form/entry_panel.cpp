#include "ui/form/entry_panel.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/form/sentence_line.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int side = 12;
constexpr int gap = 8;

QFrame* framed(QWidget* content, QWidget* parent)
{
    auto* const frame = new QFrame(parent);
    frame->setProperty("kind", QStringLiteral("list"));
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(content);
    return frame;
}

QLabel* plainLabel(const QString& objectName, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

EntryPanel::EntryPanel(const Names& names, QWidget* content, int top, QWidget* parent)
    : QWidget(parent), m_head(new QHBoxLayout),
      m_title(plainLabel(names.objects + QStringLiteral("Title"), this)),
      m_count(plainLabel(names.objects + QStringLiteral("Count"), this)),
      m_note(plainLabel(names.objects + QStringLiteral("Note"), this)),
      m_sentence(
          new SentenceLine(names.objects + QStringLiteral("Sentence"), names.sentence, this)),
      m_stack(new QStackedWidget(this))
{
    m_title->setText(names.title);
    m_title->setFont(scaledFont(m_title->font(), 1.0, QFont::DemiBold));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->hide();
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(gap);
    m_head->addWidget(m_title);
    m_head->addWidget(m_count);
    m_head->addWidget(m_note, 1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(side, top, side, 4);
    column->setSpacing(gap);
    column->addLayout(m_head);
    column->addWidget(m_sentence);
    m_stack->addWidget(content);
    column->addWidget(framed(m_stack, this), 1);
}

void EntryPanel::setTitle(const QString& title)
{
    m_title->setText(title);
}

void EntryPanel::setCount(const QString& count)
{
    m_count->setText(count);
    m_count->setVisible(!count.isEmpty());
}

void EntryPanel::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setToolTip(note);
}

void EntryPanel::setSentence(const ops::Sentence& sentence)
{
    m_sentence->setSentence(sentence);
}

void EntryPanel::setOther(QWidget* other)
{
    m_stack->addWidget(other);
}

void EntryPanel::showOther(bool on)
{
    m_stack->setCurrentIndex(on ? 1 : 0);
}

bool EntryPanel::showsOther() const
{
    return m_stack->currentIndex() == 1;
}

QPushButton* EntryPanel::makeButton(const QString& objectName, const QString& text)
{
    auto* const button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    m_head->addWidget(button);
    return button;
}

QPushButton* EntryPanel::addButton(const QString& objectName, const QString& iconName,
                                   const QString& text, const QString& tip)
{
    QPushButton* const button = makeButton(objectName, text);
    button->setText(u' ' + text); // not close to the icon
    button->setIcon(icon(iconName));
    button->setToolTip(tip);
    return button;
}

QPushButton* EntryPanel::addIconButton(const QString& objectName, const QString& iconName,
                                       const QString& accessibleName, const QKeySequence& keys)
{
    QPushButton* const button = makeButton(objectName, accessibleName);
    button->setText(QString());
    button->setProperty("kind", QStringLiteral("icon"));
    button->setIcon(icon(iconName));
    button->setToolTip(keys.isEmpty() ? accessibleName
                                      : QStringLiteral("%1 (%2)").arg(
                                          accessibleName, keys.toString(QKeySequence::NativeText)));
    return button;
}

QPushButton* EntryPanel::addTextButton(const QString& objectName, const QString& text,
                                       const QString& tip)
{
    QPushButton* const button = makeButton(objectName, text);
    button->setToolTip(tip);
    return button;
}

void EntryPanel::addToHead(QWidget* widget)
{
    m_head->addWidget(widget);
}

} // namespace pw::ui
