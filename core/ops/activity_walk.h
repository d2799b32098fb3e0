#pragma once
// Lays what was seen over what is allowed: which process of the policy each seen process is, so
// that as little as possible deviates.

#include "core/ops/process_tree.h"
#include "core/ops/rule_set.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// A document made ready for comparing.
struct Behaviour
{
    ProcessTree tree;
    RuleSet ingress;
    RuleSet egress;
    policy::Options options;

    Behaviour() = default;
    explicit Behaviour(const policy::Spec& spec);
    [[nodiscard]] RuleSet& rules(policy::Direction direction)
    {
        return direction == policy::Direction::Ingress ? ingress : egress;
    }
    [[nodiscard]] const RuleSet& rules(policy::Direction direction) const
    {
        return direction == policy::Direction::Ingress ? ingress : egress;
    }
};

/// `all`, or the word of the direction.
[[nodiscard]] bool switchesOff(const std::optional<std::string>& option,
                               policy::Direction direction);
/// The options leave this peer to nobody: the direction, or its private or public peers, are off.
[[nodiscard]] bool isIgnored(const policy::Options& options, policy::Direction direction,
                             const PeerQuestion& peer);

/// One peer on one port range, seen with one process (noProcess: with any).
struct Connection
{
    policy::Direction direction = policy::Direction::Ingress;
    ProcessIndex process = noProcess;
    PeerQuestion peer;
    policy::PortRange ports;
    policy::Where where; ///< of the peer in its document
};

/// What one document shows: its processes and, apart, each connection.
struct Activity
{
    ProcessTree tree;
    std::vector<Connection> connections;
    /// Ids that its network rules name and its tree has not, with the connections they are in.
    std::vector<std::string> unknownIds;

    explicit Activity(const policy::Spec& spec);
};

/// For each process of an activity the allowed process it is, when that is known before; noProcess
/// for the rest. Shorter than the tree: the rest is free.
using PinnedProcesses = std::vector<ProcessIndex>;

/// The best way to lay an activity over a behaviour.
class ActivityWalk
{
public:
    ActivityWalk(const Behaviour& allowed, const Activity& seen, PinnedProcesses pinned = {});

    /// noProcess: the process is not allowed, or stands below one that is not.
    [[nodiscard]] ProcessIndex image(ProcessIndex seen) const { return m_image[seen]; }
    /// Roots of what is not allowed, in order.
    [[nodiscard]] const std::vector<ProcessIndex>& deviating() const { return m_deviating; }
    /// Connections that are not allowed, in order.
    [[nodiscard]] std::vector<std::size_t> deviatingConnections() const;
    [[nodiscard]] bool conforms() const;

private:
    /// What process `o` with all below it would cause as the process `n`: deviations first, then
    /// listening sockets that are not listed.
    struct Cost
    {
        std::size_t deviations = 0;
        std::size_t sockets = 0;
        auto operator<=>(const Cost&) const = default;
        void add(const Cost& other)
        {
            deviations += other.deviations;
            sockets += other.sockets;
        }
    };
    [[nodiscard]] Cost cost(ProcessIndex o, ProcessIndex n) const;
    [[nodiscard]] std::vector<ProcessIndex> fitting(ProcessIndex o, ProcessIndex parent) const;
    [[nodiscard]] Cost bestCost(ProcessIndex o, ProcessIndex parent) const;
    [[nodiscard]] std::size_t costOutside(ProcessIndex o) const;
    [[nodiscard]] bool allowed(const Connection& connection, ProcessIndex as) const;
    void place(ProcessIndex o, ProcessIndex parent);

    const Behaviour& m_allowed;
    const Activity& m_seen;
    PinnedProcesses m_pinned;
    std::vector<std::vector<std::size_t>> m_own; // connections of each seen process
    std::vector<ProcessIndex> m_image;
    std::vector<ProcessIndex> m_deviating;
    mutable std::unordered_map<std::uint64_t, Cost> m_costs;
};

} // namespace pw::ops
