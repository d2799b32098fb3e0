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

struct MergedRule
{
    bool changed = false; ///< something is allowed now that was not
    RuleIndex at = 0; ///< the rule that holds it now, or a rule that was joined with a later one
};

/// Takes one rule, its processes being those of `tree`, into the list; what it touches is joined.
MergedRule mergeRule(RuleSet& rules, const Rule& added, const ProcessTree& tree,
                     policy::Direction direction, const MergeMode& mode, WideningLog& log);

/// Joins what may have become comparable because these processes changed.
bool rejoinRules(RuleSet& rules, const std::vector<ProcessIndex>& compared, const ProcessTree& tree,
                 policy::Direction direction, const MergeMode& mode, WideningLog& log);

} // namespace pw::ops
