#pragma once
// Filters by the names that people use, as the fields that a server can search.

#include "core/api/client_records.h"
#include "core/api/session.h"

namespace pw::api {

/// What stands for a query's filters once machines and clusters are known by uid.
struct ResolvedFilters
{
    Filters filters; ///< machines are uids
    std::vector<std::string> clusterUids; ///< of the cluster filter

    /// Whether a fingerprint passes the filter of that field, which its facts may say.
    [[nodiscard]] bool passes(FilterField field, const policy::FingerprintFacts& facts) const;
};

/// Asks for machines and clusters when filters name them. Error codes: `no-such-machine`,
/// `no-such-cluster`.
[[nodiscard]] Result<ResolvedFilters> resolveFilters(Session& session, const Filters& filters,
                                                     const Call& call);

[[nodiscard]] Result<std::vector<Machine>> fetchMachines(Session& session, const Call& call);
[[nodiscard]] Result<std::vector<Cluster>> fetchClusters(Session& session, const Call& call);

} // namespace pw::api
