#pragma once
// Deviations as the server has them, laid beside the policies they are of.

#include "app/connections/deviation_records.h"
#include "app/pwctl/connection.h"

#include <string>
#include <vector>

namespace pw::pwctl {

using connections::byPolicy;
using connections::DeviationsByPolicy;

/// The count of each policy, and what could not be judged as lines on the error stream.
[[nodiscard]] std::vector<ops::DeviationCount>
countsOf(const std::vector<policy::GuardianDocument>& policies,
         const DeviationsByPolicy& deviations, Session& session);

/// The table of policies with or without their deviations.
[[nodiscard]] std::string policiesText(const std::vector<policy::GuardianDocument>& policies,
                                       const DeviationsByPolicy* deviations, Session& session);

} // namespace pw::pwctl
