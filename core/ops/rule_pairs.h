#pragma once
// Which rule of a document became which of a later one.

#include "core/policy/network.h"

#include <set>
#include <string>
#include <vector>

namespace pw::ops {

/// A rule as sets of texts: order and spelling of addresses do not count.
struct RuleFacts
{
    std::set<std::string> peers; ///< `10.0.0.0/8 -10.1.0.0/16`, `name:a.b`
    bool anyProcess = true;
    std::set<std::string> processes;
    std::set<std::string> ports; ///< `TCP 443`, `UDP 1-9`

    bool operator==(const RuleFacts&) const = default;
    auto operator<=>(const RuleFacts&) const = default;
};

[[nodiscard]] RuleFacts factsOf(const policy::NetworkRule& rule);
[[nodiscard]] std::string peerText(const policy::IpBlock& block);

inline constexpr std::size_t noRule = static_cast<std::size_t>(-1);

struct RulePair
{
    std::size_t before = noRule; ///< index in the older list; noRule for a new rule
    std::size_t after = noRule; ///< noRule for one that is gone
    bool operator==(const RulePair&) const = default;
};

/// Pairs of rules that differ, and rules without a counterpart. Equal rules are left out.
[[nodiscard]] std::vector<RulePair> changedRules(const std::vector<RuleFacts>& before,
                                                 const std::vector<RuleFacts>& after);

/// How much two rules have in common; 0 when it would make no sense to call them the same.
[[nodiscard]] std::size_t likeness(const RuleFacts& a, const RuleFacts& b);

} // namespace pw::ops
