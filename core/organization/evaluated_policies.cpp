#include "core/organization/evaluated_policies.h"

#include "core/ops/match.h"
#include "core/ops/workload.h"
#include "core/organization/database.h"

#include <algorithm>
#include <utility>

namespace pw::organization {

namespace {

using policy::GuardianDocument;

// What is remembered at most; then it starts anew.
constexpr std::size_t manyPolicies = 2048;
constexpr std::size_t manyDocuments = 8192;
constexpr std::size_t manyReports = 50'000;

template <typename Map> void keepSmall(Map& map, std::size_t most)
{
    if (map.size() >= most)
        map.clear();
}

} // namespace

bool isInForce(const GuardianDocument& policy)
{
    const std::string type = policy.type();
    return policy.spec.enabled.value_or(true)
        && (type == "container" || type == "linux-service" || type == "cluster");
}

Result<std::shared_ptr<const EvaluatedPolicy>> EvaluatedPolicies::version(std::int64_t version)
{
    if (const auto known = m_versions.find(version); known != m_versions.end())
        return known->second;
    Statement rows
        = m_database->query("SELECT uid, name, applied, document FROM policy_version WHERE id = ?");
    std::shared_ptr<const EvaluatedPolicy> made;
    if (rows.bind(version).step()) {
        GuardianDocument document = ops::guardianOf(std::string(rows.text(3)));
        ops::Behaviour behaviour(document.spec);
        ops::ResponseChoice response(document.spec.response.value_or(policy::Response{}));
        std::string name = document.name();
        made = std::make_shared<const EvaluatedPolicy>(EvaluatedPolicy{
            version, std::string(rows.text(0)),
            name.empty() ? std::string(rows.text(1)) : std::move(name), rows.real(2),
            std::move(document), std::move(behaviour), std::move(response)});
    }
    if (rows.failure())
        return *rows.failure();
    if (made != nullptr) {
        keepSmall(m_versions, manyPolicies);
        m_versions.emplace(version, made);
    }
    return made;
}

Result<EvaluatedPolicies::Document> EvaluatedPolicies::read(Documents& known, const char* sql,
                                                            std::int64_t id)
{
    if (const auto found = known.find(id); found != known.end())
        return found->second;
    Statement rows = m_database->query(sql);
    Document made = std::make_shared<const GuardianDocument>();
    if (rows.bind(id).step())
        made = std::make_shared<const GuardianDocument>(ops::guardianOf(std::string(rows.text(0))));
    if (rows.failure())
        return *rows.failure();
    keepSmall(known, manyDocuments);
    known.emplace(id, made);
    return made;
}

Result<EvaluatedPolicies::Document> EvaluatedPolicies::scope(std::int64_t scope)
{
    return read(m_scopes, "SELECT facts FROM scope WHERE id = ?", scope);
}

Result<Done> EvaluatedPolicies::refreshIndex()
{
    // Versions only rise, so these two say whether any of them has changed.
    Statement sum = m_database->query("SELECT count(current), total(current) FROM policy");
    Current current;
    if (sum.step())
        current = {sum.integer(0), sum.integer(1)};
    if (sum.failure())
        return *sum.failure();
    if (current == m_current)
        return Done{};
    Documents selectors;
    ops::PolicyIndex index;
    std::vector<InForce> indexed;
    Statement rows = m_database->query("SELECT v.id, v.document, v.uid FROM policy p "
                                       "JOIN policy_version v ON v.id = p.current ORDER BY v.id");
    while (rows.step()) {
        const std::int64_t version = rows.integer(0);
        const auto known = m_selectors.find(version);
        Document kept = known != m_selectors.end() ? known->second : nullptr;
        if (kept == nullptr) {
            GuardianDocument policy = ops::guardianOf(std::string(rows.text(1)));
            policy::Spec spec;
            spec.selectors = std::move(policy.spec.selectors);
            spec.enabled = policy.spec.enabled;
            policy.spec = std::move(spec);
            kept = std::make_shared<const GuardianDocument>(std::move(policy));
        }
        selectors.emplace(version, kept);
        if (!isInForce(*kept))
            continue;
        index.add(static_cast<ops::PolicyIndex::Id>(indexed.size()), *kept);
        indexed.push_back({version, std::string(rows.text(2))});
    }
    if (rows.failure())
        return *rows.failure();
    m_selectors = std::move(selectors);
    m_index = std::move(index);
    m_indexed = std::move(indexed);
    m_current = current;
    return Done{};
}

Result<std::vector<EvaluatedPolicies::InForce>>
EvaluatedPolicies::covering(const GuardianDocument& scope)
{
    if (const Result<Done> done = refreshIndex(); !done)
        return done.error();
    std::vector<InForce> out;
    for (const ops::PolicyIndex::Id place : m_index.covering(scope))
        out.push_back(m_indexed[place]);
    return out;
}

Result<EvaluatedPolicies::Report> EvaluatedPolicies::report(std::int64_t version,
                                                            std::int64_t behaviour)
{
    const std::pair key{version, behaviour};
    if (const auto known = m_reports.find(key); known != m_reports.end())
        return known->second;
    Statement rows = m_database->query("SELECT deviations FROM policy_behaviour "
                                       "WHERE version = ? AND behaviour = ? AND scope = 0");
    const bool isKept = rows.bind(version).bind(behaviour).step();
    if (rows.failure())
        return *rows.failure();
    Result<Report> report = isKept
        ? std::make_shared<const Deviations>(ops::readReport(std::string(rows.text(0))))
        : workOut(version, behaviour);
    if (report) {
        keepSmall(m_reports, manyReports);
        m_reports.emplace(key, *report);
    }
    return report;
}

Result<EvaluatedPolicies::Report> EvaluatedPolicies::workOut(std::int64_t version,
                                                             std::int64_t behaviour)
{
    const Result<std::shared_ptr<const EvaluatedPolicy>> policy = this->version(version);
    if (!policy)
        return policy.error();
    const Result<Document> object
        = read(m_behaviours, "SELECT document FROM behaviour WHERE id = ?", behaviour);
    if (!object)
        return object.error();
    auto report = std::make_shared<const Deviations>(
        *policy != nullptr ? ops::reportDeviations((*policy)->behaviour, **object) : Deviations());
    if (const Result<Done> done = keep(version, behaviour, *report); !done)
        return done.error();
    return Report(std::move(report));
}

Result<Done> EvaluatedPolicies::keep(std::int64_t version, std::int64_t behaviour,
                                     const Deviations& report)
{
    const std::string text = report.empty() ? std::string() : ops::writeReport(report);
    Statement kept = m_database->query(
        "INSERT OR REPLACE INTO policy_behaviour(version, scope, behaviour, deviations) "
        "VALUES (?, 0, ?, ?)");
    if (const Result<Done> done = kept.bind(version).bind(behaviour).bind(text).run(); !done)
        return done;
    Statement checksums = m_database->query(
        "INSERT OR IGNORE INTO policy_deviation(version, behaviour, scope, checksum) "
        "VALUES (?, ?, 0, ?)");
    for (const ops::ReportedDeviation& deviation : report) {
        checksums.bind(version).bind(behaviour).bind(deviation.checksum);
        if (const Result<Done> done = checksums.run(); !done)
            return done;
    }
    return Done{};
}

void EvaluatedPolicies::forget()
{
    m_reports.clear();
    m_current = {};
}

} // namespace pw::organization
