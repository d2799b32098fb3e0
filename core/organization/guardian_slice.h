#pragma once
// One slice of the evaluation, inside one transaction.

#include "core/organization/deviation_records.h"
#include "core/organization/evaluated_policies.h"
#include "core/organization/policy_coverage.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::organization {

class Database;
class Statement;

class GuardianSlice
{
public:
    /// Coverage comes first, so that lists need not wait for what deviates.
    enum class Goal : std::uint8_t { Coverage, Everything };

    GuardianSlice(Database& database, EvaluatedPolicies& policies, SliceBudget budget);
    GuardianSlice(const GuardianSlice&) = delete;
    GuardianSlice& operator=(const GuardianSlice&) = delete;
    ~GuardianSlice() = default;

    /// True when nothing is left.
    [[nodiscard]] Result<bool> run(Goal goal);

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
    using Policy = std::shared_ptr<const EvaluatedPolicy>;

    [[nodiscard]] Result<std::optional<Queued>> next(std::string_view condition);
    /// nullptr when it is gone or off.
    [[nodiscard]] Result<Policy> inForce(const std::string& uid);
    [[nodiscard]] Result<std::int64_t> currentOf(const std::string& uid);
    [[nodiscard]] Result<bool> coverPolicies();
    [[nodiscard]] Result<bool> coverPolicy(Queued& item);
    [[nodiscard]] Result<bool> judgePolicies();
    [[nodiscard]] Result<bool> judge(Queued& item, const EvaluatedPolicy& policy);
    [[nodiscard]] Result<bool> judgeScope(Queued& item, const EvaluatedPolicy& policy);
    [[nodiscard]] Result<bool> judgeFingerprints(Queued& item, const EvaluatedPolicy& policy,
                                                 const EvaluatedPolicies::Deviations& found);
    [[nodiscard]] Result<bool> arrivals();
    [[nodiscard]] Result<Done> arrived(const Seen& seen);
    [[nodiscard]] Result<std::vector<std::int64_t>> versionsFor(std::int64_t scope);
    [[nodiscard]] Result<Done> record(const EvaluatedPolicy& policy, const Seen& seen,
                                      const EvaluatedPolicies::Deviations& found);
    [[nodiscard]] Result<Done> take(const Queued& item);
    [[nodiscard]] Result<Done> save(const Queued& item);

    Database& m_database;
    EvaluatedPolicies& m_policies;
    SliceBudget m_budget;
    PolicyCoverage m_coverage;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> m_versions; // by scope
};

} // namespace pw::organization
