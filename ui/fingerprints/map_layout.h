#pragma once
// Where the nodes of the connection map stand: the workload in the middle, who calls it on the
// left, whom it calls on the right. Many peers of one kind are one node until it is opened.

#include "ui/fingerprints/map_graph.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pw::ui {

/// What a person made of the picture.
struct MapState
{
    std::set<std::string> hidden; ///< peers
    /// By the id of a node: its middle, from the middle of the workload. What would lie outside of
    /// the picture is drawn at its edge and kept as it is.
    std::map<std::string, QPointF> positions;
    bool operator==(const MapState&) const = default;
};

/// In pixels.
struct MapMetrics
{
    QSizeF view;
    double nodeWidth = 300; ///< shrinks to two thirds of it in a narrow view
    double nodeHeight = 24;
    double workloadWidth = 190; ///< likewise
    double workloadHeight = 46;
};

struct MapNode
{
    enum class Role : std::uint8_t { Workload, Peer, Bundle, Rest };
    Role role = Role::Peer;
    std::string id; ///< the same in every picture
    policy::Direction way = policy::Direction::Ingress;
    PeerKind kind = PeerKind::ClusterName;
    std::vector<std::size_t> peers; ///< of the graph; of a rest those that have no node
    int bundle = -1; ///< the node that it hangs under
    bool open = false;
    std::size_t seenIn = 0; ///< of the most common of its peers
    std::size_t rare = 0; ///< uses that fewer than half showed
    QRectF box;
};

struct MapLayout
{
    std::vector<MapNode> nodes; ///< the workload is the first
    QSizeF size; ///< at least the view
    std::size_t hidden = 0; ///< peers of this graph that are left out

    /// -1 where there is none.
    [[nodiscard]] int nodeAt(const QPointF& place) const;
    [[nodiscard]] int nodeById(const std::string& id) const;
    /// Where an arrow key leads, by its direction: one of the two is 0. The node itself at an end.
    [[nodiscard]] int neighbour(int node, int right, int down) const;
    /// The first or the last of the node's side.
    [[nodiscard]] int endOfSide(int node, bool last) const;
};

/// More entries of one kind and direction than this are a bundle.
inline constexpr std::size_t peersApart = 4;
/// An open bundle shows this many; the others are one node that leads to the table.
inline constexpr std::size_t peersInBundle = 100;

/// `open` holds the ids of open bundles.
[[nodiscard]] MapLayout layOut(const MapGraph& graph, const MapState& state,
                               const std::set<std::string>& open, const MapMetrics& metrics);

} // namespace pw::ui
