// Keys, mouse and menu of the connection map.

#include "ui/fingerprints/connection_map.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>

namespace pw::ui {
namespace {

using Role = MapNode::Role;

constexpr double moveStep = 10;

} // namespace

void ConnectionMap::step(int right, int down, Qt::KeyboardModifiers keys)
{
    if (!keys.testFlag(Qt::ControlModifier)) {
        setCurrentNode(m_picture.neighbour(m_current, right, down));
        return;
    }
    if (node(m_current).role == Role::Workload)
        return;
    moveNode(m_current, node(m_current).box.center() + moveStep * QPointF(right, down));
    setCurrentNode(m_current);
    Q_EMIT stateChanged(m_state);
}

void ConnectionMap::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1, 0, event->modifiers());
        return;
    case Qt::Key_Right:
        step(1, 0, event->modifiers());
        return;
    case Qt::Key_Up:
        step(0, -1, event->modifiers());
        return;
    case Qt::Key_Down:
        step(0, 1, event->modifiers());
        return;
    case Qt::Key_Home:
        setCurrentNode(m_picture.endOfSide(m_current, false));
        return;
    case Qt::Key_End:
        setCurrentNode(m_picture.endOfSide(m_current, true));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        activate(m_current);
        return;
    case Qt::Key_Delete:
        hidePeers(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ConnectionMap::mousePressEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const int pressed = m_picture.nodeAt(toPicture(at));
    if (pressed < 0)
        return;
    setCurrentNode(pressed);
    if (event->button() == Qt::LeftButton)
        m_press = Press{pressed, at, toPicture(at) - node(pressed).box.center(), false};
}

void ConnectionMap::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    if (!m_press) {
        setHovered(m_picture.nodeAt(toPicture(at)));
        return;
    }
    if (node(m_press->node).role == Role::Workload)
        return;
    m_press->moved = m_press->moved
        || (at - m_press->at).manhattanLength() >= QApplication::startDragDistance();
    if (m_press->moved)
        moveNode(m_press->node, toPicture(at) - m_press->grip);
}

void ConnectionMap::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press || event->button() != Qt::LeftButton)
        return;
    const Press press = *m_press;
    m_press.reset();
    if (press.moved)
        Q_EMIT stateChanged(m_state);
    else
        activate(press.node);
}

void ConnectionMap::addMenuItem(QMenu& menu, const QString& text, bool enabled,
                                void (ConnectionMap::*call)())
{
    QAction* const item = menu.addAction(text);
    item->setEnabled(enabled);
    connect(item, &QAction::triggered, this, call);
}

void ConnectionMap::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int under = byKey ? m_current : m_picture.nodeAt(toPicture(event->pos()));
    if (under >= 0)
        setCurrentNode(under);
    const MapNode& chosen = node(m_current);
    const bool onPeers = under >= 0 && chosen.role != Role::Workload;
    auto* const menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("mapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (onPeers && chosen.role == Role::Bundle)
        addMenuItem(*menu, chosen.open ? tr("&Close") : tr("&Open"), true,
                    &ConnectionMap::activateCurrent);
    addMenuItem(*menu, chosen.peers.size() > 1 ? tr("&Hide these peers") : tr("&Hide this peer"),
                onPeers, &ConnectionMap::hideCurrent);
    addMenuItem(*menu, tr("&Show hidden (%1)").arg(static_cast<qulonglong>(m_picture.hidden)),
                m_picture.hidden > 0, &ConnectionMap::showHidden);
    menu->addSeparator();
    addMenuItem(*menu, tr("&Put back in its place"),
                onPeers && m_state.positions.contains(chosen.id), &ConnectionMap::putBack);
    addMenuItem(*menu, tr("Put &all back"), !m_state.positions.empty(), &ConnectionMap::putAllBack);
    menu->addSeparator();
    addMenuItem(*menu, tr("Show as &table"), true, &ConnectionMap::tableRequested);
    menu->popup(byKey ? viewport()->mapToGlobal(boxOf(m_current).bottomLeft())
                      : event->globalPos());
}

} // namespace pw::ui
