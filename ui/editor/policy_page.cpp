#include "ui/editor/policy_page.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/notice_strip.h"
#include "ui/common/segments.h"
#include "ui/editor/completer.h"
#include "ui/editor/outline_panel.h"
#include "ui/editor/place_line.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_header.h"
#include "ui/editor/reference_marks.h"
#include "ui/editor/scintilla.h"
#include "ui/editor/search_bar.h"
#include "ui/problems/problems_panel.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

constexpr int placePauseMs = 60;
constexpr int splitterWidth = 5;
constexpr int outlineWidth = 300;

QString formatName(yaml::Format format)
{
    switch (format) {
    case yaml::Format::Yaml:
        return QStringLiteral("YAML");
    case yaml::Format::Json:
        return QStringLiteral("JSON");
    case yaml::Format::NdJson:
        break;
    }
    return QStringLiteral("NDJSON");
}

} // namespace

PolicyPage::PolicyPage(QWidget* parent)
    : QWidget(parent), m_header(new PolicyHeader(this)), m_notice(new NoticeStrip(this)),
      m_place(new PlaceLine(this)), m_outline(new OutlinePanel(this)),
      m_sides(new QSplitter(Qt::Horizontal, this)), m_editor(new PolicyEditor(this)),
      m_problems(new ProblemsPanel(this)), m_splitter(new QSplitter(Qt::Vertical, this)),
      m_undo(new QAction(icon(QStringLiteral("undo")), tr("Undo"), this)),
      m_redo(new QAction(icon(QStringLiteral("redo")), tr("Redo"), this)),
      m_views(new Segments(this)), m_placePause(new QTimer(this))
{
    setObjectName(QStringLiteral("policyPage"));
    m_search = new SearchBar(*m_editor, this);
    build();
    connectParts();
    showPlace();
}

PolicyPage::~PolicyPage()
{
    disconnect(m_editor, nullptr, this, nullptr);
}

void PolicyPage::build()
{
    m_undo->setObjectName(QStringLiteral("undo"));
    m_redo->setObjectName(QStringLiteral("redo"));
    m_undo->setToolTip(tr("Undo (Ctrl+Z)"));
    m_redo->setToolTip(tr("Redo (Ctrl+Shift+Z)"));
    m_header->addAction(m_undo);
    m_header->addAction(m_redo);

    m_views->setObjectName(QStringLiteral("policyViews"));
    m_views->add(QStringLiteral("viewText"), {}, QStringLiteral("text"));
    m_views->add(QStringLiteral("viewBoth"), {}, QStringLiteral("both"));
    m_views->add(QStringLiteral("viewForm"), {}, QStringLiteral("form"));
    m_views->setTexts(QStringLiteral("text"), tr("YAML"), tr("Show the text"));
    m_views->setTexts(QStringLiteral("both"), tr("Both"), tr("Show text and form"));
    m_views->setTexts(QStringLiteral("form"), tr("Form"), tr("Show the form"));
    m_header->addWidget(m_views);

    m_text = new QWidget(this);
    auto* const textColumn = new QVBoxLayout(m_text);
    textColumn->setContentsMargins(0, 0, 0, 0);
    textColumn->setSpacing(0);
    textColumn->addWidget(m_search);
    textColumn->addWidget(m_place);
    textColumn->addWidget(m_editor, 1);

    m_splitter->setObjectName(QStringLiteral("policySplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(splitterWidth);
    m_sides->setObjectName(QStringLiteral("policySides"));
    m_sides->setChildrenCollapsible(false);
    m_sides->setHandleWidth(splitterWidth);
    m_sides->addWidget(m_outline);
    m_sides->addWidget(m_text);
    m_sides->setStretchFactor(1, 1);
    m_sides->setSizes({outlineWidth, 3 * outlineWidth});
    m_outline->hide();
    m_splitter->addWidget(m_sides);
    m_splitter->addWidget(m_problems);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({4000, 1000});

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_splitter, 1);
    setFocusProxy(m_editor);
}

void PolicyPage::connectParts()
{
    m_placePause->setSingleShot(true);
    m_placePause->setInterval(placePauseMs);
    connect(m_placePause, &QTimer::timeout, this, &PolicyPage::showPlace);
    connect(m_undo, &QAction::triggered, m_editor, &QsciScintilla::undo);
    connect(m_redo, &QAction::triggered, m_editor, &QsciScintilla::redo);
    connect(m_editor, &PolicyEditor::cursorMoved, this, &PolicyPage::onCursorMoved);
    connect(m_editor, &PolicyEditor::edited, this, &PolicyPage::onCursorMoved);
    connectAssists();
    connect(m_notice, &NoticeStrip::answered, this, &PolicyPage::noticeAnswered);
    connect(m_problems, &ProblemsPanel::revealRequested, this, &PolicyPage::reveal);
    connect(m_problems, &ProblemsPanel::fixRequested, this, &PolicyPage::applyFix);
}

void PolicyPage::connectAssists()
{
    connect(&m_editor->completer(), &Completer::nothingFound, this,
            [this] { Q_EMIT messageRequested(tr("Nothing is known that could be written here")); });
    ReferenceMarks& references = m_editor->references();
    connect(&references, &ReferenceMarks::messageRequested, this, &PolicyPage::messageRequested);
    connect(&references, &ReferenceMarks::renameWished, this,
            [this](std::size_t unit, const QString& from, const QString& to) {
                if (m_editor->snapshot() != nullptr)
                    Q_EMIT wished({policy::RenameProcessId{unit, toUtf8(from), toUtf8(to)}},
                                  tr("Rename %1 to %2").arg(from, to), m_editor->snapshot());
            });
    connect(m_views, &Segments::valueChanged, this, [this] {
        const QString value = m_views->value();
        showView(value == QStringLiteral("form")       ? View::Form
                     : value == QStringLiteral("both") ? View::Both
                                                       : View::Text);
    });
    connect(m_place, &PlaceLine::chosen, this, &PolicyPage::reveal);
    connect(m_outline, &OutlinePanel::revealRequested, this, &PolicyPage::reveal);
}

void PolicyPage::setForm(QWidget* form)
{
    m_form = form;
    m_sides->addWidget(m_form);
    m_sides->setStretchFactor(m_sides->indexOf(m_form), 1);
}

void PolicyPage::showView(View view)
{
    if (view != View::Text && m_form == nullptr)
        Q_EMIT formWanted();
    if (m_form == nullptr)
        view = View::Text;
    const bool changed = std::exchange(m_view, view) != view;
    constexpr std::array values{"text", "both", "form"};
    m_views->setValue(QLatin1String(values.at(static_cast<std::size_t>(view))));
    m_text->setVisible(view != View::Form);
    if (m_form != nullptr)
        m_form->setVisible(view != View::Text);
    if (!changed)
        return;
    if (view == View::Both) {
        const int outline = m_outline->isHidden() ? 0 : outlineWidth;
        const int half = (m_sides->width() - outline) / 2;
        m_sides->setSizes({outline, half, half});
    }
    if (view == View::Form)
        m_form->setFocus();
    else
        m_editor->setFocus();
    Q_EMIT viewChanged();
}

void PolicyPage::setOutline(const OutlinePtr& outline)
{
    m_outline->setOutline(outline);
    m_outline->markPlace(m_editor->cursorOffset());
}

void PolicyPage::showOutline(bool shown)
{
    m_outline->setVisible(shown);
}

void PolicyPage::fold(const std::vector<ops::OutlineKind>& kinds)
{
    std::vector<text::ByteOffset> places;
    const OutlineModel& model = m_outline->model();
    for (const ops::OutlineItem& item : model.items()) {
        if (std::ranges::find(kinds, item.kind) != kinds.end())
            places.push_back(item.span.begin);
    }
    m_editor->fold(places);
}

void PolicyPage::setSnapshot(const SnapshotPtr& snapshot)
{
    m_editor->setSnapshot(snapshot);
    m_problems->setSnapshot(snapshot);
    showPlace();
    Q_EMIT positionChanged(); // the format may be another one
}

void PolicyPage::setTitle(const QString& title)
{
    m_header->setTitle(title);
    setAccessibleName(title);
}

void PolicyPage::addMainAction(QAction* action)
{
    m_header->addMainAction(action);
}

void PolicyPage::addHeadAction(QAction* action)
{
    m_header->addAction(action);
}

QList<QWidget*> PolicyPage::panes() const
{
    QList<QWidget*> out{m_search, m_outline, m_editor, m_problems};
    if (m_form != nullptr)
        out.insert(3, m_form);
    return out;
}

void PolicyPage::addTextAction(QAction* action)
{
    m_editor->addMenuAction(action);
}

void PolicyPage::showNotice(const QString& sentence, const QStringList& buttons)
{
    m_notice->showNotice(sentence, buttons);
}

void PolicyPage::hideNotice()
{
    const QWidget* const focus = QApplication::focusWidget();
    const bool hadFocus = focus != nullptr && m_notice->isAncestorOf(focus);
    m_notice->hideNotice();
    if (hadFocus)
        m_editor->setFocus();
}

void PolicyPage::onCursorMoved()
{
    m_placePause->start();
    Q_EMIT positionChanged();
}

/// What depends on the cursor's place and may follow a little later.
void PolicyPage::showPlace()
{
    m_undo->setEnabled(m_editor->isUndoAvailable());
    m_redo->setEnabled(m_editor->isRedoAvailable());
    const SnapshotPtr& snapshot = m_editor->snapshot();
    const bool canFix = fixAtCursor() != nullptr;
    if (std::exchange(m_canFix, canFix) != canFix)
        Q_EMIT canFixChanged(canFix);
    if (snapshot == nullptr || snapshot->revision != m_editor->revision())
        return; // the next one comes soon
    const text::ByteOffset place = m_editor->cursorOffset();
    m_place->setNames(placeNames(*snapshot, place));
    m_header->show(summaryAt(*snapshot, place), snapshot->diagnostics);
    m_problems->markPlace(place);
    m_outline->markPlace(place);
    Q_EMIT placeShown();
    m_editor->references().ask(ReferenceMarks::Wish::Mark);
}

void PolicyPage::reveal(text::Span span)
{
    m_editor->reveal(span);
    m_editor->setFocus();
}

void PolicyPage::goToProblem(bool backwards)
{
    m_editor->revealNextProblem(backwards);
    m_editor->setFocus();
    showPlace();
    const QString words = m_editor->problemText(m_editor->cursorOffset());
    if (!words.isEmpty())
        Q_EMIT messageRequested(words.section(u'\n', 0, 0));
}

void PolicyPage::nextProblem()
{
    goToProblem(false);
}

void PolicyPage::previousProblem()
{
    goToProblem(true);
}

void PolicyPage::focusProblems()
{
    m_problems->setFocus();
}

const text::Fix* PolicyPage::fixAtCursor() const
{
    const SnapshotPtr& snapshot = m_editor->snapshot();
    if (snapshot == nullptr || snapshot->revision != m_editor->revision())
        return nullptr;
    const text::ByteOffset place = m_editor->cursorOffset();
    const text::Diagnostic* found = nullptr;
    for (const text::Diagnostic& problem : snapshot->diagnostics) {
        const bool here = problem.span.begin <= place && place <= problem.span.end;
        if (here && !problem.fixes.empty()
            && (found == nullptr || problem.severity < found->severity))
            found = &problem;
    }
    return found == nullptr ? nullptr : &found->fixes.front();
}

bool PolicyPage::canFix() const
{
    return fixAtCursor() != nullptr;
}

void PolicyPage::quickFix()
{
    if (const text::Fix* const fix = fixAtCursor())
        applyFix(text::Fix(*fix), m_editor->snapshot()->revision); // a copy: the snapshot may go
    else
        Q_EMIT messageRequested(tr("There is no quick fix at the cursor"));
}

void PolicyPage::applyFix(const text::Fix& fix, std::uint64_t revision)
{
    makeFix(fix, revision);
    m_editor->setFocus();
}

void PolicyPage::makeFix(const text::Fix& fix, std::uint64_t revision)
{
    if (!m_editor->applyEdits(fix.edits, revision))
        Q_EMIT messageRequested(
            tr("The text has changed since this fix was offered. Please try again."));
}

void PolicyPage::toggleComments()
{
    if (!m_editor->toggleComments())
        Q_EMIT messageRequested(tr("JSON has no comments"));
}

void PolicyPage::findText()
{
    m_search->showFind();
}

void PolicyPage::replaceText()
{
    m_search->showReplace();
}

void PolicyPage::findNext()
{
    m_search->findNext(false);
}

void PolicyPage::findPrevious()
{
    m_search->findNext(true);
}

QString PolicyPage::positionText() const
{
    const long place = sci::send(*m_editor, Sci::SCI_GETCURRENTPOS);
    const long line = sci::send(*m_editor, Sci::SCI_LINEFROMPOSITION, place);
    const long begin = sci::send(*m_editor, Sci::SCI_POSITIONFROMLINE, line);
    const long column = sci::send(*m_editor, Sci::SCI_COUNTCHARACTERS, begin, place);
    const QString ends = m_editor->eolMode() == QsciScintilla::EolWindows ? QStringLiteral("CRLF")
        : m_editor->eolMode() == QsciScintilla::EolMac                    ? QStringLiteral("CR")
                                                                          : QStringLiteral("LF");
    return tr("Line %1, column %2 · %3 · %4 · %5")
        .arg(line + 1)
        .arg(column + 1)
        .arg(formatName(m_editor->format()),
             m_editor->hasBom() ? tr("UTF-8 with BOM") : QStringLiteral("UTF-8"), ends);
}

void PolicyPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_search->isVisible()) {
        m_search->close();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace pw::ui
