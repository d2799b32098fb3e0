#include "app/policywright/documents_controller.h"

#include "app/policywright/main_window.h"
#include "core/ops/apply_review.h"
#include "ui/common/convert.h"
#include "ui/common/panes.h"
#include "ui/compare/compare_page.h"
#include "ui/editor/completer.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/editor/reference_marks.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>

#include <algorithm>

namespace pw::app {
namespace {

constexpr int restMs = 50;

/// `set mode` at the front of one.
QString sentence(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace

DocumentsController::DocumentsController(Session& session, MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
    connect(&session, &Session::added, this, &DocumentsController::addTab);
    connect(&session, &Session::changed, this, &DocumentsController::showTitle);
    connect(&session, &Session::aboutToClose, this, [this](Document* document) {
        if (m_lastDocument == &document->page())
            m_lastDocument = nullptr;
        m_window.removeDocumentPage(&document->page());
    });
    connect(&session, &Session::closed, this, [this] { tellWindow(); });
    connect(&session, &Session::currentChanged, this, [this] {
        if (const Document* const current = m_session.current())
            m_window.showPage(&current->page());
        tellWindow();
    });
    connect(&window, &MainWindow::closePageRequested, this, [this](QWidget* page) {
        if (Document* const document = documentOf(page))
            Q_EMIT closeRequested(*document);
    });
    connect(&window, &MainWindow::pageShown, this, &DocumentsController::onPageShown);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &DocumentsController::statusChanged);
    connect(&m_rest, &QTimer::timeout, this, &DocumentsController::stateChanged);
    connectActions();
}

void DocumentsController::connectActions()
{
    const Actions& actions = m_window.actions();
    // Each of them is shown only when a document is in front.
    const auto onPage = [this](QAction* action, auto call) {
        connect(action, &QAction::triggered, this, [this, call] {
            if (Document* const current = m_session.current())
                call(current->page());
        });
    };
    onPage(actions.undo, [](ui::PolicyPage& page) { page.editor().undo(); });
    onPage(actions.redo, [](ui::PolicyPage& page) { page.editor().redo(); });
    onPage(actions.cut, [](ui::PolicyPage& page) { page.editor().cut(); });
    onPage(actions.copy, [](ui::PolicyPage& page) { page.editor().copy(); });
    onPage(actions.paste, [](ui::PolicyPage& page) { page.editor().paste(); });
    onPage(actions.selectAllText, [](ui::PolicyPage& page) { page.editor().selectAll(); });
    onPage(actions.find, [](ui::PolicyPage& page) { page.findText(); });
    onPage(actions.findNext, [](ui::PolicyPage& page) { page.findNext(); });
    onPage(actions.findPrevious, [](ui::PolicyPage& page) { page.findPrevious(); });
    onPage(actions.replace, [](ui::PolicyPage& page) { page.replaceText(); });
    onPage(actions.complete, [](ui::PolicyPage& page) { page.editor().completer().ask(); });
    onPage(actions.comment, [](ui::PolicyPage& page) { page.toggleComments(); });
    onPage(actions.cursorAbove, [](ui::PolicyPage& page) { page.editor().addCursor(true); });
    onPage(actions.cursorBelow, [](ui::PolicyPage& page) { page.editor().addCursor(false); });
    onPage(actions.nextOccurrence, [](ui::PolicyPage& page) { page.editor().addNextOccurrence(); });
    using References = ui::ReferenceMarks;
    const auto onReferences = [&onPage](QAction* action, References::Wish wish) {
        onPage(action, [wish](ui::PolicyPage& page) { page.editor().references().ask(wish); });
    };
    onReferences(actions.goToDefinition, References::Wish::GoToDefinition);
    onReferences(actions.nextUse, References::Wish::GoToNextUse);
    onReferences(actions.renameId, References::Wish::Rename);
    onPage(actions.describeWord, [](ui::PolicyPage& page) { page.editor().askHoverAtCursor(); });
    const auto onFold = [&onPage](QAction* action, std::vector<ops::OutlineKind> kinds) {
        onPage(action, [kinds](ui::PolicyPage& page) { page.fold(kinds); });
    };
    using Kind = ops::OutlineKind;
    onFold(actions.foldProcesses, {Kind::Process});
    onFold(actions.foldRules, {Kind::IngressRule, Kind::EgressRule});
    onFold(actions.foldParts, {Kind::Selector, Kind::Processes, Kind::Network, Kind::Response});
    onPage(actions.unfoldAll, [](ui::PolicyPage& page) { page.editor().unfoldAll(); });
    connect(actions.outline, &QAction::toggled, this, [this](bool shown) {
        for (const auto& document : m_session.documents())
            document->page().showOutline(shown);
    });
    onPage(actions.nextProblem, [](ui::PolicyPage& page) { page.nextProblem(); });
    onPage(actions.previousProblem, [](ui::PolicyPage& page) { page.previousProblem(); });
    onPage(actions.quickFix, [](ui::PolicyPage& page) { page.quickFix(); });
    connect(actions.nextTab, &QAction::triggered, this, [this] { m_window.showNextTab(1); });
    connect(actions.previousTab, &QAction::triggered, this, [this] { m_window.showNextTab(-1); });
    connect(actions.nextPane, &QAction::triggered, this, [this] { focusNextPane(1); });
    connect(actions.previousPane, &QAction::triggered, this, [this] { focusNextPane(-1); });
    connect(actions.fingerprintsPlace, &QAction::triggered, this,
            [this] { m_window.showPage(&m_window.page()); });
    connect(actions.policiesPlace, &QAction::triggered, this,
            [this] { m_window.showPage(&m_window.policies()); });
    connect(actions.documentsPlace, &QAction::triggered, this, [this] {
        if (m_lastDocument == nullptr && !m_session.documents().empty())
            m_lastDocument = &m_session.documents().back()->page();
        if (m_lastDocument != nullptr)
            m_window.showPage(m_lastDocument);
    });
}

void DocumentsController::addTab(Document* document)
{
    ui::PolicyPage& page = document->page();
    const Actions& actions = m_window.actions();
    for (QAction* const action :
         {actions.undo, actions.redo, actions.cut, actions.copy, actions.paste,
          actions.selectAllText, actions.complete, actions.comment, actions.goToDefinition,
          actions.nextUse, actions.renameId, actions.describeWord, actions.nextProblem,
          actions.quickFix})
        page.addTextAction(action);
    page.addHeadAction(actions.compareWith);
    page.addMainAction(actions.apply);
    page.editor().addAction(actions.renameId);
    page.showOutline(actions.outline->isChecked());
    if (m_vocabulary != nullptr)
        document->assist().setVocabulary(m_vocabulary);
    m_window.addDocumentPage(&page, document->title());
    showTitle(document);
    // The cursor moves with every key: what follows waits until it rests.
    connect(&page, &ui::PolicyPage::positionChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&page, &ui::PolicyPage::messageRequested, this, &DocumentsController::messageRequested);
    connect(document, &Document::snapshotChanged, this, &DocumentsController::stateChanged);
    connect(&document->assist(), &TextAssist::made, this,
            [this](const QString& step, const QStringList& notes) {
                const QString also
                    = notes.isEmpty() ? QString() : u' ' + notes.join(QStringLiteral("; "));
                Q_EMIT messageRequested(tr("%1: done, undo takes it back.").arg(sentence(step))
                                        + also);
            });
    connect(&document->assist(), &TextAssist::refused, this,
            [this](const QString& step, const QString& reason) {
                Q_EMIT messageRequested(tr("%1 was not done: %2.").arg(sentence(step), reason));
            });
    connect(&page.editor(), &ui::PolicyEditor::copyAvailable, this,
            &DocumentsController::stateChanged);
}

void DocumentsController::setFingerprints(const ui::FingerprintListPtr& list)
{
    if (list == nullptr)
        return setVocabulary(std::make_shared<const ops::Vocabulary>());
    m_words.run(
        [list](const std::stop_token&, const ProgressFn&) {
            return std::make_shared<const ops::Vocabulary>(ops::vocabularyOf(list->instances));
        },
        [this](VocabularyPtr vocabulary) { setVocabulary(std::move(vocabulary)); });
}

void DocumentsController::setVocabulary(VocabularyPtr vocabulary)
{
    m_vocabulary = std::move(vocabulary);
    for (const auto& document : m_session.documents())
        document->assist().setVocabulary(m_vocabulary);
}

void DocumentsController::showTitle(Document* document)
{
    m_window.setDocumentTitle(&document->page(), document->title(), ui::toQString(document->path()),
                              document->isModified());
    tellWindow();
}

Document* DocumentsController::documentOf(const QWidget* page) const
{
    const auto found = std::ranges::find_if(
        m_session.documents(), [page](const auto& document) { return &document->page() == page; });
    return found == m_session.documents().end() ? nullptr : found->get();
}

void DocumentsController::onPageShown(QWidget* page)
{
    Document* const document = documentOf(page);
    if (document != nullptr)
        m_lastDocument = page;
    m_session.setCurrent(document);
    tellWindow();
}

void DocumentsController::tellWindow()
{
    m_window.rail().setDocuments(static_cast<int>(m_session.documents().size()));
    const QWidget* const shown = m_window.shownPage();
    m_window.rail().setPlace(shown == &m_window.page()           ? Rail::Place::Fingerprints
                                 : shown == &m_window.policies() ? Rail::Place::Policies
                                 : qobject_cast<const ui::ComparePage*>(shown) != nullptr
                                 ? Rail::Place::Compare
                                 : Rail::Place::Documents);
    Q_EMIT statusChanged();
    Q_EMIT stateChanged();
}

void DocumentsController::describe(Actions::State& state) const
{
    state.documents = static_cast<int>(m_session.documents().size());
    const Document* const current = m_session.current();
    const QWidget* const shown = m_window.shownPage();
    state.page = current != nullptr     ? Actions::Page::Document
        : shown == &m_window.page()     ? Actions::Page::Fingerprints
        : shown == &m_window.policies() ? Actions::Page::Policies
                                        : Actions::Page::Review;
    if (current == nullptr)
        return;
    const ui::PolicyEditor& editor = current->editor();
    state.canUndo = editor.isUndoAvailable();
    state.canRedo = editor.isRedoAvailable();
    state.textSelected = editor.hasSelectedText();
    state.modified = current->isModified();
    state.inFile = !current->path().empty();
    const SnapshotPtr& snapshot = current->snapshot();
    state.hasProblems = snapshot != nullptr && !snapshot->diagnostics.empty();
    state.canFix = current->page().canFix();
    state.canApply = current->canBeApplied();
}

QString DocumentsController::statusText() const
{
    const Document* const current = m_session.current();
    return current == nullptr ? QString() : current->page().positionText();
}

std::vector<OpenPolicy> DocumentsController::openPolicies() const
{
    std::vector<OpenPolicy> out;
    for (const auto& document : m_session.documents())
        out.push_back({document->number(), document->title(), document->snapshot()});
    return out;
}

std::optional<NewestText> DocumentsController::newestText(int number) const
{
    const Document* const document = m_session.byNumber(number);
    if (document == nullptr)
        return {};
    return NewestText{document->bytes(), document->revision()};
}

void DocumentsController::applyEdits(int number, const text::TextEdits& edits, quint64 revision)
{
    Document* const document = m_session.byNumber(number);
    if (document == nullptr || !document->editor().applyEdits(edits, revision)) {
        Q_EMIT messageRequested(tr("Nothing was merged: the text changed at that moment."));
        return;
    }
    document->analyseNow();
    m_session.setCurrent(document);
    if (!edits.empty()) {
        const text::ByteOffset first
            = std::ranges::min(edits.edits(), {}, [](const text::TextEdit& edit) {
                  return edit.span.begin;
              }).span.begin;
        document->editor().reveal({first, first});
    }
    Q_EMIT messageRequested(
        tr("Merged into %1 as one step; undo takes it back.").arg(document->title()));
}

void DocumentsController::focusNextPane(int step)
{
    const Document* const current = m_session.current();
    const QList<QWidget*> panes = current != nullptr   ? current->page().panes()
        : m_window.shownPage() == &m_window.policies() ? m_window.policies().panes()
                                                       : m_window.page().panes();
    ui::focusNextPane(panes, step);
}

} // namespace pw::app
