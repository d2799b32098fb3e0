#include "app/policywright/compare_controller.h"

#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;
using ui::DiffSide;

} // namespace

CompareController::CompareController(Around around, Session& session, MainWindow& window,
                                     QObject* parent)
    : QObject(parent), m_around(std::move(around)), m_session(session), m_window(window),
      m_saving(m_around.files, window, this), m_merging(session, window, this)
{
    connect(&m_saving, &ComparisonSaving::runningChanged, this, &CompareController::stateChanged);
    connect(&m_saving, &ComparisonSaving::saved, this, [this](const QString& path) {
        Q_EMIT messageRequested(tr("The comparison was saved as %1").arg(path));
    });
    connect(&window, &MainWindow::closePageRequested, this, &CompareController::close);
    connect(&window, &MainWindow::pageShown, this, &CompareController::onPageShown);
    connectActions();
}

CompareController::~CompareController() = default;

void CompareController::connectActions()
{
    const Actions& actions = m_window.actions();
    const auto onCurrent = [this](QAction* action, auto call) {
        connect(action, &QAction::triggered, this, [this, call] {
            if (ComparisonTab* const tab = current())
                call(*tab);
        });
    };
    connect(actions.compareWith, &QAction::triggered, this, [this] {
        if (const Document* const document = m_session.current())
            compareDocument(*document);
    });
    connect(actions.comparePlace, &QAction::triggered, this, &CompareController::show);
    onCurrent(actions.nextChange, [](ComparisonTab& tab) { tab.page().texts().goToNextChange(); });
    onCurrent(actions.previousChange,
              [](ComparisonTab& tab) { tab.page().texts().goToPreviousChange(); });
    onCurrent(actions.takeLeft, [](ComparisonTab& tab) { tab.takeCurrent(DiffSide::Left); });
    onCurrent(actions.takeRight, [](ComparisonTab& tab) { tab.takeCurrent(DiffSide::Right); });
    onCurrent(actions.copyPatch, [this](ComparisonTab& tab) {
        QGuiApplication::clipboard()->setText(ui::toQString(tab.patch()));
        Q_EMIT messageRequested(tr("The differences are in the clipboard, as a patch"));
    });
    onCurrent(actions.copyReview, [this](ComparisonTab& tab) {
        QGuiApplication::clipboard()->setText(ui::toQString(tab.review()));
        Q_EMIT messageRequested(tr("What changed is in the clipboard, as Markdown"));
    });
    onCurrent(actions.mergeSides, [this](const ComparisonTab& tab) { m_merging.start(tab); });
    connect(&m_merging, &SideMerging::messageRequested, this, &CompareController::messageRequested);
    onCurrent(actions.saveReview, [this](ComparisonTab& tab) {
        if (std::optional<ComparedTexts> texts = tab.texts())
            m_saving.start(*std::move(texts));
    });
    onCurrent(actions.closeTab, [this](ComparisonTab& tab) { close(&tab.page()); });
}

ComparisonTab& CompareController::open(const CompareSource& left, const CompareSource& right,
                                       const ChosenFingerprints& chosen)
{
    m_tabs.push_back(std::make_unique<ComparisonTab>(
        ComparisonTab::Surroundings{m_around.files, m_around.client, m_around.clock}, m_session,
        m_window.pageParent()));
    ComparisonTab& tab = *m_tabs.back();
    ui::ComparePage& page = tab.page();
    const Actions& actions = m_window.actions();
    page.addFootAction(actions.copyPatch, false);
    page.addFootAction(actions.copyReview, false);
    page.addFootAction(actions.saveReview, false);
    page.addFootAction(actions.mergeSides, false);
    page.addFootAction(actions.apply, true);
    connect(&page.head(), &ui::CompareHead::choicesRequested, this,
            [this, &tab](ui::CompareSide side) {
                tab.page().head().setChoices(side, choices(tab, side));
            });
    connect(&page.head(), &ui::CompareHead::chosen, this,
            [this, &tab](ui::CompareSide side, const QString& key) { choose(tab, side, key); });
    connect(&page, &ui::ComparePage::statusChanged, this, &CompareController::stateChanged);
    connect(&tab, &ComparisonTab::messageRequested, this, &CompareController::messageRequested);
    connect(&tab, &ComparisonTab::titleChanged, this,
            [this, &tab] { m_window.setDocumentTitle(&tab.page(), tab.title(), {}, false); });
    m_window.addDocumentPage(&page, tab.title(), QStringLiteral("compare"));
    tab.setSources(left, right, chosen);
    m_window.showPage(&page);
    Q_EMIT stateChanged();
    return tab;
}

void CompareController::close(const QWidget* page)
{
    const auto at
        = std::ranges::find_if(m_tabs, [page](const auto& tab) { return &tab->page() == page; });
    if (at == m_tabs.end())
        return;
    if (m_last == page)
        m_last = nullptr;
    // Whoever asked may be one of its own widgets: it goes when they are done.
    ComparisonTab* const leaving = at->release();
    m_tabs.erase(at);
    m_window.removeDocumentPage(&leaving->page());
    leaving->setParent(this);
    leaving->deleteLater();
    Q_EMIT stateChanged();
}

void CompareController::onPageShown(const QWidget* page)
{
    for (const auto& tab : m_tabs) {
        if (&tab->page() == page)
            m_last = page;
    }
    Q_EMIT stateChanged();
}

ComparisonTab* CompareController::current() const
{
    const QWidget* const shown = m_window.shownPage();
    const auto at
        = std::ranges::find_if(m_tabs, [shown](const auto& tab) { return &tab->page() == shown; });
    return at == m_tabs.end() ? nullptr : at->get();
}

bool CompareController::isIdle() const
{
    return !m_saving.isRunning() && m_merging.isIdle()
        && std::ranges::all_of(m_tabs, [](const auto& tab) { return tab->isIdle(); });
}

void CompareController::show()
{
    if (m_last == nullptr && !m_tabs.empty())
        m_last = &m_tabs.back()->page();
    for (const auto& tab : m_tabs) {
        if (&tab->page() == m_last)
            return m_window.showPage(&tab->page());
    }
    if (!m_session.documents().empty())
        compareDocument(*m_session.documents().back());
    else
        open({}, {});
}

std::optional<KnownPolicy> CompareController::appliedOf(const Document& document) const
{
    std::string uid;
    std::string name;
    if (!document.origins().empty())
        uid = document.origins().front().copy.uid;
    if (document.snapshot() != nullptr && !document.snapshot()->units.empty()) {
        const Snapshot& snapshot = *document.snapshot();
        const yaml::NodeRef metadata
            = yaml::NodeRef(*snapshot.document, snapshot.units.front().root).find("metadata");
        name = std::string(metadata.find("name").value());
        if (uid.empty())
            uid = std::string(metadata.find("uid").value());
    }
    for (const KnownPolicy& policy : m_around.policies()) {
        if (uid.empty() ? policy.name == name : policy.uid == uid)
            return policy;
    }
    return std::nullopt;
}

CompareSource CompareController::counterpartOf(const Document& document) const
{
    if (const auto applied = appliedOf(document))
        return CompareSource::server(applied->uid, applied->name);
    if (document.onDisk() && document.isModified())
        return CompareSource::open(Kind::Disk, document.number());
    const auto other = std::ranges::find_if(
        m_session.documents(), [&document](const auto& one) { return one.get() != &document; });
    if (other != m_session.documents().end())
        return CompareSource::open(Kind::Document, (*other)->number());
    return document.onDisk() ? CompareSource::open(Kind::Disk, document.number()) : CompareSource();
}

void CompareController::compareDocument(const Document& document)
{
    open(counterpartOf(document), CompareSource::open(Kind::Document, document.number()));
}

void CompareController::comparePolicy(const std::string& uid)
{
    const std::vector<KnownPolicy> policies = m_around.policies();
    const auto policy = std::ranges::find(policies, uid, &KnownPolicy::uid);
    if (policy == policies.end())
        return;
    for (const auto& document : m_session.documents()) {
        const auto applied = appliedOf(*document);
        if (applied && applied->uid == uid) {
            open(CompareSource::server(policy->uid, policy->name),
                 CompareSource::open(Kind::Document, document->number()));
            return;
        }
    }
    const bool hasOlder = policy->version.value_or(0) > 1;
    open(hasOlder ? CompareSource::server(policy->uid, policy->name, *policy->version - 1)
                  : CompareSource(),
         CompareSource::server(policy->uid, policy->name));
}

void CompareController::compareFingerprints(const ChosenFingerprints& chosen)
{
    const Document* target = m_session.current();
    if (target == nullptr && !m_session.documents().empty())
        target = m_session.documents().back().get();
    if (chosen.empty() || target == nullptr)
        return;
    open(CompareSource::open(Kind::Document, target->number()),
         CompareSource::open(Kind::Merged, target->number()), chosen);
}

void CompareController::compareFiles(const std::string& left, const std::string& right)
{
    const auto absolute = [](const std::string& path) {
        return ui::toUtf8(QFileInfo(ui::toQString(path)).absoluteFilePath());
    };
    open(CompareSource::file(absolute(left)), CompareSource::file(absolute(right)));
}

void CompareController::describe(Actions::State& state) const
{
    state.comparisons = count();
    const ComparisonTab* const tab = current();
    if (tab == nullptr)
        return;
    state.page = Actions::Page::Compare;
    state.canApply = tab->target() != nullptr && tab->target()->canBeApplied();
    state.hasChanges = tab->page().texts().changeCount() > 0;
    state.canMergeSides = tab->canMerge();
    state.canTakeLeft = tab->page().canTake(DiffSide::Left);
    state.canTakeRight = tab->page().canTake(DiffSide::Right);
}

} // namespace pw::app
