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
};

/// Of a type that selects workloads, and not switched off.
[[nodiscard]] bool isInForce(const policy::GuardianDocument& policy);

/// Remembers what it has read and worked out; all of it can be read and worked out again.
class EvaluatedPolicies
{
public:
    explicit EvaluatedPolicies(Database& database) : m_database(&database) { }

    /// Nothing when there is no such version.
    [[nodiscard]] Result<std::shared_ptr<const EvaluatedPolicy>> version(std::int64_t version);
    /// A version in force and the uid of its policy.
    struct InForce
    {
        std::int64_t version = 0;
        std::string uid;
    };
    /// Those that have the scope inside.
    [[nodiscard]] Result<std::vector<InForce>> covering(const policy::GuardianDocument& scope);
    using Document = std::shared_ptr<const policy::GuardianDocument>;
    /// The facts of a scope's row.
    [[nodiscard]] Result<Document> scope(std::int64_t scope);

    using Deviations = std::vector<ops::ReportedDeviation>;
    using Report = std::shared_ptr<const Deviations>;
    /// What deviates: from the tables, or worked out and kept there.
    [[nodiscard]] Result<Report> report(std::int64_t version, std::int64_t behaviour);
    /// After a transaction that was taken back: what was kept in it is not there.
    void forget();

private:
    using Documents = std::unordered_map<std::int64_t, Document>;
    struct Current
    {
        std::int64_t count = -1;
        std::int64_t sum = 0;
        bool operator==(const Current&) const = default;
    };
    [[nodiscard]] Result<Done> refreshIndex();
    [[nodiscard]] Result<Document> read(Documents& known, const char* sql, std::int64_t id);
    [[nodiscard]] Result<Report> workOut(std::int64_t version, std::int64_t behaviour);
    [[nodiscard]] Result<Done> keep(std::int64_t version, std::int64_t behaviour,
                                    const Deviations& report);

    Database* m_database;
    std::unordered_map<std::int64_t, std::shared_ptr<const EvaluatedPolicy>> m_versions;
    Documents m_scopes;
    Documents m_behaviours;
    Documents m_selectors; // of current versions: type, selectors and whether it is on
    std::map<std::pair<std::int64_t, std::int64_t>, Report> m_reports;
    ops::PolicyIndex m_index; // items are places in m_indexed
    std::vector<InForce> m_indexed;
    Current m_current;
};

} // namespace pw::organization
