#pragma once
// Where everything is made and connected.

#include "app/policywright/arguments.h"
#include "app/policywright/fingerprints_controller.h"
#include "app/policywright/fingerprints_status.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"

#include <QObject>

#include <memory>

namespace pw::app {

class CreateController;
class DocumentsController;
class FileController;
class FingerprintsSaving;
class MergeController;

class Application : public QObject
{
    Q_OBJECT
public:
    /// `store` must outlive it.
    Application(files::FileStore& store, ui::ThemeChoice theme);
    ~Application() override;

    [[nodiscard]] ui::ThemeChoice theme() const { return m_theme; }
    /// Fingerprints go to their page and policies into tabs; without files the sample organization.
    void open(const std::vector<std::string>& files);

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] FingerprintsController& fingerprints() { return *m_fingerprints; }
    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] FileController& files() { return *m_files; }
    [[nodiscard]] CreateController& create() { return *m_create; }
    [[nodiscard]] MergeController& merge() { return *m_merge; }
    /// `NAME: why` for what could not be opened or read.
    [[nodiscard]] QStringList refused() const;
    /// Nothing is being opened, read or analysed.
    [[nodiscard]] bool isIdle() const;

private:
    void connectActions();
    void connectFingerprints();
    void connectFiles();
    void connectCreation();
    void copyRows();
    void setTheme(ui::ThemeChoice theme);
    void showFingerprints(const QStringList& files);
    void showSomeFingerprints();
    void cancel();
    void closeWhenSaved();
    void showPlace();
    void showTable();
    void showStatus();
    void updateActions();
    void about();

    ui::ThemeChoice m_theme = ui::ThemeChoice::System;
    FingerprintsStatus m_status;
    QString m_placeName;
    QStringList m_refused;
    bool m_working = false; ///< files are opened or saved, and it takes its time
    // What stands below may speak of what stands above.
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<FingerprintsController> m_fingerprints;
    std::unique_ptr<FingerprintsSaving> m_saving;
    std::unique_ptr<DocumentsController> m_documents;
    std::unique_ptr<FileController> m_files;
    std::unique_ptr<CreateController> m_create;
    std::unique_ptr<MergeController> m_merge;
};

/// Style, font and names of the process; before the first window.
void prepareProcess();

} // namespace pw::app
