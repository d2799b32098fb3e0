#pragma once
// The story of "Fix in all files…": which fixes there are, what they change, and the writing when
// the person says so. One page, one run.

#include "app/policywright/job.h"
#include "app/policywright/library_planning.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <stop_token>
#include <string>
#include <vector>

namespace pw::ui {
class FixPage;
struct FixOutcome;
} // namespace pw::ui

namespace pw::app {

class MainWindow;
class Session;

class LibraryFixing : public QObject
{
    Q_OBJECT
public:
    /// Shows its page. All must outlive it; `folder` is what a person calls it.
    LibraryFixing(files::FileStore& store, Session& session, MainWindow& window,
                  const QString& folder, std::vector<ops::LibraryFilePtr> files,
                  QObject* parent = nullptr);
    /// Takes its page along; a file that is being written is written to its end.
    ~LibraryFixing() override;

    [[nodiscard]] ui::FixPage& page() const;
    [[nodiscard]] bool isIdle() const
    {
        return !m_planning.isRunning() && !m_patience.isActive() && !isWriting();
    }
    [[nodiscard]] bool isWriting() const { return m_writing.isRunning(); }
    /// No further file is begun.
    void stopWriting() { m_stop.request_stop(); }

Q_SIGNALS:
    void closeRequested();
    void applied(); ///< files or tabs were changed, or could not be
    void stateChanged();

private:
    void plan();
    void showPlans();
    void apply();
    void applyInTab(const FixPlan& plan);
    void tell(const std::string& path, const ui::FixOutcome& outcome);
    void finish();

    files::FileStore& m_store;
    Session& m_session;
    MainWindow& m_window;
    std::vector<ops::LibraryFilePtr> m_files;
    std::vector<FixPlanPtr> m_plans;
    QPointer<ui::FixPage> m_page;
    QTimer m_patience; ///< several ticks in a row are one choice
    std::stop_source m_stop;
    Job m_planning;
    Job m_writing;
};

} // namespace pw::app
