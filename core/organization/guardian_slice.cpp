#include "core/organization/guardian_slice.h"

#include "core/organization/database.h"

#include <algorithm>
#include <utility>

namespace pw::organization {

namespace {

constexpr std::string_view seenColumns
    = "number, seq, scope, behaviour, arrived, id, container_id, hostname, cluster_uid, "
      "cluster_name, namespace, pod_name";

/// The stages of a policy in the queue; queries name them by their numbers.
enum Stage : std::int64_t { clearing, covering, judging };

/// The answer of a step that has ended well.
Result<bool> isDone(const Result<Done>& result, bool answer)
{
    return result ? Result<bool>(answer) : result.error();
}

} // namespace

GuardianSlice::GuardianSlice(Database& database, EvaluatedPolicies& policies, SliceBudget budget)
    : m_database(database), m_policies(policies), m_budget(std::move(budget)),
      m_coverage(database, policies, m_budget)
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

Result<bool> GuardianSlice::run(Goal goal)
{
    // Each part begins when the one before is at its end, and finds it up to date.
    Result<bool> done = coverPolicies();
    if (done && *done)
        done = m_coverage.coverNew();
    if (!done || !*done || goal == Goal::Coverage)
        return done;
    done = judgePolicies();
    return done && *done ? arrivals() : done;
}

Result<std::optional<GuardianSlice::Queued>> GuardianSlice::next(std::string_view condition)
{
    Statement rows = m_database.query("SELECT policy, stage, scope, behaviour, fingerprint "
                                      "FROM evaluation WHERE "
                                      + std::string(condition) + " ORDER BY policy LIMIT 1");
    std::optional<Queued> item;
    if (rows.step()) {
        item = Queued{std::string(rows.text(0)), rows.integer(1), rows.integer(2), rows.integer(3),
                      rows.integer(4)};
    }
    if (rows.failure())
        return *rows.failure();
    return item;
}

Result<GuardianSlice::Policy> GuardianSlice::inForce(const std::string& uid)
{
    const Result<std::int64_t> current = currentOf(uid);
    if (!current)
        return current.error();
    if (*current == 0)
        return Policy();
    Result<Policy> policy = m_policies.version(*current);
    if (policy && *policy != nullptr && !isInForce((*policy)->document))
        return Policy();
    return policy;
}

Result<std::int64_t> GuardianSlice::currentOf(const std::string& uid)
{
    Statement rows = m_database.query("SELECT current FROM policy WHERE uid = ?");
    const std::int64_t current = rows.bind(uid).step() ? rows.integer(0) : 0;
    if (rows.failure())
        return *rows.failure();
    return current;
}

Result<bool> GuardianSlice::coverPolicies()
{
    while (true) {
        Result<std::optional<Queued>> item = next("stage < 2");
        if (!item)
            return item.error();
        if (!*item)
            return true;
        if (m_budget.exhausted())
            return false;
        const Result<bool> done = coverPolicy(**item);
        if (!done || !*done)
            return done;
    }
}

Result<bool> GuardianSlice::coverPolicy(Queued& item)
{
    if (item.stage == clearing) {
        m_budget.use(1);
        const Result<std::int64_t> current = currentOf(item.policy);
        if (!current)
            return current.error();
        if (const Result<Done> done = m_coverage.clear(item.policy, *current); !done)
            return done.error();
        item.stage = covering;
    }
    const Result<Policy> policy = inForce(item.policy);
    if (!policy)
        return policy.error();
    if (*policy == nullptr)
        return isDone(take(item), true);
    const Result<bool> covered = m_coverage.cover(**policy, item.scope);
    if (!covered)
        return covered;
    if (*covered) {
        item.stage = judging;
        item.moveTo(0);
    }
    return isDone(save(item), *covered);
}

Result<bool> GuardianSlice::judgePolicies()
{
    while (true) {
        Result<std::optional<Queued>> item = next("stage = 2");
        if (!item)
            return item.error();
        if (!*item)
            return true;
        if (m_budget.exhausted())
            return false;
        const Result<Policy> policy = inForce((*item)->policy);
        if (!policy)
            return policy.error();
        const Result<bool> judged
            = *policy != nullptr ? judge(**item, **policy) : Result<bool>(true);
        if (!judged)
            return judged;
        if (!*judged)
            return isDone(save(**item), false);
        if (const Result<Done> done = take(**item); !done)
            return done.error();
    }
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
        m_budget.use(1);
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
        if (m_budget.exhausted())
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
        if (m_budget.exhausted())
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
            if (m_budget.exhausted()) {
                finished = false;
                break;
            }
            m_budget.use(1);
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
        m_budget.use(1);
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

/// Out of the queue.
Result<Done> GuardianSlice::take(const Queued& item)
{
    return m_database.query("DELETE FROM evaluation WHERE policy = ?").bind(item.policy).run();
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
