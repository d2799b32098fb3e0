#pragma once
// Finds, among many policies, those that have a workload in their scope.

#include "core/ops/pattern_index.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// A fact that a policy asks for, and the texts and patterns of which one must fit.
struct RequiredFact
{
    std::string selector;
    std::string field; ///< of the selector; empty: `label` is meant
    std::string label;
    std::vector<std::string> values;
};

/// The one fact that tells most about what the policy is for; its selector is empty when the policy
/// asks for nothing that could be looked up.
[[nodiscard]] RequiredFact mostTelling(const policy::Spec& spec);

/// A policy stands under the one fact that tells most about it (its image, its cgroup, …), so that
/// a workload meets the few that ask for its own facts. Nothing is ever taken out.
class PolicyIndex
{
public:
    using Id = std::uint32_t;

    /// The id is the caller's; ids rise.
    void add(Id id, const policy::GuardianDocument& policy);

    /// Exactly those for which `inScope` says so when missing facts cannot match; ascending.
    [[nodiscard]] std::vector<Id> covering(const policy::GuardianDocument& scope) const;

private:
    struct Facts
    {
        std::string selector;
        std::string field;
        std::string label;
        PatternIndex wanted;
    };

    std::vector<policy::GuardianDocument> m_policies; // type and selectors alone
    std::vector<Id> m_ids;
    std::vector<Facts> m_facts;
    std::vector<std::uint32_t> m_anything;
};

} // namespace pw::ops
