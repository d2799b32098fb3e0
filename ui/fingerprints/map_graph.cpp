#include "ui/fingerprints/map_graph.h"

#include "core/ops/cidr.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace pw::ui {
namespace {

using ops::ConnectionActivity;

constexpr std::string_view clusterEnding = ".cluster.local";
constexpr std::string_view exceptWord = " except ";

PeerKind kindOf(const ConnectionActivity& row)
{
    if (row.scope != ops::PeerScope::Name)
        return row.scope == ops::PeerScope::Private ? PeerKind::PrivateAddress
                                                    : PeerKind::PublicAddress;
    const std::string_view peer = row.peer;
    if (const std::size_t at = peer.find(exceptWord); at != std::string_view::npos) {
        const ops::ParsedCidr block = ops::parseCidr(peer.substr(0, at));
        if (block.problem == ops::CidrProblem::None)
            return ops::isPrivate(block.cidr) ? PeerKind::PrivateAddress : PeerKind::PublicAddress;
    }
    const std::string_view name = peer.ends_with('.') ? peer.substr(0, peer.size() - 1) : peer;
    return name.ends_with(clusterEnding) || name.ends_with(".svc") ? PeerKind::ClusterName
                                                                   : PeerKind::DnsName;
}

/// Direction, peer and port; texts are those of the activity.
struct Key
{
    policy::Direction way;
    std::string_view peer;
    std::string_view port;
    bool operator==(const Key&) const = default;
};

struct KeyHash
{
    std::size_t operator()(const Key& key) const
    {
        const std::hash<std::string_view> hash;
        return hash(key.peer) * 31 + hash(key.port) * 2 + static_cast<std::size_t>(key.way);
    }
};

class Builder
{
public:
    Builder(std::size_t of, std::size_t rows)
    {
        m_out.of = of;
        m_out.peers.reserve(rows);
        m_at.reserve(rows);
    }

    void add(const ConnectionActivity& row)
    {
        const auto [found, isNew]
            = m_at.try_emplace({row.way, row.peer, row.port}, m_out.peers.size());
        if (isNew)
            m_out.peers.push_back({row.way, kindOf(row), row.peer, row.port, {}});
        m_out.peers[found->second].uses.push_back({row.process, row.seenIn});
    }

    MapGraph build()
    {
        for (MapPeer& peer : m_out.peers)
            std::ranges::stable_sort(peer.uses, std::greater{}, &MapUse::seenIn);
        sort();
        return std::move(m_out);
    }

private:
    void sort();

    MapGraph m_out;
    std::unordered_map<Key, std::size_t, KeyHash> m_at;
};

/// The ports of a peer stand where its most common one does; equally common ones as the activity
/// has them.
void Builder::sort()
{
    struct Rank
    {
        std::size_t seenIn = 0;
        std::size_t first = 0;
    };
    std::unordered_map<std::string_view, Rank> ranks[2];
    for (auto& side : ranks)
        side.reserve(m_out.peers.size());
    const auto rankOf = [&ranks](const MapPeer& peer) -> Rank& {
        return ranks[static_cast<std::size_t>(peer.way)][peer.peer];
    };
    for (std::size_t at = 0; at < m_out.peers.size(); ++at) {
        Rank& rank = rankOf(m_out.peers[at]);
        if (rank.seenIn == 0)
            rank.first = at;
        rank.seenIn = std::max(rank.seenIn, m_out.peers[at].seenIn());
    }
    struct Place
    {
        Rank rank;
        std::size_t at = 0;
    };
    std::vector<Place> order;
    order.reserve(m_out.peers.size());
    for (std::size_t at = 0; at < m_out.peers.size(); ++at)
        order.push_back({rankOf(m_out.peers[at]), at});
    std::ranges::sort(order, std::less{}, [this](const Place& place) {
        const MapPeer& peer = m_out.peers[place.at];
        // Larger counts come first.
        return std::tuple(peer.way, peer.kind, ~place.rank.seenIn, place.rank.first, ~peer.seenIn(),
                          place.at);
    });
    std::vector<MapPeer> sorted;
    sorted.reserve(order.size());
    for (const Place& place : order)
        sorted.push_back(std::move(m_out.peers[place.at]));
    m_out.peers = std::move(sorted);
}

} // namespace

MapGraph mapGraph(const ops::CombinedActivity& activity)
{
    std::size_t rows = 0;
    for (const ConnectionActivity& row : activity.connections)
        rows += std::max(row.parts.size(), std::size_t{1});
    Builder builder(activity.of, rows);
    for (const ConnectionActivity& row : activity.connections) {
        if (row.parts.empty())
            builder.add(row);
        for (const ConnectionActivity& part : row.parts)
            builder.add(part);
    }
    return builder.build();
}

} // namespace pw::ui
