// Wishes about ids that rules name, and about rules themselves.

#include "core/policy/edit_stage.h"
#include "core/policy/process_nodes.h"

#include <algorithm>

namespace pw::policy {
namespace {

using yaml::NodeRef;
using yaml::TriedEdit;
using yaml::Value;

} // namespace

std::optional<Error> plan(const RenameProcessId& wish, EditStage& stage)
{
    if (wish.from == wish.to)
        return std::nullopt;
    const NodeRef root = stage.at({wish.unit, {}});
    if (wish.to.empty() || idsOf(idNodes(root)).contains(wish.to))
        return Error{"id-taken",
                     wish.to.empty() ? "an id cannot be empty"
                                     : "another process has the id " + wish.to + " already",
                     {}};
    TriedEdit edit(stage.document());
    const IdPlaces places = placesOfId(root, wish.from);
    for (const std::vector<NodeRef>& nodes : {places.definitions, places.uses}) {
        for (const NodeRef node : nodes) {
            if (node.isScalar()) // an alias follows what it stands for
                edit.set(node, Value::string(wish.to));
        }
    }
    if (edit.empty())
        return Error{"gone", "no process has the id " + wish.from, {}};
    return stage.apply(edit);
}

std::optional<Error> plan(const SplitRule& wish, EditStage& stage)
{
    const Result<NodeRef> rule = stage.existing(wish.at);
    if (!rule)
        return rule.error();
    const NodeRef list = rule->find(wish.key);
    if (wish.at.isRoot() || !wish.at.steps.back().isItem || !list.isSequence())
        return Error{"wrong-kind", "it is no rule with a list of " + wish.key, wish.at.path()};
    TriedEdit edit(stage.document());
    std::vector<Value> moved;
    std::size_t at = 0;
    for (const NodeRef item : list.items()) {
        if (std::ranges::find(wish.items, at++) == wish.items.end())
            continue;
        moved.push_back(yaml::toValue(item));
        edit.remove(item);
    }
    if (moved.empty() || moved.size() == list.size())
        return Error{"nothing-to-split", "both rules need some of them", list.path()};
    Value other = yaml::toValue(*rule);
    other.set(wish.key, Value::list(std::move(moved)));
    edit.insertItem(rule->parent(), wish.at.steps.back().index + 1, std::move(other));
    return stage.apply(edit);
}

} // namespace pw::policy
