#pragma once
// Which scopes the policies in force have inside, inside one transaction.

#include "core/organization/evaluated_policies.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

namespace pw::organization {

class Database;

/// What a slice of the evaluation may still do.
struct SliceBudget
{
    std::size_t steps = 1;
    std::stop_token stop;

    [[nodiscard]] bool exhausted() const { return steps == 0 || stop.stop_requested(); }
    void use(std::size_t count) { steps -= std::min(steps, count); }
};

class PolicyCoverage
{
public:
    PolicyCoverage(Database& database, EvaluatedPolicies& policies, SliceBudget& budget)
        : m_database(database), m_policies(policies), m_budget(budget)
    {
    }

    /// Throws away what was found for the policy before its current version, and which scopes that
    /// one has. `current` is 0 for a policy that is gone.
    [[nodiscard]] Result<Done> clear(const std::string& uid, std::int64_t current);
    /// Holds the scopes behind `scope`, which moves along, against the policy. True when none is
    /// left.
    [[nodiscard]] Result<bool> cover(const EvaluatedPolicy& policy, std::int64_t& scope);
    /// Scopes that nobody had before meet the policies that are there. True when none is left.
    [[nodiscard]] Result<bool> coverNew();

private:
    [[nodiscard]] Result<Done> coverScope(std::int64_t scope);

    Database& m_database;
    EvaluatedPolicies& m_policies;
    SliceBudget& m_budget;
};

} // namespace pw::organization
