#pragma once
// Fingerprints become a policy, and a policy takes in what was seen later. Nothing is widened
// without being told.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/policy/policy.h"

#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// One document to merge and what messages call it: `fprints.yaml: items[3]`.
struct MergeInput
{
    policy::GuardianDocument document;
    std::string label;
};

/// Something the result allows or selects that the inputs, taken one by one, do not.
struct Widening
{
    enum class What : std::uint8_t {
        NameWildcard, ///< a process name became a pattern
        SelectorWildcard, ///< an image, cgroup, container name or hostname became a pattern
        SelectorDropped, ///< a selector or one of its fields or labels went
        PortsGained, ///< addresses are now allowed on ports they were not seen on
        AddressesGained, ///< processes may now talk to addresses they were not seen with
        ProcessesGained, ///< a rule of named processes became one of any process
        ExeDirectory, ///< an executable in another directory was taken as the same process
        EuserUnion, ///< two users seen on one process, and not with the same executables
    };
    What what = What::NameWildcard;
    std::string where; ///< path in the result: `spec.processPolicy[0].name`
    std::string before; ///< what stood there, or was seen
    std::string after;
    std::vector<std::string> evidence; ///< labels of the inputs that caused it
    /// What CreateOptions::keepExact calls it: the same in every run in which it happens at the
    /// same process, rule or field. Empty: it cannot be kept exact.
    std::string key = {};

    bool operator==(const Widening&) const = default;
};

/// `name-wildcard`, `selector-dropped`, …
[[nodiscard]] std::string_view toString(Widening::What what);

struct SkippedInput
{
    std::string label;
    std::string reason;
    bool operator==(const SkippedInput&) const = default;
};

struct MergeReport
{
    std::vector<Widening> widenings;
    std::vector<SkippedInput> skipped;
    std::vector<std::string> notes; ///< facts that were not stated, kept fields and the like
};

struct MergeOutcome
{
    policy::GuardianDocument document;
    MergeReport report;
    bool changed = true; ///< for update: false when everything was allowed already
    /// For update: one for each input, in the order given: it was not allowed before (cumulative).
    std::vector<bool> relevant;
};

struct CreateOptions
{
    std::string name; ///< empty: the first input's
    std::string mode = "audit";
    policy::Options disable;
    bool includeImageId = false;
    bool exact = false; ///< widen nothing
    /// Keys of widenings that must not happen: the field lists its values, the process stays apart
    /// from others, the rule is not joined.
    std::set<std::string> keepExact = {};
};

/// Merges the inputs in the order given into a new policy. Error codes: `nothing-to-merge`,
/// `mixed-types`, `unrelated-inputs`, `cancelled`.
[[nodiscard]] Result<MergeOutcome> createPolicy(const std::vector<MergeInput>& inputs,
                                                const CreateOptions& options,
                                                const ProgressFn& progress = {},
                                                const std::stop_token& stop = {});

/// The order for inputs that a table or query selected: by image or cgroup, latest timestamp and
/// id, so that the order of clicks never matters.
void sortForMerge(std::vector<MergeInput>& inputs);

struct UpdateOptions
{
    bool includeNetwork = true;
    bool exact = false;
    std::set<std::string> keepExact = {}; ///< as for creation
};

/// Takes the inputs into an existing policy; its selectors, mode, response and patterns stay.
[[nodiscard]] Result<MergeOutcome> updatePolicy(const policy::GuardianDocument& target,
                                                const std::vector<MergeInput>& inputs,
                                                const UpdateOptions& options,
                                                const ProgressFn& progress = {},
                                                const std::stop_token& stop = {});

/// Why `updatePolicy` would skip the document; empty when it would not for its type or scope.
[[nodiscard]] std::string reasonToSkip(const policy::GuardianDocument& target,
                                       const policy::GuardianDocument& other);

/// The normal form: duplicates and covered entries gone, lists sorted, inherited users not
/// repeated. Idempotent; never changes what is allowed.
[[nodiscard]] policy::GuardianDocument normalised(const policy::GuardianDocument& document);

} // namespace pw::ops
