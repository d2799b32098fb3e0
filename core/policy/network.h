#pragma once
// Who may talk to whom: network rules of a fingerprint, a policy or a deviation.

#include "core/policy/process.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pw::policy {

enum class Direction : std::uint8_t { Ingress, Egress };

/// Addresses as they are written: IPv4 or IPv6, a bare address is one host.
struct IpBlock
{
    std::string cidr;
    std::vector<std::string> except;
    bool operator==(const IpBlock&) const = default;
};

/// One entry of `from` or `to`: an ipBlock or a dnsSelector.
struct Peer
{
    std::optional<IpBlock> ip;
    std::vector<std::string> dnsNames; ///< used when `ip` is absent; wildcards allowed
    Where where;
    bool operator==(const Peer&) const = default;
};

struct NetworkRule
{
    std::vector<Peer> peers;
    std::optional<std::vector<std::string>> processes; ///< ids; absent: any process
    std::vector<PortRange> ports;
    Where where;
    bool operator==(const NetworkRule&) const = default;
};

struct NetworkPolicy
{
    std::vector<NetworkRule> ingress;
    std::vector<NetworkRule> egress;
    Where where;
    /// Keys beside `ingress` and `egress`, kept as they are.
    std::vector<std::pair<std::string, yaml::Value>> others = {};

    [[nodiscard]] std::vector<NetworkRule>& rules(Direction direction)
    {
        return direction == Direction::Ingress ? ingress : egress;
    }
    [[nodiscard]] const std::vector<NetworkRule>& rules(Direction direction) const
    {
        return direction == Direction::Ingress ? ingress : egress;
    }
    bool operator==(const NetworkPolicy&) const = default;
};

} // namespace pw::policy
