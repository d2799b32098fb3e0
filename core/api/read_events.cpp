#include "core/api/read_events.h"

#include "core/api/log_iterator.h"
#include "core/api/older_requests.h"
#include "core/api/read_resources.h"
#include "core/api/resolved_filters.h"
#include "core/api/search_job.h"
#include "core/api/search_query.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

namespace pw::api {
namespace {

constexpr std::string_view deviationsVerb = "get deviations";
constexpr std::string_view logVerb = "read the log of a policy";

/// Records as they come in, whole and each once.
class Gathered
{
public:
    void take(yaml::NodeRef record)
    {
        const std::string id = wire::scalarAt(record, wire::id);
        if (id.empty() || m_seen.insert(id).second)
            onRecord(record);
    }
    void takeFullJson(yaml::NodeRef result)
    {
        if (!visitFullJson(result, [&](yaml::NodeRef record) { take(record); }))
            ++unreadable;
    }

    ResultFn onRecord;
    std::size_t unreadable = 0;

private:
    std::unordered_set<std::string> m_seen;
};

Result<bool> search(Session& session, std::string_view verb, std::string_view schema,
                    std::string query, TimeRange range, Gathered& gathered, const Call& call)
{
    const Search asked{schema, std::move(query), range, {std::string(wire::fullJson)}};
    return searchAll(
        session, verb, asked, [&](yaml::NodeRef result) { gathered.takeFullJson(result); }, call);
}

/// Log queries of one policy; a policy of which the server has no log has no records.
Result<Done> queryLogs(Session& session, std::string_view verb, const std::string& policyUid,
                       TimeRange range, std::string_view schema, Gathered& gathered,
                       const Call& call)
{
    const Result<Organization> organization = session.organization(call);
    if (!organization)
        return organization.error();
    for (const yaml::Value& body : older::logQueries(organization->uid, policyUid, range, schema)) {
        Result<Request> request = session.request("POST", wire::logsPath, call);
        if (!request)
            return request.error();
        request->body = bodyOf(body);
        Result<Response> reply = session.sender().send(verb, *std::move(request), call);
        if (!reply && reply.error().code == "not-found")
            continue;
        if (!reply)
            return reply.error();
        const Result<wire::ObjectList> read
            = wire::readList(*reply, wire::BrokenLines::LeaveOut, call.stop);
        if (!read)
            return errorOf(verb, *reply, read.error());
        gathered.unreadable += read->unreadable;
        for (const yaml::NodeRef record : read->objects)
            gathered.take(record);
    }
    return Done{};
}

template <typename Record> void sortByTime(std::vector<Record>& records)
{
    const auto key = [](const Record& one) {
        return std::pair(wire::numberOf(one.time).value_or(0), std::string_view(one.id));
    };
    std::stable_sort(records.begin(), records.end(),
                     [&](const Record& a, const Record& b) { return key(a) < key(b); });
}

Deviation deviationOf(yaml::NodeRef record)
{
    const yaml::NodeRef metadata = record.find(wire::deviation).find(wire::metadata);
    const auto either = [&](std::string_view key) {
        const std::string own = wire::scalarAt(record, key);
        return own.empty() ? wire::scalarAt(metadata, key) : own;
    };
    Deviation out;
    out.id = wire::scalarAt(record, wire::id);
    out.policyUid = either(wire::policyUid);
    out.policyName = wire::scalarAt(record, wire::policyName);
    out.type = wire::scalarAt(metadata, wire::type);
    out.checksum = either(wire::checksum);
    out.description = wire::scalarAt(record, wire::description);
    out.time = wire::scalarAt(record, wire::timeKey);
    out.ref = wire::scalarAt(record, wire::ref);
    out.record = wire::jsonLine(record);
    return out;
}

/// The newest of each policy and checksum, with how many there were; the others keep their number.
void count(std::vector<Deviation>& sorted, bool unique)
{
    std::map<std::pair<std::string, std::string>, std::size_t> counts;
    for (const Deviation& one : sorted) {
        if (!one.checksum.empty())
            ++counts[{one.policyUid, one.checksum}];
    }
    std::vector<Deviation> kept;
    std::map<std::pair<std::string, std::string>, std::size_t> left = counts;
    for (Deviation& one : sorted) {
        const std::pair key(one.policyUid, one.checksum);
        if (!one.checksum.empty())
            one.count = counts[key];
        if (!unique || one.checksum.empty() || --left[key] == 0)
            kept.push_back(std::move(one));
    }
    sorted = std::move(kept);
}

std::vector<std::string> wantedNames(const DeviationQuery& query)
{
    std::vector<std::string> names;
    for (const std::string& name : query.names)
        names.push_back(query.exactNames ? name : contains(name));
    return names;
}

Result<bool> deviationsNewer(Session& session, const DeviationQuery& query, Gathered& gathered,
                             const Call& call)
{
    constexpr std::size_t policiesOfOneQuery = 50;
    const std::string named
        = anyOf({wire::policyName, wire::policyUid, wire::id}, wantedNames(query));
    bool complete = true;
    std::size_t begin = 0;
    do {
        const std::size_t end = std::min(begin + policiesOfOneQuery, query.policies.size());
        const std::vector<std::string> some(
            query.policies.begin() + static_cast<std::ptrdiff_t>(begin),
            query.policies.begin() + static_cast<std::ptrdiff_t>(end));
        const Result<bool> all
            = search(session, deviationsVerb, wire::deviationSchema,
                     allOf({anyOf({wire::policyUid}, some), named}), query.range, gathered, call);
        if (!all)
            return all;
        complete = complete && *all;
        begin = end;
    } while (begin < query.policies.size());
    return complete;
}

Result<Done> deviationsOlder(Session& session, const DeviationQuery& query, Gathered& gathered,
                             const Call& call)
{
    std::vector<std::string> policies = query.policies;
    if (policies.empty()) {
        const Result<std::vector<Applied>> all = listResources(session, Resource::Policy, {}, call);
        if (!all)
            return all.error().withContext(std::string(deviationsVerb));
        for (const Applied& one : *all)
            policies.push_back(one.uid);
    }
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const Result<Done> done = queryLogs(session, deviationsVerb, policies[i], query.range,
                                            wire::auditDeviationSchema, gathered, call);
        if (!done)
            return done;
        if (call.progress)
            call.progress(i + 1, policies.size(), deviationsVerb);
    }
    return Done{};
}

/// The one schema that holds the whole audit trail, where the server has it; else what it shows of
/// it in others.
std::vector<std::string_view> logSchemas(const SearchSchemas& offered)
{
    const auto audit = offered.find(wire::auditSchema);
    if (audit != offered.end() && audit->second.contains(wire::policyUid))
        return {wire::auditSchema};
    return {wire::deviationSchema, wire::redflagSchema, wire::opsflagSchema};
}

Result<bool> logNewer(Session& session, const LogQuery& query, TimeRange range, Gathered& gathered,
                      const Call& call)
{
    bool complete = true;
    for (const std::string_view schema : logSchemas(session.schemas())) {
        const Result<bool> all
            = search(session, logVerb, schema, condition(wire::policyUid, query.policyUid), range,
                     gathered, call);
        if (!all)
            return all;
        complete = complete && *all;
    }
    return complete;
}

LogEvent eventOf(yaml::NodeRef record)
{
    LogEvent out;
    out.id = wire::scalarAt(record, wire::id);
    out.schema = wire::scalarAt(record, wire::schema);
    out.time = wire::scalarAt(record, wire::timeKey);
    out.description = wire::scalarAt(record, wire::description);
    if (out.description.empty())
        out.description = wire::scalarAt(record, wire::message);
    out.record = wire::jsonLine(record);
    return out;
}

/// `guardian_action` is the type of `event_audit:guardian_action:1.0`; what an `event_redflag`
/// tells stands in the audit trail as `guardian_redflag`.
bool isOfType(const LogEvent& event, std::string_view type)
{
    constexpr std::string_view guardian = "guardian_";
    const std::string_view schema = event.schema;
    const std::string_view inner = schema.substr(std::min(schema.find(':') + 1, schema.size()));
    if (type.empty() || inner.substr(0, inner.find(':')) == type)
        return true;
    return type.starts_with(guardian)
        && schema.substr(0, schema.find(':'))
        == "event_" + std::string(type.substr(guardian.size()));
}

/// `ask` in the newer generation, or in the older one where the server has no search.
template <typename Newer, typename Older>
Result<bool> inGeneration(Session& session, std::string_view verb, const Call& call, Newer newer,
                          Older older)
{
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(std::string(verb));
    if (*generation == Generation::Newer) {
        const Result<bool> all = newer();
        if (all || all.error().code != noSearchCode)
            return all;
        session.rememberOlder();
    }
    const Result<Done> done = older();
    return done ? Result<bool>(true) : done.error();
}

} // namespace

Result<Deviations> fetchDeviations(Session& session, const DeviationQuery& query, const Call& call)
{
    Deviations out;
    Gathered gathered;
    gathered.onRecord = [&](yaml::NodeRef record) { out.records.push_back(deviationOf(record)); };
    const Result<bool> all = inGeneration(
        session, deviationsVerb, call,
        [&] { return deviationsNewer(session, query, gathered, call); },
        [&] { return deviationsOlder(session, query, gathered, call); });
    if (!all)
        return all.error();
    out.complete = *all;
    out.notes = notesOf(gathered.unreadable, out.complete);
    if (session.knownGeneration() == Generation::Older && !query.names.empty()) {
        std::erase_if(out.records, [names = wantedNames(query)](const Deviation& one) {
            return !fitsAny(names, one.policyName) && !fitsAny(names, one.policyUid)
                && !fitsAny(names, one.id);
        });
    }
    sortByTime(out.records);
    count(out.records, query.unique);
    return out;
}

Result<PolicyLog> fetchPolicyLog(Session& session, const LogQuery& query, const Call& call)
{
    TimeRange range = query.range;
    LogIterator after;
    if (!query.iterator.empty()) {
        const std::optional<LogIterator> iterator = readIterator(query.iterator);
        if (!iterator)
            return Error{"bad-request",
                         "This is no iterator of a log: " + wire::shownText(query.iterator, 80),
                         std::string(logVerb)};
        after = *iterator;
        range.from = after.from;
    }
    PolicyLog out;
    Gathered gathered;
    gathered.onRecord = [&](yaml::NodeRef record) { out.events.push_back(eventOf(record)); };
    const Result<bool> all = inGeneration(
        session, logVerb, call, [&] { return logNewer(session, query, range, gathered, call); },
        [&] {
            const std::string schema = std::string(wire::auditSchema)
                + (query.eventType.empty() ? "" : ":" + query.eventType);
            return queryLogs(session, logVerb, query.policyUid, range, schema, gathered, call);
        });
    if (!all)
        return all.error();
    out.complete = *all;
    out.notes = notesOf(gathered.unreadable, out.complete);
    sortByTime(out.events);
    const auto last = std::find_if(out.events.begin(), out.events.end(), [&](const LogEvent& one) {
        return !after.lastId.empty() && one.id == after.lastId;
    });
    if (last != out.events.end())
        out.events.erase(out.events.begin(), last + 1);
    out.iterator = out.events.empty() ? query.iterator
                                      : writeIterator(out.events.back().time, out.events.back().id);
    std::erase_if(out.events, [&](const LogEvent& one) { return !isOfType(one, query.eventType); });
    return out;
}

} // namespace pw::api
