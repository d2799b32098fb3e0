#include "core/api/fetch_fingerprints.h"

#include "core/api/fingerprint_collector.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/base/clock.h"

#include <algorithm>
#include <unordered_set>

namespace pw::api {
namespace {

constexpr std::string_view objectsVerb = "get fingerprint documents";

/// Objects by id, 500 at once; what the server asks to be asked again is asked once more.
Result<Done> fetchObjects(Session& session, const std::vector<std::string>& ids,
                          std::unordered_map<std::string, std::string>& found,
                          std::vector<std::string>* again, const Call& call)
{
    for (std::size_t begin = 0; begin < ids.size(); begin += wire::objectsLimit) {
        const auto first = ids.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = ids.begin()
            + static_cast<std::ptrdiff_t>(std::min(begin + wire::objectsLimit, ids.size()));
        Result<Request> request = session.request("POST", wire::objectsPath, call);
        if (!request)
            return request.error();
        yaml::Value body = yaml::Value::map();
        body.set(wire::ids, yaml::Value::strings({first, last}));
        request->body = bodyOf(body);
        Result<Response> reply = session.sender().send(objectsVerb, *std::move(request), call);
        if (!reply)
            return reply.error();
        const Result<yaml::Document> read = wire::readObject(*reply, call.stop);
        if (!read)
            return errorOf(objectsVerb, *reply, read.error());
        const yaml::NodeRef root = read->roots().front();
        if (!root.find(wire::results).isSequence())
            return errorOf(objectsVerb, *reply,
                           {"malformed-reply", "The server's reply holds no results", {}});
        for (const yaml::NodeRef record : root.find(wire::results).items()) {
            if (const std::string id = wire::scalarAt(record, wire::id); !id.empty())
                found.insert_or_assign(id, wire::jsonLine(record));
        }
        for (const yaml::NodeRef id : root.find(wire::retryableIds).items()) {
            if (again != nullptr && id.isString())
                again->emplace_back(id.value());
        }
        if (call.progress)
            call.progress(found.size(), ids.size(), objectsVerb);
    }
    return Done{};
}

Result<Done> fetchByIdNewer(Session& session, const std::vector<std::string>& ids,
                            std::unordered_map<std::string, std::string>& found, const Call& call)
{
    std::vector<std::string> again;
    const Result<Done> first = fetchObjects(session, ids, found, &again, call);
    return first && !again.empty() ? fetchObjects(session, again, found, nullptr, call) : first;
}

Result<Done> fetchByIdOlder(Session& session, const std::vector<std::string>& ids,
                            std::unordered_map<std::string, std::string>& found, const Call& call)
{
    constexpr double day = 86'400;
    const double now = systemTime();
    FingerprintQuery query;
    query.range = session.lastRange().value_or(TimeRange{now - day, now});
    for (std::size_t begin = 0; begin < ids.size(); begin += wire::objectsLimit) {
        const auto first = ids.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = ids.begin()
            + static_cast<std::ptrdiff_t>(std::min(begin + wire::objectsLimit, ids.size()));
        query.filters = {{FilterField::Id, {first, last}}};
        FingerprintCollector collector(query, true);
        collector.filters.filters = query.filters;
        if (const Result<Done> done = fetchOlderFingerprints(session, query, collector, call);
            !done)
            return done;
        for (auto& [id, line] : collector.recordsById())
            found.insert_or_assign(id, std::move(line));
    }
    return Done{};
}

} // namespace

Result<Records> fetchDocuments(Session& session, const std::vector<std::string>& ids,
                               const Call& call)
{
    std::vector<std::string> asked;
    std::unordered_set<std::string> seen;
    for (const std::string& id : ids) {
        if (seen.insert(id).second)
            asked.push_back(id);
    }
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(std::string(objectsVerb));
    std::unordered_map<std::string, std::string> found;
    const Result<Done> done = *generation == Generation::Newer
        ? fetchByIdNewer(session, asked, found, call)
        : fetchByIdOlder(session, asked, found, call);
    if (!done)
        return done.error();
    Records out;
    for (const std::string& id : asked) {
        if (const auto record = found.find(id); record != found.end())
            out.lines.push_back(std::move(record->second));
        else
            out.missing.push_back(id);
    }
    out.complete = out.missing.empty();
    return out;
}

std::string Records::ndjson() const
{
    std::string out;
    for (const std::string& line : lines)
        out += line + "\n";
    return out;
}

} // namespace pw::api
