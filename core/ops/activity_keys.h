#pragma once
// What one document shows, as behaviours that are the same in every other one.

#include "core/ops/activity_walk.h"

#include <string>
#include <vector>

namespace pw::ops {

/// By behaviour_key.h, as many as there are processes and connections.
struct ActivityKeys
{
    std::vector<std::string> processes;
    std::vector<std::string> connections;

    explicit ActivityKeys(const Activity& seen);
};

/// `10.0.0.5/32`, `db.local`.
[[nodiscard]] std::string peerText(const PeerQuestion& peer);

} // namespace pw::ops
