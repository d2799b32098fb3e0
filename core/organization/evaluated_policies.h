#pragma once
// The policies that are in force, ready for evaluating, and what is known of them so far.

#include "core/base/result.h"
#include "core/ops/deviation_report.h"
#include "core/ops/policy_index.h"
#include "core/ops/response_choice.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pw::organization {

class Database;

/// A version of a policy; versions never change.
struct EvaluatedPolicy
{
    std::int64_t version = 0; ///< the row of the version
    std::string uid;
    std::string name;
    double applied = 0;
    policy::GuardianDocument document;
    ops::Behaviour behaviour;
    ops::ResponseChoice response;

    /// It is in force: of a type that selects workloads, and not switched off.
    [[nodiscard]] bool inForce() const;
};

/// Remembers what it has read and worked out; all of it can be read and worked out again.
class EvaluatedPolicies
{
public:
    explicit EvaluatedPolicies(Database& database) : m_database(&database) { }

    /// Nothing when there is no such version.
    [[nodiscard]] Result<std::shared_ptr<const EvaluatedPolicy>> version(std::int64_t version);
    /// Versions in force that have the scope inside.
    [[nodiscard]] Result<std::vector<std::int64_t>>
    covering(const policy::GuardianDocument& scope);
    /// Reads the selectors of a scope's row.
    [[nodiscard]] Result<std::shared_ptr<const policy::GuardianDocument>> scope(std::int64_t scope);

    using Report = std::shared_ptr<const std::vector<ops::ReportedDeviation>>;
    /// What deviates, from the tables or worked out and kept there.
    [[nodiscard]] Result<Report> report(const EvaluatedPolicy& policy, std::int64_t scope,
                                        std::int64_t behaviour);

private:
    struct Current
    {
        std::int64_t count = -1;
        std::int64_t sum = 0;
        bool operator==(const Current&) const = default;
    };
    [[nodiscard]] Result<Done> refreshIndex();
    [[nodiscard]] Result<Report> workOut(const EvaluatedPolicy& policy, std::int64_t scope,
                                         std::int64_t behaviour);
    [[nodiscard]] Result<std::shared_ptr<const policy::GuardianDocument>>
    document(std::string_view sql, std::int64_t id);

    Database* m_database;
    std::unordered_map<std::int64_t, std::shared_ptr<const EvaluatedPolicy>> m_versions;
    std::unordered_map<std::int64_t, std::shared_ptr<const policy::GuardianDocument>> m_scopes;
    std::unordered_map<std::int64_t, std::shared_ptr<const policy::GuardianDocument>> m_behaviours;
    std::map<std::pair<std::int64_t, std::int64_t>, Report> m_reports;
    ops::PolicyIndex m_index; // items are places in m_indexed
    std::vector<std::int64_t> m_indexed;
    Current m_current;
};

} // namespace pw::organization
