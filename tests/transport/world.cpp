#include "tests/transport/world.h"

#include "core/api/sender.h"
#include "core/yaml/reader.h"

namespace pw::tests {
namespace {

bool changesSomething(const api::Request& request)
{
    return request.method == "PUT" || request.method == "DELETE"
        || (request.method == "POST" && request.path.ends_with("/analyticspolicy/"));
}

} // namespace

World::World(organization::Generation generation, std::size_t moreFingerprints)
    : m_generation(generation), m_moreFingerprints(moreFingerprints)
{
    pwctl::ServerOptions options;
    options.token = worldKey;
    m_server = std::make_unique<pwctl::HttpServer>(
        [this](const api::Request& request) { return handle(request); }, options);
    m_port = m_server->listen().value_or(0);
    m_thread = std::jthread([this] { m_server->run(); });
    reset();
}

World::~World()
{
    m_proxy.reset();
    m_server->stop();
}

void World::reset()
{
    m_proxy = std::make_unique<FaultProxy>(m_port);
    const std::lock_guard lock(m_mutex);
    m_writes.clear();
    m_changing.clear();
    m_requests = 0;
    organization::OrganizationOptions options;
    options.generation = m_generation;
    m_mongo = std::make_unique<MongoOrganization>(options);
    if (m_moreFingerprints > 0) {
        std::string more;
        for (std::size_t i = 0; i < m_moreFingerprints; ++i)
            more += mongoRecord("fprint:m" + std::to_string(1000 + i), {}, mongoNow - 600) + "\n";
        const auto imported = organization::importText(
            *m_mongo->store, *text::SourceText::make(more, "more.json"), mongoNow);
        m_mongo->imports += imported ? std::string() : imported.error().text();
    }
    const api::Response made
        = m_mongo->send("POST", "/analyticspolicy/", R"({"policy": )" + mongoPolicy() + "}");
    m_policyUid = made.body.substr(std::min(made.body.find("pol:"), made.body.size()));
    m_policyUid = m_policyUid.substr(0, m_policyUid.find('"'));
}

std::vector<std::string> World::writes() const
{
    const std::lock_guard lock(m_mutex);
    return m_writes;
}

std::size_t World::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

std::vector<std::string> World::changing() const
{
    const std::lock_guard lock(m_mutex);
    return m_changing;
}

api::Response World::ask(const std::string& method, const std::string& path,
                         const std::string& body,
                         std::vector<std::pair<std::string, std::string>> query)
{
    const std::lock_guard lock(m_mutex);
    return m_mongo->send(method, path, body, std::move(query));
}

api::Response World::handle(const api::Request& request)
{
    const std::lock_guard lock(m_mutex);
    ++m_requests;
    if (changesSomething(request))
        m_writes.push_back(request.method);
    if (changesSomething(request) || !api::isRead(request))
        m_changing.push_back(request.method + " " + request.path);
    return m_mongo->organization->handle(request, {});
}

void ImpatientTransport::hurry(std::string method, std::string inTarget, int behind)
{
    m_behind = behind;
    m_method = std::move(method);
    m_target = std::move(inTarget);
}

Result<api::Response> ImpatientTransport::send(const api::Request& request,
                                               const api::SendLimits& limits,
                                               const std::stop_token& stop)
{
    std::string target = request.path;
    for (const auto& [name, value] : request.query)
        target += "?" + name + "=" + value;
    api::SendLimits mine = limits;
    if (request.method == m_method && target.find(m_target) != std::string::npos
        && m_behind.fetch_sub(1) <= 0)
        mine.stall = std::chrono::milliseconds{50};
    return m_inner->send(request, mine, stop);
}

WorldClient::WorldClient(const std::string& url, const std::string& key)
{
    api::CurlOptions connection;
    connection.baseUrl = url;
    connection.key = api::Secret(key);
    transport
        = std::make_shared<ImpatientTransport>(*api::CurlTransport::make(std::move(connection)));
    api::ClientOptions options;
    options.server = url;
    options.limits.replyBytes = std::size_t{4} << 20U;
    options.retries.sleep = [this](std::chrono::milliseconds time, const std::stop_token&) {
        waits.push_back(time);
        if (onWait)
            onWait();
    };
    client = std::make_unique<api::Client>(transport, std::move(options));
}

Fault withoutSearch(const Seen& request)
{
    return request.target.find("/search") == std::string::npos
        ? Fault()
        : answer(httpReply(404, R"({"msg": "there is no search here"})"));
}

yaml::Value policyValue(const std::string& metadata, const std::string& name)
{
    const Result<text::SourceText> source = text::SourceText::make(mongoPolicy(metadata, name));
    const yaml::Document document = yaml::readJsonText(*source, {});
    return yaml::toValue(document.roots().front());
}

} // namespace pw::tests
