#include "core/organization/fingerprints.h"

#include "core/ops/timestamp.h"
#include "core/ops/workload.h"
#include "core/organization/database.h"
#include "core/organization/intern.h"
#include "core/yaml/json_writer.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace pw::organization {
namespace {

/// `bindColumns` and `readRow` follow this order.
constexpr std::string_view columns
    = "id, seq, scope, behaviour, arrived, time, valid_from, valid_to, last_seen, version, type, "
      "name, image, image_id, container_name, container_id, cgroup, service_name, cluster_name, "
      "cluster_uid, namespace, pod_name, muid, hostname, root_puid, schema, status, "
      "first_timestamp, latest_timestamp";

/// A parameter for each column: `(?,?,?)`.
std::string parameters()
{
    std::string out = "(?";
    for (const char c : columns) {
        if (c == ',')
            out += ",?";
    }
    return out + ")";
}

std::string insertSql()
{
    return "INSERT INTO fingerprint(" + std::string(columns) + ") VALUES " + parameters()
        + " ON CONFLICT(id) DO NOTHING";
}

std::string updateSql()
{
    return "UPDATE fingerprint SET (" + std::string(columns) + ") = " + parameters()
        + " WHERE number = ?";
}

/// One call's work: the statements it repeats and the numbers it hands out.
class Putting
{
public:
    Putting(Database& database, double arrived)
        : m_database(database), m_arrived(arrived), m_insert(database.query(insertSql())),
          m_update(database.query(updateSql())),
          m_find(database.query("SELECT f.number, f.version, f.latest_timestamp, r.json "
                                "FROM fingerprint f JOIN record r ON r.fingerprint = f.number "
                                "WHERE f.id = ?")),
          m_insertRecord(database.query("INSERT INTO record(fingerprint, json) VALUES (?, ?)")),
          m_updateRecord(database.query("UPDATE record SET json = ? WHERE fingerprint = ?"))
    {
    }

    Result<Fingerprints::PutCount> run(std::span<const NewFingerprint> fingerprints)
    {
        const Result<std::optional<std::int64_t>> last
            = m_database.integer("SELECT max(seq) FROM fingerprint");
        if (!last)
            return last.error();
        m_seq = last->value_or(0);
        for (const NewFingerprint& fingerprint : fingerprints) {
            if (const Result<Done> done = put(fingerprint); !done)
                return done.error();
        }
        return m_count;
    }

private:
    Result<Done> put(const NewFingerprint& fingerprint)
    {
        const Result<std::int64_t> scope = internScope(m_database, fingerprint.workload);
        if (!scope)
            return scope.error();
        const Result<std::int64_t> behaviour = internBehaviour(m_database, fingerprint.workload);
        if (!behaviour)
            return behaviour.error();
        bindColumns(m_insert, fingerprint, *scope, *behaviour);
        if (const Result<Done> done = m_insert.run(); !done)
            return done;
        if (m_database.changedRows() == 0)
            return replace(fingerprint, *scope, *behaviour);
        ++m_seq;
        ++m_count.added;
        m_insertRecord.bind(m_database.lastRowId()).bind(fingerprint.record);
        return m_insertRecord.run();
    }

    Result<Done> replace(const NewFingerprint& fingerprint, std::int64_t scope,
                         std::int64_t behaviour)
    {
        m_find.bind(fingerprint.facts.id);
        if (!m_find.step())
            return m_find.run();
        const std::int64_t number = m_find.integer(0);
        const bool keep = m_find.text(3) == fingerprint.record || isOlder(fingerprint);
        if (const Result<Done> done = m_find.run(); !done)
            return done;
        if (keep) {
            ++m_count.unchanged;
            return Done{};
        }
        bindColumns(m_update, fingerprint, scope, behaviour);
        if (const Result<Done> done = m_update.bind(number).run(); !done)
            return done;
        ++m_seq;
        ++m_count.replaced;
        return m_updateRecord.bind(fingerprint.record).bind(number).run();
    }

    /// Than what was found. A file may know no versions.
    [[nodiscard]] bool isOlder(const NewFingerprint& fingerprint) const
    {
        if (fingerprint.version && !m_find.isNull(1) && *fingerprint.version != m_find.integer(1))
            return *fingerprint.version < m_find.integer(1);
        const std::optional<double> kept = ops::timestampValue(m_find.text(2));
        const std::optional<double> arrived = ops::timestampValue(fingerprint.latestTimestamp);
        return kept && (!arrived || *arrived < *kept);
    }

    void bindColumns(Statement& statement, const NewFingerprint& fingerprint, std::int64_t scope,
                     std::int64_t behaviour) const
    {
        const policy::FingerprintFacts& facts = fingerprint.facts;
        statement.bind(facts.id).bind(m_seq + 1).bind(scope).bind(behaviour).bind(m_arrived);
        statement.bind(fingerprint.time).bind(fingerprint.validFrom).bind(fingerprint.validTo);
        statement.bind(fingerprint.lastSeen);
        if (fingerprint.version)
            statement.bind(*fingerprint.version);
        else
            statement.bindNull();
        for (const std::string* const text :
             {&facts.type, &facts.name, &facts.image, &facts.imageId, &facts.containerName,
              &facts.containerId, &facts.cgroup, &facts.serviceName, &facts.clusterName,
              &fingerprint.clusterUid, &facts.namespaceName, &facts.podName, &facts.machine,
              &fingerprint.hostname, &fingerprint.rootPuid, &fingerprint.schema,
              &fingerprint.status, &fingerprint.firstTimestamp, &fingerprint.latestTimestamp})
            statement.bind(*text);
    }

    Database& m_database;
    double m_arrived;
    Statement m_insert;
    Statement m_update;
    Statement m_find;
    Statement m_insertRecord;
    Statement m_updateRecord;
    std::int64_t m_seq = 0;
    Fingerprints::PutCount m_count;
};

/// The policies that have a scope inside, each scope asked for once.
class CoveringPolicies
{
public:
    explicit CoveringPolicies(Database& database)
        : m_find(database.query("SELECT policy FROM policy_scope WHERE scope = ? ORDER BY policy"))
    {
    }

    Result<std::span<const std::string>> of(std::int64_t scope)
    {
        const auto [known, isNew] = m_known.try_emplace(scope);
        if (isNew) {
            m_find.bind(scope);
            while (m_find.step())
                known->second.emplace_back(m_find.text(0));
            if (const Result<Done> done = m_find.run(); !done)
                return done.error();
        }
        return std::span<const std::string>(known->second);
    }

private:
    Statement m_find;
    std::unordered_map<std::int64_t, std::vector<std::string>> m_known;
};

std::string searchSql(const FingerprintSearch& search)
{
    std::string sql = "SELECT number, " + std::string(columns) + " FROM fingerprint WHERE 1";
    if (search.start)
        sql += " AND last_seen >= ?";
    if (search.end)
        sql += " AND valid_from <= ?";
    if (search.timeFrom)
        sql += " AND time >= ?";
    if (search.timeBefore)
        sql += " AND time < ?";
    if (!search.type.empty())
        sql += " AND type = ?";
    if (!search.muid.empty())
        sql += " AND muid = ?";
    if (!search.ids.empty())
        sql += " AND id IN (SELECT value FROM json_each(?))";
    return sql + " ORDER BY time, id";
}

void readRow(const Statement& from, FingerprintRow& row)
{
    int column = 0;
    policy::FingerprintFacts& facts = row.facts;
    row.number = from.integer(column++);
    facts.id = from.text(column++);
    row.seq = from.integer(column++);
    row.scope = from.integer(column++);
    row.behaviour = from.integer(column++);
    row.arrived = from.real(column++);
    row.time = from.real(column++);
    row.validFrom = from.real(column++);
    row.validTo = from.isNull(column) ? std::nullopt : std::optional(from.real(column));
    row.lastSeen = from.real(++column);
    ++column;
    row.version = from.isNull(column) ? std::nullopt : std::optional(from.integer(column));
    for (std::string* const text :
         {&facts.type, &facts.name, &facts.image, &facts.imageId, &facts.containerName,
          &facts.containerId, &facts.cgroup, &facts.serviceName, &facts.clusterName,
          &row.clusterUid, &facts.namespaceName, &facts.podName, &facts.machine, &row.hostname,
          &row.rootPuid, &row.schema, &row.status, &row.firstTimestamp, &row.latestTimestamp})
        *text = from.text(++column);
    facts.time = row.latestTimestamp;
}

/// The labels of a scope's pods, as the rows of the facts have them.
class PodLabels
{
public:
    explicit PodLabels(Database& database)
        : m_find(database.query("SELECT facts FROM scope WHERE id = ?"))
    {
    }

    Result<policy::SharedTexts> of(std::int64_t scope)
    {
        const auto [known, isNew] = m_known.try_emplace(scope);
        if (!isNew)
            return known->second;
        if (m_find.bind(scope).step())
            known->second = textsOf(ops::guardianOf(std::string(m_find.text(0))));
        if (const Result<Done> done = m_find.run(); !done)
            return done.error();
        return known->second;
    }

private:
    static policy::SharedTexts textsOf(const policy::GuardianDocument& scope)
    {
        std::vector<std::string> texts;
        for (const auto& [key, value] : ops::statedLabels(scope, "podSelector"))
            texts.push_back(key + '=' + value);
        std::sort(texts.begin(), texts.end());
        return policy::SharedTexts(std::move(texts));
    }

    Statement m_find;
    std::unordered_map<std::int64_t, policy::SharedTexts> m_known;
};

/// The stored record says nothing about policies: they come and go.
std::string withCovered(std::string_view record, bool covered)
{
    std::string out(record.substr(0, record.size() - 1));
    out += covered ? ", \"covered_by_policy\": true}" : ", \"covered_by_policy\": false}";
    return out;
}

constexpr std::string_view recordSql
    = "SELECT r.json, EXISTS(SELECT 1 FROM policy_scope c WHERE c.scope = f.scope) "
      "FROM fingerprint f JOIN record r ON r.fingerprint = f.number WHERE ";

} // namespace

Result<Fingerprints::PutCount> Fingerprints::put(std::span<const NewFingerprint> fingerprints,
                                                 double arrived)
{
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    Result<PutCount> count = Putting(*m_database, arrived).run(fingerprints);
    if (!count)
        return count;
    if (const Result<Done> done = transaction->commit(); !done)
        return done.error();
    return count;
}

Result<Done> Fingerprints::visit(const FingerprintSearch& search,
                                 const std::function<bool(const FingerprintRow&)>& visit,
                                 const std::stop_token& stop)
{
    Result<Transaction> moment = Transaction::begin(*m_database, Transaction::Mode::Read);
    if (!moment)
        return moment.error();
    CoveringPolicies covering(*m_database);
    const std::string ids
        = yaml::writeJson(yaml::Value::strings(search.ids), yaml::JsonLayout::OneLine);
    Statement rows = m_database->query(searchSql(search));
    for (const std::optional<double>& bound :
         {search.start, search.end, search.timeFrom, search.timeBefore}) {
        if (bound)
            rows.bind(*bound);
    }
    for (const std::string* const text : {&search.type, &search.muid}) {
        if (!text->empty())
            rows.bind(*text);
    }
    if (!search.ids.empty())
        rows.bind(ids);
    PodLabels labels(*m_database);
    FingerprintRow row;
    while (rows.step()) {
        if (stop.stop_requested())
            return cancelled();
        readRow(rows, row);
        const Result<std::span<const std::string>> policies = covering.of(row.scope);
        if (!policies)
            return policies.error();
        row.coveredBy = *policies;
        row.facts.covered = !row.coveredBy.empty();
        if (search.podLabels) {
            Result<policy::SharedTexts> texts = labels.of(row.scope);
            if (!texts)
                return texts.error();
            row.facts.podLabels = *std::move(texts);
        }
        if (!visit(row))
            break;
    }
    return rows.ended();
}

Result<Done> Fingerprints::visitRecords(std::span<const std::int64_t> numbers,
                                        const std::function<bool(std::int64_t, std::string)>& visit,
                                        const std::stop_token& stop)
{
    Result<Transaction> moment = Transaction::begin(*m_database, Transaction::Mode::Read);
    if (!moment)
        return moment.error();
    Statement find = m_database->query(std::string(recordSql) + "f.number = ?");
    for (const std::int64_t number : numbers) {
        if (stop.stop_requested())
            return cancelled();
        if (find.bind(number).step()
            && !visit(number, withCovered(find.text(0), find.integer(1) != 0)))
            break;
        if (const Result<Done> done = find.run(); !done)
            return done;
    }
    return Done{};
}

Result<std::optional<std::string>> Fingerprints::record(const std::string& id)
{
    Statement find = m_database->query(std::string(recordSql) + "f.id = ?");
    std::optional<std::string> out;
    if (find.bind(id).step())
        out = withCovered(find.text(0), find.integer(1) != 0);
    if (find.failure())
        return *find.failure();
    return out;
}

Result<std::size_t> Fingerprints::count()
{
    const Result<std::optional<std::int64_t>> count
        = m_database->integer("SELECT count(*) FROM fingerprint");
    if (!count)
        return count.error();
    return static_cast<std::size_t>(count->value_or(0));
}

} // namespace pw::organization
