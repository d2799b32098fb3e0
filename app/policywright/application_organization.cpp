// How the parts of the application speak with the organization and its fingerprints.

#include "app/policywright/application.h"

#include "app/policywright/connection_bar.h"
#include "app/policywright/file_controller.h"
#include "app/policywright/import_controller.h"
#include "ui/common/convert.h"
#include "ui/connections/connection_strip.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_button.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/connection_map.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAction>

#include <algorithm>

namespace pw::app {
namespace {

/// What runs now, of a server; the local organization shows everything that was recorded.
constexpr double remoteSeconds = 5400;

ui::TimeRangeChoice usualRange(const api::Context& context)
{
    return context.local ? ui::TimeRangeChoice::everything()
                         : ui::TimeRangeChoice::last(remoteSeconds);
}

} // namespace

void Application::connectOrganization()
{
    const Actions& actions = m_window->actions();
    OrganizationController& organization = *m_organization;
    ConnectionBar& bar = *m_bar;
    ui::TimeRangeButton& range = m_window->topBar().timeRange();
    connect(actions.localOrganization, &QAction::triggered, this,
            [this] { chooseOrganization(ui::toQString(api::localContextName)); });
    connect(actions.connectOrganization, &QAction::triggered, &bar,
            &ConnectionBar::connectToServer);
    connect(actions.testConnection, &QAction::triggered, &bar, &ConnectionBar::test);
    connect(&bar, &ConnectionBar::organizationChosen, this, &Application::chooseOrganization);
    connect(&bar, &ConnectionBar::filesChosen, this, &Application::showFingerprints);
    connect(&organization, &OrganizationController::contextChanged, this, [this] {
        m_window->topBar().timeRange().setChoice(usualRange(m_organization->context()));
        m_bar->setRowsFrom(0);
        if (!m_fingerprints->fromFiles())
            m_fingerprints->showOpening();
        updateActions();
        showStatus();
    });
    connect(&organization, &OrganizationController::opened, this, [this] {
        if (!m_fingerprints->fromFiles())
            showOrganization();
    });
    connect(&organization, &OrganizationController::openFailed, this, [this] {
        if (!m_fingerprints->fromFiles())
            m_fingerprints->showUnreachable(*m_organization->health().error);
    });
    connect(&organization, &OrganizationController::noted, m_window.get(),
            &MainWindow::showMessage);
    connect(&organization, &OrganizationController::saved, this,
            [this](bool, bool keyForThisSession) {
                if (keyForThisSession)
                    m_window->showMessage(tr("There is no keyring here: the key is kept until the "
                                             "program ends, and asked for again then"));
            });
    connect(m_fingerprints.get(), &FingerprintsController::answered, &organization,
            &OrganizationController::noteAnswer);
    connect(m_fingerprints.get(), &FingerprintsController::noted, m_window.get(),
            &MainWindow::showMessage);
    connect(&range, &ui::TimeRangeButton::opening, this,
            [this, &range] { range.setNow(m_clock()); });
    connect(&range, &ui::TimeRangeButton::changed, m_fingerprints.get(),
            &FingerprintsController::reload);

    ui::ConnectionStrip& strip = m_window->offers();
    connect(&strip, &ui::ConnectionStrip::connectRequested, &bar, &ConnectionBar::connectToServer);
    connect(&strip, &ui::ConnectionStrip::importRequested, m_import.get(),
            &ImportController::start);
    for (const auto answer :
         {&ui::ConnectionStrip::connectRequested, &ui::ConnectionStrip::importRequested,
          &ui::ConnectionStrip::dismissed})
        connect(&strip, answer, this, [this] { m_offersAnswered = true; });
    if (!m_offersAnswered)
        strip.showOffers(tr("This is the local organization with a sample in it: look around, "
                            "nothing leaves this machine."));
}

void Application::connectImport()
{
    connect(m_window->actions().importFingerprints, &QAction::triggered, m_import.get(),
            &ImportController::start);
    connect(m_import.get(), &ImportController::progressed, this,
            [this](int done, int total, const QString&) {
                m_window->topBar().showJob(tr("Importing fingerprints…"), done, total);
            });
    connect(m_import.get(), &ImportController::runningChanged, this, &Application::hideJobWhenIdle);
    connect(m_import.get(), &ImportController::imported, this, [this](const QString& sentence) {
        m_window->showMessage(sentence);
        if (!m_organization->context().local || m_fingerprints->fromFiles())
            chooseOrganization(ui::toQString(api::localContextName));
        else
            reloadOrganization();
    });
}

void Application::connectLook(const FingerprintsSettings& look)
{
    ui::FingerprintsPage& page = m_window->page();
    m_savedFilters = look.filters;
    page.setSavedFilters(m_savedFilters);
    if (!look.columns.isEmpty())
        page.setColumnChoice(ui::columnChoiceOf(look.columns));
    page.activity().setMapState(look.map);
    page.activity().setView(look.mapShown ? ui::ActivityPane::View::Map
                                          : ui::ActivityPane::View::Table);
    connect(m_window->actions().switchActivity, &QAction::triggered, &page.activity(),
            &ui::ActivityPane::switchView);
    connect(&page, &ui::FingerprintsPage::filterSaved, this,
            [this, &page](const ui::SavedFilter& saved) {
                m_savedFilters.removeIf(
                    [&saved](const ui::SavedFilter& one) { return one.name == saved.name; });
                m_savedFilters.append(saved);
                page.setSavedFilters(m_savedFilters);
            });
    connect(&page, &ui::FingerprintsPage::savedFilterDeleted, this,
            [this, &page](const QString& name) {
                m_savedFilters.removeIf(
                    [&name](const ui::SavedFilter& one) { return one.name == name; });
                page.setSavedFilters(m_savedFilters);
            });
    connect(&page, &ui::FingerprintsPage::retryRequested, this,
            [this] { m_organization->client() == nullptr ? reopen() : m_fingerprints->reload(); });
    connect(&page, &ui::FingerprintsPage::remedyRequested, this, [this] {
        const std::optional<Error>& error = m_organization->health().error;
        const bool key = error && (error->code == "key-refused" || error->code == "no-key");
        if (key)
            m_bar->editCurrent();
        else
            m_bar->test();
    });
    connect(&page, &ui::FingerprintsPage::widerRangeRequested, this, [this] {
        constexpr double day = 86400;
        ui::TimeRangeButton& range = m_window->topBar().timeRange();
        const bool isShort = range.choice().kind == ui::TimeRangeChoice::Kind::Last
            && range.choice().seconds < day;
        range.setChoice(ui::TimeRangeChoice::last(isShort ? day : 7 * day));
        m_fingerprints->reload();
    });
}

FingerprintsSettings Application::look() const
{
    const ui::FingerprintsPage& page = m_window->page();
    FingerprintsSettings look;
    look.columns = ui::columnText(page.columnChoice());
    look.filters = m_savedFilters;
    look.map = page.activity().map().state();
    look.mapShown = page.activity().view() == ui::ActivityPane::View::Map;
    return look;
}

/// The one that is open is shown again when files were in front of it.
void Application::chooseOrganization(const QString& name)
{
    m_window->showPage(&m_window->page());
    const bool same = ui::toUtf8(name) == m_organization->context().name;
    if (same && m_organization->client() != nullptr && m_fingerprints->fromFiles())
        showOrganization();
    else {
        m_bar->showFiles(false);
        m_fingerprints->showOpening();
        if (!same || !m_organization->isOpening())
            m_organization->choose(name);
    }
}

/// Unless that is under way.
void Application::reopen()
{
    if (!m_organization->isOpening())
        m_organization->reopen();
}

void Application::showOrganization()
{
    m_bar->showFiles(false);
    m_fingerprints->openOrganization(
        m_organization->client(), m_organization->context().filters, [this] {
            const ops::TimeRange range
                = ui::rangeOf(m_window->topBar().timeRange().choice(), m_clock());
            return api::TimeRange{range.start.value_or(0), range.end};
        });
    showStatus();
    updateActions();
}

void Application::showFingerprints(const QStringList& files)
{
    m_bar->setFiles(files);
    m_fingerprints->openFiles(files);
    m_bar->showFiles(true);
    m_window->showPage(&m_window->page());
    showStatus();
    updateActions();
}

} // namespace pw::app
