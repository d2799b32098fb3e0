#pragma once
// Deviations as the server has them, laid beside the policies they are of.

#include "core/api/client_records.h"
#include "core/ops/deviation_count.h"

#include <map>
#include <string>
#include <vector>

namespace pw::connections {

/// By policy uid, each list by time.
using DeviationsByPolicy = std::map<std::string, std::vector<ops::DeviationRecord>>;
[[nodiscard]] DeviationsByPolicy byPolicy(const std::vector<api::Deviation>& deviations);

} // namespace pw::connections
