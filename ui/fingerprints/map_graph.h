#pragma once
// The connections of an activity as a picture needs them: each peer and port of a direction once,
// whoever of the workload talks with it.

#include "core/ops/activity.h"

#include <string>
#include <vector>

namespace pw::ui {

enum class PeerKind : std::uint8_t { ClusterName, PrivateAddress, DnsName, PublicAddress };

/// One row of the activity that a peer was seen by.
struct MapUse
{
    std::string process;
    std::size_t seenIn = 0;
    bool operator==(const MapUse&) const = default;
};

struct MapPeer
{
    policy::Direction way = policy::Direction::Ingress;
    PeerKind kind = PeerKind::ClusterName;
    std::string peer;
    std::string port;
    std::vector<MapUse> uses; ///< at least one; the most common first
    [[nodiscard]] std::size_t seenIn() const { return uses.front().seenIn; }
    bool operator==(const MapPeer&) const = default;
};

struct MapGraph
{
    std::size_t of = 0; ///< fingerprints taken together
    /// Ingress first; by kind, within one the most common first; the ports of a peer in a row.
    std::vector<MapPeer> peers;
};

[[nodiscard]] MapGraph mapGraph(const ops::CombinedActivity& activity);

} // namespace pw::ui
