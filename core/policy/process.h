#pragma once
// One node of a process tree, in a fingerprint, a policy or a deviation.

#include "core/policy/where.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pw::policy {

enum class Protocol : std::uint8_t { Tcp, Udp };

/// One port or a range of them: 0 to 65535, both ends included.
struct PortRange
{
    Protocol protocol = Protocol::Tcp;
    std::uint16_t port = 0;
    std::uint16_t endPort = 0; ///< equal to `port` when the text gives none
    Where where;
    bool operator==(const PortRange&) const = default;
};

struct ProcessNode
{
    std::string name; ///< wildcards allowed
    std::vector<std::string> exe; ///< paths, wildcards allowed
    std::string id; ///< unique in its document; network rules refer to it
    /// Absent: the effective set of the parent. A root must have it.
    std::optional<std::vector<std::string>> euser;
    std::vector<PortRange> listeningSockets;
    std::vector<ProcessNode> children;
    /// Only in deviations (`policyNode: {id, children}`): this node is the policy's own process
    /// `id`, and only `children` are given.
    bool isPolicyNode = false;
    Where where;
    bool operator==(const ProcessNode&) const = default;
};

} // namespace pw::policy
