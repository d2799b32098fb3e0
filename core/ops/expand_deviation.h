#pragma once
// A deviation says "below this process of the policy, these appeared": made whole for merging.

#include "core/base/result.h"
#include "core/ops/merge_processes.h"
#include "core/policy/policy.h"

#include <string>

namespace pw::ops {

struct ExpandedDeviation
{
    policy::Spec spec; ///< with whole trees: copies of the policy's processes down to the place
    PinnedProcesses pinned; ///< which processes of `spec` are copies, and of what
};

/// The id without the mark that copies of the policy's processes carry in an expanded deviation.
[[nodiscard]] std::string plainId(const std::string& id);

/// Ids of the policy that the deviation's network names are resolved as well. Error code:
/// `missing-process`, naming the ids that neither has.
[[nodiscard]] Result<ExpandedDeviation> expandDeviation(const policy::Spec& deviation,
                                                        const ProcessTree& policyTree);

} // namespace pw::ops
