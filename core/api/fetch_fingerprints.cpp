#include "core/api/fetch_fingerprints.h"

#include "core/api/fingerprint_collector.h"
#include "core/api/older_requests.h"
#include "core/api/search_job.h"
#include "core/api/search_query.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::api {
namespace {

constexpr std::string_view verb = "get fingerprints";

using Fields = std::set<std::string, std::less<>>;

/// What a row is made of when the server can send rows.
constexpr std::array rowFields{
    wire::id,           wire::schema,  wire::version,     wire::timeKey,
    wire::metadataType, wire::image,   wire::imageId,     wire::containerName,
    wire::containerId,  wire::cgroup,  wire::serviceName, wire::clusterName,
    wire::namespaceKey, wire::podName, wire::muid,        wire::coveredByPolicy};

/// What a row has besides, from a server that can send it.
constexpr std::array moreRowFields{wire::coveredBy, wire::status,    wire::clusterUid,
                                   wire::hostname,  wire::validFrom, wire::podLabels};

/// The fields of the search that may answer a filter, the first that the server has.
std::string_view fieldOf(FilterField field)
{
    switch (field) {
    case FilterField::Cluster:
        return wire::clusterUid;
    case FilterField::Namespace:
        return wire::namespaceKey;
    case FilterField::Pod:
        return wire::podName;
    case FilterField::Machine:
        return wire::muid;
    case FilterField::Image:
        return wire::image;
    case FilterField::ImageId:
        return wire::imageId;
    case FilterField::ContainerName:
        return wire::containerName;
    case FilterField::ContainerId:
        return wire::containerId;
    case FilterField::Cgroup:
        return wire::cgroup;
    case FilterField::Status:
        return wire::status;
    case FilterField::Id:
        return wire::id;
    }
    return {};
}

std::string nameCondition(const FingerprintQuery& query, const Fields& offered)
{
    std::vector<std::string_view> fields;
    for (const std::string_view field : {wire::image, wire::imageId, wire::containerName,
                                         wire::cgroup, wire::serviceName, wire::id}) {
        if (offered.contains(field))
            fields.push_back(field);
    }
    std::vector<std::string> names;
    for (const std::string& name : query.names)
        names.push_back(query.exactNames ? name : contains(name));
    return anyOf(fields, names);
}

std::string typeCondition(const std::string& type)
{
    const std::vector<std::string> types = type.empty()
        ? std::vector<std::string>{"container", "linux-service"}
        : std::vector<std::string>{type};
    return anyOf({wire::metadataType}, types);
}

/// The query's conditions; filters that the server has no field for are left to the collector.
std::string searchText(const FingerprintQuery& query, const Fields& offered,
                       FingerprintCollector& collector)
{
    std::vector<std::string> conditions{nameCondition(query, offered)};
    for (const auto& [field, values] : collector.filters.filters) {
        const bool cluster = field == FilterField::Cluster;
        if (offered.contains(fieldOf(field))) {
            conditions.push_back(
                anyOf({fieldOf(field)}, cluster ? collector.filters.clusterUids : values));
        } else if (cluster && offered.contains(wire::clusterName)) {
            conditions.push_back(anyOf({wire::clusterName}, values));
        } else {
            collector.clientSide.push_back(field);
        }
    }
    conditions.push_back(typeCondition(query.type));
    return allOf(conditions);
}

Result<Done> fetchNewer(Session& session, const FingerprintQuery& query,
                        FingerprintCollector& collector, bool wholeRecords, const Call& call)
{
    const SearchSchemas schemas = session.schemas();
    const auto found = schemas.find(wire::fingerprintSchema);
    const Fields offered = found == schemas.end() ? Fields() : found->second;
    const auto has = [&](std::string_view field) { return offered.contains(field); };
    const bool rows = !wholeRecords && std::all_of(rowFields.begin(), rowFields.end(), has)
        && std::all_of(query.extraFields.begin(), query.extraFields.end(), has);

    Search search{wire::fingerprintSchema, searchText(query, offered, collector), query.range, {}};
    if (rows) {
        search.fields.assign(rowFields.begin(), rowFields.end());
        for (const std::string_view field : moreRowFields) {
            if (!query.printedOnly && has(field))
                search.fields.emplace_back(field);
        }
        for (const std::string& field : query.extraFields) {
            if (std::find(search.fields.begin(), search.fields.end(), field) == search.fields.end())
                search.fields.push_back(field);
        }
    } else {
        search.fields.emplace_back(wire::fullJson);
    }
    const Result<bool> all = searchAll(
        session, verb, search,
        [&](yaml::NodeRef result) {
            rows ? collector.take(result) : collector.takeFullJson(result);
        },
        call);
    if (!all)
        return all.error();
    collector.complete = *all;
    return Done{};
}

Result<Done> fetch(Session& session, const FingerprintQuery& query, FingerprintCollector& collector,
                   bool wholeRecords, const Call& call)
{
    if (query.range.from > query.range.to)
        return Error{"bad-request", "The time range ends before it starts", std::string(verb)};
    Result<ResolvedFilters> filters = resolveFilters(session, query.filters, call);
    if (!filters)
        return filters.error().withContext(std::string(verb));
    collector.filters = *std::move(filters);
    session.rememberRange(query.range);
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(std::string(verb));
    if (*generation == Generation::Newer) {
        const Result<Done> done = fetchNewer(session, query, collector, wholeRecords, call);
        if (done || done.error().code != noSearchCode)
            return done;
        session.rememberOlder();
    }
    return fetchOlderFingerprints(session, query, collector, call);
}

} // namespace

Result<Done> fetchOlderFingerprints(Session& session, const FingerprintQuery& query,
                                    FingerprintCollector& collector, const Call& call)
{
    collector.clientSide = {FilterField::Pod, FilterField::ContainerName, FilterField::ContainerId};
    const Result<Organization> organization = session.organization(call);
    if (!organization)
        return organization.error();
    const std::vector<yaml::Value> bodies
        = older::fingerprintQueries(organization->uid, query, collector.filters);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        Request request{"POST", std::string(wire::guardianQueryPath), {}, {}, bodyOf(bodies[i])};
        Result<Response> reply = session.sender().send(verb, std::move(request), call);
        if (!reply)
            return reply.error();
        const Result<wire::ObjectList> read
            = wire::readList(*reply, wire::BrokenLines::LeaveOut, call.stop);
        if (!read)
            return errorOf(verb, *reply, read.error());
        collector.unreadable += read->unreadable;
        for (const yaml::NodeRef record : read->objects)
            collector.take(record);
        if (call.progress)
            call.progress(i + 1, bodies.size(), verb);
    }
    return Done{};
}

Result<FingerprintRows> fetchFingerprintRows(Session& session, const FingerprintQuery& query,
                                             const Call& call)
{
    FingerprintCollector collector(query, false);
    const Result<Done> done = fetch(session, query, collector, false, call);
    return done ? Result<FingerprintRows>(collector.rows()) : done.error();
}

Result<Records> fetchFingerprintRecords(Session& session, const FingerprintQuery& query,
                                        const Call& call)
{
    FingerprintCollector collector(query, true);
    const Result<Done> done = fetch(session, query, collector, true, call);
    return done ? Result<Records>(collector.records()) : done.error();
}

} // namespace pw::api
