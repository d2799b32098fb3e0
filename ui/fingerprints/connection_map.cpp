#include "ui/fingerprints/connection_map.h"

#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/map_access.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int lineStep = 30;
constexpr int signMargin = 8;
constexpr int wideTitle = 44; ///< a node's width in digits

} // namespace

ConnectionMap::ConnectionMap(QWidget* parent)
    : QAbstractScrollArea(parent), m_hiddenSign(new QToolButton(viewport()))
{
    installMapAccess();
    setObjectName(QStringLiteral("connectionMap"));
    setAccessibleName(tr("Connection map"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    verticalScrollBar()->setSingleStep(lineStep);
    horizontalScrollBar()->setSingleStep(lineStep);
    m_hiddenSign->setObjectName(QStringLiteral("hiddenPeers"));
    m_hiddenSign->setFocusPolicy(Qt::NoFocus); // the menu has the same
    m_hiddenSign->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_hiddenSign->setIcon(icon(QStringLiteral("eye")));
    m_hiddenSign->setToolTip(tr("Show them"));
    m_hiddenSign->setAutoRaise(true);
    m_hiddenSign->setAutoFillBackground(true);
    m_hiddenSign->hide();
    connect(m_hiddenSign, &QToolButton::clicked, this, &ConnectionMap::showHidden);
    rebuild({});
}

void ConnectionMap::setActivity(const ActivityPtr& activity, const QString& subject)
{
    m_subject = {mapGraph(*activity), subject};
    m_press.reset();
    rebuild(node(m_current).id);
}

void ConnectionMap::setState(const MapState& state)
{
    m_state = state;
    m_press.reset();
    rebuild(node(m_current).id);
}

/// Other nodes than before; the current one stays when it is among them.
void ConnectionMap::rebuild(std::string currentId)
{
    m_hovered = -1;
    relayOut();
    m_labels.clear();
    for (const MapNode& each : m_picture.nodes)
        m_labels.push_back({nodeIcon(each), nodeTitle(m_subject, each), nodeNote(m_subject, each),
                            nodeRare(m_subject, each), nodeFigure(m_subject, each)});
    m_current = std::max(0, m_picture.nodeById(currentId));
    setAccessibleDescription(mapSentence(m_subject, m_picture));
    m_hiddenSign->setText(hiddenSentence(m_picture.hidden));
    m_hiddenSign->setVisible(m_picture.hidden > 0);
    placeSign();
    QAccessibleEvent reordered(this, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&reordered);
}

void ConnectionMap::relayOut()
{
    m_picture = layOut(m_subject.graph, m_state, m_open, metrics());
    const QSize view = viewport()->size();
    const auto fit = [](QScrollBar& bar, double whole, int page) {
        bar.setRange(0, std::max(0, qRound(whole) - page));
        bar.setPageStep(page);
    };
    fit(*horizontalScrollBar(), m_picture.size.width(), view.width());
    fit(*verticalScrollBar(), m_picture.size.height(), view.height());
    placeSign();
    viewport()->update();
}

void ConnectionMap::placeSign()
{
    m_hiddenSign->adjustSize();
    m_hiddenSign->move((viewport()->width() - m_hiddenSign->width()) / 2,
                       viewport()->height() - m_hiddenSign->height() - signMargin);
}

MapMetrics ConnectionMap::metrics() const
{
    MapMetrics out;
    const QFontMetrics text(font());
    out.view = viewport()->size();
    out.nodeWidth = wideTitle * text.horizontalAdvance(u'0');
    out.nodeHeight = std::max(out.nodeHeight, text.height() + 8.0);
    out.workloadHeight = std::max(out.workloadHeight, 2 * text.height() + 12.0);
    return out;
}

QPointF ConnectionMap::toPicture(const QPoint& place) const
{
    return place + QPoint(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

QRect ConnectionMap::boxOf(int at) const
{
    return node(at).box.toRect().translated(-horizontalScrollBar()->value(),
                                            -verticalScrollBar()->value());
}

void ConnectionMap::setCurrentNode(int at)
{
    m_current = at;
    const QRect box = boxOf(at);
    const auto reveal = [](QScrollBar& bar, int begin, int end, int page) {
        if (begin < 0)
            bar.setValue(bar.value() + begin - signMargin);
        else if (end > page)
            bar.setValue(bar.value() + end - page + signMargin);
    };
    reveal(*horizontalScrollBar(), box.left(), box.right(), viewport()->width());
    reveal(*verticalScrollBar(), box.top(), box.bottom(), viewport()->height());
    viewport()->update();
    if (hasFocus())
        tellFocus(*this);
}

void ConnectionMap::setHovered(int at)
{
    if (m_hovered == at)
        return;
    m_hovered = at;
    viewport()->update();
}

void ConnectionMap::activate(int at)
{
    const MapNode chosen = node(at);
    if (chosen.role == MapNode::Role::Rest) {
        Q_EMIT tableRequested();
        return;
    }
    if (chosen.role != MapNode::Role::Bundle)
        return;
    if (chosen.open)
        m_open.erase(chosen.id);
    else
        m_open.insert(chosen.id);
    rebuild(chosen.id);
    setCurrentNode(m_current);
}

void ConnectionMap::hidePeers(int at)
{
    if (node(at).role == MapNode::Role::Workload)
        return;
    for (const std::size_t peer : node(at).peers)
        m_state.hidden.insert(m_subject.graph.peers[peer].peer);
    int next = m_picture.neighbour(at, 0, 1);
    if (next == at)
        next = m_picture.neighbour(at, 0, -1);
    rebuild(node(next).id);
    setCurrentNode(m_current);
    Q_EMIT stateChanged(m_state);
}

void ConnectionMap::showHidden()
{
    if (m_picture.hidden == 0)
        return;
    for (const MapPeer& peer : m_subject.graph.peers)
        m_state.hidden.erase(peer.peer);
    rebuild(node(m_current).id);
    Q_EMIT stateChanged(m_state);
}

void ConnectionMap::moveNode(int at, const QPointF& middle)
{
    m_state.positions[node(at).id] = middle - m_picture.nodes.front().box.center();
    relayOut();
}

void ConnectionMap::putBack()
{
    if (m_state.positions.erase(node(m_current).id) == 0)
        return;
    relayOut();
    Q_EMIT stateChanged(m_state);
}

void ConnectionMap::putAllBack()
{
    m_state.positions.clear();
    relayOut();
    Q_EMIT stateChanged(m_state);
}

void ConnectionMap::paintEvent(QPaintEvent* event)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.base);
    const QPoint scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    painter.translate(-scrolled);
    MapLook look;
    look.font = font();
    look.current = m_current;
    look.focused = hasFocus() && isActiveWindow();
    look.hovered = m_hovered;
    look.of = m_subject.graph.of;
    look.ingress = tr("Ingress");
    look.egress = tr("Egress");
    look.empty = m_picture.hidden > 0 ? tr("All peers are hidden") : tr("No connections were seen");
    paintMap(painter, m_picture, m_labels, look, theme, event->rect().translated(scrolled));
}

void ConnectionMap::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayOut();
}

void ConnectionMap::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        relayOut();
}

void ConnectionMap::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    tellFocus(*this);
}

void ConnectionMap::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

/// Names come from the outside: they are shown as they are written.
void ConnectionMap::showToolTip(const QPoint& at, int under)
{
    QToolTip::showText(at, plainTip(nodeToolTip(m_subject, node(under))), viewport(), boxOf(under));
}

bool ConnectionMap::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const int under = m_picture.nodeAt(toPicture(help->pos()));
    if (under < 0)
        QToolTip::hideText();
    else
        showToolTip(help->globalPos(), under);
    return true;
}

} // namespace pw::ui
