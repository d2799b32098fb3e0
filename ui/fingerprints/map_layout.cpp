#include "ui/fingerprints/map_layout.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace pw::ui {
namespace {

using policy::Direction;
using Role = MapNode::Role;

constexpr double margin = 12;
constexpr double rowGap = 6;
constexpr double captionHeight = 26;
constexpr double leastGap = 44; ///< between a column and the workload
constexpr double leastShare = 2.0 / 3.0; ///< of a node's width
constexpr double widestPicture = 1360;
constexpr double indent = 22; ///< of what hangs under a bundle

std::string idOf(Direction way, std::string_view rest)
{
    return std::string(way == Direction::Ingress ? "ingress " : "egress ").append(rest);
}

std::string_view kindId(PeerKind kind)
{
    switch (kind) {
    case PeerKind::ClusterName:
        return "cluster names";
    case PeerKind::PrivateAddress:
        return "private addresses";
    case PeerKind::DnsName:
        return "DNS names";
    case PeerKind::PublicAddress:
        break;
    }
    return "public addresses";
}

class Nodes
{
public:
    Nodes(const MapGraph& graph, const std::set<std::string>& open) : m_graph(graph), m_open(open)
    {
        MapNode workload;
        workload.role = Role::Workload;
        workload.id = "workload";
        m_out.push_back(std::move(workload));
    }

    /// Peers of one direction and kind.
    void add(std::vector<std::size_t> group)
    {
        if (group.size() <= peersApart) {
            for (const std::size_t peer : group)
                addPeer(peer, -1);
            return;
        }
        const MapPeer& first = m_graph.peers[group.front()];
        const std::string id = idOf(first.way, kindId(first.kind));
        const bool open = m_open.contains(id);
        const int bundle = addNode(Role::Bundle, id, group, -1);
        m_out.back().open = open;
        if (!open)
            return;
        const std::size_t shown = group.size() > peersInBundle ? peersInBundle : group.size();
        for (std::size_t i = 0; i < shown; ++i)
            addPeer(group[i], bundle);
        group.erase(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(shown));
        if (!group.empty())
            addNode(Role::Rest, id + " rest", std::move(group), bundle);
    }

    std::vector<MapNode> take() { return std::move(m_out); }

private:
    void addPeer(std::size_t at, int bundle)
    {
        const MapPeer& peer = m_graph.peers[at];
        addNode(Role::Peer, idOf(peer.way, peer.port + ' ' + peer.peer), {at}, bundle);
    }

    int addNode(Role role, std::string id, std::vector<std::size_t> peers, int bundle)
    {
        const MapPeer& first = m_graph.peers[peers.front()];
        MapNode node;
        node.role = role;
        node.id = std::move(id);
        node.way = first.way;
        node.kind = first.kind;
        node.bundle = bundle;
        for (const std::size_t at : peers) {
            const MapPeer& peer = m_graph.peers[at];
            node.seenIn = std::max(node.seenIn, peer.seenIn());
            node.rare += static_cast<std::size_t>(
                std::ranges::count_if(peer.uses, [this](const MapUse& use) {
                    return ops::isOutlier(use.seenIn, m_graph.of);
                }));
        }
        node.peers = std::move(peers);
        m_out.push_back(std::move(node));
        return static_cast<int>(m_out.size()) - 1;
    }

    const MapGraph& m_graph;
    const std::set<std::string>& m_open;
    std::vector<MapNode> m_out;
};

/// Gives every node its box.
class Places
{
public:
    Places(MapLayout& out, const MapState& state, const MapMetrics& metrics)
        : m_out(out), m_state(state), m_metrics(metrics), m_pitch(metrics.nodeHeight + rowGap)
    {
        const double nodes = 2 * metrics.nodeWidth + metrics.workloadWidth;
        const double least = leastShare * nodes + 2 * leastGap;
        const double content
            = std::clamp(metrics.view.width() - 2 * margin, least, std::max(least, widestPicture));
        const double share = std::min(1.0, (content - 2 * leastGap) / nodes);
        m_width = std::max(metrics.view.width(), content + 2 * margin);
        m_middle = {std::round(m_width / 2), std::round(metrics.view.height() / 2)};
        m_nodeWidth = std::floor(share * metrics.nodeWidth);
        m_workloadWidth = std::floor(share * metrics.workloadWidth);
        m_left = std::round(m_middle.x() - content / 2);
        m_right = std::round(m_middle.x() + content / 2);
        m_offsets.resize(out.nodes.size());
    }

    void place()
    {
        m_out.nodes.front().box = centred(m_middle, {m_workloadWidth, m_metrics.workloadHeight});
        placeSide(Direction::Ingress);
        placeSide(Direction::Egress);
        double bottom = 0;
        for (const MapNode& node : m_out.nodes)
            bottom = std::max(bottom, node.box.bottom());
        m_out.size = {m_width, std::max(m_metrics.view.height(), bottom + margin)};
    }

private:
    static QRectF centred(const QPointF& middle, const QSizeF& size)
    {
        return {std::round(middle.x() - size.width() / 2),
                std::round(middle.y() - size.height() / 2), size.width(), size.height()};
    }

    void placeSide(Direction way)
    {
        std::vector<std::size_t> rows;
        for (std::size_t at = 1; at < m_out.nodes.size(); ++at) {
            if (m_out.nodes[at].way == way)
                rows.push_back(at);
        }
        const double height = static_cast<double>(rows.size()) * m_pitch - rowGap;
        double top = std::max(margin + captionHeight, std::round(m_middle.y() - height / 2));
        for (const std::size_t at : rows) {
            placeNode(at, top);
            top += m_pitch;
        }
    }

    void placeNode(std::size_t at, double top)
    {
        MapNode& node = m_out.nodes[at];
        const double inset = node.bundle >= 0 ? indent : 0;
        const double width = m_nodeWidth - inset;
        const double left = node.way == Direction::Ingress ? m_left : m_right - width;
        const QRectF row(left, top, width, m_metrics.nodeHeight);
        const auto own = m_state.positions.find(node.id);
        if (own != m_state.positions.end())
            node.box = inPicture(centred(m_middle + own->second, row.size()));
        else if (node.bundle >= 0)
            node.box = inPicture(row.translated(m_offsets[static_cast<std::size_t>(node.bundle)]));
        else
            node.box = row;
        m_offsets[at] = node.box.topLeft() - row.topLeft();
    }

    [[nodiscard]] QRectF inPicture(QRectF box) const
    {
        box.moveLeft(std::clamp(box.left(), margin, m_width - margin - box.width()));
        box.moveTop(std::max(box.top(), margin));
        return box;
    }

    MapLayout& m_out;
    const MapState& m_state;
    const MapMetrics& m_metrics;
    double m_pitch;
    double m_width = 0;
    QPointF m_middle;
    double m_nodeWidth = 0;
    double m_workloadWidth = 0;
    double m_left = 0;
    double m_right = 0;
    std::vector<QPointF> m_offsets; ///< how far nodes were moved from their rows
};

bool sameGroup(const MapPeer& a, const MapPeer& b)
{
    return a.way == b.way && a.kind == b.kind;
}

/// -1, 0 and 1: left, middle, right.
int sideOf(const MapNode& node)
{
    if (node.role == Role::Workload)
        return 0;
    return node.way == Direction::Ingress ? -1 : 1;
}

/// Top down.
std::vector<int> nodesOfSide(const MapLayout& layout, int side)
{
    std::vector<int> out;
    for (std::size_t at = 0; at < layout.nodes.size(); ++at) {
        if (sideOf(layout.nodes[at]) == side)
            out.push_back(static_cast<int>(at));
    }
    std::ranges::stable_sort(out, {}, [&layout](int at) {
        return layout.nodes[static_cast<std::size_t>(at)].box.top();
    });
    return out;
}

} // namespace

MapLayout layOut(const MapGraph& graph, const MapState& state, const std::set<std::string>& open,
                 const MapMetrics& metrics)
{
    MapLayout out;
    Nodes nodes(graph, open);
    std::set<std::string_view> hidden;
    for (std::size_t at = 0; at < graph.peers.size();) {
        const MapPeer& first = graph.peers[at];
        std::vector<std::size_t> group;
        for (; at < graph.peers.size() && sameGroup(graph.peers[at], first); ++at) {
            if (state.hidden.contains(graph.peers[at].peer))
                hidden.insert(graph.peers[at].peer);
            else
                group.push_back(at);
        }
        nodes.add(std::move(group));
    }
    out.nodes = nodes.take();
    out.hidden = hidden.size();
    Places(out, state, metrics).place();
    return out;
}

int MapLayout::nodeAt(const QPointF& place) const
{
    for (std::size_t at = nodes.size(); at > 0; --at) {
        if (nodes[at - 1].box.contains(place))
            return static_cast<int>(at) - 1;
    }
    return -1;
}

int MapLayout::nodeById(const std::string& id) const
{
    const auto found = std::ranges::find(nodes, id, &MapNode::id);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

int MapLayout::neighbour(int node, int right, int down) const
{
    const MapNode& from = nodes[static_cast<std::size_t>(node)];
    const int side = sideOf(from);
    const std::vector<int> here = nodesOfSide(*this, side);
    if (down != 0) {
        const auto at = std::ranges::find(here, node) - here.begin() + down;
        return at < 0 || at >= std::ssize(here) ? node : here[static_cast<std::size_t>(at)];
    }
    const std::vector<int> there = nodesOfSide(*this, side + right);
    if (there.empty())
        return node;
    return *std::ranges::min_element(there, {}, [this, &from](int at) {
        const QRectF& box = nodes[static_cast<std::size_t>(at)].box;
        return std::abs(box.center().y() - from.box.center().y());
    });
}

int MapLayout::endOfSide(int node, bool last) const
{
    const std::vector<int> here = nodesOfSide(*this, sideOf(nodes[static_cast<std::size_t>(node)]));
    return last ? here.back() : here.front();
}

} // namespace pw::ui
