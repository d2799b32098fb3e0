#pragma once
// Where everything is made and connected.

#include "app/policywright/arguments.h"
#include "app/policywright/compare_controller.h"
#include "app/policywright/fingerprints_controller.h"
#include "app/policywright/fingerprints_status.h"
#include "app/policywright/main_window.h"
#include "app/policywright/open_tabs.h"
#include "app/policywright/organization_controller.h"
#include "app/policywright/session.h"
#include "app/policywright/settings.h"

#include <QObject>

#include <memory>

namespace pw::app {

class ConnectionBar;
class CreateController;
class DocumentsController;
class FileController;
class FingerprintsSaving;
class ImportController;
class LibraryController;
class MergeController;
class PoliciesController;
class RecentFiles;
class RecoveryController;
class ReviewController;
class ServerTabs;
struct ReviewSurroundings;

/// What an application is started with. What `around` refers to must outlive it.
struct ApplicationStart
{
    connections::Surroundings around;
    ui::ThemeChoice theme = ui::ThemeChoice::System;
    std::string localDatabase = {}; ///< empty: the file of the home
    QString organization = {}; ///< name of a context; empty: the local one
    FingerprintsSettings look = {};
    QString library = {}; ///< the folder that was shown last; empty: none
    bool offers = false; ///< the strip of the first start is shown
    QStringList recentFiles = {}; ///< the newest first
    bool outline = false; ///< shown beside texts
    std::string recoveryFolder = {}; ///< where texts are kept while they are typed; empty: nowhere
};

class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const ApplicationStart& start);
    ~Application() override;

    [[nodiscard]] ui::ThemeChoice theme() const { return m_theme; }
    /// Opens the organization. Files of fingerprints are shown instead of it, policies in tabs.
    void open(const std::vector<std::string>& files);
    /// The tabs of the last time, or what a crash has left.
    void restore(const OpenTabs& tabs);
    /// What is open, for the next start.
    [[nodiscard]] OpenTabs tabs() const;

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] FingerprintsController& fingerprints() { return *m_fingerprints; }
    [[nodiscard]] OrganizationController& organization() { return *m_organization; }
    [[nodiscard]] PoliciesController& policies() { return *m_policies; }
    [[nodiscard]] ReviewController& review() { return *m_review; }
    [[nodiscard]] CompareController& compare() { return *m_compare; }
    [[nodiscard]] ImportController& import() { return *m_import; }
    /// As the person has made it.
    [[nodiscard]] FingerprintsSettings look() const;
    [[nodiscard]] const QStringList& recentFiles() const;
    [[nodiscard]] bool outlineShown() const;
    /// The person has seen the offers of the first start.
    [[nodiscard]] bool offersAnswered() const { return m_offersAnswered; }
    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] FileController& files() { return *m_files; }
    [[nodiscard]] RecoveryController& recovery() { return *m_recovery; }
    [[nodiscard]] LibraryController& library() { return *m_library; }
    /// The folder that was shown last, now or at an earlier start.
    [[nodiscard]] QString libraryFolder() const;
    [[nodiscard]] CreateController& create() { return *m_create; }
    [[nodiscard]] MergeController& merge() { return *m_merge; }
    /// `NAME: why` for what could not be opened or read.
    [[nodiscard]] QStringList refused() const;
    /// Nothing is being opened, read or analysed.
    [[nodiscard]] bool isIdle() const;

private:
    void connectActions();
    void connectOrganization();
    void connectFingerprints();
    void connectImport();
    void connectLook(const FingerprintsSettings& look);
    void connectPolicies();
    void connectReview();
    void connectCompare();
    [[nodiscard]] ReviewSurroundings reviewSurroundings() const;
    [[nodiscard]] CompareController::Around compareAround(files::FileStore& store) const;
    void connectFiles();
    void connectRecovery();
    void connectLibrary();
    void connectCreation();
    [[nodiscard]] bool policiesShown() const;
    void describePolicy(Actions::State& state) const;
    void reload();
    void reopen();
    void copyRows();
    void setTheme(ui::ThemeChoice theme);
    void chooseOrganization(const QString& name);
    void showOrganization();
    void showFingerprints(const QStringList& files);
    void reloadOrganization();
    void hideJobWhenIdle();
    void cancel();
    void closeWhenSaved();
    void showTable();
    void showStatus();
    void updateActions();
    void about();

    ui::ThemeChoice m_theme = ui::ThemeChoice::System;
    FingerprintsStatus m_status;
    ClockFn m_clock;
    QStringList m_refused;
    QList<ui::SavedFilter> m_savedFilters;
    bool m_offersAnswered = false;
    bool m_working = false; ///< files are opened or saved, and it takes its time
    // What stands below may speak of what stands above.
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<OrganizationController> m_organization;
    std::unique_ptr<ConnectionBar> m_bar;
    std::unique_ptr<ImportController> m_import;
    std::unique_ptr<FingerprintsController> m_fingerprints;
    std::unique_ptr<FingerprintsSaving> m_saving;
    std::unique_ptr<DocumentsController> m_documents;
    std::unique_ptr<FileController> m_files;
    std::unique_ptr<RecentFiles> m_recent;
    std::unique_ptr<RecoveryController> m_recovery;
    std::unique_ptr<CreateController> m_create;
    std::unique_ptr<MergeController> m_merge;
    std::unique_ptr<PoliciesController> m_policies;
    std::unique_ptr<ServerTabs> m_serverTabs;
    std::unique_ptr<ReviewController> m_review;
    std::unique_ptr<CompareController> m_compare;
    std::unique_ptr<LibraryController> m_library;
    QString m_firstOrganization;
    std::string m_recoveryFolder;
};

/// Style, font and names of the process; before the first window.
void prepareProcess();

} // namespace pw::app
