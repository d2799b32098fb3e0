// What Guardian tells about a policy: deviations and the audit trail, for the older generation.

#include "core/organization/call.h"
#include "core/organization/event_fields.h"
#include "core/organization/query_filter.h"
#include "core/organization/store.h"

#include <array>
#include <utility>

namespace pw::organization {
namespace {

api::Response readLogs(Call& call)
{
    EventSearch where;
    where.kind = EventKind::Audit;
    where.start = call.seconds(wire::startTime);
    where.end = call.seconds(wire::endTime);
    where.policyUid = call.text(wire::srcUid);
    if (!where.start || !where.end)
        return errorResponse(400, "start_time and end_time are epoch seconds");
    if (call.text(wire::dataType) != "audit")
        return errorResponse(400, "data_type must be audit");
    if (where.policyUid.empty())
        return errorResponse(400, "src_uid is the uid of a policy");
    const yaml::Value* const pipeline = call.body.find(wire::pipeline);
    const Result<Query> filter
        = queryOfPipeline(pipeline != nullptr ? *pipeline : yaml::Value::list());
    if (!filter)
        return failedAnswer(filter.error().withContext("pipeline"));
    return eventLines(call, where, *filter);
}

constexpr std::array<Route, 1> routes{
    {{"POST", "/api/v1/org/{org}/analyticspolicy/logs", readLogs, true}}};

} // namespace

api::Response eventLines(Call& call, const EventSearch& where, const Query& filter)
{
    if (const Result<Done> evaluated = call.finishEvaluation(); !evaluated)
        return failedAnswer(evaluated.error());
    std::string lines;
    const Result<Done> read = call.store.events().visit(
        where,
        [&](const EventRow& row) {
            if (filter.matches(EventLookup(row)))
                lines += row.record + '\n';
            return true;
        },
        call.stop);
    return read ? linesAnswer(std::move(lines)) : failedAnswer(read.error());
}

std::span<const Route> logRoutes()
{
    return routes;
}

} // namespace pw::organization
