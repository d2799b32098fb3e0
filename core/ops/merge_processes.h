#pragma once
// Process trees become one.

#include "core/ops/activity_walk.h"
#include "core/ops/widening_log.h"

#include <set>
#include <string>
#include <vector>

namespace pw::ops {

/// How two documents meet.
struct MergeMode
{
    bool symmetric
        = true; ///< creation: both sides have equal rights; else the base's patterns rule
    bool exact = false; ///< widen nothing
    const std::set<std::string>* keepExact = nullptr; ///< keys of what must not be widened

    [[nodiscard]] bool keepsAny() const { return keepExact != nullptr && !keepExact->empty(); }
    /// `key` is only made when something is kept.
    template <typename Key> [[nodiscard]] bool keeps(const Key& key) const
    {
        return keepsAny() && keepExact->contains(key());
    }
};

struct ProcessMapping
{
    std::vector<ProcessIndex> image; ///< for each process of the other tree its place in the base
    std::vector<ProcessIndex> compared; ///< processes whose name or executables changed
    bool changed = false;
};

/// Takes every process of `other` into `base`. Rules of `base` decide between equal siblings.
[[nodiscard]] ProcessMapping mergeProcesses(Behaviour& base, const Activity& other,
                                            const MergeMode& mode, const PinnedProcesses& pinned,
                                            WideningLog& log);

/// Two processes that a network rule may take for one another, wherever they stand.
[[nodiscard]] bool comparable(const Process& a, const Process& b);

} // namespace pw::ops
