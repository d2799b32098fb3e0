#include "app/policywright/fingerprints_controller.h"

#include "core/ops/activity.h"
#include "ui/common/convert.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QFile>

#include <algorithm>

namespace pw::app {
namespace {

constexpr int patienceMs = 150;
const QLatin1String samplePath(":/sample/organization.yaml");

Result<text::SourceText> loadSample()
{
    QFile file(samplePath);
    if (!file.open(QIODevice::ReadOnly))
        return Error{"read-failed", "the sample organization is missing in this program", {}};
    return text::SourceText::make(file.readAll().toStdString(), "sample organization");
}

/// On the worker's thread. Without paths the sample organization.
ops::FingerprintList readAll(const files::FileStore& store, const std::vector<std::string>& paths,
                             const std::stop_token& stop, const ProgressFn& progress)
{
    ops::FingerprintList list;
    const std::size_t total = std::max<std::size_t>(paths.size(), 1);
    for (std::size_t at = 0; at < total && !stop.stop_requested(); ++at) {
        const std::string name = paths.empty() ? "sample organization" : paths[at];
        progress(at, total, name);
        const Result<text::SourceText> source = paths.empty() ? loadSample() : store.load(name);
        if (source)
            ops::addFingerprints(list, *source, stop);
        else
            list.problems.push_back({text::Severity::Error, name, {0, 0}, source.error().message});
    }
    ops::dropDuplicates(list);
    ops::prepare(list);
    return list;
}

QStringList filesWithoutAny(const ops::FingerprintList& list)
{
    std::vector<bool> gave(list.sources.size(), false);
    for (const std::uint32_t source : list.sourceOf) {
        if (source != ops::FingerprintList::noSource)
            gave[source] = true;
    }
    QStringList out;
    for (const ops::SourceProblem& problem : list.problems) {
        if (problem.severity != text::Severity::Error)
            continue;
        const auto source
            = std::ranges::find(list.sources, problem.source, &text::SourceText::name);
        const bool useless = source == list.sources.end()
            || !gave[static_cast<std::size_t>(source - list.sources.begin())];
        if (useless)
            out += QStringLiteral("%1: %2").arg(ui::toQString(problem.source),
                                                ui::toQString(problem.message));
    }
    return out;
}

} // namespace

FingerprintsController::FingerprintsController(const files::FileStore& store,
                                               ui::FingerprintsPage& page, QObject* parent)
    : QObject(parent), m_store(store), m_page(page)
{
    connect(&page, &ui::FingerprintsPage::queryChanged, this, [this] { showTable(false); });
    connect(&page, &ui::FingerprintsPage::selectionChanged, this,
            &FingerprintsController::showActivity);
    connect(&page, &ui::FingerprintsPage::cancelRequested, this, &FingerprintsController::cancel);
    connect(&m_reading, &Job::started, this, &FingerprintsController::readingStarted);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &FingerprintsController::tellProgress);
    connect(&m_reading, &Job::started, &m_patience, qOverload<>(&QTimer::start));
    connect(&m_reading, &Job::progressed, this, [this](int done, int total, const QString& what) {
        m_progress = {done, total, what};
        if (!m_patience.isActive())
            tellProgress();
    });
    connect(&m_reading, &Job::finished, this, &FingerprintsController::readingEnded);
    connect(&m_reading, &Job::cancelled, this, &FingerprintsController::readingEnded);
    for (const Job* const job : {&m_reading, &m_grouping, &m_activity}) {
        connect(job, &Job::finished, this, &FingerprintsController::noteIdle);
        connect(job, &Job::cancelled, this, &FingerprintsController::noteIdle);
    }
}

void FingerprintsController::openFiles(const QStringList& paths)
{
    m_files = paths;
    read(true);
}

void FingerprintsController::openSample()
{
    m_files.clear();
    read(true);
}

void FingerprintsController::reload()
{
    read(false);
}

void FingerprintsController::read(bool opened)
{
    std::vector<std::string> paths;
    for (const QString& path : m_files)
        paths.push_back(ui::toUtf8(path));
    m_reading.run([&store = m_store, paths = std::move(paths)](
                      const std::stop_token& stop,
                      const ProgressFn& progress) { return readAll(store, paths, stop, progress); },
                  [this, opened](ops::FingerprintList list) { setList(std::move(list), opened); });
}

void FingerprintsController::setList(ops::FingerprintList list, bool opened)
{
    m_unreadable = filesWithoutAny(list);
    m_list = std::make_shared<const ops::FingerprintList>(std::move(list));
    m_page.setProblems(m_list->problems);
    if (opened && !m_list->instances.empty()
        && std::ranges::none_of(m_list->instances, [this](const ops::FingerprintInstance& one) {
               return one.facts.type == m_page.query().filter.type;
           }))
        m_page.setType(ui::toQString(m_list->instances.front().facts.type));
    showTable(opened);
}

void FingerprintsController::showTable(bool opened)
{
    if (m_list == nullptr)
        return;
    m_openedPending = m_openedPending || opened;
    ops::FingerprintQuery query = m_page.query();
    m_grouping.run(
        [list = m_list, query, shown = m_page.shown()](const std::stop_token& stop,
                                                       const ProgressFn&) {
            return ui::changeOf(shown, ui::shownOf(list, ops::tableOf(*list, query, stop), query));
        },
        [this, list = m_list](ui::FingerprintChange change) {
            m_page.setTable(std::move(change), std::exchange(m_openedPending, false));
            if (list->instances.empty() && !m_unreadable.isEmpty())
                m_page.showFailed(m_unreadable.join(u'\n'));
            Q_EMIT tableShown();
        });
}

void FingerprintsController::showActivity()
{
    const std::vector<std::size_t> selected = m_page.selectedInstances();
    if (selected.empty()) {
        m_activity.cancel();
        m_page.setActivity(nullptr);
        noteIdle();
        return;
    }
    m_page.showActivityReading();
    m_activity.run(
        [list = m_page.list(), selected](const std::stop_token& stop,
                                         const ProgressFn&) -> ui::ActivityPtr {
            ops::ActivityBuilder builder;
            const Result<Done> visited = ops::visitDocuments(
                *list, selected,
                [&builder](const policy::GuardianDocument& document) { builder.add(document); },
                stop);
            if (!visited)
                return nullptr;
            return std::make_shared<const ops::CombinedActivity>(builder.build());
        },
        [this](const ui::ActivityPtr& activity) { m_page.setActivity(activity); });
}

void FingerprintsController::tellProgress()
{
    if (!m_reading.isRunning())
        return;
    m_page.showReading(tr("Reading %1…").arg(m_progress.what), m_progress.done, m_progress.total);
    Q_EMIT readingProgressed(m_progress.done, m_progress.total, m_progress.what);
}

void FingerprintsController::cancel()
{
    const bool wasReading = m_reading.isRunning();
    m_reading.cancel();
    m_activity.cancel();
    if (wasReading)
        m_page.showCancelled();
}

bool FingerprintsController::isIdle() const
{
    return !m_reading.isRunning() && !m_grouping.isRunning() && !m_activity.isRunning()
        && !m_page.selectionPending();
}

void FingerprintsController::noteIdle()
{
    if (isIdle())
        Q_EMIT becameIdle();
}

} // namespace pw::app
