#pragma once
// The window: menus, top bar, rail, page and status bar. Connects, decides nothing.

#include "app/policywright/actions.h"

#include <QMainWindow>

class QLabel;
class QProgressBar;
class QToolButton;

namespace pw::ui {
class FingerprintsPage;
} // namespace pw::ui

namespace pw::app {

class FingerprintsController;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);

    [[nodiscard]] const Actions& actions() const { return m_actions; }
    [[nodiscard]] ui::FingerprintsPage& page() const { return *m_page; }
    /// What stands in the top bar: what is shown, and where it is from.
    void setPlace(const QString& name, const QString& note, const QString& tip);
    void setTimes(const QString& times);
    void setStatus(const QString& status, const QString& command);
    void showJob(const QString& what, int done, int total);
    void hideJob();

Q_SIGNALS:
    void filesDropped(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildMenus();
    void buildTopBar();
    void buildRail();
    void buildCentre();
    void buildStatusBar();

    Actions m_actions;
    ui::FingerprintsPage* m_page = nullptr;
    QLabel* m_placeName = nullptr;
    QLabel* m_placeNote = nullptr;
    QLabel* m_times = nullptr;
    QWidget* m_timesGroup = nullptr;
    QWidget* m_job = nullptr;
    QLabel* m_jobText = nullptr;
    QLabel* m_jobPercent = nullptr;
    QProgressBar* m_jobBar = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_command = nullptr;
    QToolButton* m_copyCommand = nullptr;
};

} // namespace pw::app
