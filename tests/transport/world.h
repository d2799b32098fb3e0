#pragma once
// A client, the organization of the mongos behind HTTP, and what goes wrong between them.

#include "app/pwctl/http_server.h"
#include "core/api/client.h"
#include "core/api/curl_transport.h"
#include "tests/core/organization/mongo_organization.h"
#include "tests/transport/fault_proxy.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pw::tests {

inline const std::string worldKey = "canary-5f1c0ffee0ddba11";
/// What the server says when it refuses, to be found again in a message.
inline constexpr std::string_view serverSays = "the moon is in the wrong house";

class World
{
public:
    explicit World(organization::Generation generation = organization::Generation::Auto,
                   std::size_t moreFingerprints = 0);
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World();

    /// A fresh organization with one policy applied, a proxy without a plan, nothing seen.
    void reset();
    [[nodiscard]] const std::string& policyUid() const { return m_policyUid; }
    [[nodiscard]] std::string organizationUid() const { return m_mongo->store->organizationUid(); }
    [[nodiscard]] FaultProxy& proxy() { return *m_proxy; }
    /// `POST /analyticspolicy/` and the like: the writes that the organization has answered.
    [[nodiscard]] std::vector<std::string> writes() const;
    /// How many requests have come to the organization, and which of them were no mere questions.
    [[nodiscard]] std::size_t requests() const;
    [[nodiscard]] std::vector<std::string> changing() const;
    /// Asks the organization itself, below its own path.
    api::Response ask(const std::string& method, const std::string& path,
                      const std::string& body = {},
                      std::vector<std::pair<std::string, std::string>> query = {});

private:
    api::Response handle(const api::Request& request);

    organization::Generation m_generation;
    std::size_t m_moreFingerprints;
    mutable std::mutex m_mutex; ///< of the organization and of what it was asked
    std::unique_ptr<MongoOrganization> m_mongo;
    std::string m_policyUid;
    std::vector<std::string> m_writes;
    std::vector<std::string> m_changing;
    std::size_t m_requests = 0;
    std::unique_ptr<pwctl::HttpServer> m_server;
    int m_port = 0;
    std::unique_ptr<FaultProxy> m_proxy;
    std::jthread m_thread;
};

/// Has little patience with one kind of request and much with all others: a busy machine may be
/// slow where no fault is.
class ImpatientTransport : public api::Transport
{
public:
    explicit ImpatientTransport(std::shared_ptr<api::Transport> inner) : m_inner(std::move(inner))
    {
    }
    /// Requests like that get no time, but for the first ones.
    void hurry(std::string method, std::string inTarget, int behind = 0);
    void beCalm() { m_method.clear(); }
    [[nodiscard]] Result<api::Response> send(const api::Request& request,
                                             const api::SendLimits& limits,
                                             const std::stop_token& stop) override;

private:
    std::shared_ptr<api::Transport> m_inner;
    std::string m_method;
    std::string m_target;
    std::atomic<int> m_behind = 0;
};

/// Three tries, replies up to 4 MiB; waits between tries are counted instead of waited.
struct WorldClient
{
    explicit WorldClient(const std::string& url, const std::string& key = worldKey);

    std::vector<std::chrono::milliseconds> waits;
    std::function<void()> onWait; ///< called at each of them
    std::shared_ptr<ImpatientTransport> transport;
    std::unique_ptr<api::Client> client;
};

/// What a server of the older generation answers to the search: that there is none.
[[nodiscard]] Fault withoutSearch(const Seen& request);

/// The mongo policy as a value, with further metadata.
[[nodiscard]] yaml::Value policyValue(const std::string& metadata = {},
                                      const std::string& name = "mongo-policy");

} // namespace pw::tests
