#pragma once
// The parts that decode.cpp puts together, for those who look at one of them alone.

#include "core/policy/network.h"
#include "core/policy/process.h"
#include "core/policy/response.h"
#include "core/policy/selectors.h"

#include <optional>
#include <vector>

namespace pw::policy {

/// A mapping under a key that ends in `Selector`.
[[nodiscard]] Selector decodeSelector(std::string_view key, yaml::NodeRef node);
/// The same of a value that stands in no text: the selectors of an action.
[[nodiscard]] Selector decodeSelector(std::string_view key, const yaml::Value& value);

/// With those below it.
[[nodiscard]] ProcessNode decodeProcess(yaml::NodeRef node);
[[nodiscard]] std::vector<ProcessNode> decodeProcesses(yaml::NodeRef list);

/// Nothing without a known protocol and a port from 0 to 65535.
[[nodiscard]] std::optional<PortRange> decodePort(yaml::NodeRef node);
[[nodiscard]] std::vector<PortRange> decodePorts(yaml::NodeRef list);

[[nodiscard]] NetworkRule decodeRule(yaml::NodeRef node, Direction direction);
[[nodiscard]] NetworkPolicy decodeNetwork(yaml::NodeRef node);

[[nodiscard]] Response decodeResponse(yaml::NodeRef node);

} // namespace pw::policy
