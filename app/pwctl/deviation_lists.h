#pragma once
// Deviations as the server has them, laid beside the policies they are of.

#include "app/pwctl/connection.h"
#include "core/ops/deviation_count.h"

#include <map>
#include <string>
#include <vector>

namespace pw::pwctl {

/// By policy uid, each list by time.
using DeviationsByPolicy = std::map<std::string, std::vector<ops::DeviationRecord>>;
[[nodiscard]] DeviationsByPolicy byPolicy(const std::vector<api::Deviation>& deviations);

/// The count of each policy, and what could not be judged as lines on the error stream.
[[nodiscard]] std::vector<ops::DeviationCount>
countsOf(const std::vector<policy::GuardianDocument>& policies,
         const DeviationsByPolicy& deviations, Session& session);

/// The table of policies with or without their deviations.
[[nodiscard]] std::string policiesText(const std::vector<policy::GuardianDocument>& policies,
                                       const DeviationsByPolicy* deviations, Session& session);

} // namespace pw::pwctl
