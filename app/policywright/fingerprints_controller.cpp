#include "app/policywright/fingerprints_controller.h"

#include "core/ops/activity.h"
#include "core/ops/timestamp.h"
#include "ui/common/convert.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QApplication>
#include <QLineEdit>

#include <algorithm>
#include <utility>

namespace pw::app {
namespace {

constexpr int patienceMs = 150;

/// What the activity of a selection is, or why it is not known.
using ActivityResult = Result<ui::ActivityPtr>;

constexpr double day = 86400;

/// `between 13:52 and 15:22`, with the days when it is more than one.
QString rangeText(const api::TimeRange& range)
{
    if (range.from <= 0)
        return FingerprintsController::tr("were recorded");
    const QString from = ui::toQString(ops::formatTime(range.from).value_or(std::string()));
    const QString to = ui::toQString(ops::formatTime(range.to).value_or(std::string()));
    const bool oneDay = from.left(10) == to.left(10);
    const auto shown = [oneDay](const QString& time) {
        return oneDay ? time.mid(11, 5) : time.left(16).replace(u'T', u' ');
    };
    return FingerprintsController::tr("between %1 and %2 UTC").arg(shown(from), shown(to));
}

/// What to offer where nothing ran in so many seconds.
QString widerThan(double seconds)
{
    if (seconds < day)
        return FingerprintsController::tr("24 h");
    return seconds < 7 * day ? FingerprintsController::tr("7 days") : QString();
}

/// `from 15:22:51, 2 h old`
QString ageText(double at, double now)
{
    const QString time = ui::toQString(ops::formatTime(at).value_or(std::string())).mid(11, 8);
    const double age = std::max(now - at, 0.0);
    constexpr double hour = 3600;
    const QString old = age < 60 ? FingerprintsController::tr("just fetched")
        : age < hour             ? FingerprintsController::tr("%1 min old").arg(int(age / 60))
        : age < 2 * day          ? FingerprintsController::tr("%1 h old").arg(int(age / hour))
                                 : FingerprintsController::tr("%1 days old").arg(int(age / day));
    return FingerprintsController::tr("from %1, %2").arg(time, old);
}

QString remedyFor(const Error& error)
{
    if (error.code == "key-refused" || error.code == "no-key")
        return FingerprintsController::tr("Set another key…");
    if (error.code == "cannot-resolve" || error.code == "cannot-connect" || error.code == "tls"
        || error.code == "no-such-organization" || error.code == "redirected")
        return FingerprintsController::tr("Test connection…");
    return {};
}

ActivityResult activityOf(const ChosenFingerprints& chosen, const std::stop_token& stop,
                          const ProgressFn& progress)
{
    const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
    if (!loaded)
        return loaded.error();
    ops::ActivityBuilder builder;
    const Result<Done> visited = ops::visitDocuments(
        *loaded->list, loaded->instances,
        [&builder](const policy::GuardianDocument& document) { builder.add(document); }, stop);
    if (!visited)
        return visited.error();
    return std::make_shared<const ops::CombinedActivity>(builder.build());
}

} // namespace

FingerprintsController::FingerprintsController(const files::FileStore& store,
                                               ui::FingerprintsPage& page, ClockFn clock,
                                               QObject* parent)
    : QObject(parent), m_store(store), m_page(page), m_clock(std::move(clock))
{
    connect(&page, &ui::FingerprintsPage::queryChanged, this, [this] { showTable(false); });
    connect(&page, &ui::FingerprintsPage::selectionChanged, this,
            &FingerprintsController::showActivity);
    connect(&page, &ui::FingerprintsPage::cancelRequested, this, &FingerprintsController::cancel);
    connect(&page.activity(), &ui::ActivityPane::retryRequested, this,
            &FingerprintsController::showActivity);
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
}

void FingerprintsController::openFiles(const QStringList& paths)
{
    m_page.setLive(std::nullopt);
    m_files = paths;
    m_client = nullptr;
    m_fetched.reset();
    read(true);
}

void FingerprintsController::openOrganization(const ClientPtr& client, const api::Filters& filters,
                                              RangeFn range)
{
    const bool other = fromFiles() || client != m_client;
    m_files.clear();
    m_client = client;
    m_filters = filters;
    m_range = std::move(range);
    if (other)
        dropRows();
    read(other);
}

void FingerprintsController::showUnreachable(const Error& error)
{
    takeError(error);
}

void FingerprintsController::showOpening()
{
    m_reading.cancel();
    m_files.clear();
    m_client = nullptr;
    dropRows();
    m_live.step = ui::LiveState::Step::Fetching;
    showLive();
}

/// What belongs to another organization is not shown for a moment longer.
void FingerprintsController::dropRows()
{
    m_fetched.reset();
    m_grouping.cancel();
    m_activity.cancel();
    setList({}, false);
}

void FingerprintsController::reload()
{
    if (fromFiles() || m_client != nullptr)
        read(false);
}

FingerprintsSource FingerprintsController::source() const
{
    if (m_client != nullptr)
        return OrganizationRows{m_client, m_filters, m_range()};
    FingerprintFiles files;
    for (const QString& path : m_files)
        files.paths.push_back(ui::toUtf8(path));
    return files;
}

void FingerprintsController::read(bool opened)
{
    const FingerprintsSource from = source();
    const auto* const rows = std::get_if<OrganizationRows>(&from);
    const std::optional<api::TimeRange> range
        = rows != nullptr ? std::optional(rows->range) : std::nullopt;
    m_reading.run(
        [&store = m_store, from](const std::stop_token& stop, const ProgressFn& progress) {
            return readFingerprints(store, from, stop, progress);
        },
        [this, range, opened](FingerprintsRead read) { take(std::move(read), range, opened); });
}

void FingerprintsController::take(FingerprintsRead read, const std::optional<api::TimeRange>& range,
                                  bool opened)
{
    if (range) {
        Q_EMIT answered(read.error);
        if (read.error)
            return takeError(*read.error);
        m_fetched = Fetched{*range, m_clock()};
        m_live = {};
        showLive();
    }
    for (const std::string& note : read.notes)
        Q_EMIT noted(ui::toQString(note));
    setList(std::move(read.list), opened);
}

/// Rows of before stay, with their age.
void FingerprintsController::takeError(const Error& error)
{
    m_live.step = ui::LiveState::Step::Failed;
    m_live.failure = ui::toQString(error.text());
    m_live.reason = ui::toQString(error.message);
    m_live.remedy = remedyFor(error);
    m_live.age = m_fetched ? ageText(m_fetched->at, m_clock()) : QString();
    showLive();
}

void FingerprintsController::showLive()
{
    if (m_range) {
        const api::TimeRange range = m_range();
        m_live.range = rangeText(range);
        m_live.widerRange = widerThan(range.to - range.from);
    }
    m_page.setLive(m_live);
}

void FingerprintsController::setList(ops::FingerprintList list, bool opened)
{
    m_unreadable.clear();
    for (const std::string& reason : filesWithoutAny(list))
        m_unreadable += ui::toQString(reason);
    m_list = std::make_shared<const ops::FingerprintList>(std::move(list));
    m_page.setProblems(m_list->problems);
    if (opened && !m_list->instances.empty()
        && std::ranges::none_of(m_list->instances, [this](const ops::FingerprintInstance& one) {
               return one.facts.type == m_page.query().filter.type;
           }))
        m_page.setType(ui::toQString(m_list->instances.front().facts.type));
    Q_EMIT listChanged();
    showTable(opened);
}

ChosenFingerprints FingerprintsController::chosen() const
{
    return {m_page.list(), m_page.selectedInstances(), m_client};
}

void FingerprintsController::showTable(bool opened)
{
    if (m_list == nullptr)
        return;
    m_openedPending = m_openedPending || opened;
    const ops::FingerprintQuery query = m_page.query();
    m_grouping.run(
        [list = m_list, query, from = m_page.shown()](const std::stop_token& stop,
                                                      const ProgressFn&) {
            ops::FingerprintTable table = ops::tableOf(*list, query, stop);
            return std::make_shared<ui::FingerprintChange>(
                ui::changeOf(from, ui::shownOf(list, std::move(table), query)));
        },
        [this, list = m_list](const std::shared_ptr<ui::FingerprintChange>& change) {
            const bool first = std::exchange(m_openedPending, false);
            m_page.setTable(std::move(*change), first);
            const bool typing = qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr;
            if (first && m_page.isVisible() && !typing
                && QApplication::activeModalWidget() == nullptr)
                m_page.setFocus(); // the table was not there to take it
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
        return;
    }
    m_page.showActivityReading();
    m_activity.run(
        [chosen = chosen()](const std::stop_token& stop, const ProgressFn& progress) {
            return activityOf(chosen, stop, progress);
        },
        [this](const ActivityResult& activity) {
            if (m_client != nullptr)
                Q_EMIT answered(activity ? std::nullopt : std::optional(activity.error()));
            if (activity)
                m_page.setActivity(*activity);
            else {
                m_page.activity().showFailed(ui::toQString(activity.error().text()));
            }
        });
}

void FingerprintsController::tellProgress()
{
    if (!m_reading.isRunning())
        return;
    if (fromFiles()) {
        m_page.showReading(tr("Reading %1…").arg(m_progress.what), m_progress.done,
                           m_progress.total);
    } else {
        m_live.step = ui::LiveState::Step::Fetching;
        m_live.done = m_progress.done;
        m_live.total = m_progress.total;
        showLive();
    }
    Q_EMIT readingProgressed(m_progress.done, m_progress.total, m_progress.what);
}

void FingerprintsController::cancel()
{
    const bool wasReading = m_reading.isRunning();
    m_reading.cancel();
    m_activity.cancel();
    if (!wasReading)
        return;
    if (fromFiles())
        m_page.showCancelled();
    else
        takeError({std::string(cancelledCode), ui::toUtf8(tr("Fetching was cancelled")), {}});
}

bool FingerprintsController::isIdle() const
{
    return !m_reading.isRunning() && !m_grouping.isRunning() && !m_activity.isRunning()
        && !m_page.selectionPending();
}

} // namespace pw::app
