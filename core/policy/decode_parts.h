#pragma once
// The parts that decode.cpp puts together; nobody else includes this.

#include "core/policy/network.h"
#include "core/policy/process.h"
#include "core/policy/response.h"
#include "core/policy/selectors.h"

#include <optional>
#include <vector>

namespace pw::policy {

/// A mapping under a key that ends in `Selector`.
[[nodiscard]] Selector decodeSelector(std::string_view key, yaml::NodeRef node);

[[nodiscard]] std::vector<ProcessNode> decodeProcesses(yaml::NodeRef list);

/// Nothing without a known protocol and a port from 0 to 65535.
[[nodiscard]] std::optional<PortRange> decodePort(yaml::NodeRef node);
[[nodiscard]] std::vector<PortRange> decodePorts(yaml::NodeRef list);

[[nodiscard]] NetworkPolicy decodeNetwork(yaml::NodeRef node);

[[nodiscard]] Response decodeResponse(yaml::NodeRef node);

} // namespace pw::policy
