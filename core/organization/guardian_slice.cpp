#include "core/organization/guardian_slice.h"

#include "core/ops/match.h"
#include "core/ops/wildcard.h"
#include "core/organization/database.h"
#include "core/organization/intern.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace pw::organization {

namespace {

/// Holding a scope against a policy is that much less work than a step.
constexpr std::size_t scopesPerStep = 10;

constexpr std::string_view seenColumns
    = "number, seq, scope, behaviour, arrived, id, container_id, hostname, cluster_uid, "
      "cluster_name, namespace, pod_name";

/// The stages of a policy in the queue.
enum Stage : std::int64_t { clearing, covering, judging };

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
    std::string sql = "SELECT id FROM scope WHERE id > ? AND type = ?";
    if (!range.column.empty()) {
        sql += " AND (" + range.column + " = ?"
            + (range.last.empty() ? "" : " OR " + range.column + " BETWEEN ? AND ?") + " OR "
            + range.column + " = '" + std::string(severalTexts) + "')";
    }
    return sql + " ORDER BY id";
}

} // namespace

GuardianSlice::GuardianSlice(Database& database, EvaluatedPolicies& policies, std::size_t steps,
                             const std::stop_token& stop)
    : m_database(database), m_policies(policies), m_left(std::max<std::size_t>(steps, 1)),
      m_stop(stop)
{
}

GuardianSlice::Seen GuardianSlice::seenIn(const Statement& rows)
{
    Seen out;
    out.number = rows.integer(0);
    out.seq = rows.integer(1);
    out.scope = rows.integer(2);
    out.behaviour = rows.integer(3);
    out.arrived = rows.real(4);
    out.source.fingerprint = rows.text(5);
    out.source.containerId = rows.text(6);
    out.source.hostname = rows.text(7);
    out.source.clusterUid = rows.text(8);
    out.source.clusterName = rows.text(9);
    out.source.namespaceName = rows.text(10);
    out.source.podName = rows.text(11);
    return out;
}

Result<bool> GuardianSlice::run()
{
    // Fingerprints come last: what they are held against is then up to date.
    const Result<bool> done = policies();
    if (!done || !*done)
        return done;
    return arrivals();
}

Result<bool> GuardianSlice::policies()
{
    while (true) {
        Queued item;
        {
            Statement rows = m_database.query("SELECT policy, stage, scope, behaviour, fingerprint "
                                              "FROM evaluation ORDER BY policy LIMIT 1");
            const bool any = rows.step();
            if (rows.failure())
                return *rows.failure();
            if (!any)
                return true;
            item = {std::string(rows.text(0)), rows.integer(1), rows.integer(2), rows.integer(3),
                    rows.integer(4)};
        }
        if (exhausted())
            return false;
        const Result<bool> done = policy(item);
        if (!done)
            return done;
        if (!*done) {
            const Result<Done> saved = save(item);
            return saved ? Result<bool>(false) : saved.error();
        }
        Statement remove = m_database.query("DELETE FROM evaluation WHERE policy = ?");
        if (const Result<Done> removed = remove.bind(item.policy).run(); !removed)
            return removed.error();
    }
}

Result<bool> GuardianSlice::policy(Queued& item)
{
    std::int64_t current = 0;
    {
        Statement rows = m_database.query("SELECT current FROM policy WHERE uid = ?");
        if (rows.bind(item.policy).step())
            current = rows.integer(0);
        if (rows.failure())
            return *rows.failure();
    }
    if (item.stage == clearing) {
        use(1);
        if (const Result<Done> done = clear(item.policy, current); !done)
            return done.error();
        item.stage = covering;
    }
    if (current == 0)
        return true;
    const Result<std::shared_ptr<const EvaluatedPolicy>> policy = m_policies.version(current);
    if (!policy)
        return policy.error();
    if (*policy == nullptr || !isInForce((*policy)->document))
        return true;
    if (item.stage == covering) {
        const Result<bool> covered = cover(item, **policy);
        if (!covered || !*covered)
            return covered;
        item.stage = judging;
        item.moveTo(0);
    }
    return judge(item, **policy);
}

Result<Done> GuardianSlice::clear(const std::string& uid, std::int64_t current)
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

Result<bool> GuardianSlice::cover(Queued& item, const EvaluatedPolicy& policy)
{
    const ScopeRange range = scopeRange(policy.document.spec);
    const std::string wantedType
        = policy.document.type() == "cluster" ? "container" : policy.document.type();
    const std::string sql = scopesSql(range);
    Statement rows = m_database.query(sql);
    rows.bind(item.scope).bind(wantedType);
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
        const ops::ScopeResult scope
            = ops::inScope(policy.document, **facts, ops::Unstated::Outside);
        if (scope.verdict == ops::ScopeVerdict::Inside) {
            inside.bind(policy.version).bind(id).bind(policy.uid);
            if (const Result<Done> done = inside.run(); !done)
                return done.error();
        }
        item.scope = id;
        if (++seen % scopesPerStep == 0)
            use(1);
        if (exhausted())
            return false;
    }
    if (rows.failure())
        return *rows.failure();
    return true;
}

// The cursor moves before the slice may end, so that each slice gets on.

Result<bool> GuardianSlice::judge(Queued& item, const EvaluatedPolicy& policy)
{
    Statement rows = m_database.query(
        "SELECT scope FROM policy_scope WHERE version = ? AND scope >= ? ORDER BY scope");
    rows.bind(policy.version).bind(item.scope);
    while (rows.step()) {
        if (const std::int64_t scope = rows.integer(0); scope != item.scope)
            item.moveTo(scope);
        const Result<bool> done = judgeScope(item, policy);
        if (!done || !*done)
            return done;
        item.moveTo(item.scope + 1);
    }
    if (rows.failure())
        return *rows.failure();
    return true;
}

Result<bool> GuardianSlice::judgeScope(Queued& item, const EvaluatedPolicy& policy)
{
    Statement rows = m_database.query("SELECT DISTINCT behaviour FROM fingerprint "
                                      "WHERE scope = ? AND behaviour >= ? ORDER BY behaviour");
    rows.bind(item.scope).bind(item.behaviour);
    while (rows.step()) {
        if (const std::int64_t behaviour = rows.integer(0); behaviour != item.behaviour) {
            item.behaviour = behaviour;
            item.fingerprint = 0;
        }
        use(1);
        const Result<EvaluatedPolicies::Report> found
            = m_policies.report(policy.version, item.behaviour);
        if (!found)
            return found.error();
        const Result<bool> done
            = (*found)->empty() ? true : judgeFingerprints(item, policy, **found);
        if (!done || !*done)
            return done;
        ++item.behaviour;
        item.fingerprint = 0;
        if (exhausted())
            return false;
    }
    if (rows.failure())
        return *rows.failure();
    return true;
}

Result<bool> GuardianSlice::judgeFingerprints(Queued& item, const EvaluatedPolicy& policy,
                                              const EvaluatedPolicies::Deviations& found)
{
    Statement rows = m_database.query("SELECT " + std::string(seenColumns)
                                      + " FROM fingerprint WHERE scope = ? AND behaviour = ? "
                                        "AND number > ? ORDER BY number");
    rows.bind(item.scope).bind(item.behaviour).bind(item.fingerprint);
    while (rows.step()) {
        const Seen seen = seenIn(rows);
        if (const Result<Done> done = record(policy, seen, found); !done)
            return done.error();
        item.fingerprint = seen.number;
        if (exhausted())
            return false;
    }
    if (rows.failure())
        return *rows.failure();
    return true;
}

Result<bool> GuardianSlice::arrivals()
{
    const Result<std::optional<std::int64_t>> from
        = m_database.integer("SELECT seq FROM evaluated");
    if (!from)
        return from.error();
    std::int64_t last = from->value_or(0);
    bool finished = true;
    {
        Statement rows = m_database.query("SELECT " + std::string(seenColumns)
                                          + " FROM fingerprint WHERE seq > ? ORDER BY seq");
        rows.bind(last);
        while (rows.step()) {
            if (exhausted()) {
                finished = false;
                break;
            }
            use(1);
            const Seen seen = seenIn(rows);
            if (const Result<Done> done = arrived(seen); !done)
                return done.error();
            last = seen.seq;
        }
        if (rows.failure())
            return *rows.failure();
    }
    Statement update = m_database.query("UPDATE evaluated SET seq = ?");
    if (const Result<Done> done = update.bind(last).run(); !done)
        return done.error();
    return finished;
}

Result<Done> GuardianSlice::arrived(const Seen& seen)
{
    const Result<std::vector<std::int64_t>> versions = versionsFor(seen.scope);
    if (!versions)
        return versions.error();
    for (const std::int64_t version : *versions) {
        const Result<EvaluatedPolicies::Report> found = m_policies.report(version, seen.behaviour);
        if (!found)
            return found.error();
        if ((*found)->empty())
            continue;
        const Result<std::shared_ptr<const EvaluatedPolicy>> policy = m_policies.version(version);
        if (!policy)
            return policy.error();
        if (const Result<Done> done = record(**policy, seen, **found); !done)
            return done;
    }
    return Done{};
}

Result<std::vector<std::int64_t>> GuardianSlice::versionsFor(std::int64_t scope)
{
    if (const auto known = m_versions.find(scope); known != m_versions.end())
        return known->second;
    if (const Result<Done> done = coverScope(scope); !done)
        return done.error();
    std::vector<std::int64_t> versions;
    Statement rows = m_database.query("SELECT version FROM policy_scope WHERE scope = ?");
    rows.bind(scope);
    while (rows.step())
        versions.push_back(rows.integer(0));
    if (rows.failure())
        return *rows.failure();
    m_versions.emplace(scope, versions);
    return versions;
}

/// A scope that nobody had before meets the policies that are there.
Result<Done> GuardianSlice::coverScope(std::int64_t scope)
{
    Statement mark
        = m_database.query("UPDATE scope SET evaluated = 1 WHERE id = ? AND evaluated = 0");
    if (const Result<Done> done = mark.bind(scope).run(); !done)
        return done;
    if (m_database.changedRows() == 0)
        return Done{};
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

Result<Done> GuardianSlice::record(const EvaluatedPolicy& policy, const Seen& seen,
                                   const EvaluatedPolicies::Deviations& found)
{
    Events events(m_database);
    DeviationSource source = seen.source;
    source.policyUid = policy.uid;
    source.policyName = policy.name;
    source.policyMode = policy.document.spec.mode.value_or("enforce");
    source.policyType = policy.document.type();
    source.time = std::max(seen.arrived, policy.applied);
    for (const ops::ReportedDeviation& deviation : found) {
        use(1);
        const std::string id = deviationId(policy.uid, source.fingerprint, deviation.checksum);
        Statement known = m_database.query("SELECT 1 FROM deviation WHERE id = ?");
        if (known.bind(id).step())
            continue;
        if (known.failure())
            return *known.failure();
        const Result<EvaluatedPolicies::Document> facts = m_policies.scope(seen.scope);
        if (!facts)
            return facts.error();
        const std::vector<EventRow> audit = auditRecords(
            source, deviation, policy.response.actionsFor(deviation.process, **facts));
        Result<std::size_t> added
            = events.append(EventKind::Deviation, {deviationRecord(source, deviation)});
        if (added)
            added = events.append(EventKind::Audit, audit);
        if (!added)
            return added.error();
    }
    return Done{};
}

Result<Done> GuardianSlice::save(const Queued& item)
{
    Statement update
        = m_database.query("UPDATE evaluation SET stage = ?, scope = ?, behaviour = ?, "
                           "fingerprint = ? WHERE policy = ?");
    return update.bind(item.stage)
        .bind(item.scope)
        .bind(item.behaviour)
        .bind(item.fingerprint)
        .bind(item.policy)
        .run();
}

} // namespace pw::organization
