#include "ui/editor/search_bar.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/scintilla.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

constexpr int fieldWidth = 280;
constexpr int pauseMs = 120;
constexpr std::size_t markedAtMost = 10000;

} // namespace

SearchBar::SearchBar(PolicyEditor& editor, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_find(new QLineEdit(this)),
      m_replace(new QLineEdit(this)), m_replaceRow(new QWidget(this)), m_result(new QLabel(this)),
      m_pause(new QTimer(this))
{
    setObjectName(QStringLiteral("searchBar"));
    setAccessibleName(tr("Find and replace"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &SearchBar::markFound);
    connect(m_find, &QLineEdit::textChanged, this, &SearchBar::refresh);
    connect(m_case, &QToolButton::toggled, this, &SearchBar::refresh);
    connect(m_regex, &QToolButton::toggled, this, &SearchBar::refresh);
    connect(&m_editor, &PolicyEditor::edited, this, [this] {
        if (isVisible())
            m_pause->start();
    });
    hide();
}

QToolButton* SearchBar::addButton(const QString& name, const QString& words,
                                  const QString& iconName)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setToolTip(words);
    button->setAutoRaise(true);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    return button;
}

void SearchBar::build()
{
    m_find->setObjectName(QStringLiteral("findField"));
    setFocusProxy(m_find);
    m_find->setAccessibleName(tr("Find"));
    m_find->setPlaceholderText(tr("Find"));
    m_find->setClearButtonEnabled(false);
    m_replace->setObjectName(QStringLiteral("replaceField"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_replace->setPlaceholderText(tr("Replace with"));
    m_result->setObjectName(QStringLiteral("findResult"));
    m_result->setTextFormat(Qt::PlainText);
    for (QLineEdit* const field : {m_find, m_replace})
        field->setFixedWidth(fieldWidth);

    m_case = addButton(QStringLiteral("findCase"), tr("Match upper and lower case"), {});
    m_case->setText(QStringLiteral("Aa"));
    m_case->setCheckable(true);
    m_regex = addButton(QStringLiteral("findRegex"), tr("Regular expression, within lines"), {});
    m_regex->setText(QStringLiteral(".*"));
    m_regex->setCheckable(true);
    QToolButton* const previous = addButton(QStringLiteral("findPrevious"),
                                            tr("Previous (Shift+F3)"), QStringLiteral("prev"));
    QToolButton* const next
        = addButton(QStringLiteral("findNext"), tr("Next (F3)"), QStringLiteral("next"));
    QToolButton* const shut
        = addButton(QStringLiteral("findClose"), tr("Close (Esc)"), QStringLiteral("close"));
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(shut, &QToolButton::clicked, this, &SearchBar::close);

    auto* const findRow = new QHBoxLayout;
    findRow->setSpacing(4);
    for (QWidget* const part :
         std::initializer_list<QWidget*>{m_find, m_case, m_regex, previous, next})
        findRow->addWidget(part);
    findRow->addSpacing(8);
    findRow->addWidget(m_result, 1);
    findRow->addWidget(shut);

    auto* const one = new QPushButton(tr("Replace"), this);
    one->setObjectName(QStringLiteral("replaceOne"));
    auto* const all = new QPushButton(tr("Replace all"), this);
    all->setObjectName(QStringLiteral("replaceAll"));
    connect(one, &QPushButton::clicked, this, &SearchBar::replaceCurrent);
    connect(all, &QPushButton::clicked, this, &SearchBar::replaceAll);
    auto* const replaceRow = new QHBoxLayout(m_replaceRow);
    replaceRow->setContentsMargins(0, 0, 0, 0);
    replaceRow->setSpacing(4);
    replaceRow->addWidget(m_replace);
    replaceRow->addSpacing(4);
    replaceRow->addWidget(one);
    replaceRow->addWidget(all);
    replaceRow->addStretch();

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(10, 5, 8, 6);
    column->setSpacing(5);
    column->addLayout(findRow);
    column->addWidget(m_replaceRow);
}

TextQuery SearchBar::query() const
{
    return {m_find->text(), m_regex->isChecked(), m_case->isChecked()};
}

void SearchBar::showFind()
{
    open(false);
}

void SearchBar::showReplace()
{
    open(true);
}

void SearchBar::open(bool replacing)
{
    m_replaceRow->setVisible(replacing);
    const long begin = sci::send(m_editor, Sci::SCI_GETSELECTIONSTART);
    const long end = sci::send(m_editor, Sci::SCI_GETSELECTIONEND);
    m_start = begin;
    const std::string_view selected = m_editor.view().substr(static_cast<std::size_t>(begin),
                                                             static_cast<std::size_t>(end - begin));
    if (!selected.empty() && selected.find_first_of("\r\n") == std::string_view::npos
        && !m_regex->isChecked())
        m_find->setText(toQString(selected));
    show();
    m_find->setFocus();
    m_find->selectAll();
    markFound();
}

void SearchBar::close()
{
    hide();
    m_pause->stop();
    markFound();
    m_editor.setFocus();
}

/// While words are typed the first match behind the place of before is shown.
void SearchBar::refresh()
{
    if (!isVisible())
        return;
    m_pause->stop();
    sci::send(m_editor, Sci::SCI_SETEMPTYSELECTION, m_start);
    markFound();
    if (!query().empty() && query().problem().isEmpty())
        findNext(false);
}

void SearchBar::markFound()
{
    sci::send(m_editor, Sci::SCI_SETINDICATORCURRENT, sci::foundIndicator);
    sci::send(m_editor, Sci::SCI_INDICATORCLEARRANGE, 0, sci::send(m_editor, Sci::SCI_GETLENGTH));
    if (!isVisible())
        return;
    if (query().empty()) {
        say({});
        return;
    }
    if (const QString problem = query().problem(); !problem.isEmpty()) {
        say(problem, true);
        return;
    }
    const std::vector<Found> found = findAll(m_editor.view(), query(), {}, markedAtMost);
    sci::send(m_editor, Sci::SCI_SETINDICATORCURRENT, sci::foundIndicator);
    sci::send(m_editor, Sci::SCI_SETINDICATORVALUE, 1);
    for (const Found& each : found)
        sci::send(m_editor, Sci::SCI_INDICATORFILLRANGE, static_cast<long>(each.begin),
                  static_cast<long>(each.end - each.begin));
    if (found.empty())
        say(tr("Not found"), true);
    else if (found.size() == markedAtMost)
        say(tr("%1 and more").arg(number(found.size())));
    else
        say(tr("%1 found").arg(number(found.size())));
}

void SearchBar::select(const Found& found)
{
    const auto begin = static_cast<long>(found.begin);
    const auto end = static_cast<long>(found.end);
    m_editor.reveal(m_editor.spanAt(begin, end));
    sci::send(m_editor, Sci::SCI_SETSEL, begin, end);
    m_start = begin;
}

void SearchBar::findNext(bool backwards)
{
    if (query().empty()) {
        showFind();
        return;
    }
    const std::vector<Found> found = findAll(m_editor.view(), query());
    if (found.empty()) {
        markFound();
        return;
    }
    const auto begin = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_GETSELECTIONSTART));
    const auto end = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_GETSELECTIONEND));
    std::size_t at = 0;
    if (backwards) {
        const auto behind = std::ranges::lower_bound(found, begin, {}, &Found::begin);
        at = static_cast<std::size_t>(behind - found.begin());
        at = at == 0 ? found.size() - 1 : at - 1;
    } else {
        const auto next = std::ranges::lower_bound(found, end, {}, &Found::begin);
        at = static_cast<std::size_t>(next - found.begin());
        at = at == found.size() ? 0 : at;
    }
    select(found[at]);
    say(tr("%1 of %2").arg(number(at + 1), number(found.size())));
}

void SearchBar::replaceCurrent()
{
    const auto begin = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_GETSELECTIONSTART));
    const auto end = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_GETSELECTIONEND));
    for (const Found& found : findAll(m_editor.view(), query(), m_replace->text())) {
        if (found.begin != begin || found.end != end)
            continue;
        m_editor.replaceRange(static_cast<long>(begin), static_cast<long>(end), found.replacement);
        const auto behind = static_cast<long>(begin + found.replacement.size());
        sci::send(m_editor, Sci::SCI_SETEMPTYSELECTION, behind);
        break;
    }
    findNext(false);
}

/// What lies between the first and the last match is written once: many small changes would each
/// cost the widget a walk through its lines.
void SearchBar::replaceAll()
{
    const std::string_view text = m_editor.view();
    const std::vector<Found> found = findAll(text, query(), m_replace->text());
    if (found.empty()) {
        markFound();
        return;
    }
    std::string written;
    std::size_t at = found.front().begin;
    for (const Found& each : found) {
        written += text.substr(at, each.begin - at);
        written += each.replacement;
        at = each.end;
    }
    const long line = sci::send(m_editor, Sci::SCI_GETFIRSTVISIBLELINE);
    const long caret = sci::send(m_editor, Sci::SCI_LINEFROMPOSITION,
                                 sci::send(m_editor, Sci::SCI_GETCURRENTPOS));
    m_editor.replaceRange(static_cast<long>(found.front().begin),
                          static_cast<long>(found.back().end), written);
    sci::send(m_editor, Sci::SCI_GOTOLINE, caret);
    sci::send(m_editor, Sci::SCI_SETFIRSTVISIBLELINE, line);
    m_start = sci::send(m_editor, Sci::SCI_GETCURRENTPOS);
    m_pause->stop();
    markFound();
    say(tr("%1 replaced").arg(number(found.size())));
}

void SearchBar::say(const QString& words, bool problem)
{
    m_result->setText(words);
    m_result->setProperty("kind", problem ? QStringLiteral("problem") : QString());
    m_find->setAccessibleDescription(words);
}

void SearchBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_replace->hasFocus())
            replaceCurrent();
        else
            findNext(event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace pw::ui
