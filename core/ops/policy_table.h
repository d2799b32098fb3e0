#pragma once
// Policies as the table that spyctl prints.

#include "core/ops/deviation_count.h"
#include "core/ops/policy_status.h"
#include "core/ops/text_table.h"

#include <optional>
#include <string>
#include <vector>

namespace pw::ops {

struct PolicyRow
{
    std::string uid; ///< empty when it is not applied
    std::string name;
    PolicyStatus status = PolicyStatus::NotApplied;
    std::string type;
    std::string version; ///< as written
    std::string createTime; ///< epoch seconds as written
    std::optional<DeviationCount> deviations; ///< nothing: not counted
};

[[nodiscard]] PolicyRow policyRow(const policy::GuardianDocument& policy);

/// Sorted by type and name. The deviations' column stands there when any row has counts.
[[nodiscard]] TextTable policyTable(std::vector<PolicyRow> rows);

} // namespace pw::ops
