#pragma once
// A behaviour written down again: sorted, without what another entry covers already.

#include "core/ops/activity_walk.h"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pw::ops {

/// Where the processes and rules of a behaviour stand in what was written from it.
struct WrittenPlaces
{
    std::unordered_map<ProcessIndex, std::string>
        processes; ///< `spec.processPolicy[0].children[1]`
    std::vector<std::string> ingress; ///< by rule; empty for one that is not written
    std::vector<std::string> egress;
};

/// Replaces processPolicy and networkPolicy of `spec`; selectors and the rest stay. With
/// disableProcesses no process is written nor named.
WrittenPlaces writeBehaviour(const Behaviour& behaviour, policy::Spec& spec);

} // namespace pw::ops
