#pragma once
// The product's verbs, spoken to one organization through a Transport.
//
// Synchronous: called on a worker's thread, by several at once if need be. The newer generation of
// the API is spoken first; a server that answers its search with 404 gets the older one from then
// on.

#include "core/api/client_records.h"
#include "core/api/retry_rules.h"
#include "core/api/transport.h"

#include <memory>

namespace pw::api {

struct ClientOptions
{
    std::string organization; ///< name or uid; empty: the only one that the key may see
    std::string server; ///< base URL, for messages and the test of the connection; empty: local
    std::string contextName; ///< for messages
    bool readOnly = false; ///< every write is refused before it is sent: code `read-only`
    SendLimits limits;
    RetryRules retries;
};

/// Error codes beside the transport's: `bad-request`, `key-refused` (401, 403), `not-found`,
/// `conflict`, `too-many-requests`, `server-error`, `redirected`, `unexpected-status`,
/// `malformed-reply`, `no-such-organization`, `read-only`, `search-failed`. A write may end with
/// `write-not-applied` or `write-unclear` (see `Written`). The message holds the server's words,
/// the context the verb and the server's context uid; never the key.
class Client
{
public:
    Client(std::shared_ptr<Transport> transport, ClientOptions options);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    [[nodiscard]] Result<std::vector<Organization>> organizations(const Call& call = {});
    /// The one of the options, asked once.
    [[nodiscard]] Result<Organization> organization(const Call& call = {});
    /// All steps in order; behind a failed one the others are `NotReached`.
    [[nodiscard]] std::vector<ConnectionStep> testConnection(const Call& call = {});
    /// Nothing until a search has been answered.
    [[nodiscard]] std::optional<Generation> generation() const;

    /// The newest version of each fingerprint that ran in the range, as small rows.
    [[nodiscard]] Result<FingerprintRows> fingerprints(const FingerprintQuery& query,
                                                       const Call& call = {});
    /// Whole records in the order of the ids.
    [[nodiscard]] Result<Records> fingerprintDocuments(const std::vector<std::string>& ids,
                                                       const Call& call = {});
    /// Whole records of a range, without asking for rows first.
    [[nodiscard]] Result<Records> fingerprintRecords(const FingerprintQuery& query,
                                                     const Call& call = {});

    [[nodiscard]] Result<std::vector<Applied>> list(Resource resource, const ListQuery& query = {},
                                                    const Call& call = {});
    [[nodiscard]] Result<Applied> get(Resource resource, const std::string& uid,
                                      const Call& call = {});
    /// Those before the present one, newest first.
    [[nodiscard]] Result<std::vector<Applied>> versions(Resource resource, const std::string& uid,
                                                        const Call& call = {});
    [[nodiscard]] Result<Applied> getVersion(Resource resource, const std::string& uid,
                                             std::int64_t version, const Call& call = {});

    /// Created when it has no uid, else updated. With `expectedVersion` an update is refused
    /// (`conflict`) when the server has another version by now.
    [[nodiscard]] Result<Written> apply(const yaml::Value& document,
                                        std::optional<std::int64_t> expectedVersion = {},
                                        const Call& call = {});
    /// Rulesets first, then policies, each in the order given; goes on behind an error. One result
    /// for each document, at its index. With `expectWrittenVersions` each update expects the
    /// version that stands in its own metadata, if any.
    [[nodiscard]] std::vector<Result<Written>> applyAll(const std::vector<yaml::Value>& documents,
                                                        bool expectWrittenVersions,
                                                        const Call& call = {});
    [[nodiscard]] Result<Written> remove(Resource resource, const std::string& uid,
                                         const Call& call = {});
    /// What the server has against the document; empty when it is valid.
    [[nodiscard]] Result<std::string> checkWithServer(const yaml::Value& document,
                                                      const Call& call = {});

    [[nodiscard]] Result<Deviations> deviations(const DeviationQuery& query, const Call& call = {});
    /// The audit trail of one policy from the start of the range, or from the iterator on.
    [[nodiscard]] Result<PolicyLog> policyLog(const LogQuery& query, const Call& call = {});

    [[nodiscard]] Result<std::vector<Machine>> machines(const Call& call = {});
    [[nodiscard]] Result<std::vector<Cluster>> clusters(const Call& call = {});

private:
    class Connection;
    std::unique_ptr<Connection> m_connection;
};

} // namespace pw::api
