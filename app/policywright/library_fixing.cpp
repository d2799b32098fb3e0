#include "app/policywright/library_fixing.h"

#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/library/fix_page.h"

#include <algorithm>
#include <set>

namespace pw::app {
namespace {

constexpr int patienceMs = 120;

using State = ui::FixOutcome::State;

ui::FixRow rowOf(const FixPlan& plan)
{
    ui::FixRow row;
    row.path = plan.path;
    row.name = ui::toQString(plan.name);
    row.inTab = plan.document != 0;
    row.made = plan.diff == nullptr ? 0 : plan.fixed.made;
    row.left = plan.fixed.left;
    row.problems = plan.fixed.problems;
    row.refused = ui::toQString(plan.refused);
    row.diff = plan.diff;
    return row;
}

} // namespace

LibraryFixing::LibraryFixing(files::FileStore& store, Session& session, MainWindow& window,
                             const QString& folder, std::vector<ops::LibraryFilePtr> files,
                             QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_window(window),
      m_files(std::move(files)), m_page(new ui::FixPage(folder, window.pageParent()))
{
    window.addDocumentPage(m_page, tr("Fix %1").arg(folder), QStringLiteral("fix"));
    std::vector<const std::vector<ops::FixCount>*> fixes;
    for (const ops::LibraryFilePtr& file : m_files)
        fixes.push_back(&file->fixes);
    m_page->setFixes(ops::groupFixes(fixes), m_files.size());
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &LibraryFixing::plan);
    connect(m_page, &ui::FixPage::chosenChanged, this, [this] {
        m_planning.cancel();
        m_page->showPlanning(0, 0);
        m_patience.start();
    });
    connect(m_page, &ui::FixPage::applyRequested, this, &LibraryFixing::apply);
    connect(m_page, &ui::FixPage::cancelRequested, this, [this] {
        if (isWriting())
            stopWriting();
        else
            Q_EMIT closeRequested();
    });
    connect(&m_planning, &Job::progressed, this,
            [this](int done, int total, const QString&) { m_page->showPlanning(done, total); });
    connect(&m_writing, &Job::progressed, this,
            [this](int done, int total, const QString&) { m_page->showWriting(done, total); });
    for (const Job* const job : {&m_planning, &m_writing})
        connect(job, &Job::finished, this, &LibraryFixing::stateChanged);
    window.showPage(m_page);
    plan();
}

LibraryFixing::~LibraryFixing()
{
    stopWriting();
    if (m_page == nullptr)
        return;
    m_page->disconnect(this);
    m_window.removeDocumentPage(m_page);
    m_page->deleteLater();
}

ui::FixPage& LibraryFixing::page() const
{
    return *m_page;
}

void LibraryFixing::plan()
{
    m_page->showPlanning(0, 0);
    m_planning.run(
        [&store = m_store, question = FixQuestion{m_files, tabTexts(m_session), m_page->chosen()}](
            const std::stop_token& stop, const ProgressFn& progress) {
            return planFixes(store, question, stop, progress);
        },
        [this](Result<std::vector<FixPlanPtr>> plans) {
            if (!plans)
                return m_page->showPlanFailed(ui::toQString(plans.error().message));
            m_plans = *std::move(plans);
            showPlans();
        });
}

void LibraryFixing::showPlans()
{
    std::vector<ui::FixRow> rows;
    for (const FixPlanPtr& plan : m_plans)
        rows.push_back(rowOf(*plan));
    m_page->setRows(std::move(rows));
}

/// Tabs first: they are changed at once. The files follow one after the other.
void LibraryFixing::apply()
{
    if (!isIdle())
        return;
    const std::vector<std::string> ticked = m_page->ticked();
    const std::set<std::string> wanted(ticked.begin(), ticked.end());
    std::vector<FixPlanPtr> files;
    for (const FixPlanPtr& plan : m_plans) {
        if (!wanted.contains(plan->path))
            continue;
        if (plan->document != 0)
            applyInTab(*plan);
        else if (m_session.byPath(plan->path) != nullptr)
            tell(plan->path, {State::Refused, tr("it was opened in a tab meanwhile")});
        else
            files.push_back(plan);
    }
    m_page->showWriting(0, static_cast<int>(files.size()));
    m_stop = std::stop_source();
    const auto told = [this](const WrittenFix& written) {
        QMetaObject::invokeMethod(
            this,
            [this, written] {
                tell(written.path,
                     !written.reached ? ui::FixOutcome{State::NotReached, {}}
                         : written.written
                         ? ui::FixOutcome{State::Written, {}}
                         : ui::FixOutcome{State::Refused,
                                          ui::toQString(written.written.error().message)});
            },
            Qt::QueuedConnection);
    };
    m_writing.run(
        [&store = m_store, files = std::move(files), told,
         stop = m_stop.get_token()](const std::stop_token&, const ProgressFn& progress) {
            writeFixes(store, files, told, stop, progress);
            return true;
        },
        [this](bool) { finish(); });
    Q_EMIT stateChanged();
}

void LibraryFixing::applyInTab(const FixPlan& plan)
{
    Document* const document = m_session.byNumber(plan.document);
    if (document == nullptr)
        return tell(plan.path, {State::Refused, tr("its tab was closed meanwhile")});
    if (!document->editor().applyEdits(plan.edits, plan.revision))
        return tell(plan.path, {State::Refused, tr("its text was changed in its tab meanwhile")});
    document->analyseNow();
    tell(plan.path, {State::InTab, {}});
}

void LibraryFixing::tell(const std::string& path, const ui::FixOutcome& outcome)
{
    m_page->setOutcome(path, outcome);
}

void LibraryFixing::finish()
{
    m_page->showDone();
    Q_EMIT applied();
}

} // namespace pw::app
