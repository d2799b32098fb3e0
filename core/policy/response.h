#pragma once
// What is done about a deviation.

#include "core/policy/where.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

namespace pw::policy {

/// One entry of `default` or `actions`.
struct Action
{
    std::string type; ///< `makeRedFlag`, `agentKillPod`, …; empty for an empty entry
    yaml::Value body; ///< its fields and selectors as they stand; Null when there is none
    Where where;
    bool operator==(const Action&) const = default;
};

struct Response
{
    std::vector<Action> defaults;
    std::vector<Action> actions;
    /// Keys beside `default` and `actions`, kept as they are.
    std::vector<std::pair<std::string, yaml::Value>> others;
    Where where;
    bool operator==(const Response&) const = default;
};

} // namespace pw::policy
