#pragma once
// Which policies of a text could take fingerprints in, and why the others could not.

#include "core/ops/merge.h"
#include "core/policy/kinds.h"

#include <string>
#include <vector>

namespace pw::ops {

struct MergeTarget
{
    std::size_t unit = 0; ///< index into the units
    std::string name; ///< of the policy
    std::string label; ///< of the unit: `document 2`, empty for a single one
    std::size_t fitting = 0; ///< inputs that would not be skipped
    std::string reason; ///< why the first of the others would be
};

/// Every policy and baseline among the units of the document.
[[nodiscard]] std::vector<MergeTarget> mergeTargets(const yaml::Document& document,
                                                    const std::vector<policy::Unit>& units,
                                                    const std::vector<MergeInput>& inputs);

} // namespace pw::ops
