#pragma once
// One slice of the evaluation, inside one transaction.

#include "core/organization/deviation_records.h"
#include "core/organization/evaluated_policies.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace pw::organization {

class Database;
class Statement;

class GuardianSlice
{
public:
    GuardianSlice(Database& database, EvaluatedPolicies& policies, std::size_t steps,
                  const std::stop_token& stop);

    /// True when nothing is left.
    [[nodiscard]] Result<bool> run();

private:
    /// A policy in the queue and how far it is.
    struct Queued
    {
        std::string policy;
        std::int64_t stage = 0;
        std::int64_t scope = 0;
        std::int64_t behaviour = 0;
        std::int64_t fingerprint = 0;

        void moveTo(std::int64_t newScope)
        {
            scope = newScope;
            behaviour = 0;
            fingerprint = 0;
        }
    };
    struct Seen
    {
        std::int64_t number = 0;
        std::int64_t seq = 0;
        std::int64_t scope = 0;
        std::int64_t behaviour = 0;
        double arrived = 0;
        DeviationSource source; // without the policy
    };

    [[nodiscard]] static Seen seenIn(const Statement& rows);
    [[nodiscard]] bool exhausted() const { return m_left == 0 || m_stop.stop_requested(); }
    void use(std::size_t steps) { m_left -= std::min(m_left, steps); }

    [[nodiscard]] Result<bool> policies();
    [[nodiscard]] Result<bool> policy(Queued& item);
    [[nodiscard]] Result<Done> clear(const std::string& uid, std::int64_t current);
    [[nodiscard]] Result<bool> cover(Queued& item, const EvaluatedPolicy& policy);
    [[nodiscard]] Result<bool> judge(Queued& item, const EvaluatedPolicy& policy);
    [[nodiscard]] Result<bool> judgeScope(Queued& item, const EvaluatedPolicy& policy);
    [[nodiscard]] Result<bool> judgeFingerprints(Queued& item, const EvaluatedPolicy& policy,
                                                 const EvaluatedPolicies::Deviations& found);
    [[nodiscard]] Result<bool> arrivals();
    [[nodiscard]] Result<Done> arrived(const Seen& seen);
    [[nodiscard]] Result<std::vector<std::int64_t>> versionsFor(std::int64_t scope);
    [[nodiscard]] Result<Done> coverScope(std::int64_t scope);
    [[nodiscard]] Result<Done> record(const EvaluatedPolicy& policy, const Seen& seen,
                                      const EvaluatedPolicies::Deviations& found);
    [[nodiscard]] Result<Done> save(const Queued& item);

    Database& m_database;
    EvaluatedPolicies& m_policies;
    std::size_t m_left;
    std::stop_token m_stop;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> m_versions; // by scope
};

} // namespace pw::organization
