#pragma once
// One document taken into a behaviour: the step that creation and update share.

#include "core/ops/merge_rules.h"
#include "core/ops/normal_form.h"

#include <optional>
#include <string>
#include <vector>

namespace pw::ops {

/// Processes, rules and what stood about them in a behaviour that is being built.
struct MergeBase
{
    Behaviour behaviour;
    MergeMode mode;
    WideningLog log;

    /// Takes the spec as it is, but for what the options switch off.
    MergeBase(const policy::Spec& spec, const policy::Options& options, const MergeMode& mergeMode,
              const std::string& label);

    /// Joins its own rules, once: what is asked before is asked of the spec as it was given.
    bool joinOwnRules();
    /// True when the behaviour changed. Allowed behaviour changes nothing.
    bool take(const policy::Spec& spec, const PinnedProcesses& pinned, bool withNetwork);
    /// Widenings with their places in what `places` describes.
    [[nodiscard]] std::vector<Widening> widenings(const WrittenPlaces& places) const;

private:
    bool m_joined = false;
    std::string m_label;
};

/// The spec without what the options switch off: processes and the ids that name them, directions,
/// private or public peers.
[[nodiscard]] policy::Spec withoutSwitchedOff(const policy::Spec& spec,
                                              const policy::Options& options);

} // namespace pw::ops
