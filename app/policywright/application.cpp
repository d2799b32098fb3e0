#include "app/policywright/application.h"

#include "app/policywright/compare_controller.h"
#include "app/policywright/connection_bar.h"
#include "app/policywright/create_controller.h"
#include "app/policywright/documents_controller.h"
#include "app/policywright/file_controller.h"
#include "app/policywright/fingerprints_saving.h"
#include "app/policywright/import_controller.h"
#include "app/policywright/library_controller.h"
#include "app/policywright/merge_controller.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/recent_files.h"
#include "app/policywright/recovery_controller.h"
#include "app/policywright/review_controller.h"
#include "app/policywright/server_tabs.h"
#include "core/ops/timestamp.h"
#include "ui/apply/review_page.h"
#include "ui/common/convert.h"
#include "ui/common/row_style.h"
#include "ui/connections/connection_strip.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_button.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

namespace pw::app {
void prepareProcess()
{
    QApplication::setApplicationName(QStringLiteral("policywright"));
    QApplication::setOrganizationName(QStringLiteral("policywright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Policywright"));
    QApplication::setApplicationVersion(QStringLiteral(POLICYWRIGHT_VERSION));
    QApplication::setStyle(new ui::RowStyle);
}

Application::Application(const ApplicationStart& start)
    : m_clock(start.around.now), m_offersAnswered(!start.offers),
      m_session(std::make_unique<Session>()), m_window(std::make_unique<MainWindow>()),
      m_organization(std::make_unique<OrganizationController>(start.around, start.localDatabase)),
      m_bar(std::make_unique<ConnectionBar>(*m_organization, m_window->topBar(), *m_window)),
      m_import(std::make_unique<ImportController>(start.around, start.localDatabase, *m_window)),
      m_fingerprints(std::make_unique<FingerprintsController>(start.around.files, m_window->page(),
                                                              start.around.now)),
      m_saving(std::make_unique<FingerprintsSaving>(start.around.files, m_window.get())),
      m_documents(std::make_unique<DocumentsController>(*m_session, *m_window)),
      m_files(std::make_unique<FileController>(start.around.files, *m_session, *m_window)),
      m_recent(
          std::make_unique<RecentFiles>(*m_session, m_window->recentFiles(), start.recentFiles)),
      m_recovery(std::make_unique<RecoveryController>(start.around.files, *m_session, *m_files,
                                                      *m_window, [this] { return tabs(); })),
      m_create(std::make_unique<CreateController>()),
      m_merge(std::make_unique<MergeController>(
          m_window.get(), [this](int number) { return m_documents->newestText(number); })),
      m_policies(std::make_unique<PoliciesController>(
          start.around.files, *m_session, m_window->policies(), *m_window, start.around.now)),
      m_serverTabs(std::make_unique<ServerTabs>(*m_session, *m_window)),
      m_review(std::make_unique<ReviewController>(
          *m_session, *m_window, [this] { return reviewSurroundings(); }, start.around.now)),
      m_compare(std::make_unique<CompareController>(compareAround(start.around.files), *m_session,
                                                    *m_window)),
      m_library(std::make_unique<LibraryController>(start.around.files, *m_session, *m_files,
                                                    *m_window, start.library)),
      m_firstOrganization(start.organization), m_recoveryFolder(start.recoveryFolder)
{
    m_session->setPageParent(m_window->pageParent());
    const Actions& actions = m_window->actions();
    (start.theme == ui::ThemeChoice::Light      ? actions.lightTheme
         : start.theme == ui::ThemeChoice::Dark ? actions.darkTheme
                                                : actions.systemTheme)
        ->setChecked(true);
    setTheme(start.theme);
    actions.outline->setChecked(start.outline);
    connectActions();
    connectOrganization();
    connectFingerprints();
    connectImport();
    connectFiles();
    connectRecovery();
    connectCreation();
    connectLook(start.look);
    connectPolicies();
    connectReview();
    connectCompare();
    connectLibrary();
    updateActions();
    showStatus();
}

Application::~Application() = default;

void Application::connectActions()
{
    const Actions& actions = m_window->actions();
    connect(actions.cancel, &QAction::triggered, this, &Application::cancel);
    connect(actions.quit, &QAction::triggered, m_window.get(), &QWidget::close);
    connect(actions.systemTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::System); });
    connect(actions.lightTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::Light); });
    connect(actions.darkTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::Dark); });
    connect(actions.about, &QAction::triggered, this, &Application::about);
    connect(m_documents.get(), &DocumentsController::stateChanged, this,
            &Application::updateActions);
    connect(m_documents.get(), &DocumentsController::statusChanged, this, &Application::showStatus);
}

void Application::connectFingerprints()
{
    const Actions& actions = m_window->actions();
    ui::FingerprintsPage& page = m_window->page();
    FingerprintsController& fingerprints = *m_fingerprints;
    connect(actions.reload, &QAction::triggered, this, &Application::reload);
    connect(actions.copyRows, &QAction::triggered, this, &Application::copyRows);
    connect(actions.selectAll, &QAction::triggered, this, [this, &page] {
        policiesShown() ? m_window->policies().selectAllRows() : page.selectAllRows();
    });
    connect(actions.filter, &QAction::triggered, this, [this, &page] {
        policiesShown() ? m_window->policies().focusFilter() : page.focusFilter();
    });
    connect(actions.containers, &QAction::triggered, &page,
            [&page] { page.setType(QStringLiteral("container")); });
    connect(actions.services, &QAction::triggered, &page,
            [&page] { page.setType(QStringLiteral("linux-service")); });
    connect(actions.expandAll, &QAction::triggered, &page, &ui::FingerprintsPage::expandAll);
    connect(actions.collapseAll, &QAction::triggered, &page, &ui::FingerprintsPage::collapseAll);
    connect(actions.saveFingerprints, &QAction::triggered, this,
            [this] { m_saving->start(m_fingerprints->chosen()); });
    connect(m_saving.get(), &FingerprintsSaving::runningChanged, this, &Application::updateActions);
    connect(
        m_saving.get(), &FingerprintsSaving::saved, this, [this](const QString& path, int count) {
            m_window->showMessage((count == 1 ? tr("one fingerprint saved to %1")
                                              : tr("%n fingerprints saved to %1", nullptr, count))
                                      .arg(path));
        });
    connect(&page, &ui::FingerprintsPage::selectionChanged, this, &Application::updateActions);
    connect(&fingerprints, &FingerprintsController::readingProgressed, this,
            [this](int done, int total, const QString& what) {
                m_window->topBar().showJob(m_fingerprints->fromFiles()
                                               ? tr("Reading %1…").arg(QFileInfo(what).fileName())
                                               : tr("Fetching fingerprints…"),
                                           done, total);
            });
    connect(&fingerprints, &FingerprintsController::readingStarted, this,
            &Application::updateActions);
    connect(&fingerprints, &FingerprintsController::readingEnded, this,
            &Application::hideJobWhenIdle);
    connect(&fingerprints, &FingerprintsController::tableShown, this, &Application::showTable);
}

void Application::connectFiles()
{
    const Actions& actions = m_window->actions();
    const auto onDocument = [this](QAction* action, void (FileController::*call)(Document&)) {
        connect(action, &QAction::triggered, this, [this, call] {
            if (Document* const current = m_session->current())
                (m_files.get()->*call)(*current);
        });
    };
    onDocument(actions.save, &FileController::save);
    onDocument(actions.saveAs, &FileController::saveAs);
    onDocument(actions.reloadDocument, &FileController::reload);
    onDocument(actions.closeTab, &FileController::close);
    connect(actions.open, &QAction::triggered, m_files.get(), &FileController::chooseFiles);
    connect(actions.newPolicy, &QAction::triggered, this,
            [this] { m_session->add(text::SourceText(), tr("new policy")); });
    connect(&m_window->page(), &ui::FingerprintsPage::openRequested, m_files.get(),
            &FileController::chooseFiles);
    connect(m_recent.get(), &RecentFiles::openRequested, m_files.get(), &FileController::open);
    connect(m_window.get(), &MainWindow::filesDropped, m_files.get(), &FileController::open);
    connect(m_documents.get(), &DocumentsController::closeRequested, m_files.get(),
            &FileController::close);
    connect(m_window.get(), &MainWindow::closeRequested, this, &Application::closeWhenSaved);
    connect(m_files.get(), &FileController::quitConfirmed, m_window.get(),
            &MainWindow::closeForGood);
    connect(m_files.get(), &FileController::fingerprintFilesChosen, this,
            &Application::showFingerprints);
    connect(m_files.get(), &FileController::working, this,
            [this](const QString& what, int done, int total) {
                m_window->topBar().showJob(what, done, total);
                m_working = true;
                updateActions();
            });
    connect(m_files.get(), &FileController::rested, this, [this] {
        m_working = false;
        hideJobWhenIdle();
    });
    connect(m_files.get(), &FileController::refused, this,
            [this](const QStringList& reasons) { m_refused += reasons; });
}

void Application::connectRecovery()
{
    connect(m_recovery.get(), &RecoveryController::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(m_recovery.get(), &RecoveryController::folderRequested, m_library.get(),
            &LibraryController::open);
    connect(m_recovery.get(), &RecoveryController::reopening, m_serverTabs.get(),
            &ServerTabs::reopen);
    connect(m_serverTabs.get(), &ServerTabs::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(m_library.get(), &LibraryController::stateChanged, m_recovery.get(),
            &RecoveryController::noteLater);
    // The cursor has come to rest, or another page is in front.
    connect(m_documents.get(), &DocumentsController::statusChanged, m_recovery.get(),
            &RecoveryController::noteLater);
}

OpenTabs Application::tabs() const
{
    OpenTabs out = OpenTabs::of(*m_session);
    out.folders = m_library->folders();
    // An organization that does not answer today has them tomorrow.
    out.tabs.insert(out.tabs.end(), m_serverTabs->waiting().begin(), m_serverTabs->waiting().end());
    return out;
}

void Application::restore(const OpenTabs& tabs)
{
    m_recovery->start(m_recoveryFolder, tabs);
}

void Application::connectCreation()
{
    const Actions& actions = m_window->actions();
    connect(actions.createPolicy, &QAction::triggered, this,
            [this] { m_create->start(m_fingerprints->chosen(), m_window.get()); });
    connect(m_create.get(), &CreateController::created, this,
            [this](const QByteArray& yaml, const QString& name) {
                const Result<text::SourceText> text
                    = text::SourceText::make(yaml.toStdString(), ui::toUtf8(name));
                if (text) // no larger than what it was made of
                    m_session->add(*text, name);
            });
    connect(actions.mergeInto, &QAction::triggered, this,
            [this] { m_merge->start(m_fingerprints->chosen(), m_documents->openPolicies()); });
    connect(m_merge.get(), &MergeController::mergePlanned, m_documents.get(),
            &DocumentsController::applyEdits);
    connect(m_documents.get(), &DocumentsController::messageRequested, m_window.get(),
            &MainWindow::showMessage);
    connect(m_fingerprints.get(), &FingerprintsController::listChanged, m_documents.get(),
            [this] { m_documents->setFingerprints(m_fingerprints->list()); });
}

bool Application::isIdle() const
{
    return m_organization->isIdle() && m_fingerprints->isIdle() && !m_import->isRunning()
        && m_recovery->isIdle() && m_compare->isIdle() && m_policies->isIdle() && m_review->isIdle()
        && m_serverTabs->isIdle() && m_library->isIdle() && m_files->isIdle() && m_create->isIdle()
        && m_merge->isIdle() && !m_saving->isRunning()
        && std::ranges::all_of(m_session->documents(),
                               [](const auto& document) { return document->isAnalysed(); });
}

void Application::open(const std::vector<std::string>& files)
{
    QStringList paths;
    for (const std::string& file : files)
        paths += ui::toQString(file);
    m_organization->choose(m_firstOrganization);
    if (!paths.isEmpty())
        m_files->open(paths);
}

bool Application::policiesShown() const
{
    return m_window->shownPage() == &m_window->policies();
}

void Application::reload()
{
    if (!m_fingerprints->fromFiles() && m_organization->client() == nullptr)
        reopen();
    else if (!m_fingerprints->fromFiles())
        reloadOrganization();
    else if (policiesShown())
        m_policies->refresh();
    else
        m_fingerprints->reload();
}

/// Files that are shown instead of its fingerprints stay as they are.
void Application::reloadOrganization()
{
    if (!m_fingerprints->fromFiles())
        m_fingerprints->reload();
    m_policies->refresh();
}

void Application::hideJobWhenIdle()
{
    if (!m_working && !m_fingerprints->isReading() && !m_import->isRunning())
        m_window->topBar().hideJob();
    updateActions();
}

void Application::copyRows()
{
    const QString text
        = policiesShown() ? m_window->policies().selectedText() : m_window->page().selectedText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void Application::setTheme(ui::ThemeChoice theme)
{
    m_theme = theme;
    ui::applyTheme(theme);
}

/// Fingerprints that are being written are written to the end first, and so is what was applied.
void Application::closeWhenSaved()
{
    constexpr auto once
        = static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection);
    if (m_review->isWriting()) {
        connect(m_review.get(), &ReviewController::becameIdle, m_window.get(), &QWidget::close,
                once);
        return m_window->showMessage(tr("The window closes once the server has answered"));
    }
    if (m_library->isWriting()) {
        m_library->stopWriting();
        connect(m_library.get(), &LibraryController::becameIdle, m_window.get(), &QWidget::close,
                once);
        return;
    }
    if (m_saving->isRunning()) {
        connect(m_saving.get(), &FingerprintsSaving::saved, m_window.get(), &QWidget::close, once);
        return;
    }
    if (m_files->mayQuit())
        m_window->closeForGood();
}

void Application::cancel()
{
    m_fingerprints->cancel();
    m_files->cancelOpening();
    m_import->cancel();
}

const QStringList& Application::recentFiles() const
{
    return m_recent->paths();
}

bool Application::outlineShown() const
{
    return m_window->actions().outline->isChecked();
}

QStringList Application::refused() const
{
    return m_refused + m_fingerprints->unreadable();
}

void Application::showTable()
{
    m_status = statusOf(m_window->page().table(), m_window->page().query(), *m_fingerprints);
    m_window->topBar().setTimes(m_status.times);
    if (const auto& fetched = m_fingerprints->fetched()) {
        // Everything begins with the first one that was seen.
        const double from = fetched->range.from > 0
            ? fetched->range.from
            : ops::timestampValue(m_window->page().table().earliest).value_or(0);
        m_window->topBar().timeRange().setNow(m_clock());
        m_window->topBar().timeRange().setInEffect(from, fetched->range.to);
        m_bar->setRowsFrom(fetched->at);
    }
    showStatus();
    updateActions();
}

void Application::showStatus()
{
    const QString place = m_window->topBar().switcher().face().name;
    if (const Document* const document = m_session->current()) {
        m_window->setStatus(m_documents->statusText(), {});
        m_window->setTitle(document->title(), document->isModified());
    } else if (m_review->isShown()) {
        m_window->setStatus(tr("Nothing is sent before you say so"), {});
        m_window->setTitle(tr("Apply to %1").arg(place), false);
    } else if (const ComparisonTab* const comparison = m_compare->current()) {
        m_window->setStatus(comparison->page().statusText(), {});
        m_window->setTitle(comparison->title(), false);
    } else if (m_library->isShown()) {
        m_window->setStatus(m_library->statusText(), m_library->command());
        m_window->setTitle(m_library->title(), false);
    } else if (policiesShown()) {
        m_window->setStatus(m_policies->count() == 1
                                ? tr("1 policy applied")
                                : tr("%1 policies applied").arg(m_policies->count()),
                            QStringLiteral("pwctl get policies --get-deviations"));
        m_window->setTitle(tr("Policies of %1").arg(place), false);
    } else {
        m_window->setStatus(m_status.status, m_status.command);
        m_window->setTitle(place, false);
    }
}

void Application::updateActions()
{
    Actions::State state;
    state.reading = m_fingerprints->isReading() || m_files->isOpening() || m_import->isRunning();
    state.rowsSelected = m_window->page().hasSelection();
    state.localShown = m_organization->context().local;
    state.filesShown = m_fingerprints->fromFiles();
    state.importing = m_import->isRunning();
    state.readOnly = m_organization->context().readOnly;
    describePolicy(state);
    state.savingRows = m_saving->isRunning();
    m_documents->describe(state);
    m_compare->describe(state);
    m_library->describe(state);
    if (const Document* const current = m_session->current())
        state.busy = m_files->isBusy(*current);
    m_window->actions().update(state);
}

/// The one that is selected on its page.
void Application::describePolicy(Actions::State& state) const
{
    const QStringList uids = m_window->policies().selectedUids();
    const ops::PolicyListRow* const row
        = uids.size() == 1 ? m_window->policies().row(uids.front()) : nullptr;
    if (row == nullptr)
        return;
    state.policySelected = true;
    state.policyAudits = row->mode == "audit";
    state.policyEnforces = !state.policyAudits;
    state.policyDisabled = row->status == ops::PolicyStatus::Disabled;
}

void Application::about()
{
    QMessageBox::about(m_window.get(), tr("About Policywright"),
                       tr("Policywright %1\n\nA native desktop editor for Guardian workload "
                          "policies.\n\nGPL-3.0-or-later")
                           .arg(QStringLiteral(POLICYWRIGHT_VERSION)));
}

} // namespace pw::app
