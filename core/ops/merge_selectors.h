#pragma once
// Selectors of several documents become the ones that select all of them.

#include "core/ops/merge_processes.h"
#include "core/policy/policy.h"

#include <string>
#include <vector>

namespace pw::ops {

struct LabelledSpec
{
    const policy::Spec* spec = nullptr;
    std::string label;
};

/// In the order of the first document. What not all have goes; what differs becomes a pattern
/// where the field allows one, else it goes. What is kept exact becomes a list of
/// the values seen.
[[nodiscard]] std::vector<policy::Selector>
commonSelectors(const std::vector<LabelledSpec>& specs, const MergeMode& mode, WideningLog& log);

} // namespace pw::ops
