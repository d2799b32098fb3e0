// What another policy does about deviations.

#include "core/ops/action_words.h"
#include "core/ops/policy_changes_parts.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Action;
using Sign = PolicyChange::Sign;
using Actions = std::vector<const Action*>;

Actions without(const std::vector<Action>& from, std::vector<Action> other)
{
    Actions out;
    for (const Action& action : from) {
        const auto same = std::ranges::find(other, action);
        if (same != other.end())
            other.erase(same);
        else if (!action.type.empty())
            out.push_back(&action);
    }
    return out;
}

/// What both say first is not said again: `kill process: bash became bash, sh`.
Sentence becameSentence(const Action& before, const Action& after)
{
    Sentence out = actionSentence(before);
    const Sentence next = actionSentence(after);
    const bool alike = out.parts.size() > 2 && next.parts.size() > 2
        && std::equal(next.parts.begin(), next.parts.begin() + 2, out.parts.begin());
    out.say(" became ");
    out.parts.insert(out.parts.end(), next.parts.begin() + (alike ? 2 : 0), next.parts.end());
    return out;
}

/// Those of one type are one action that changed, in their order.
void addActions(const std::vector<Action>& before, const std::vector<Action>& after,
                const std::string& list, ChangeList& changes)
{
    Actions gone = without(before, after);
    for (const Action* const action : without(after, before)) {
        const auto old = std::ranges::find(gone, action->type,
                                           [](const Action* other) { return other->type; });
        if (old == gone.end()) {
            changes.add(Sign::Added, actionSentence(*action), Effect::Response, list,
                        action->where);
            continue;
        }
        changes.add(Sign::Changed, becameSentence(**old, *action), Effect::Response, list,
                    action->where, (*old)->where);
        gone.erase(old);
    }
    for (const Action* const action : gone)
        changes.add(Sign::Removed, actionSentence(*action), Effect::Response, list, {},
                    action->where);
}

} // namespace

void addResponseChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list)
{
    const policy::Response was = before.response.value_or(policy::Response{});
    const policy::Response is = after.response.value_or(policy::Response{});
    addActions(was.defaults, is.defaults, "response, default", list);
    addActions(was.actions, is.actions, "response, actions", list);
}

} // namespace pw::ops
