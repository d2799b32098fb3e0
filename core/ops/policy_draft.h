#pragma once
// A policy before it is made: what the selected fingerprints did, what is left out of it, and what
// the merge would give.

#include "core/ops/activity.h"
#include "core/ops/attack_programs.h"
#include "core/ops/merge.h"
#include "core/ops/scope_lines.h"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace pw::ops {

/// A behaviour to look at before the others.
struct Notable
{
    std::string key;
    std::string reason;
    bool attack = false; ///< often used in attacks: off until it is taken
    bool operator==(const Notable&) const = default;
};

/// What was selected, read once; every draft is made of it.
struct DraftSource
{
    std::vector<MergeInput> inputs; ///< in the order of the merge
    CombinedActivity activity;
    std::unordered_map<std::string, std::string> attackReasons; ///< by process key
    std::vector<Notable> notable; ///< attack programs first, then what one input alone did
    std::vector<SkippedInput> skipped;
    std::string suggestedName;
    std::unordered_map<std::string, std::string> parentOf; ///< process keys
};

[[nodiscard]] DraftSource prepareDraft(std::vector<MergeInput> inputs,
                                       const AttackPrograms& attackPrograms,
                                       std::vector<SkippedInput> skipped = {});

struct DraftWidening
{
    Widening widening;
    std::string place; ///< in plain words: `image`, `process nginx`, `ingress rule 1`
    bool kept = false; ///< kept exact: it does not happen
    bool operator==(const DraftWidening&) const = default;
};

/// What a person decided.
struct DraftChoices
{
    std::string name;
    std::string mode = "audit";
    policy::Options disable;
    bool includeImageId = false;
    std::set<std::string> leftOut; ///< keys of behaviours
    std::set<std::string> taken; ///< keys of attack programs that are wanted all the same
    /// What must not be widened, as the draft it was chosen in told it: its paths lead elsewhere
    /// in later ones.
    std::vector<DraftWidening> keepExact;
    bool operator==(const DraftChoices&) const = default;
};

enum class Tick : std::uint8_t {
    On,
    Off,
    Carried, ///< off, because the process it belongs to is
    Partly, ///< a row of many addresses
};

/// What is on and off under these choices.
class DraftTicks
{
public:
    DraftTicks(const DraftSource& source, const DraftChoices& choices);
    [[nodiscard]] Tick of(const std::string& key) const;
    [[nodiscard]] const std::unordered_set<std::string>& off() const { return m_off; }
    [[nodiscard]] bool anyOn() const { return m_anyOn; }

private:
    void walk(const std::vector<ProcessActivity>& level, const DraftSource& source,
              const DraftChoices& choices, bool parentOn);
    Tick connection(const ConnectionActivity& row, const DraftChoices& choices);

    std::unordered_map<std::string, Tick> m_ticks; // all but On
    std::unordered_set<std::string> m_off;
    bool m_anyOn = false;
};

/// Turning on a behaviour turns on the processes it belongs to; a row of many addresses is all of
/// them.
void setTicked(DraftChoices& choices, const DraftSource& source, const std::string& key, bool on);

struct PolicyDraft
{
    std::optional<Error> error; ///< why it cannot be made; then the rest is empty
    policy::GuardianDocument document;
    std::string text; ///< YAML
    std::vector<ScopeLine> scope;
    std::string scopeSummary;
    std::vector<DraftWidening> widenings;
    std::vector<std::string> warnings;
    std::size_t processes = 0;
    std::size_t rules = 0;
};

/// Error codes beside those of createPolicy: `invalid-name`, `nothing-ticked`.
[[nodiscard]] PolicyDraft makeDraft(const DraftSource& source, const DraftChoices& choices,
                                    const ProgressFn& progress = {},
                                    const std::stop_token& stop = {});

/// The draft laid over what it was made of: every input must be in its scope and conform, but for
/// what was left out; and its text must read back as it and be valid. Nothing when all is well.
[[nodiscard]] std::optional<Error> checkDraft(const DraftSource& source,
                                              const DraftChoices& choices, const PolicyDraft& draft,
                                              const ProgressFn& progress = {},
                                              const std::stop_token& stop = {});

} // namespace pw::ops
