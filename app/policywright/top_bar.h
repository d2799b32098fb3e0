#pragma once
// The bar on top: which organization or files are shown, how the connection is, the times, and
// running work.

#include "app/policywright/actions.h"

#include <QToolBar>

class QLabel;
class QProgressBar;

namespace pw::ui {
class ConnectionIndicator;
class OrganizationSwitcher;
class TimeRangeButton;
} // namespace pw::ui

namespace pw::app {

class TopBar : public QToolBar
{
    Q_OBJECT
public:
    TopBar(const Actions& actions, QWidget* parent);

    [[nodiscard]] ui::OrganizationSwitcher& switcher() const { return *m_switcher; }
    [[nodiscard]] ui::ConnectionIndicator& indicator() const { return *m_indicator; }
    [[nodiscard]] ui::TimeRangeButton& timeRange() const { return *m_timeRange; }
    /// Else files: they have no connection, and their own times.
    void setOrganizationShown(bool shown);
    /// It is marked as one where a mistake costs.
    void setProduction(bool production);
    /// Of files; empty: unknown, not shown.
    void setTimes(const QString& times);
    /// Of one thing there is no part to tell: the bar says busy then.
    void showJob(const QString& what, int done, int total);
    void hideJob();

Q_SIGNALS:
    void productionChanged(bool production);

private:
    QWidget* makeTimes(QWidget* parent);
    QWidget* makeJob(QAction* cancel, QWidget* parent);

    void showTimes();

    ui::OrganizationSwitcher* m_switcher = nullptr;
    ui::ConnectionIndicator* m_indicator = nullptr;
    ui::TimeRangeButton* m_timeRange = nullptr;
    QLabel* m_times = nullptr;
    QWidget* m_timesGroup = nullptr;
    QWidget* m_job = nullptr;
    QLabel* m_jobText = nullptr;
    QLabel* m_jobPercent = nullptr;
    QProgressBar* m_jobBar = nullptr;
    bool m_organizationShown = true;
};

} // namespace pw::app
