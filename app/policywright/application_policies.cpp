// How the parts of the application speak with the applied policies and the review before a write.

#include "app/policywright/application.h"

#include "app/policywright/document.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "app/policywright/server_tabs.h"
#include "ui/common/convert.h"
#include "ui/common/panes.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_button.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>

#include <charconv>

namespace pw::app {
namespace {

/// `the last 24 h`, `everything that was recorded`, `the chosen times`
std::string rangeWords(const ui::TimeRangeChoice& choice)
{
    switch (choice.kind) {
    case ui::TimeRangeChoice::Kind::Last:
        return ui::toUtf8(Application::tr("the last %1").arg(ui::nameOf(choice)));
    case ui::TimeRangeChoice::Kind::Everything:
        return ui::toUtf8(Application::tr("everything that was recorded"));
    case ui::TimeRangeChoice::Kind::Between:
        break;
    }
    return ui::toUtf8(Application::tr("the chosen times"));
}

/// Servers of the older kind have none.
std::optional<std::int64_t> versionNumber(const std::string& written)
{
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), out);
    return error == std::errc() && end == written.data() + written.size() ? std::optional(out)
                                                                          : std::nullopt;
}

} // namespace

void Application::connectPolicies()
{
    const Actions& actions = m_window->actions();
    PoliciesController& policies = *m_policies;
    ui::PoliciesPage& page = m_window->policies();
    const auto onSelected = [this, &page](QAction* action, const auto& call) {
        connect(action, &QAction::triggered, this, [&page, call] {
            if (const QStringList uids = page.selectedUids(); uids.size() == 1)
                call(uids.front());
        });
    };
    onSelected(actions.openPolicy, [&policies](const QString& uid) { policies.open(uid); });
    onSelected(actions.exportPolicy, [&policies](const QString& uid) { policies.exportFile(uid); });
    onSelected(actions.deletePolicy, [&policies](const QString& uid) { policies.remove(uid); });
    onSelected(actions.enforcePolicy, [&policies](const QString& uid) {
        policies.setMode(uid, QStringLiteral("enforce"));
    });
    onSelected(actions.auditPolicy,
               [&policies](const QString& uid) { policies.setMode(uid, QStringLiteral("audit")); });
    onSelected(actions.enablePolicy,
               [&policies](const QString& uid) { policies.setEnabled(uid, true); });
    onSelected(actions.disablePolicy,
               [&policies](const QString& uid) { policies.setEnabled(uid, false); });
    connect(&page, &ui::PoliciesPage::selectionChanged, this, &Application::updateActions);
    connect(&page, &ui::PoliciesPage::createRequested, m_window->actions().fingerprintsPlace,
            &QAction::trigger);
    connect(&page, &ui::PoliciesPage::refreshRequested, this, [this] {
        if (m_organization->client() == nullptr)
            reopen();
    });
    connect(&m_window->page(), &ui::FingerprintsPage::policyActivated, &policies,
            &PoliciesController::open);
    connect(&policies, &PoliciesController::loaded, this, [this] {
        m_window->page().setPolicyNames(m_policies->names());
        m_serverTabs->tryAgain();
        showStatus();
        updateActions();
    });
    connect(&policies, &PoliciesController::answered, m_organization.get(),
            &OrganizationController::noteAnswer);
    connect(&policies, &PoliciesController::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(&policies, &PoliciesController::deleted, this, &Application::reloadOrganization);
    connect(&policies, &PoliciesController::reviewRequested, this,
            [this](Document& document) { m_review->start(document); });
    // What each policy is for is known by the rows that are loaded.
    connect(m_fingerprints.get(), &FingerprintsController::listChanged, this, [this] {
        if (!m_fingerprints->fromFiles() && m_organization->client() != nullptr)
            m_policies->setFingerprints(m_fingerprints->list());
    });
    connect(m_organization.get(), &OrganizationController::contextChanged, this, [this] {
        m_review->close();
        m_policies->setOrganization(nullptr, {}, {});
        m_serverTabs->setOrganization(nullptr, {});
    });
    connect(m_organization.get(), &OrganizationController::opened, this, [this] {
        m_policies->setOrganization(m_organization->client(), m_organization->context().name,
                                    m_window->topBar().switcher().face().name);
        m_serverTabs->setOrganization(m_organization->client(), m_organization->context().name);
    });
    connect(m_organization.get(), &OrganizationController::openFailed, &policies,
            &PoliciesController::showUnreachable);
}

void Application::connectReview()
{
    connect(m_window->actions().apply, &QAction::triggered, this, [this] {
        const ComparisonTab* const comparison = m_compare->current();
        Document* const document
            = comparison != nullptr ? comparison->target() : m_session->current();
        if (document != nullptr)
            m_review->start(*document);
    });
    connect(m_review.get(), &ReviewController::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(m_review.get(), &ReviewController::stateChanged, this, &Application::updateActions);
    connect(m_review.get(), &ReviewController::organizationChanged, this,
            &Application::reloadOrganization);
}

void Application::connectCompare()
{
    const Actions& actions = m_window->actions();
    connect(actions.compareRows, &QAction::triggered, this,
            [this] { m_compare->compareFingerprints(m_fingerprints->chosen()); });
    connect(actions.comparePolicy, &QAction::triggered, this, [this] {
        if (const QStringList uids = m_window->policies().selectedUids(); uids.size() == 1)
            m_compare->comparePolicy(ui::toUtf8(uids.front()));
    });
    const auto goRound = [this](int step) {
        if (const ComparisonTab* const tab = m_compare->current())
            ui::focusNextPane(tab->page().panes(), step);
    };
    connect(actions.nextPane, &QAction::triggered, this, [goRound] { goRound(1); });
    connect(actions.previousPane, &QAction::triggered, this, [goRound] { goRound(-1); });
    connect(m_compare.get(), &CompareController::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(m_compare.get(), &CompareController::stateChanged, this, [this] {
        showStatus();
        updateActions();
    });
}

CompareController::Around Application::compareAround(files::FileStore& store) const
{
    return {store, [this] { return m_organization->client(); },
            [this] {
                std::vector<KnownPolicy> out;
                for (const ops::PolicyListRow& row : m_policies->rows())
                    out.push_back({row.uid, row.name, versionNumber(row.version)});
                return out;
            },
            m_clock};
}

ReviewSurroundings Application::reviewSurroundings() const
{
    ReviewSurroundings around;
    around.client = m_organization->client();
    around.context = m_organization->context();
    around.organization = around.context.local
        ? tr("Local organization")
        : ui::toQString(m_organization->organization().name.empty()
                            ? around.context.organization
                            : m_organization->organization().name);
    around.fingerprints = m_fingerprints->fromFiles() ? nullptr : m_fingerprints->list();
    around.range = rangeWords(m_window->topBar().timeRange().choice());
    return around;
}

} // namespace pw::app
