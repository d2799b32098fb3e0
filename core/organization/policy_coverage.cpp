#include "core/organization/policy_coverage.h"

#include "core/ops/match.h"
#include "core/ops/wildcard.h"
#include "core/organization/database.h"
#include "core/organization/intern.h"

#include <string_view>

namespace pw::organization {

namespace {

/// Holding a scope against a policy is that much less work than a step.
constexpr std::size_t scopesPerStep = 10;
constexpr std::int64_t scopesAtOnce = 500;

/// The scopes that the policy may have inside, by what their rows state apart.
struct ScopeRange
{
    std::string column; ///< `image`, `cgroup`; empty: any scope
    std::string first;
    std::string last; ///< after the last one; empty: `first` is the only one
};

ScopeRange scopeRange(const policy::Spec& spec)
{
    const ops::RequiredFact fact = ops::mostTelling(spec);
    const bool isColumn = fact.field == "image" || fact.field == "cgroup";
    if (!isColumn || fact.values.size() != 1)
        return {};
    const std::string& value = fact.values.front();
    if (!ops::isPattern(value))
        return {fact.field, value, {}};
    const std::string start = value.substr(0, value.find_first_of("*?["));
    return start.empty() ? ScopeRange{} : ScopeRange{fact.field, start, start + '\xff'};
}

std::string scopesSql(const ScopeRange& range)
{
    if (range.column.empty())
        return "SELECT id FROM scope WHERE id > ? AND type = ? ORDER BY id";
    // The sign + keeps SQLite from walking over all ids instead of looking the column up.
    return "SELECT id FROM scope WHERE +id > ? AND type = ? AND (" + range.column + " = ?"
        + (range.last.empty() ? "" : " OR " + range.column + " BETWEEN ? AND ?") + " OR "
        + range.column + " = '" + std::string(severalTexts) + "') ORDER BY +id";
}

} // namespace

Result<Done> PolicyCoverage::clear(const std::string& uid, std::int64_t current)
{
    constexpr std::string_view ofPolicy = "version IN (SELECT id FROM policy_version WHERE uid = ?";
    Statement scopes
        = m_database.query("DELETE FROM policy_scope WHERE " + std::string(ofPolicy) + ")");
    if (const Result<Done> done = scopes.bind(uid).run(); !done)
        return done;
    for (const std::string_view table : {"policy_behaviour", "policy_deviation"}) {
        Statement older = m_database.query("DELETE FROM " + std::string(table) + " WHERE "
                                           + std::string(ofPolicy) + " AND id <> ?)");
        if (const Result<Done> done = older.bind(uid).bind(current).run(); !done)
            return done;
    }
    return Done{};
}

Result<bool> PolicyCoverage::cover(const EvaluatedPolicy& policy, std::int64_t& scope)
{
    const ScopeRange range = scopeRange(policy.document.spec);
    const std::string wantedType
        = policy.document.type() == "cluster" ? "container" : policy.document.type();
    const std::string sql = scopesSql(range);
    Statement rows = m_database.query(sql);
    rows.bind(scope).bind(wantedType);
    if (!range.column.empty())
        rows.bind(range.first);
    if (!range.last.empty())
        rows.bind(range.first).bind(range.last);
    Statement inside
        = m_database.query("INSERT INTO policy_scope(version, scope, policy) VALUES (?, ?, ?)");
    std::size_t seen = 0;
    while (rows.step()) {
        const std::int64_t id = rows.integer(0);
        const Result<EvaluatedPolicies::Document> facts = m_policies.scope(id);
        if (!facts)
            return facts.error();
        const ops::ScopeResult found
            = ops::inScope(policy.document, **facts, ops::Unstated::Outside);
        if (found.verdict == ops::ScopeVerdict::Inside) {
            inside.bind(policy.version).bind(id).bind(policy.uid);
            if (const Result<Done> done = inside.run(); !done)
                return done.error();
        }
        scope = id;
        if (++seen % scopesPerStep == 0)
            m_budget.use(1);
        if (m_budget.exhausted())
            return false;
    }
    if (rows.failure())
        return *rows.failure();
    return true;
}

Result<bool> PolicyCoverage::coverNew()
{
    std::vector<std::int64_t> scopes;
    do {
        scopes.clear();
        Statement rows = m_database.query("SELECT id FROM scope WHERE evaluated = 0 LIMIT ?");
        rows.bind(scopesAtOnce);
        while (rows.step())
            scopes.push_back(rows.integer(0));
        if (rows.failure())
            return *rows.failure();
        for (const std::int64_t scope : scopes) {
            if (m_budget.exhausted())
                return false;
            m_budget.use(1);
            if (const Result<Done> done = coverScope(scope); !done)
                return done.error();
        }
    } while (!scopes.empty());
    return true;
}

Result<Done> PolicyCoverage::coverScope(std::int64_t scope)
{
    Statement mark = m_database.query("UPDATE scope SET evaluated = 1 WHERE id = ?");
    if (const Result<Done> done = mark.bind(scope).run(); !done)
        return done;
    const Result<EvaluatedPolicies::Document> facts = m_policies.scope(scope);
    if (!facts)
        return facts.error();
    const Result<std::vector<EvaluatedPolicies::InForce>> inside = m_policies.covering(**facts);
    if (!inside)
        return inside.error();
    Statement insert = m_database.query(
        "INSERT OR IGNORE INTO policy_scope(version, scope, policy) VALUES (?, ?, ?)");
    for (const EvaluatedPolicies::InForce& policy : *inside) {
        insert.bind(policy.version).bind(scope).bind(policy.uid);
        if (const Result<Done> done = insert.run(); !done)
            return done;
    }
    return Done{};
}

} // namespace pw::organization
