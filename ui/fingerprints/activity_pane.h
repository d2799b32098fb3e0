#pragma once
// What the selected fingerprints did: as tables, process tree left and connections right, or with
// the connections as a map.

#include "ui/fingerprints/activity_model.h"
#include "ui/fingerprints/map_layout.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace pw::ui {

class ConnectionMap;
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
    /// The outside world's own words.
    void showFailed(const QString& details);
    /// `subject` names what was selected: `nginx:latest`.
    void setActivity(const ActivityPtr& activity, const QString& subject);
    [[nodiscard]] QList<RowTree*> trees() const { return {m_processes, m_connections}; }
    [[nodiscard]] ConnectionMap& map() const { return *m_map; }

    enum class View : std::uint8_t { Table, Map };
    [[nodiscard]] View view() const;
    /// The keyboard stays in the pane if it was there.
    void setView(View view);
    /// The other one.
    void switchView();

    /// What a person hid and moved on the map, kept from one run to the next.
    void setMapState(const MapState& state);

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();

private:
    QWidget* makeTables();
    QWidget* makeSwitch();
    QToolButton* makeSegment(const char* objectName, const QString& text, View view);
    void drawMap();

    ProcessModel* m_processModel = nullptr;
    ConnectionModel* m_connectionModel = nullptr;
    RowTree* m_processes = nullptr;
    RowTree* m_connections = nullptr;
    PanelTitle* m_title = nullptr;
    QStackedWidget* m_views = nullptr;
    ConnectionMap* m_map = nullptr;
    QToolButton* m_asTable = nullptr;
    QToolButton* m_asMap = nullptr;
    StatePage* m_state = nullptr;
    ActivityPtr m_undrawn; ///< waits until the map is looked at
    QString m_subject;
    bool m_filled = false;
};

} // namespace pw::ui
