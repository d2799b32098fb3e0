// The search of the newer generation: a job that is started, asked after and read page by page.

#include "core/ops/timestamp.h"
#include "core/organization/call.h"
#include "core/organization/event_fields.h"
#include "core/organization/fingerprint_fields.h"
#include "core/organization/search_jobs.h"
#include "core/organization/search_schemas.h"
#include "core/organization/store.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace pw::organization {
namespace {

constexpr std::string_view fingerprintPrefix = "fprint:"; // of ids that the server gives

using yaml::Value;

/// A search as it was asked for.
struct Search
{
    const SearchSchema* schema = nullptr;
    Query query;
    std::optional<double> start;
    std::optional<double> end;
    std::size_t limit = wire::searchLimit;
    bool fullJson = false;
    std::vector<const FingerprintField*> columns; ///< of rows, when those are asked for
};

/// What the service answers to a search that it does not start.
api::Response notStarted(std::string_view why)
{
    return jsonAnswer(JsonObject().add(wire::errorKey, why).text());
}

Error wrongSearch(std::string message)
{
    return {"wrong-query", std::move(message), {}};
}

Result<Done> readOutputFields(const Value& names, Search& search)
{
    if (names.kind != Value::Kind::List)
        return wrongSearch("output_fields is a list of names");
    for (const Value& name : names.items) {
        if (name.kind != Value::Kind::String)
            return wrongSearch("output_fields is a list of names");
        if (name.text == wire::fullJson) {
            search.fullJson = true;
            continue;
        }
        const std::string complaint = search.schema->complaint(std::array{name.text});
        if (!complaint.empty())
            return wrongSearch(complaint);
        if (const FingerprintField* const column = fingerprintField(name.text);
            column != nullptr && search.schema->source == SearchSource::Fingerprints)
            search.columns.push_back(column);
    }
    return Done{};
}

Result<Search> readSearch(const Call& call)
{
    const SearchSchema* const schema = searchSchema(call.text(wire::schema));
    if (schema == nullptr)
        return wrongSearch("there is no schema \"" + call.text(wire::schema) + "\"");
    Result<Query> query = Query::parse(call.text(wire::query));
    if (!query)
        return query.error();
    if (const std::string complaint = schema->complaint(query->fields()); !complaint.empty())
        return wrongSearch(complaint);
    Search search{schema,
                  std::move(*query),
                  call.seconds(wire::startTime),
                  call.seconds(wire::endTime),
                  wire::searchLimit,
                  false,
                  {}};
    if (!search.start || !search.end)
        return wrongSearch("start_time and end_time are epoch seconds");
    if (*search.end < *search.start)
        return wrongSearch("end_time is before start_time");
    if (const std::string* const limit = call.parameter(wire::limit); limit != nullptr) {
        const char* const end = limit->data() + limit->size();
        const auto [read, problem] = std::from_chars(limit->data(), end, search.limit);
        if (problem != std::errc() || read != end || search.limit == 0
            || search.limit > wire::searchLimit)
            return wrongSearch("limit is a number from 1 to " + std::to_string(wire::searchLimit));
    }
    if (const Value* const names = call.body.find(wire::outputFields);
        names != nullptr && !names->isNull()) {
        if (Result<Done> taken = readOutputFields(*names, search); !taken)
            return taken.error();
    }
    return search;
}

/// Rows when their fields are asked for, else what the pages are read by.
Result<SearchJob> findFingerprints(Call& call, const Search& search)
{
    FingerprintSearch where;
    where.start = search.start;
    where.end = search.end;
    where.type = search.query.mustEqual(wire::metadataType);
    where.muid = search.query.mustEqual(wire::muid);
    where.ids = search.query.mustBeOneOf(wire::id).value_or(std::vector<std::string>{});
    const Query::Bounds time = search.query.mustLieWithin(wire::timeKey);
    where.timeFrom = time.least;
    if (time.greatest)
        where.timeBefore = std::nextafter(*time.greatest, std::numeric_limits<double>::infinity());

    const auto isLabels
        = [](const FingerprintField* field) { return field->name == wire::podLabels; };
    where.podLabels = std::any_of(search.columns.begin(), search.columns.end(), isLabels)
        || search.query.fields().contains(wire::podLabels);

    static const std::array idOnly{fingerprintField(wire::id)};
    SearchJob job;
    job.holds = search.fullJson ? SearchJob::Holds::Fingerprints : SearchJob::Holds::Rows;
    const auto visit = [&](const FingerprintRow& row) {
        if (!search.query.matches(FingerprintLookup(row)))
            return true;
        if (search.fullJson)
            job.fingerprints.push_back(row.number);
        else if (search.columns.empty())
            job.addRow(fingerprintRowJson(row, idOnly));
        else
            job.addRow(fingerprintRowJson(row, search.columns));
        return job.size() < search.limit;
    };
    const Result<Done> visited = call.store.fingerprints().visit(where, visit, call.stop);
    if (!visited)
        return visited.error();
    return job;
}

bool isFlagThatWasMade(const EventRow& row)
{
    EventLookup lookup(row);
    const Value* const description = lookup(wire::description);
    return description == nullptr || !description->text.starts_with("[AUDIT MODE]");
}

Result<SearchJob> findEvents(Call& call, const Search& search)
{
    const SearchSource source = search.schema->source;
    const bool flags = source == SearchSource::RedFlags || source == SearchSource::OpsFlags;
    EventSearch where;
    where.kind = source == SearchSource::Deviations ? EventKind::Deviation : EventKind::Audit;
    where.start = search.start;
    where.end = search.end;
    where.policyUid = search.query.mustEqual(wire::policyUid);
    where.ids = search.query.mustBeOneOf(wire::id).value_or(std::vector<std::string>{});
    if (flags)
        where.schemaPrefix = source == SearchSource::RedFlags ? wire::auditRedflagSchema
                                                              : wire::auditOpsflagSchema;
    SearchJob job;
    job.holds = search.fullJson ? SearchJob::Holds::Events : SearchJob::Holds::Rows;
    const auto visit = [&](const EventRow& row) {
        if (!search.query.matches(EventLookup(row)) || (flags && !isFlagThatWasMade(row)))
            return true;
        if (search.fullJson)
            job.events.push_back(row.id);
        else
            job.addRow(JsonObject().add(wire::id, row.id).text());
        return job.size() < search.limit;
    };
    const Result<Done> visited = call.store.events().visit(where, visit, call.stop);
    if (!visited)
        return visited.error();
    return job;
}

api::Response startSearch(Call& call)
{
    const Result<Search> search = readSearch(call);
    if (!search)
        return notStarted(search.error().message);
    const SearchSource source = search->schema->source;
    Result<SearchJob> job = SearchJob{};
    if (source != SearchSource::Nothing) {
        const bool fingerprints = source == SearchSource::Fingerprints;
        const Result<Done> evaluated
            = fingerprints ? call.finishCoverage() : call.finishEvaluation();
        if (!evaluated)
            return failedAnswer(evaluated.error());
        job = fingerprints ? findFingerprints(call, *search) : findEvents(call, *search);
    }
    if (!job)
        return failedAnswer(job.error());
    return jsonAnswer(
        JsonObject().add(wire::id, call.searches.add(std::move(*job), call.now()).id).text());
}

std::string fullJsonResult(std::string_view record)
{
    return JsonObject().addJson(wire::fullJson, record).text();
}

/// The results from one index to another. Records that are gone since are left out.
Result<std::string> resultsOf(Call& call, const SearchJob& job, std::size_t begin, std::size_t end)
{
    JsonList results;
    if (job.holds == SearchJob::Holds::Rows) {
        for (std::size_t i = begin; i < end; ++i)
            results.addJson(job.row(i));
    } else if (job.holds == SearchJob::Holds::Fingerprints) {
        const Result<Done> read = call.store.fingerprints().visitRecords(
            std::span(job.fingerprints).subspan(begin, end - begin),
            [&](std::int64_t, const std::string& record) {
                results.addJson(fullJsonResult(record));
                return true;
            },
            call.stop);
        if (!read)
            return read.error();
    } else {
        for (std::size_t i = begin; i < end; ++i) {
            const Result<std::optional<EventRow>> event = call.store.events().get(job.events[i]);
            if (!event)
                return event.error();
            if (*event)
                results.addJson(fullJsonResult(eventRecord(**event)));
        }
    }
    return std::move(results).text();
}

api::Response askSearch(Call& call)
{
    SearchJob* const job = call.searches.find(call.id, call.now());
    if (job == nullptr)
        return errorResponse(404, "there is no search " + call.id + ", any more");
    std::size_t limit = wire::pageLimit;
    if (const Value* const asked = call.body.find(wire::limit); asked != nullptr) {
        const std::optional<double> number = call.seconds(wire::limit);
        if (!number || *number < 1 || *number > wire::searchLimit)
            return errorResponse(
                400, "limit is a number from 1 to " + std::to_string(wire::searchLimit));
        limit = std::min(limit, static_cast<std::size_t>(*number));
    }
    std::size_t begin = 0;
    if (const Value* const token = call.body.find(wire::token);
        token != nullptr && !token->isNull()) {
        begin = pageStart(*job, token->text);
        if (token->kind != Value::Kind::String || begin > job->size())
            return errorResponse(400, "the token is none of this search");
    }
    if (!std::exchange(job->asked, true))
        return jsonAnswer(JsonObject().add(wire::status, "still running").text());
    const std::size_t end = std::min(job->size(), begin + limit);
    const Result<std::string> results = resultsOf(call, *job, begin, end);
    if (!results)
        return failedAnswer(results.error());
    JsonObject page;
    page.addJson(wire::results, *results);
    if (end < job->size())
        page.add(wire::token, pageToken(*job, end));
    else
        page.addJson(wire::token, "null");
    page.addNumber(wire::resultCount, static_cast<std::int64_t>(job->size()));
    return jsonAnswer(std::move(page).text());
}

api::Response listSchemas(Call&)
{
    return jsonAnswer(searchSchemasJson());
}

api::Response validateSearch(Call& call)
{
    std::string complaint;
    const SearchSchema* const schema = searchSchema(call.text(wire::schema));
    const Result<Query> query = Query::parse(call.text(wire::query));
    if (schema == nullptr)
        complaint = "there is no schema \"" + call.text(wire::schema) + "\"";
    else if (!query)
        complaint = query.error().message;
    else
        complaint = schema->complaint(query->fields());
    return jsonAnswer(JsonObject()
                          .addJson("ok", complaint.empty() ? "true" : "false")
                          .add(wire::errorKey, complaint)
                          .text());
}

/// The record behind an id of any kind; nothing when there is none. What was imported keeps the id
/// that it came with.
Result<std::optional<std::string>> recordOf(Call& call, const std::string& id)
{
    Result<std::optional<std::string>> fingerprint = call.store.fingerprints().record(id);
    if (!fingerprint || *fingerprint || id.starts_with(fingerprintPrefix))
        return fingerprint;
    // Events come from evaluating.
    if (const Result<Done> evaluated = call.finishEvaluation(); !evaluated)
        return evaluated.error();
    Result<std::optional<EventRow>> event = call.store.events().get(id);
    if (!event)
        return event.error();
    return *event ? std::optional(eventRecord(**event)) : std::nullopt;
}

api::Response readObjects(Call& call)
{
    const Value* const ids = call.body.find(wire::ids);
    if (ids == nullptr || ids->kind != Value::Kind::List
        || !std::all_of(ids->items.begin(), ids->items.end(),
                        [](const Value& id) { return id.kind == Value::Kind::String; }))
        return errorResponse(400, "ids is a list of texts");
    if (ids->items.size() > wire::objectsLimit)
        return errorResponse(
            400, "at most " + std::to_string(wire::objectsLimit) + " ids can be asked for at once");
    if (const Result<Done> evaluated = call.finishCoverage(); !evaluated)
        return failedAnswer(evaluated.error());
    JsonList results;
    JsonList failed;
    for (const Value& id : ids->items) {
        const Result<std::optional<std::string>> record = recordOf(call, id.text);
        if (!record)
            return failedAnswer(record.error());
        if (*record)
            results.addJson(**record);
        else
            failed.addJson(JsonObject().add(wire::id, id.text).text());
    }
    return jsonAnswer(JsonObject()
                          .addJson(wire::results, results.text())
                          .addJson(wire::failedIds, failed.text())
                          .addJson(wire::retryableIds, "[]")
                          .text());
}

constexpr std::array<Route, 5> routes{{
    {"GET", "/api/v1/org/{org}/search/schema", listSchemas},
    {"POST", "/api/v1/org/{org}/search/validate", validateSearch, true},
    {"POST", "/api/v1/org/{org}/search", startSearch, true},
    {"POST", "/api/v1/org/{org}/search/{id}", askSearch, true},
    {"POST", "/api/v1/org/{org}/objects", readObjects, true},
}};

} // namespace

std::span<const Route> searchRoutes()
{
    return routes;
}

} // namespace pw::organization
