// Wishes about ids that rules name, and about rules themselves.

#include "core/policy/edit_stage.h"
#include "core/policy/process_nodes.h"

#include <algorithm>

namespace pw::policy {
namespace {

using yaml::NodeRef;
using yaml::TriedEdit;
using yaml::Value;

bool isAmong(NodeRef node, const IdPlaces& places)
{
    const auto has = [&](const std::vector<NodeRef>& nodes) {
        return std::ranges::find(nodes, node) != nodes.end();
    };
    return has(places.definitions) || has(places.uses);
}

/// Aliases of it stand where the document names the process, and nowhere else.
bool isSharedAmong(NodeRef node, const IdPlaces& places)
{
    if (!node.isScalar() || node.anchor().empty())
        return false;
    const yaml::Document& document = *node.document();
    for (std::size_t i = 0; i < document.nodeCount(); ++i) {
        const NodeRef at(document, yaml::NodeId{static_cast<std::uint32_t>(i)});
        if (at.isAlias() && at.aliasTarget() == node && !isAmong(at, places))
            return false;
    }
    return true;
}

bool isOneLine(NodeRef node)
{
    const std::string_view bytes = node.document()->source().slice(node.span());
    return bytes.find_first_of("\r\n") == std::string_view::npos;
}

/// No comment stands among them: the other rule is written like the one.
std::optional<Error> splitInLine(const SplitRule& wish, NodeRef rule,
                                 const std::vector<NodeRef>& chosen, EditStage& stage)
{
    TriedEdit edit(stage.document());
    Value moved = Value::list();
    for (const NodeRef item : chosen) {
        moved.items.push_back(yaml::toValue(item));
        edit.remove(item);
    }
    Value other = yaml::toValue(rule);
    other.set(wish.key, std::move(moved));
    edit.insertItem(rule.parent(), wish.at.steps.back().index + 1, std::move(other));
    return stage.apply(edit);
}

/// The other rule first, so that they move into it with their comments.
std::optional<Error> splitLines(const SplitRule& wish, NodeRef rule, EditStage& stage)
{
    const std::size_t behind = wish.at.steps.back().index + 1;
    Value other = yaml::toValue(rule);
    other.set(wish.key, Value::list());
    const Place rules = wish.at.parent();
    const std::size_t size = rule.find(wish.key).size();
    if (auto error = plan(InsertItems{rules, behind, {std::move(other)}}, stage))
        return error;
    MoveItems moved{{}, rules.item(behind).entry(wish.key), atEnd};
    for (std::size_t at = 0; at < size; ++at) {
        if (std::ranges::find(wish.items, at) != wish.items.end())
            moved.items.push_back(wish.at.entry(wish.key).item(at));
    }
    return plan(moved, stage);
}

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
            if (node.isAlias() && isAmong(node.aliasTarget(), places))
                continue; // it follows
            if (isSharedAmong(node, places))
                edit.setShared(node, wish.to);
            else
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
    std::vector<NodeRef> chosen;
    std::size_t at = 0;
    for (const NodeRef item : list.items()) {
        if (std::ranges::find(wish.items, at++) != wish.items.end())
            chosen.push_back(item);
    }
    if (chosen.empty() || chosen.size() == list.size())
        return Error{"nothing-to-split", "both rules need some of them", list.path()};
    return isOneLine(list) ? splitInLine(wish, *rule, chosen, stage)
                           : splitLines(wish, *rule, stage);
}

} // namespace pw::policy
