#pragma once
// A window becomes again what it was: its tabs, and after a crash the texts that were not saved.

#include "app/policywright/job.h"
#include "app/policywright/left_texts.h"
#include "app/policywright/open_tabs.h"
#include "app/policywright/recovery_journal.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <string>
#include <vector>

namespace pw::ui {
class RecoveryDialog;
} // namespace pw::ui

namespace pw::app {

class FileController;
class MainWindow;
class Session;

class RecoveryController : public QObject
{
    Q_OBJECT
public:
    using TabsFn = std::function<OpenTabs()>;

    /// All must outlive it. `tabs`: what is open now.
    RecoveryController(const files::FileStore& store, Session& session, FileController& files,
                       MainWindow& window, TabsFn tabs, QObject* parent = nullptr);

    /// Texts are kept below `root` from now on; empty: nowhere. What other windows have left there
    /// is offered. Without it, and unless another window runs, `tabs` are opened.
    void start(const std::string& root, const OpenTabs& tabs);
    /// What is open, or how it is looked at, has changed.
    void noteLater() { m_note.start(); }
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void messageRequested(const QString& message);
    void folderRequested(const QString& folder); ///< shown as a library the last time
    /// These are opened again; those that are in no file are somebody else's.
    void reopening(const pw::app::OpenTabs& tabs);

private:
    /// Both off the GUI thread.
    struct Found
    {
        std::optional<files::WindowFolder> folder;
        Error error; ///< why there is none
        files::LeftWindows left;
    };
    [[nodiscard]] static Found look(const std::string& root);

    void take(Found found, const OpenTabs& tabs);
    void reopen(const OpenTabs& tabs);
    void onReopened();
    void offer(LeftTexts left);
    void restore(const std::vector<std::string>& keys);
    void restore(const LeftText& text);
    void askToDiscard(const std::vector<std::string>& keys);

    const files::FileStore& m_store;
    Session& m_session;
    FileController& m_files;
    MainWindow& m_window;
    RecoveryJournal m_journal;
    Job m_look;
    Job m_reading;
    QTimer m_note;
    TabsFn m_openTabs;
    OpenTabs m_tabs; ///< being opened again
    QPointer<QWidget> m_front; ///< what a person looks at meanwhile
    std::vector<files::LeftWindow> m_left; ///< nobody else offers them
    std::vector<LeftText> m_texts; ///< not answered yet
    QPointer<ui::RecoveryDialog> m_dialog;
};

} // namespace pw::app
