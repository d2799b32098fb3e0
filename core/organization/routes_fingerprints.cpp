// The fingerprint queries of the older generation: one record a line.

#include "core/ops/wildcard.h"
#include "core/organization/call.h"
#include "core/organization/fingerprint_fields.h"
#include "core/organization/query_filter.h"
#include "core/organization/store.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::organization {
namespace {

using yaml::Value;

/// A field that must fit one of several patterns.
struct Patterns
{
    std::string_view field;
    std::vector<std::string> patterns;

    [[nodiscard]] bool fits(FingerprintLookup& lookup) const
    {
        const Value* const value = lookup(field);
        return value != nullptr && !value->isNull()
            && std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
                   return ops::globMatches(pattern, value->text);
               });
    }
};

/// `namespace: ["dev"]` or `namespace: "dev"`; nothing when it is absent or null.
Result<std::vector<Patterns>> readPatterns(const Value& body)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> filters{{
        {wire::clusterUid, wire::clusterUid},
        {wire::namespaceKey, wire::namespaceKey},
        {wire::cgroup, wire::cgroup},
        {wire::imageName, wire::image},
        {wire::imageId, wire::imageId},
        {wire::status, wire::status},
        {wire::id, wire::id},
    }};
    std::vector<Patterns> out;
    for (const auto& [key, field] : filters) {
        const Value* const given = body.find(key);
        if (given == nullptr || given->isNull())
            continue;
        Patterns patterns{field, {}};
        if (given->kind == Value::Kind::String)
            patterns.patterns.push_back(given->text);
        for (const Value& item : given->items)
            patterns.patterns.push_back(item.text);
        const bool texts
            = std::all_of(given->items.begin(), given->items.end(),
                          [](const Value& item) { return item.kind == Value::Kind::String; });
        if (!texts || (given->kind != Value::Kind::String && given->kind != Value::Kind::List))
            return Error{"wrong-query", std::string(key) + " is a text or a list of texts", {}};
        out.push_back(std::move(patterns));
    }
    return out;
}

/// The window and source that all queries of this generation have.
Result<FingerprintSearch> readWindow(const Call& call)
{
    FingerprintSearch where;
    where.start = call.seconds(wire::startTime);
    where.end = call.seconds(wire::endTime);
    if (!where.start || !where.end)
        return Error{"wrong-query", "start_time and end_time are epoch seconds", {}};
    if (call.text(wire::orgUid) != call.store.organizationUid())
        return Error{"wrong-query", "org_uid is not this organization", {}};
    const std::string source = call.text(wire::srcUid);
    if (source.empty())
        return Error{"wrong-query", "src_uid is missing", {}};
    if (source != "global:" + call.store.organizationUid())
        where.muid = source;
    return where;
}

template <typename Fits>
api::Response answerRecords(Call& call, const FingerprintSearch& where, const Fits& fits)
{
    if (const Result<Done> covered = call.finishCoverage(); !covered)
        return failedAnswer(covered.error());
    std::vector<std::int64_t> numbers;
    Result<Done> read = call.store.fingerprints().visit(
        where,
        [&](const FingerprintRow& row) {
            if (fits(row))
                numbers.push_back(row.number);
            return true;
        },
        call.stop);
    std::string lines;
    if (read)
        read = call.store.fingerprints().visitRecords(
            numbers,
            [&](std::int64_t, const std::string& record) {
                lines += record;
                lines += '\n';
                return true;
            },
            call.stop);
    return read ? linesAnswer(std::move(lines)) : failedAnswer(read.error());
}

api::Response queryFingerprints(Call& call)
{
    Result<FingerprintSearch> where = readWindow(call);
    if (!where)
        return failedAnswer(where.error());
    const std::string type = call.text(wire::fingerprintType);
    if (type != "container" && type != "linux_svc")
        return errorResponse(400, "fingerprint_type is container or linux_svc");
    where->type = type == "container" ? "container" : "linux-service";
    const Result<std::vector<Patterns>> patterns = readPatterns(call.body);
    if (!patterns)
        return failedAnswer(patterns.error());
    std::optional<Query> expression;
    if (const Value* const expr = call.body.find(wire::expr); expr != nullptr && !expr->isNull()) {
        Result<Query> query = queryOfFilter(*expr);
        if (!query)
            return failedAnswer(query.error().withContext("expr"));
        expression = std::move(*query);
    }
    return answerRecords(call, *where, [&](const FingerprintRow& row) {
        FingerprintLookup lookup(row);
        return std::all_of(patterns->begin(), patterns->end(),
                           [&](const Patterns& one) { return one.fits(lookup); })
            && (!expression || expression->matches(std::ref(lookup)));
    });
}

/// Audit events and flags, which the local organization keeps for all sources together.
api::Response answerEvents(Call& call, const FingerprintSearch& window, const Query& filter,
                           std::string_view schemaPrefix)
{
    EventSearch where;
    where.kind = EventKind::Audit;
    where.start = window.start;
    where.end = window.end;
    where.schemaPrefix = schemaPrefix;
    return eventLines(call, where, filter);
}

api::Response querySource(Call& call)
{
    // Traces are asked for by another form of the query; there are none here.
    const std::string dataType = call.text(wire::dataType);
    constexpr std::array<std::string_view, 6> known{"fingerprints", "audit", "redflags",
                                                    "spydergraph",  "k8s",   "agent_status"};
    if (std::find(known.begin(), known.end(), dataType) == known.end())
        return errorResponse(400, "data_type is not known");
    if (dataType == "spydergraph" || dataType == "k8s" || dataType == "agent_status")
        return linesAnswer({});
    Result<FingerprintSearch> where = readWindow(call);
    if (!where)
        return failedAnswer(where.error());
    const Value* const pipeline = call.body.find(wire::pipeline);
    const Result<Query> filter = queryOfPipeline(pipeline != nullptr ? *pipeline : Value::list());
    if (!filter)
        return failedAnswer(filter.error().withContext("pipeline"));
    if (dataType == "audit")
        return answerEvents(call, *where, *filter, wire::auditSchema);
    if (dataType == "redflags")
        return answerEvents(call, *where, *filter, wire::auditRedflagSchema);
    where->ids = filter->mustBeOneOf(wire::id).value_or(std::vector<std::string>{});
    return answerRecords(call, *where, [&](const FingerprintRow& row) {
        return filter->matches(FingerprintLookup(row));
    });
}

constexpr std::array<Route, 2> routes{{
    {"POST", "/api/v1/fingerprint/guardian/query", queryFingerprints, true},
    {"POST", "/api/v1/source/query", querySource, true},
}};

} // namespace

std::span<const Route> fingerprintRoutes()
{
    return routes;
}

} // namespace pw::organization
