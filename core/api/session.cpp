#include "core/api/session.h"

#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/yaml/json_writer.h"

#include <algorithm>
#include <utility>

namespace pw::api {
namespace {

constexpr std::string_view organizationsVerb = "list organizations";
constexpr std::string_view schemasVerb = "ask what can be searched";

/// A segment of a path may not lead elsewhere.
bool isSegment(std::string_view text)
{
    return !text.empty() && text != "." && text != ".."
        && text.find_first_of("/?#%\\") == std::string_view::npos
        && std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

/// What the search of a server that does not list its schemas is known to have.
SearchSchemas commonSchemas()
{
    using namespace wire;
    SearchSchemas out;
    for (const Key field :
         {id, schema, timeKey, validFrom, status, muid, Key("root_puid"), cgroup, serviceName,
          image, imageId, containerName, containerId, Key("original_schema"), metadataType})
        out[std::string(fingerprintSchema)].emplace(field);
    for (const Key field : {id, schema, timeKey, checksum, description, policyUid, policyName, ref})
        out[std::string(deviationSchema)].emplace(field);
    return out;
}

std::string named(const std::vector<Organization>& all)
{
    constexpr std::size_t most = 10;
    std::string out;
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
        out += (i == 0 ? "" : ", ") + wire::shownText(all[i].name, 60) + " ("
            + wire::shownText(all[i].uid, 60) + ")";
    return all.size() > most ? out + " and " + std::to_string(all.size() - most) + " more" : out;
}

} // namespace

Session::Session(Sender sender, std::string organization)
    : m_sender(std::move(sender)), m_wanted(std::move(organization))
{
}

Result<std::vector<Organization>> Session::organizations(const Call& call) const
{
    Request request{"GET", std::string(wire::organizationsPath), {}, {}, {}};
    Result<Response> reply = m_sender.send(organizationsVerb, std::move(request), call);
    if (!reply)
        return reply.error();
    return organizationsIn(*reply, call);
}

Result<std::vector<Organization>> Session::organizationsIn(const Response& reply, const Call& call)
{
    const Result<wire::ObjectList> read
        = wire::readList(reply, wire::BrokenLines::Refuse, call.stop);
    if (!read)
        return errorOf(organizationsVerb, reply, read.error());
    std::vector<Organization> out;
    for (const yaml::NodeRef node : read->objects) {
        Organization one{wire::scalarAt(node, wire::uid), wire::scalarAt(node, wire::name)};
        if (isSegment(one.uid))
            out.push_back(std::move(one));
    }
    return out;
}

Result<Organization> Session::choose(const std::vector<Organization>& all) const
{
    const auto fits
        = [&](const Organization& one) { return one.uid == m_wanted || one.name == m_wanted; };
    if (m_wanted.empty() && all.size() == 1)
        return all.front();
    if (const auto found = std::find_if(all.begin(), all.end(), fits);
        found != all.end() && !m_wanted.empty())
        return *found;
    std::string message;
    if (m_wanted.empty())
        message = all.empty() ? "The key may see no organization; it may have expired"
                              : "The key may see several organizations; name one of " + named(all);
    else
        message = "There is no organization " + m_wanted
            + " for this key: the name may be wrong, the key may lack access or have expired"
            + (all.empty() ? "" : "; it sees " + named(all));
    return Error{"no-such-organization", std::move(message), "find the organization"};
}

Result<Organization> Session::organization(const Call& call)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_organization)
            return *m_organization;
    }
    const Result<std::vector<Organization>> all = organizations(call);
    if (!all)
        return all.error();
    Result<Organization> chosen = choose(*all);
    if (chosen) {
        const std::lock_guard lock(m_mutex);
        m_organization = *chosen;
    }
    return chosen;
}

Result<Request> Session::request(std::string method, std::string_view rest, const Call& call)
{
    const Result<Organization> own = organization(call);
    if (!own)
        return own.error();
    return Request{std::move(method),
                   std::string(wire::organizationsPath) + own->uid + std::string(rest),
                   {},
                   {},
                   {}};
}

Result<Request> Session::requestFor(std::string method, std::string_view path, std::string_view uid,
                                    const Call& call)
{
    if (!isSegment(uid))
        return Error{"bad-request", "This is no uid: " + wire::shownText(uid, 80), {}};
    return request(std::move(method), std::string(path) + std::string(uid), call);
}

Result<std::optional<SearchSchemas>> Session::askSchemas(const Call& call)
{
    const Result<Request> request = this->request("GET", wire::searchSchemasPath, call);
    if (!request)
        return request.error();
    Result<Response> reply = m_sender.send(schemasVerb, *request, call);
    if (!reply)
        return reply.error().code == "not-found"
            ? Result<std::optional<SearchSchemas>>(std::optional<SearchSchemas>())
            : reply.error();
    const Result<yaml::Document> read = wire::readObject(*reply, call.stop);
    if (!read)
        return errorOf(schemasVerb, *reply, read.error());
    SearchSchemas schemas;
    for (const auto& [name, schema] : read->roots().front().entries()) {
        auto& fields = schemas[std::string(name.value())];
        for (const auto& [field, type] : schema.find(wire::projection).entries())
            fields.emplace(field.value());
    }
    return std::optional(std::move(schemas));
}

Result<bool> Session::hasSearch(const Call& call)
{
    Result<Request> request = this->request("POST", wire::searchPath, call);
    if (!request)
        return request.error();
    request->query = {{std::string(wire::limit), "1"}};
    yaml::Value body = yaml::Value::map();
    body.set(wire::schema, yaml::Value::string(std::string(wire::fingerprintSchema)));
    body.set(wire::query, yaml::Value::string("*"));
    body.set(wire::startTime, yaml::Value::number("0"));
    body.set(wire::endTime, yaml::Value::number("1"));
    request->body = bodyOf(body);
    const Result<Response> reply = m_sender.send(schemasVerb, *request, call);
    if (!reply && reply.error().code != "not-found" && reply.error().code != "bad-request")
        return reply.error();
    return reply || reply.error().code != "not-found";
}

Result<Generation> Session::generation(const Call& call)
{
    if (const std::optional<Generation> known = knownGeneration())
        return *known;
    Result<std::optional<SearchSchemas>> schemas = askSchemas(call);
    if (!schemas)
        return schemas.error();
    bool newer = schemas->has_value();
    if (!newer) {
        const Result<bool> search = hasSearch(call);
        if (!search)
            return search.error();
        newer = *search;
    }
    const std::lock_guard lock(m_mutex);
    m_generation = newer ? Generation::Newer : Generation::Older;
    m_schemas
        = schemas->has_value() && !(*schemas)->empty() ? **std::move(schemas) : commonSchemas();
    return *m_generation;
}

std::optional<Generation> Session::knownGeneration() const
{
    const std::lock_guard lock(m_mutex);
    return m_generation;
}

void Session::rememberOlder()
{
    const std::lock_guard lock(m_mutex);
    m_generation = Generation::Older;
}

SearchSchemas Session::schemas() const
{
    const std::lock_guard lock(m_mutex);
    return m_schemas;
}

void Session::rememberRange(TimeRange range)
{
    const std::lock_guard lock(m_mutex);
    m_range = range;
}

std::optional<TimeRange> Session::lastRange() const
{
    const std::lock_guard lock(m_mutex);
    return m_range;
}

std::string bodyOf(const yaml::Value& value)
{
    return yaml::writeJson(value, yaml::JsonLayout::OneLine);
}

} // namespace pw::api
