#pragma once
// A policy held against what was seen, behaviour by behaviour: what it allows and by which rule,
// what it would flag or end, and which rule comes nearest to what it refuses. Nothing is applied.

#include "core/ops/match.h"
#include "core/ops/replay.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// From the mildest on.
enum class Verdict : std::uint8_t {
    Allowed,
    Unanswered, ///< a deviation for which no action is taken
    Flagged, ///< a flag, a notice or another action that lets it run
    Killed, ///< a process, group, tree or pod ends
};
[[nodiscard]] std::string_view toString(Verdict verdict);

/// One behaviour with one verdict, wherever it was seen.
struct SimulatedBehaviour
{
    DeviationType type = DeviationType::Process; ///< what it would be as a deviation
    std::string what; ///< `nc (/usr/bin/nc) as root under sh`, `10.0.0.5/32 TCP 443 by mongod`
    Verdict verdict = Verdict::Allowed;
    /// What decides: the process or rule that allows it, or that comes nearest. Empty: nothing
    /// comes near, or a switch leaves it to nobody.
    policy::Where rule;
    std::string ruleText; ///< `sh_0`, `ingress[2]`
    std::string reason; ///< why it is refused; `below what is refused already` for a child
    std::vector<std::string> actions; ///< types, in order, each once: `makeRedFlag`
    policy::Where action; ///< the gravest of them
    std::vector<std::size_t> instances; ///< of the evidence, ascending
};

struct SimulatedInstance
{
    std::string name;
    bool covered = false; ///< the policy selects it
    std::string outside; ///< why not: `podSelector.matchLabels.app: web, found api`
    std::size_t behaviours = 0;
    std::size_t refused = 0;
    Verdict worst = Verdict::Allowed;
};

struct Simulation
{
    std::vector<SimulatedInstance> instances; ///< one for each piece of evidence
    std::vector<SimulatedBehaviour> behaviours; ///< the gravest first, then as they were seen
    std::size_t covered = 0;

    [[nodiscard]] std::size_t count(Verdict verdict) const;
    /// Of the behaviours, wherever they were seen.
    [[nodiscard]] bool conforms() const { return count(Verdict::Allowed) == behaviours.size(); }
};

/// What the policy would do when it enforced, whatever its mode; one that is switched off selects
/// nothing. Evidence may be fingerprints or deviations of the policy. With `everywhere` scopes are
/// not asked: all evidence counts as selected. Stopped work gives what was done until then.
[[nodiscard]] Simulation simulate(const policy::GuardianDocument& policy,
                                  const std::vector<Evidence>& evidence, bool everywhere = false,
                                  const std::stop_token& stop = {},
                                  const ProgressFn& progress = {});

/// One thing that somebody types to try it.
struct TriedEvent
{
    enum class Kind : std::uint8_t { Process, Connection };
    Kind kind = Kind::Process;
    /// Id of the process of the policy below which it starts, or that connects; empty: at the root,
    /// or any process.
    std::string process;
    std::string name; ///< of a process
    std::string exe;
    std::string user;
    policy::Direction direction = policy::Direction::Egress;
    std::string peer; ///< an address, a block or a DNS name
    policy::PortRange port;
};

/// As a fingerprint that shows it alone, below the policy's own processes. Error codes:
/// `no-such-process`, `no-peer`.
[[nodiscard]] Result<Evidence> evidenceOf(const TriedEvent& event,
                                          const policy::GuardianDocument& policy);

} // namespace pw::ops
