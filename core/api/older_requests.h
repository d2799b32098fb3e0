#pragma once
// Bodies of the older generation's requests.

#include "core/api/resolved_filters.h"

namespace pw::api::older {

/// One for each type and each machine that the filters name; the range as a whole.
[[nodiscard]] std::vector<yaml::Value> fingerprintQueries(const std::string& organization,
                                                          const FingerprintQuery& query,
                                                          const ResolvedFilters& filters);

/// What a policy's log answers: every event, or those of one schema. One body for each block of
/// time that the service takes.
[[nodiscard]] std::vector<yaml::Value> logQueries(const std::string& organization,
                                                  const std::string& policyUid, TimeRange range,
                                                  std::string_view schema);

/// Document and selectors as JSON inside of texts, the name cut as the service wants it.
[[nodiscard]] yaml::Value policyBody(const yaml::Value& document, const std::string& uid);

} // namespace pw::api::older
