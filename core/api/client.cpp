#include "core/api/client.h"

#include "core/api/fetch_fingerprints.h"
#include "core/api/read_events.h"
#include "core/api/read_resources.h"
#include "core/api/resolved_filters.h"
#include "core/api/session.h"
#include "core/api/test_connection.h"
#include "core/api/write_resources.h"

#include <algorithm>

namespace pw::api {

class Client::Connection
{
public:
    Connection(std::shared_ptr<Transport> transport, ClientOptions options)
        : session(Sender(std::move(transport),
                         {options.readOnly, std::move(options.contextName), options.limits,
                          std::move(options.retries)}),
                  std::move(options.organization)),
          server(std::move(options.server))
    {
    }

    Session session;
    std::string server;
};

Client::Client(std::shared_ptr<Transport> transport, ClientOptions options)
    : m_connection(std::make_unique<Connection>(std::move(transport), std::move(options)))
{
}

Client::~Client() = default;

Result<std::vector<Organization>> Client::organizations(const Call& call)
{
    return m_connection->session.organizations(call);
}

Result<Organization> Client::organization(const Call& call)
{
    return m_connection->session.organization(call);
}

std::vector<ConnectionStep> Client::testConnection(const Call& call)
{
    return tryConnection(m_connection->session, m_connection->server, call);
}

std::optional<Generation> Client::generation() const
{
    return m_connection->session.knownGeneration();
}

Result<FingerprintRows> Client::fingerprints(const FingerprintQuery& query, const Call& call)
{
    return fetchFingerprintRows(m_connection->session, query, call);
}

Result<Records> Client::fingerprintDocuments(const std::vector<std::string>& ids, const Call& call)
{
    return fetchDocuments(m_connection->session, ids, call);
}

Result<Records> Client::fingerprintRecords(const FingerprintQuery& query, const Call& call)
{
    return fetchFingerprintRecords(m_connection->session, query, call);
}

Result<std::vector<Applied>> Client::list(Resource resource, const ListQuery& query,
                                          const Call& call)
{
    return listResources(m_connection->session, resource, query, call);
}

Result<Applied> Client::get(Resource resource, const std::string& uid, const Call& call)
{
    return getResource(m_connection->session, resource, uid, call);
}

Result<std::vector<Applied>> Client::versions(Resource resource, const std::string& uid,
                                              const Call& call)
{
    ListQuery query;
    query.nameOrUid = uid;
    query.exactName = true;
    query.fromArchive = true;
    Result<std::vector<Applied>> all = listResources(m_connection->session, resource, query, call);
    if (!all)
        return all;
    std::erase_if(*all, [&](const Applied& one) { return one.uid != uid; });
    std::stable_sort(all->begin(), all->end(), [](const Applied& a, const Applied& b) {
        return a.version.value_or(0) > b.version.value_or(0);
    });
    return all;
}

Result<Applied> Client::getVersion(Resource resource, const std::string& uid, std::int64_t version,
                                   const Call& call)
{
    return getResourceVersion(m_connection->session, resource, uid, version, call);
}

Result<Written> Client::apply(const yaml::Value& document,
                              std::optional<std::int64_t> expectedVersion, const Call& call)
{
    return applyDocument(m_connection->session, document, expectedVersion, call);
}

std::vector<Result<Written>> Client::applyAll(const std::vector<yaml::Value>& documents,
                                              bool expectWrittenVersions, const Call& call)
{
    return applyDocuments(m_connection->session, documents, expectWrittenVersions, call);
}

Result<Written> Client::remove(Resource resource, const std::string& uid, const Call& call)
{
    return removeResource(m_connection->session, resource, uid, call);
}

Result<std::string> Client::checkWithServer(const yaml::Value& document, const Call& call)
{
    return checkDocument(m_connection->session, document, call);
}

Result<Deviations> Client::deviations(const DeviationQuery& query, const Call& call)
{
    return fetchDeviations(m_connection->session, query, call);
}

Result<PolicyLog> Client::policyLog(const LogQuery& query, const Call& call)
{
    return fetchPolicyLog(m_connection->session, query, call);
}

Result<std::vector<Machine>> Client::machines(const Call& call)
{
    return fetchMachines(m_connection->session, call);
}

Result<std::vector<Cluster>> Client::clusters(const Call& call)
{
    return fetchClusters(m_connection->session, call);
}

} // namespace pw::api
