// Processes, rules and actions as hover tells them: decoded one by one, because the rest of the
// document does not matter.

#include "core/ops/document_sentence.h"
#include "core/ops/hover_meaning.h"
#include "core/ops/response_sentence.h"
#include "core/ops/rule_sentence.h"
#include "core/ops/wording.h"
#include "core/policy/decode_parts.h"
#include "core/policy/process_nodes.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <set>

namespace pw::ops {
namespace {

using policy::Direction;
using yaml::NodeRef;

/// The processes that the rule names, without those below them.
std::vector<policy::ProcessNode> processesOf(const policy::NetworkRule& rule, NodeRef root)
{
    std::vector<policy::ProcessNode> out;
    if (!rule.processes || rule.processes->empty())
        return out;
    const std::set<std::string_view> wanted(rule.processes->begin(), rule.processes->end());
    for (const NodeRef id : policy::idNodes(root)) {
        if (!wanted.contains(id.value()))
            continue;
        policy::ProcessNode process;
        process.id = id.value();
        process.name = policy::textOf(id.parent().find("name")).value_or("");
        process.euser = policy::textsOf(policy::effectiveUsers(id.parent()));
        out.push_back(std::move(process));
    }
    return out;
}

Sentence ruleAt(NodeRef rule, Direction direction, NodeRef root)
{
    const policy::NetworkRule decoded = policy::decodeRule(rule, direction);
    const std::vector<policy::ProcessNode> processes = processesOf(decoded, root);
    return ruleSentence(decoded, direction, ProcessNames(processes), rule);
}

Sentence processAt(NodeRef process)
{
    const std::optional<std::vector<std::string>> users
        = policy::textsOf(policy::effectiveUsers(process));
    return processSentence(policy::decodeProcess(process), users ? &*users : nullptr);
}

Sentence actionAt(NodeRef entry, NodeRef root, bool isDefault)
{
    policy::Action action;
    for (const auto& [type, body] : entry.entries()) {
        if (action.type.empty())
            action = {std::string(type.value()), yaml::toValue(body), {entry.id()}};
    }
    bool othersFirst = false;
    for (const NodeRef other : root.find("spec").find("response").find("actions").items())
        othersFirst = othersFirst || (isDefault && other.find(action.type));
    return whenSentence(action, actingOf(root), othersFirst);
}

/// The item of a list, by the names of the list and of what holds it. `isProcess`: it stands below
/// a list of processes.
Sentence itemSentence(NodeRef item, NodeRef root, bool isProcess)
{
    const NodeRef list = item.parent();
    const std::string_view name = list.key().value();
    const std::string_view holder = list.parent().key().value();
    if (!item.isMapping() || !list.isSequence())
        return {};
    if (holder == "networkPolicy" && (name == "ingress" || name == "egress"))
        return ruleAt(item, name == "ingress" ? Direction::Ingress : Direction::Egress, root);
    if (isProcess && (name == "processPolicy" || name == "children"))
        return processAt(item);
    if (holder == "response" && (name == "default" || name == "actions"))
        return actionAt(item, root, name == "default");
    if (name == "rules" && item.find("target"))
        return rulesetRuleSentence(item);
    return {};
}

} // namespace

Sentence insideSentence(const NodePlace& place)
{
    const bool isProcess
        = std::ranges::find(place.steps, "processPolicy", &policy::Step::key) != place.steps.end();
    for (NodeRef node = place.value; node && node != place.root; node = node.parent()) {
        if (Sentence out = itemSentence(node, place.root, isProcess); !out.empty())
            return out;
    }
    return {};
}

Sentence idMeaning(const NodePlace& place)
{
    const auto& steps = place.steps;
    const bool isUse = steps.size() > 1
        && (steps.back().isItem ? steps[steps.size() - 2] : steps.back()).key == "processes";
    const bool isId = !steps.empty() && !steps.back().isItem && steps.back().key == "id"
        && std::ranges::find(steps, "processPolicy", &policy::Step::key) != steps.end();
    if (!place.unit || (!isUse && !isId))
        return {};
    const policy::IdPlaces places = policy::placesOfId(place.root, place.node.value());
    const std::size_t count = places.definitions.size();
    const auto isHere
        = [&](const std::vector<NodeRef>& nodes) { return std::ranges::count(nodes, place.node); };
    Sentence out;
    if (isHere(places.definitions) > 0) {
        out.say("used in " + counted(places.uses.size(), "place", "places"));
        return count > 1 ? out.say("; " + std::to_string(count) + " processes have this id") : out;
    }
    if (isHere(places.uses) == 0)
        return out;
    if (count == 0)
        return out.say(policy::kindOf(policy::bodyOf(place.root)) == policy::Kind::Deviation
                           ? "a process of the policy, which is not in this document"
                           : "no process of this document has the id");
    out.add(processAt(places.definitions.front().parent()));
    return count > 1 ? out.say("; " + std::to_string(count) + " processes have this id") : out;
}

} // namespace pw::ops
