#pragma once
// Deviations and the audit trail of policies, in both generations of the API.

#include "core/api/client_records.h"
#include "core/api/session.h"

namespace pw::api {

[[nodiscard]] Result<Deviations> fetchDeviations(Session& session, const DeviationQuery& query,
                                                 const Call& call);
[[nodiscard]] Result<PolicyLog> fetchPolicyLog(Session& session, const LogQuery& query,
                                               const Call& call);

} // namespace pw::api
