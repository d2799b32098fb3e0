#include "app/policywright/compare_controller.h"

#include "app/policywright/file_dialogs.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;
using ui::DiffSide;

const QString fileKey = QStringLiteral("choose-file");

CompareSource sourceOf(const Document& document)
{
    CompareSource out;
    out.kind = Kind::Document;
    out.document = document.number();
    return out;
}

CompareSource diskOf(const Document& document)
{
    CompareSource out = sourceOf(document);
    out.kind = Kind::Disk;
    return out;
}

CompareSource serverOf(const KnownPolicy& policy, std::optional<std::int64_t> version = {})
{
    CompareSource out;
    out.kind = Kind::Server;
    out.uid = policy.uid;
    out.name = policy.name;
    out.version = version;
    return out;
}

CompareSource fileOf(const std::string& path)
{
    CompareSource out;
    out.kind = Kind::File;
    out.path = path;
    return out;
}

} // namespace

CompareController::CompareController(Around around, Session& session, MainWindow& window,
                                     QObject* parent)
    : QObject(parent), m_around(std::move(around)), m_session(session), m_window(window),
      m_saving(m_around.files, window, this)
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
        ComparisonTab::Surroundings{m_around.files, m_around.client}, m_session,
        m_window.pageParent()));
    ComparisonTab& tab = *m_tabs.back();
    ui::ComparePage& page = tab.page();
    const Actions& actions = m_window.actions();
    page.addFootAction(actions.copyPatch, false);
    page.addFootAction(actions.copyReview, false);
    page.addFootAction(actions.saveReview, false);
    connect(&page.head(), &ui::CompareHead::choicesRequested, this,
            [this, &tab](DiffSide side) { tab.page().head().setChoices(side, choices(tab)); });
    connect(&page.head(), &ui::CompareHead::chosen, this,
            [this, &tab](DiffSide side, const QString& key) { choose(tab, side, key); });
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
    return !m_saving.isRunning()
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
        return serverOf(*applied);
    if (document.onDisk() && document.isModified())
        return diskOf(document);
    const auto other = std::ranges::find_if(
        m_session.documents(), [&document](const auto& one) { return one.get() != &document; });
    if (other != m_session.documents().end())
        return sourceOf(**other);
    return document.onDisk() ? diskOf(document) : CompareSource();
}

void CompareController::compareDocument(const Document& document)
{
    open(counterpartOf(document), sourceOf(document));
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
            open(serverOf(*policy), sourceOf(*document));
            return;
        }
    }
    const bool hasOlder = policy->version.value_or(0) > 1;
    open(hasOlder ? serverOf(*policy, *policy->version - 1) : CompareSource(), serverOf(*policy));
}

void CompareController::compareFingerprints(const ChosenFingerprints& chosen)
{
    const Document* target = m_session.current();
    if (target == nullptr && !m_session.documents().empty())
        target = m_session.documents().back().get();
    if (chosen.empty() || target == nullptr)
        return;
    CompareSource merged = sourceOf(*target);
    merged.kind = Kind::Merged;
    open(sourceOf(*target), merged, chosen);
}

void CompareController::compareFiles(const std::string& left, const std::string& right)
{
    const auto absolute = [](const std::string& path) {
        return ui::toUtf8(QFileInfo(ui::toQString(path)).absoluteFilePath());
    };
    open(fileOf(absolute(left)), fileOf(absolute(right)));
}

/// Everything that a side of the tab could be, but for files that are still to be chosen.
std::vector<CompareSource> CompareController::sources(const ComparisonTab& tab) const
{
    std::vector<CompareSource> out;
    for (const auto& document : m_session.documents()) {
        out.push_back(sourceOf(*document));
        if (document->onDisk())
            out.push_back(diskOf(*document));
    }
    const auto versionsOf = [&](const KnownPolicy& policy) {
        constexpr std::int64_t most = 10;
        const std::int64_t last = policy.version.value_or(1) - 1;
        for (std::int64_t version = last; version > 0 && version > last - most; --version)
            out.push_back(serverOf(policy, version));
    };
    for (const KnownPolicy& policy : m_around.policies()) {
        out.push_back(serverOf(policy));
        const bool shown = tab.source(DiffSide::Left).uid == policy.uid
            || tab.source(DiffSide::Right).uid == policy.uid;
        if (shown)
            versionsOf(policy);
    }
    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
        const CompareSource& source = tab.source(side);
        if (source.kind == Kind::File || source.kind == Kind::Merged)
            out.push_back(source);
    }
    return out;
}

QList<ui::CompareChoice> CompareController::choices(const ComparisonTab& tab) const
{
    QList<ui::CompareChoice> out;
    Kind last = Kind::None;
    const auto group = [](Kind kind) { return kind == Kind::Disk ? Kind::Document : kind; };
    for (const CompareSource& source : sources(tab)) {
        if (!out.isEmpty() && group(source.kind) != group(last))
            out.append(ui::CompareChoice());
        last = source.kind;
        const Document* const open = m_session.byNumber(source.document);
        const QString title = open != nullptr ? open->title() : QString();
        const QString name = ui::toQString(source.name);
        QString text;
        QString icon = QStringLiteral("policy");
        switch (source.kind) {
        case Kind::Document:
            text = tr("%1, as it stands").arg(title);
            break;
        case Kind::Disk:
            text = tr("%1 on disk").arg(title);
            icon = QStringLiteral("open");
            break;
        case Kind::Server:
            text = source.version ? tr("%1, version %2").arg(name).arg(*source.version)
                                  : tr("%1, applied").arg(name);
            icon = source.version ? QStringLiteral("clock") : QStringLiteral("server");
            break;
        case Kind::Merged:
            text = tr("%1 with the selected fingerprints").arg(title);
            icon = QStringLiteral("fingerprint");
            break;
        default:
            text = ui::toQString(source.path);
            icon = QStringLiteral("open");
            break;
        }
        out.append({source.key(), icon, text, {}});
    }
    if (!out.isEmpty())
        out.append(ui::CompareChoice());
    const QString clipboard = QGuiApplication::clipboard()->text();
    CompareSource pasted;
    pasted.kind = Kind::Clipboard;
    out.append({pasted.key(), QStringLiteral("copy"), tr("Text in the clipboard"),
                clipboard.isEmpty() ? tr("There is no text in the clipboard") : QString()});
    out.append({fileKey, QStringLiteral("open"), tr("A file…"), {}});
    return out;
}

void CompareController::choose(ComparisonTab& tab, DiffSide side, const QString& key)
{
    if (key == fileKey)
        return chooseFile(tab, side);
    CompareSource pasted;
    pasted.kind = Kind::Clipboard;
    if (key == pasted.key()) {
        pasted.text = ui::toUtf8(QGuiApplication::clipboard()->text());
        return tab.setSource(side, pasted);
    }
    for (const CompareSource& source : sources(tab)) {
        if (source.key() == key)
            return tab.setSource(side, source);
    }
}

void CompareController::chooseFile(ComparisonTab& tab, DiffSide side)
{
    QFileDialog* const dialog = makeOpenDialog(m_window, {});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &tab,
            [&tab, side](const QString& path) { tab.setSource(side, fileOf(ui::toUtf8(path))); });
    dialog->open();
}

void CompareController::describe(Actions::State& state) const
{
    state.comparisons = count();
    const ComparisonTab* const tab = current();
    if (tab == nullptr)
        return;
    state.page = Actions::Page::Compare;
    state.hasChanges = tab->page().texts().changeCount() > 0;
    state.canTakeLeft = tab->page().canTake(DiffSide::Left);
    state.canTakeRight = tab->page().canTake(DiffSide::Right);
}

} // namespace pw::app
