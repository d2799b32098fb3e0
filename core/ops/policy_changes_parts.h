#pragma once
// The parts of policy_changes.h: each adds what it finds to one list.

#include "core/ops/activity_walk.h"
#include "core/ops/policy_changes.h"
#include "core/text/glob_containment.h"

#include <optional>
#include <string>
#include <vector>

namespace pw::ops {

class ChangeList
{
public:
    ChangeList(const yaml::Document* text, const yaml::Document* textBefore)
        : m_text(text), m_textBefore(textBefore)
    {
    }

    /// Of what is added from here on.
    void setPart(PolicyChange::Part part) { m_part = part; }
    void add(PolicyChange::Sign sign, Sentence sentence, Effect effect, std::string detail = {},
             policy::Where where = {}, policy::Where before = {});
    [[nodiscard]] std::vector<PolicyChange> take() { return std::move(m_changes); }

private:
    const yaml::Document* m_text;
    const yaml::Document* m_textBefore;
    PolicyChange::Part m_part = PolicyChange::Part::General;
    std::vector<PolicyChange> m_changes;
};

/// Which process of one tree is which of the other; noProcess: none.
struct ProcessPairs
{
    std::vector<ProcessIndex> after; ///< of each process before
    std::vector<ProcessIndex> before; ///< of each process after

    ProcessPairs(const ProcessTree& old, const ProcessTree& now);
};

void addSelectorChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list);
void addProcessChanges(const Behaviour& before, const Behaviour& after, const ProcessPairs& pairs,
                       ChangeList& list);
void addRuleChanges(const policy::Spec& before, const policy::Spec& after,
                    const ProcessPairs& pairs, const Behaviour& was, const Behaviour& is,
                    ChangeList& list);
void addResponseChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list);

/// What it does that these came beside those of before: Same, Wider or Unknown.
[[nodiscard]] Effect effectOfAdded(const std::vector<std::string>& before,
                                   const std::vector<std::string>& added);
/// Those of `wanted` that are not in `from`.
[[nodiscard]] std::vector<std::string> missingFrom(const std::vector<std::string>& from,
                                                   const std::vector<std::string>& wanted);
/// By what the one allows and the other does not: Wider, Narrower, Mixed, Same or Unknown.
[[nodiscard]] Effect effectOfPatterns(const std::vector<std::string>& before,
                                      const std::vector<std::string>& after);
/// The same, once it is known whether all that was there is there still, and whether all that is
/// there was there before.
[[nodiscard]] Effect effectOf(text::Contained kept, text::Contained held);
[[nodiscard]] Effect reversed(Effect effect);
/// Of any change to what a switch left to nobody: nothing when it never did.
[[nodiscard]] std::optional<Effect> effectWhereOff(bool wasOff, bool isOff);

} // namespace pw::ops
