#include "core/organization/events.h"

#include "core/api/wire_names.h"
#include "core/organization/database.h"
#include "core/yaml/json_writer.h"

namespace pw::organization {
namespace {

/// Both kinds with the same columns.
std::string rowsSql(EventKind kind)
{
    if (kind == EventKind::Audit)
        return "SELECT id, time, policy, schema, record, '', '', 1 FROM audit_event e";
    return "SELECT id, time, policy, '" + std::string(api::wire::deviationSchema)
        + "', record, checksum, fingerprint, "
          "EXISTS(SELECT 1 FROM active_deviation a WHERE a.id = e.id) FROM deviation e";
}

void readRow(const Statement& from, EventRow& row)
{
    row.id = from.text(0);
    row.time = from.real(1);
    row.policyUid = from.text(2);
    row.schema = from.text(3);
    row.record = from.text(4);
    row.checksum = from.text(5);
    row.ref = from.text(6);
    row.active = from.integer(7) != 0;
}

std::string searchSql(const EventSearch& search)
{
    std::string sql = rowsSql(search.kind) + " WHERE 1";
    if (search.start)
        sql += " AND time >= ?";
    if (search.end)
        sql += " AND time <= ?";
    if (!search.policyUid.empty())
        sql += " AND policy = ?";
    if (!search.ids.empty())
        sql += " AND id IN (SELECT value FROM json_each(?))";
    return sql + " ORDER BY time, id";
}

/// `event_audit` is the beginning of `event_audit:guardian_action:1.0`, `event_a` is not.
bool beginsWith(std::string_view schema, std::string_view words)
{
    return schema.starts_with(words)
        && (schema.size() == words.size() || schema[words.size()] == ':' || words.ends_with(':'));
}

} // namespace

Result<Done> Events::visit(const EventSearch& search,
                           const std::function<bool(const EventRow&)>& visit,
                           const std::stop_token& stop)
{
    const std::string ids
        = yaml::writeJson(yaml::Value::strings(search.ids), yaml::JsonLayout::OneLine);
    Statement rows = m_database->query(searchSql(search));
    for (const std::optional<double>& bound : {search.start, search.end}) {
        if (bound)
            rows.bind(*bound);
    }
    if (!search.policyUid.empty())
        rows.bind(search.policyUid);
    if (!search.ids.empty())
        rows.bind(ids);
    EventRow row;
    while (rows.step()) {
        if (stop.stop_requested())
            return cancelled();
        readRow(rows, row);
        const bool asked
            = search.schemaPrefix.empty() || beginsWith(row.schema, search.schemaPrefix);
        if (asked && !visit(row))
            break;
    }
    return rows.ended();
}

Result<std::optional<EventRow>> Events::get(const std::string& id)
{
    for (const EventKind kind : {EventKind::Deviation, EventKind::Audit}) {
        Statement rows = m_database->query(rowsSql(kind) + " WHERE id = ?");
        if (rows.bind(id).step()) {
            EventRow row;
            readRow(rows, row);
            return std::optional(std::move(row));
        }
        if (rows.failure())
            return *rows.failure();
    }
    return std::optional<EventRow>();
}

Result<std::size_t> Events::append(EventKind kind, const std::vector<EventRow>& rows)
{
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    const bool deviations = kind == EventKind::Deviation;
    Statement insert = m_database->query(
        deviations ? "INSERT INTO deviation(id, time, policy, fingerprint, checksum, record) "
                     "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
                   : "INSERT INTO audit_event(id, time, policy, schema, record) "
                     "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    std::size_t added = 0;
    for (const EventRow& row : rows) {
        insert.bind(row.id).bind(row.time).bind(row.policyUid);
        if (deviations)
            insert.bind(row.ref).bind(row.checksum);
        else
            insert.bind(row.schema);
        if (const Result<Done> done = insert.bind(row.record).run(); !done)
            return done.error();
        added += static_cast<std::size_t>(m_database->changedRows());
    }
    if (const Result<Done> done = transaction->commit(); !done)
        return done.error();
    return added;
}

} // namespace pw::organization
