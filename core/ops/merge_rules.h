#pragma once
// Network rules become one list.

#include "core/ops/merge_processes.h"

#include <optional>
#include <vector>

namespace pw::ops {

/// Joins the rules of one direction that lie inside one another until none does.
/// True when something changed.
bool joinRules(RuleSet& rules, const ProcessTree& tree, policy::Direction direction,
               const MergeMode& mode, WideningLog& log);

/// Takes one rule, its processes being those of `tree`, into the list; what it touches is joined.
/// `compared`: processes whose name or executables changed since the last call.
bool mergeRule(RuleSet& rules, const Rule& added, const ProcessTree& tree,
               policy::Direction direction, const MergeMode& mode, WideningLog& log);

/// Joins what may have become comparable because these processes changed.
bool rejoinRules(RuleSet& rules, const std::vector<ProcessIndex>& compared, const ProcessTree& tree,
                 policy::Direction direction, const MergeMode& mode, WideningLog& log);

} // namespace pw::ops
