#pragma once
// Fingerprints merged into the text of a policy: the edits that a person would have made.

#include "core/ops/merge.h"
#include "core/policy/kinds.h"
#include "core/text/text_edit.h"

#include <optional>

namespace pw::ops {

/// One thing that the policy allows afterwards and did not allow before.
struct MergeAddition
{
    enum class What : std::uint8_t { Process, Executable, User, Socket, Connection };
    What what = What::Process;
    std::string text; ///< `/usr/bin/mongosh on mongosh_0`, `egress to 10.0.0.5/32, TCP 443, by …`
    bool operator==(const MergeAddition&) const = default;
};

struct MergePlan
{
    text::TextEdits edits; ///< against the document's text; empty when nothing changes
    MergeReport report;
    std::vector<bool> relevant; ///< as in MergeOutcome
    std::vector<MergeAddition> added;
    bool changed = false;
    /// Set when lines could not be kept: the edits replace the lists, or the whole document, and
    /// the comments in them are lost. A person has to agree first.
    std::optional<std::string> rewriteReason;
};

/// Plans what `updatePolicy` decides as edits of the bytes of `unit`, one of `units`. Entries that
/// stay keep place, bytes and comments; the planned text is read again and compared with the
/// decision before it is given out. Error codes: `does-not-parse`, `not-a-policy`, `would-lose` (a
/// field that no policy has stands where lines cannot be kept), `alias`, `merge-key`,
/// `cannot-change`, `cancelled`.
[[nodiscard]] Result<MergePlan>
planMerge(const yaml::Document& document, const std::vector<policy::Unit>& units,
          const policy::Unit& unit, const std::vector<MergeInput>& inputs,
          const UpdateOptions& options = {}, const ProgressFn& progress = {},
          const std::stop_token& stop = {});

} // namespace pw::ops
