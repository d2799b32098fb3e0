#pragma once
// What must hold of every merge, checked without the code that merges.

#include "core/ops/merge.h"
#include "tests/oracle/allowance.h"

#include <optional>
#include <string>
#include <vector>

namespace pw::oracle {

/// One merge to judge: a creation, or an update when there is a target.
struct Scenario
{
    std::vector<ops::MergeInput> inputs;
    std::optional<policy::GuardianDocument> target;
    ops::CreateOptions create;
    ops::UpdateOptions update;

    [[nodiscard]] bool exact() const { return target ? update.exact : create.exact; }
};

[[nodiscard]] Result<ops::MergeOutcome> run(const Scenario& scenario);

/// The document as it would be written.
[[nodiscard]] std::string textOf(const policy::GuardianDocument& document);

/// Violated properties in words, empty when all is well.
using Complaints = std::vector<std::string>;

/// Everything of every input that was not skipped is allowed and selected by the result.
[[nodiscard]] Complaints everythingAllowed(const Scenario& scenario,
                                           const ops::MergeOutcome& outcome);
/// Nothing the target allowed is lost; selectors, mode, response, enabled and options stay. For a
/// creation: those of the first policy among the inputs, else what was asked for.
[[nodiscard]] Complaints headKept(const Scenario& scenario, const ops::MergeOutcome& outcome);
/// No user and no executable is allowed on a process that no input showed there.
[[nodiscard]] Complaints noUserGained(const Scenario& scenario, const ops::MergeOutcome& outcome);
/// The same inputs once more change nothing, byte for byte; one input is as good as twice the
/// same; a normal form is one and allows the same.
[[nodiscard]] Complaints stable(const Scenario& scenario, const ops::MergeOutcome& outcome);
/// Every widening is reported, and with `exact` there is none.
[[nodiscard]] Complaints wideningsTold(const Scenario& scenario, const ops::MergeOutcome& outcome);
/// An update tells of each input whether it was allowed before.
[[nodiscard]] Complaints relevanceRight(const Scenario& scenario, const ops::MergeOutcome& outcome);
/// What is written is read back as the same and has no errors.
[[nodiscard]] Complaints resultValid(const ops::MergeOutcome& outcome);
/// Inputs in another order, sorted, give the same bytes.
[[nodiscard]] Complaints orderFree(const Scenario& scenario, unsigned seed);

/// All of them but orderFree.
[[nodiscard]] Complaints judge(const Scenario& scenario, const ops::MergeOutcome& outcome);

/// The inputs that were not skipped and the target, as the oracle sees them.
struct Evidence
{
    std::vector<const policy::GuardianDocument*> documents;
    std::vector<Behaviour> behaviours; ///< one for each document
};
[[nodiscard]] Evidence evidenceOf(const Scenario& scenario, const ops::MergeOutcome& outcome);

} // namespace pw::oracle
