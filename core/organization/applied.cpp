#include "core/organization/applied.h"

#include "core/ops/timestamp.h"
#include "core/organization/database.h"
#include "core/organization/new_uid.h"
#include "core/organization/selector_hash.h"
#include "core/text/utf8.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <array>

namespace pw::organization {
namespace {

using yaml::Value;

/// What is different between policies and rulesets.
struct Names
{
    std::string_view table;
    std::string_view one; ///< for messages
    std::string_view kind;
    std::string_view uidPrefix;
};
constexpr Names policyNames{"policy", "policy", "SpyderbatPolicy", "pol:"};
constexpr Names rulesetNames{"ruleset", "ruleset", "SpyderbatRuleset", "rs:"};
constexpr std::array<std::string_view, 4> policyTypes{"container", "linux-service", "cluster",
                                                      "trace"};
constexpr std::array<std::string_view, 2> rulesetTypes{"cluster", "container"};

constexpr std::size_t shortestName = 3;
constexpr std::size_t longestName = 64;

const Names& namesOf(Applied::What what)
{
    return what == Applied::What::Policies ? policyNames : rulesetNames;
}

std::string textIn(const Value& document, std::string_view part, std::string_view key)
{
    const Value* const map = document.find(part);
    const Value* const value = map != nullptr ? map->find(key) : nullptr;
    return value != nullptr && value->kind == Value::Kind::String ? value->text : std::string();
}

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

Error invalid(std::string message)
{
    return {"invalid-document", std::move(message), {}};
}

Result<Done> checkName(Applied::What what, const std::string& name)
{
    const std::size_t length = characters(name);
    if (what == Applied::What::Rulesets) {
        if (name.find(' ') != std::string::npos)
            return Error{"invalid-name", "Name cannot contain spaces.", {}};
        if (length > longestName)
            return Error{"invalid-name", "Name must be less than 64 characters.", {}};
        if (length == 0)
            return Error{"invalid-name", "the ruleset has no name", {}};
        return Done{};
    }
    if (length < shortestName || length > longestName) {
        return Error{"invalid-name",
                     "the name of a policy has 3 to 64 characters, \"" + name + "\" has "
                         + std::to_string(length),
                     {}};
    }
    return Done{};
}

Result<Done> checkDocument(Applied::What what, const Value& document)
{
    const Names& names = namesOf(what);
    const Value* const kind = document.find("kind");
    if (kind == nullptr || kind->text != names.kind)
        return invalid("the document is no " + std::string(names.kind));
    for (const std::string_view part : {"metadata", "spec"}) {
        const Value* const map = document.find(part);
        if (map == nullptr || map->kind != Value::Kind::Map)
            return invalid(std::string(part) + " is missing or no mapping");
    }
    const std::string type = textIn(document, "metadata", "type");
    const bool known = what == Applied::What::Policies
        ? std::ranges::find(policyTypes, type) != policyTypes.end()
        : std::ranges::find(rulesetTypes, type) != rulesetTypes.end();
    if (!known)
        return invalid("metadata.type \"" + type + "\" is no type of a " + std::string(names.one));
    if (textIn(document, "metadata", "name").empty())
        return invalid("metadata.name is missing");
    return Done{};
}

/// What the client wrote under the service's own keys does not count.
void fillMetadata(Value& document, const AppliedVersion& version)
{
    for (auto& [key, metadata] : document.entries) {
        if (key != "metadata")
            continue;
        for (const std::string_view own : {"uid", "creationTimestamp", "version", "createdBy",
                                           "lastUpdatedBy", "lastUpdatedTimestamp"})
            metadata.erase(own);
        // Behind name and type, where people look for it.
        auto place
            = std::ranges::find(metadata.entries, "type", &std::pair<std::string, Value>::first);
        place = metadata.entries.insert(std::next(place), {"uid", Value::string(version.uid)});
        metadata.entries.insert(
            std::next(place),
            {"creationTimestamp", Value::number(ops::timestampText(version.created))});
        metadata.set("version", Value::number(std::to_string(version.version)));
        metadata.set("createdBy", Value::string(version.createdBy));
        metadata.set("lastUpdatedBy", Value::string(version.lastUpdatedBy));
        metadata.set("lastUpdatedTimestamp",
                     Value::number(ops::timestampText(version.lastUpdated)));
    }
}

std::vector<std::string> tagsOf(const Value& document)
{
    std::vector<std::string> out;
    const Value* const metadata = document.find("metadata");
    const Value* const tags = metadata != nullptr ? metadata->find("tags") : nullptr;
    if (tags != nullptr) {
        for (const Value& tag : tags->items)
            out.push_back(tag.text);
    }
    return out;
}

std::string oneLine(const Value& value)
{
    return yaml::writeJson(value, yaml::JsonLayout::OneLine);
}

std::vector<std::string> stringsOf(std::string_view json)
{
    std::vector<std::string> out;
    const Result<text::SourceText> source = text::SourceText::make(std::string(json));
    if (!source)
        return out;
    const yaml::Document document = yaml::read(*source);
    for (const yaml::NodeRef root : document.roots()) {
        for (const yaml::NodeRef item : root.items())
            out.emplace_back(item.value());
    }
    return out;
}

constexpr std::string_view versionColumns
    = "v.id, v.uid, v.name, v.type, v.version, v.enabled, v.mode, v.selector_hash, v.tags, "
      "o.created_by, v.applied_by, o.created, v.applied, v.valid_to, v.document";

std::string selectSql(const Names& names, std::string_view where)
{
    const std::string table(names.table);
    return "SELECT " + std::string(versionColumns) + " FROM " + table + " o JOIN " + table
        + "_version v ON v.uid = o.uid WHERE o.current IS NOT NULL AND " + std::string(where);
}

AppliedVersion readVersion(const Statement& row)
{
    AppliedVersion out;
    out.number = row.integer(0);
    out.uid = row.text(1);
    out.name = row.text(2);
    out.type = row.text(3);
    out.version = row.integer(4);
    out.enabled = row.integer(5) != 0;
    out.mode = row.text(6);
    out.selectorHash = row.text(7);
    out.tags = stringsOf(row.text(8));
    out.createdBy = row.text(9);
    out.lastUpdatedBy = row.text(10);
    out.created = row.real(11);
    out.lastUpdated = row.real(12);
    if (!row.isNull(13))
        out.validTo = row.real(13);
    out.document = row.text(14);
    return out;
}

Result<std::optional<AppliedVersion>> firstOf(Statement& rows)
{
    std::optional<AppliedVersion> out;
    if (rows.step())
        out = readVersion(rows);
    if (rows.failure())
        return *rows.failure();
    return out;
}

/// The condition and its texts.
struct Condition
{
    std::string sql;
    std::vector<std::string> texts;

    void add(std::string_view part, const std::string& text, std::size_t times = 1)
    {
        if (text.empty())
            return;
        sql.append(" AND ").append(part);
        texts.insert(texts.end(), times, text);
    }
};

Condition conditionOf(const AppliedFilter& filter)
{
    Condition out{filter.fromArchive ? "v.id <> o.current" : "v.id = o.current", {}};
    out.add("v.type = ?", filter.type);
    out.add("v.uid = ?", filter.uid);
    out.add("instr(v.name, ?) > 0", filter.nameContains);
    out.add("v.name = ?", filter.nameEquals);
    out.add("(instr(v.name, ?) > 0 OR instr(v.uid, ?) > 0)", filter.nameOrUidContains, 2);
    out.add("(v.name = ? OR v.uid = ?)", filter.nameOrUidEquals, 2);
    out.add("v.selector_hash = ?", filter.selectorHash);
    out.add("instr(v.selectors, ?) > 0", filter.selectorContains);
    out.add("EXISTS(SELECT 1 FROM json_each(v.tags) t WHERE t.value = ?)", filter.hasTag);
    out.add("EXISTS(SELECT 1 FROM policy p JOIN policy_version w ON w.id = p.current, "
            "json_each(w.document, '$.spec.rulesets') r WHERE r.value = v.name AND p.uid = ?)",
            filter.inPolicy);
    return out;
}

/// Guardian looks at the policies again; a ruleset may stand in any policy of a cluster.
Result<Done> queueEvaluation(Database& database, Applied::What what, const std::string& uid)
{
    if (what == Applied::What::Policies) {
        return database.query("INSERT OR REPLACE INTO evaluation(policy) VALUES (?)")
            .bind(uid)
            .run();
    }
    return database
        .query("INSERT OR REPLACE INTO evaluation(policy) SELECT v.uid FROM policy p "
               "JOIN policy_version v ON v.id = p.current WHERE v.type = 'cluster'")
        .run();
}

/// Ends the version that was current.
Result<Done> endCurrent(Database& database, const Names& names, const std::string& uid, double time)
{
    const std::string table(names.table);
    return database
        .query("UPDATE " + table + "_version SET valid_to = ? WHERE id = (SELECT current FROM "
               + table + " WHERE uid = ?)")
        .bind(time)
        .bind(uid)
        .run();
}

Result<Done> insertVersion(Database& database, const Names& names, AppliedVersion& version,
                           const Value& selectors)
{
    const std::string table(names.table);
    const std::string tags = oneLine(Value::strings(version.tags));
    const std::string selectorText = oneLine(selectors);
    const Result<Done> inserted
        = database
              .query("INSERT INTO " + table
                     + "_version(uid, version, applied, applied_by, name, type, enabled, mode, "
                       "tags, selectors, selector_hash, document) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
              .bind(version.uid)
              .bind(version.version)
              .bind(version.lastUpdated)
              .bind(version.lastUpdatedBy)
              .bind(version.name)
              .bind(version.type)
              .bind(version.enabled)
              .bind(version.mode)
              .bind(tags)
              .bind(selectorText)
              .bind(version.selectorHash)
              .bind(version.document)
              .run();
    if (!inserted)
        return inserted;
    version.number = database.lastRowId();
    return database.query("UPDATE " + table + " SET current = ? WHERE uid = ?")
        .bind(version.number)
        .bind(version.uid)
        .run();
}

/// Everything that the document says about its version.
void describe(AppliedVersion& version, Value document, const Writing& writing)
{
    const Value* const enabled = document.find("spec")->find("enabled");
    version.name
        = writing.recordName.empty() ? textIn(document, "metadata", "name") : writing.recordName;
    version.type = textIn(document, "metadata", "type");
    version.enabled
        = enabled == nullptr || enabled->kind != Value::Kind::Bool || enabled->text != "false";
    version.mode = textIn(document, "spec", "mode");
    version.tags = tagsOf(document);
    version.lastUpdatedBy = writing.user;
    version.lastUpdated = writing.time;
    version.selectorHash = version.type == "trace" ? selectorHash(document) : std::string();
    fillMetadata(document, version);
    version.document = oneLine(document);
}

} // namespace

Result<std::vector<AppliedVersion>> Applied::list(const AppliedFilter& filter)
{
    const Condition condition = conditionOf(filter);
    Statement rows = m_database->query(selectSql(namesOf(m_what), condition.sql)
                                       + " ORDER BY o.created, v.uid, v.version");
    for (const std::string& text : condition.texts)
        rows.bind(text);
    std::vector<AppliedVersion> out;
    while (rows.step())
        out.push_back(readVersion(rows));
    if (rows.failure())
        return *rows.failure();
    return out;
}

Result<std::optional<AppliedVersion>> Applied::get(const std::string& uid)
{
    Statement rows
        = m_database->query(selectSql(namesOf(m_what), "v.id = o.current AND v.uid = ?"));
    return firstOf(rows.bind(uid));
}

Result<std::optional<AppliedVersion>> Applied::getVersion(const std::string& uid,
                                                          std::int64_t version)
{
    Statement rows = m_database->query(selectSql(namesOf(m_what), "v.uid = ? AND v.version = ?"));
    return firstOf(rows.bind(uid).bind(version));
}

Result<AppliedVersion> Applied::create(const yaml::Value& document, const Writing& writing)
{
    return write({}, document, writing);
}

Result<AppliedVersion> Applied::update(const std::string& uid, const yaml::Value& document,
                                       const Writing& writing)
{
    return write(uid, document, writing);
}

Result<AppliedVersion> Applied::write(const std::string& uid, const yaml::Value& document,
                                      const Writing& writing)
{
    const Names& names = namesOf(m_what);
    if (const Result<Done> valid = checkDocument(m_what, document); !valid)
        return valid.error();
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    AppliedVersion version;
    version.uid = uid;
    if (uid.empty()) {
        version.uid = newUid(names.uidPrefix);
        version.version = 1;
        version.created = writing.time;
        version.createdBy = writing.user;
        const Result<Done> inserted = m_database
                                          ->query("INSERT INTO " + std::string(names.table)
                                                  + "(uid, created, created_by) VALUES (?, ?, ?)")
                                          .bind(version.uid)
                                          .bind(version.created)
                                          .bind(version.createdBy)
                                          .run();
        if (!inserted)
            return inserted.error();
    } else {
        const Result<std::optional<AppliedVersion>> current = get(uid);
        if (!current)
            return current.error();
        if (!*current)
            return noSuchUid(uid);
        if ((*current)->type != textIn(document, "metadata", "type"))
            return Error{"type-changed",
                         "the type of an applied " + std::string(names.one) + " cannot change",
                         {}};
        version.version = (*current)->version + 1;
        version.created = (*current)->created;
        version.createdBy = (*current)->createdBy;
        if (const Result<Done> ended = endCurrent(*m_database, names, uid, writing.time); !ended)
            return ended.error();
    }
    describe(version, document, writing);
    if (const Result<Done> valid = checkName(m_what, version.name); !valid)
        return valid.error();
    if (const Result<Done> done = insertVersion(*m_database, names, version, selectorsOf(document));
        !done)
        return done.error();
    if (const Result<Done> done = queueEvaluation(*m_database, m_what, version.uid); !done)
        return done.error();
    if (const Result<Done> done = transaction->commit(); !done)
        return done.error();
    return version;
}

Result<Done> Applied::remove(const std::string& uid, double time)
{
    const Names& names = namesOf(m_what);
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    if (const Result<Done> ended = endCurrent(*m_database, names, uid, time); !ended)
        return ended;
    const Result<Done> removed = m_database
                                     ->query("UPDATE " + std::string(names.table)
                                             + " SET current = NULL, deleted = ? "
                                               "WHERE uid = ? AND current IS NOT NULL")
                                     .bind(time)
                                     .bind(uid)
                                     .run();
    if (!removed)
        return removed;
    if (m_database->changedRows() == 0)
        return noSuchUid(uid);
    if (const Result<Done> done = queueEvaluation(*m_database, m_what, uid); !done)
        return done;
    return transaction->commit();
}

Error Applied::noSuchUid(const std::string& uid) const
{
    return {"no-such-uid",
            "there is no " + std::string(namesOf(m_what).one) + " with the uid " + uid,
            {}};
}

} // namespace pw::organization
