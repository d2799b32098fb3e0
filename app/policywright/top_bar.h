#pragma once
// The bar on top: what is shown, where it is from, its times, and running work.

#include "app/policywright/actions.h"

#include <QToolBar>

class QLabel;
class QProgressBar;

namespace pw::app {

class TopBar : public QToolBar
{
    Q_OBJECT
public:
    TopBar(const Actions& actions, QWidget* parent);

    void setPlace(const QString& name, const QString& note, const QString& tip);
    /// Empty: unknown, not shown.
    void setTimes(const QString& times);
    /// Of one thing there is no part to tell: the bar says busy then.
    void showJob(const QString& what, int done, int total);
    void hideJob();

private:
    QWidget* makeTimes(QWidget* parent);
    QWidget* makeJob(QAction* cancel, QWidget* parent);

    QLabel* m_placeName = nullptr;
    QLabel* m_placeNote = nullptr;
    QLabel* m_times = nullptr;
    QWidget* m_timesGroup = nullptr;
    QWidget* m_job = nullptr;
    QLabel* m_jobText = nullptr;
    QLabel* m_jobPercent = nullptr;
    QProgressBar* m_jobBar = nullptr;
};

} // namespace pw::app
