#pragma once
// The connections of a selection as a picture. One tab stop: arrow keys go from node to node,
// Return opens and closes, Delete hides, Ctrl with an arrow moves a node. A table says the same.

#include "ui/fingerprints/activity_model.h"
#include "ui/fingerprints/map_paint.h"
#include "ui/fingerprints/map_words.h"

#include <QAbstractScrollArea>

#include <optional>

class QMenu;
class QToolButton;

namespace pw::ui {

class ConnectionMap : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit ConnectionMap(QWidget* parent = nullptr);

    /// `subject` names the workload: `nginx:latest`.
    void setActivity(const ActivityPtr& activity, const QString& subject);
    /// What was hidden and moved before; no `stateChanged` comes of it.
    void setState(const MapState& state);
    [[nodiscard]] const MapState& state() const { return m_state; }

    [[nodiscard]] const MapSubject& subject() const { return m_subject; }
    [[nodiscard]] const MapLayout& picture() const { return m_picture; }
    [[nodiscard]] int currentNode() const { return m_current; }
    /// Scrolls to it.
    void setCurrentNode(int node);
    /// In pixels of the viewport.
    [[nodiscard]] QRect boxOf(int node) const;

    /// Opens or closes a bundle; the rest of one leads to the table.
    void activate(int node);
    /// All peers of it, on every port and in both directions.
    void hidePeers(int node);
    /// Those of this picture.
    void showHidden();

Q_SIGNALS:
    void stateChanged(const pw::ui::MapState& state);
    void tableRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    /// A node under a pressed button.
    struct Press
    {
        int node = -1;
        QPoint at; ///< of the viewport
        QPointF grip; ///< from the middle of the node
        bool moved = false;
    };

    void rebuild(std::string currentId);
    void relayOut();
    void placeSign();
    void showToolTip(const QPoint& at, int under);
    void setHovered(int node);
    void moveNode(int node, const QPointF& middle);
    void step(int right, int down, Qt::KeyboardModifiers keys);
    void addMenuItem(QMenu& menu, const QString& text, bool enabled, void (ConnectionMap::*call)());
    void hideCurrent() { hidePeers(m_current); }
    void activateCurrent() { activate(m_current); }
    void putBack();
    void putAllBack();
    [[nodiscard]] MapMetrics metrics() const;
    [[nodiscard]] QPointF toPicture(const QPoint& place) const;
    [[nodiscard]] const MapNode& node(int at) const
    {
        return m_picture.nodes[static_cast<std::size_t>(at)];
    }

    MapSubject m_subject;
    MapState m_state;
    std::set<std::string> m_open;
    MapLayout m_picture;
    std::vector<NodeLabel> m_labels;
    int m_current = 0;
    int m_hovered = -1;
    std::optional<Press> m_press;
    QToolButton* m_hiddenSign = nullptr;
};

} // namespace pw::ui
