#include "core/api/read_resources.h"

#include "core/api/search_query.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/text/glob.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace pw::api {
namespace {

std::string verbOf(std::string_view what, Resource resource)
{
    return std::string(what) + " " + std::string(toString(resource));
}

/// The longest part of the pattern without wildcards, as much of it as the server takes.
std::string serverSide(std::string_view pattern)
{
    std::string_view longest;
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find_first_of("*?[]"), pattern.size());
        if (end > longest.size())
            longest = pattern.substr(0, end);
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    std::size_t size = 0;
    for (std::size_t signs = 0; size < longest.size() && signs < wire::listFilterLimit; ++signs)
        size += text::characterAt(longest, size).size();
    return std::string(longest.substr(0, size));
}

bool fits(const Applied& one, const ListQuery& query)
{
    if (!query.type.empty() && one.type != query.type)
        return false;
    if (query.nameOrUid.empty())
        return true;
    if (query.exactName) {
        const std::size_t colon = one.uid.find(':'); // `pol:` may be left out
        return one.name == query.nameOrUid || one.uid == query.nameOrUid
            || (colon != std::string::npos && one.uid.substr(colon + 1) == query.nameOrUid);
    }
    const std::string pattern = contains(query.nameOrUid);
    return text::globMatches(pattern, one.name) || text::globMatches(pattern, one.uid);
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

Result<std::vector<Applied>> ask(Session& session, Resource resource, const ListQuery& query,
                                 Parameters parameters, const Call& call)
{
    const std::string verb = verbOf("list", resource);
    Result<Request> request = session.request("GET", pathOf(resource), call);
    if (!request)
        return request.error();
    request->query = std::move(parameters);
    Result<Response> reply = session.sender().send(verb, *std::move(request), call);
    if (!reply)
        return reply.error();
    const Result<wire::ObjectList> read
        = wire::readList(*reply, wire::BrokenLines::Refuse, call.stop);
    if (!read)
        return errorOf(verb, *reply, read.error());
    std::vector<Applied> out;
    for (const yaml::NodeRef record : read->objects) {
        Result<Applied> one = appliedOf(resource, record);
        if (!one)
            return errorOf(verb, *reply, one.error());
        if (fits(*one, query))
            out.push_back(*std::move(one));
    }
    return out;
}

Parameters newerParameters(const ListQuery& query)
{
    Parameters out;
    if (const std::string part = serverSide(query.nameOrUid); !part.empty())
        out.emplace_back(wire::nameOrUidContains, part);
    out.emplace_back(wire::fromArchive, query.fromArchive ? "True" : "False");
    if (!query.type.empty())
        out.emplace_back(wire::type, query.type);
    if (!query.inPolicy.empty())
        out.emplace_back(wire::inPolicy, query.inPolicy);
    return out;
}

/// That generation lists one type at a time.
Result<std::vector<Applied>> listOlder(Session& session, const ListQuery& query, const Call& call)
{
    std::vector<Applied> out;
    for (const char* const type : {"container", "linux-service", "trace"}) {
        if (!query.type.empty() && query.type != type)
            continue;
        Result<std::vector<Applied>> some
            = ask(session, Resource::Policy, query, {{std::string(wire::type), type}}, call);
        if (!some)
            return some;
        std::move(some->begin(), some->end(), std::back_inserter(out));
    }
    return out;
}

Error notFound(std::string_view verb, Resource resource, const std::string& uid)
{
    return {"not-found",
            "The server has no " + std::string(toString(resource)) + " with the uid "
                + wire::shownText(uid, 80),
            std::string(verb)};
}

Result<Applied> getOne(Session& session, Resource resource, std::string_view verb,
                       const std::string& uid, Parameters parameters, const Call& call)
{
    Result<Request> request = session.requestFor("GET", pathOf(resource), uid, call);
    if (!request)
        return request.error();
    request->query = std::move(parameters);
    Result<Response> reply = session.sender().send(verb, *std::move(request), call);
    if (!reply)
        return reply.error();
    const Result<yaml::Document> read = wire::readObject(*reply, call.stop);
    if (!read)
        return errorOf(verb, *reply, read.error());
    Result<Applied> one = appliedOf(resource, read->roots().front());
    return one ? std::move(one) : errorOf(verb, *reply, one.error());
}

/// The older generation's record says what its document does not.
void fillMetadata(Applied& one)
{
    yaml::Value filled = wire::mapIn(one.document, wire::metadata);
    if (filled.kind != yaml::Value::Kind::Map)
        return;
    if (filled.find(wire::uid) == nullptr)
        filled.set(wire::uid, yaml::Value::string(one.uid));
    if (filled.find("creationTimestamp") == nullptr && !one.validFrom.empty())
        filled.set("creationTimestamp", yaml::Value::number(one.validFrom));
    one.document.set(wire::metadata, std::move(filled));
}

} // namespace

std::string_view toString(Resource resource)
{
    return resource == Resource::Policy ? "policy" : "ruleset";
}

std::string_view pathOf(Resource resource)
{
    return resource == Resource::Policy ? wire::policiesPath : wire::rulesetsPath;
}

std::string_view keyOf(Resource resource)
{
    return resource == Resource::Policy ? wire::policy : wire::ruleset;
}

Error notSupported(std::string_view verb, std::string_view what)
{
    return {"not-supported", "This server is of an older kind that has no " + std::string(what),
            std::string(verb)};
}

Result<Applied> appliedOf(Resource resource, yaml::NodeRef record)
{
    const yaml::NodeRef node = record.find(keyOf(resource));
    Applied out;
    if (node.isMapping()) {
        out.document = yaml::toValue(node);
    } else {
        const Result<yaml::Document> read = wire::readEmbedded(node.value());
        if (!node.isString() || !read)
            return Error{"malformed-reply",
                         "A record of the server holds no " + std::string(toString(resource))
                             + " that can be read",
                         {}};
        out.document = yaml::toValue(read->roots().front());
    }
    const yaml::Value metadata = wire::mapIn(out.document, wire::metadata);
    const auto either = [](std::string first, std::string second) {
        return first.empty() ? std::move(second) : std::move(first);
    };
    out.uid = either(wire::scalarAt(record, wire::uid), wire::scalarIn(metadata, wire::uid));
    if (out.uid.empty())
        return Error{"malformed-reply", "A record of the server has no uid", {}};
    // The record of the older generation has the name's first 32 signs.
    out.name = either(wire::scalarIn(metadata, wire::name), wire::scalarAt(record, wire::name));
    out.type = either(wire::scalarAt(record, wire::type), wire::scalarIn(metadata, wire::type));
    out.version = wire::integerOf(
        either(wire::scalarAt(record, wire::version), wire::scalarIn(metadata, wire::version)));
    out.validFrom = wire::scalarAt(record, wire::validFrom);
    out.lastUpdated = wire::scalarAt(record, wire::lastUpdated);
    out.lastUpdatedBy = wire::scalarAt(record, wire::lastUpdatedBy);
    fillMetadata(out);
    return out;
}

Result<std::vector<Applied>> listResources(Session& session, Resource resource,
                                           const ListQuery& query, const Call& call)
{
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(verbOf("list", resource));
    if (*generation == Generation::Newer)
        return ask(session, resource, query, newerParameters(query), call);
    if (resource == Resource::Ruleset)
        return notSupported(verbOf("list", resource), "rulesets");
    if (query.fromArchive)
        return notSupported(verbOf("list", resource), "archive of versions");
    return listOlder(session, query, call);
}

Result<Applied> getResource(Session& session, Resource resource, const std::string& uid,
                            const Call& call)
{
    const std::string verb = verbOf("get", resource);
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(verb);
    if (*generation == Generation::Newer)
        return getOne(session, resource, verb, uid, {}, call);
    ListQuery query;
    query.nameOrUid = uid;
    query.exactName = true;
    const Result<std::vector<Applied>> all = listResources(session, resource, query, call);
    if (!all)
        return all.error();
    const auto found = std::find_if(all->begin(), all->end(),
                                    [&](const Applied& one) { return one.uid == uid; });
    return found == all->end() ? Result<Applied>(notFound(verb, resource, uid)) : *found;
}

Result<Applied> getResourceVersion(Session& session, Resource resource, const std::string& uid,
                                   std::int64_t version, const Call& call)
{
    const std::string verb = verbOf("get a version of a", resource);
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(verb);
    if (*generation == Generation::Older)
        return notSupported(verb, "archive of versions");
    return getOne(session, resource, verb, uid,
                  {{std::string(wire::archiveVersion), std::to_string(version)}}, call);
}

} // namespace pw::api
