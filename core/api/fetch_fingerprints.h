#pragma once
// Fingerprints of a time range in both generations of the API.

#include "core/api/fingerprint_collector.h"
#include "core/api/session.h"

namespace pw::api {

[[nodiscard]] Result<FingerprintRows>
fetchFingerprintRows(Session& session, const FingerprintQuery& query, const Call& call);
[[nodiscard]] Result<Records>
fetchFingerprintRecords(Session& session, const FingerprintQuery& query, const Call& call);
/// By id, without duplicates.
[[nodiscard]] Result<Records> fetchDocuments(Session& session, const std::vector<std::string>& ids,
                                             const Call& call);

/// What the older generation answers, into the collector, whose filters are resolved.
[[nodiscard]] Result<Done> fetchOlderFingerprints(Session& session, const FingerprintQuery& query,
                                                  FingerprintCollector& collector,
                                                  const Call& call);

} // namespace pw::api
