#pragma once
// Does a policy select this, and does it allow what was seen? The only matcher of the product.

#include "core/policy/policy.h"

#include <string>
#include <vector>

namespace pw::ops {

struct Behaviour;

enum class ScopeVerdict : std::uint8_t { Inside, Outside };

/// What a missing fact means: for lists and coverage it cannot match, for merging it is unknown
/// and counts as inside.
enum class Unstated : std::uint8_t { Outside, Inside };

struct ScopeResult
{
    ScopeVerdict verdict = ScopeVerdict::Inside;
    std::string field; ///< the first one that does not fit: `containerSelector.image`
    std::string wanted; ///< what the policy asks for
    std::string found; ///< what the object states, empty for nothing
    std::vector<std::string> unstated; ///< fields the object says nothing about
};

/// Whether the object's selectors, read as facts, lie in the policy's scope (type included).
[[nodiscard]] ScopeResult inScope(const policy::GuardianDocument& policy,
                                  const policy::GuardianDocument& object, Unstated unstated);

enum class DeviationType : std::uint8_t { Process, Ingress, Egress };

/// One thing the object did that the policy does not allow.
struct Deviation
{
    DeviationType type = DeviationType::Process;
    policy::Where where; ///< in the object's document
    std::string process; ///< id in the object; empty for a connection of any process
    std::string what; ///< `/usr/bin/nc as root`, `10.0.0.5/32 TCP 443`
    std::string reason; ///< why: `no process "nc" under "sh_0"`
    policy::Where nearestRule; ///< the rule of the policy that came nearest, may be empty
    std::string nearestRuleText; ///< `ingress[2]`, `sh_0`; empty when there is none
};

/// A listening socket that the policy does not list: a hint, not a deviation.
struct SocketHint
{
    std::string process;
    policy::PortRange socket;
};

struct Coverage
{
    ScopeResult scope;
    std::vector<Deviation> deviations; ///< empty when out of scope
    std::vector<SocketHint> hints;

    [[nodiscard]] bool covered() const { return scope.verdict == ScopeVerdict::Inside; }
    [[nodiscard]] bool conforms() const { return covered() && deviations.empty(); }
};

/// Everything in the object that the policy does not allow, whatever its scope.
[[nodiscard]] std::vector<Deviation> deviationsOf(const policy::GuardianDocument& policy,
                                                  const policy::GuardianDocument& object,
                                                  std::vector<SocketHint>* hints = nullptr);

/// The same for a policy that was made ready before, see activity_walk.h.
[[nodiscard]] std::vector<Deviation> deviationsOf(const Behaviour& policy,
                                                  const policy::GuardianDocument& object,
                                                  std::vector<SocketHint>* hints = nullptr);

[[nodiscard]] Coverage coverage(const policy::GuardianDocument& policy,
                                const policy::GuardianDocument& object);

} // namespace pw::ops
