#pragma once
// What the selected fingerprints did: process tree on the left, connections on the right.

#include "ui/fingerprints/activity_model.h"

#include <QWidget>

namespace pw::ui {

class PanelTitle;
class RowTree;
class StatePage;

class ActivityPane : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityPane(QWidget* parent = nullptr);

    void showNothingSelected();
    /// The activity of before stays in sight while the next one is computed.
    void showReading(const QString& what);
    /// `subject` names what was selected: `nginx:latest`.
    void setActivity(const ActivityPtr& activity, const QString& subject);
    [[nodiscard]] QList<RowTree*> trees() const { return {m_processes, m_connections}; }

Q_SIGNALS:
    void cancelRequested();

private:
    ProcessModel* m_processModel = nullptr;
    ConnectionModel* m_connectionModel = nullptr;
    RowTree* m_processes = nullptr;
    RowTree* m_connections = nullptr;
    PanelTitle* m_title = nullptr;
    StatePage* m_state = nullptr;
    bool m_filled = false;
};

} // namespace pw::ui
