// Wishes about fields and items, whatever they mean.

#include "core/policy/edit_stage.h"
#include "core/policy/schema_place.h"

#include <algorithm>
#include <ranges>

namespace pw::policy {
namespace {

using yaml::NodeRef;
using yaml::TriedEdit;
using yaml::Value;

bool isNothing(NodeRef node)
{
    return !node || node.isNull();
}

Error wrongKind(const Place& place, std::string_view wanted)
{
    return {"wrong-kind", "something else than " + std::string(wanted) + " stands there",
            place.path()};
}

/// `value` inside the mappings that lead to it from `from` on.
Value wrapped(std::span<const Step> steps, Value value)
{
    for (const Step& step : std::views::reverse(steps)) {
        Value map = Value::map();
        map.set(step.key, std::move(value));
        value = std::move(map);
    }
    return value;
}

/// Adds an entry, and the mappings on the way to it.
std::optional<Error> addEntry(const Place& place, Value value, EditStage& stage)
{
    std::size_t known = place.steps.size();
    Place above = place;
    while (!above.isRoot() && !stage.at(above)) {
        above = above.parent();
        --known;
    }
    const NodeRef node = stage.at(above);
    const std::span<const Step> missing = std::span(place.steps).subspan(known);
    if (!node || missing.empty()
        || std::ranges::any_of(missing, [](const Step& step) { return step.isItem; }))
        return Error{"gone", "what was to be changed is no longer there", place.path()};
    TriedEdit edit(stage.document());
    if (node.isMapping()) {
        const SchemaPlace there
            = schemaAt(stage.schema(place.unit), std::span(place.steps).first(known));
        edit.insertEntry(node, entryPlace(node, there.type, missing.front().key),
                         missing.front().key, wrapped(missing.subspan(1), std::move(value)));
    } else if (isNothing(node)) {
        edit.set(node, wrapped(missing, std::move(value)));
    } else {
        return wrongKind(above, "a mapping");
    }
    return stage.apply(edit);
}

/// A single text may stand where a list of texts may.
bool isFirstOfList(const EditStage& stage, const Place& place, NodeRef node)
{
    const SchemaPlace there = schemaAt(stage.schema(place.unit), place.steps);
    return node.isScalar() && there.field != nullptr && !there.isItem
        && (there.field->kind == FieldKind::TextOrTextList
            || there.field->kind == FieldKind::TextList);
}

} // namespace

std::optional<Error> plan(const SetValue& wish, EditStage& stage)
{
    const NodeRef node = stage.at(wish.at);
    if (!node)
        return addEntry(wish.at, wish.value, stage);
    if (!node.isAlias() && yaml::toValue(node) == wish.value)
        return std::nullopt;
    TriedEdit edit(stage.document());
    edit.set(node, wish.value);
    return stage.apply(edit);
}

std::optional<Error> plan(const Clear& wish, EditStage& stage)
{
    TriedEdit edit(stage.document());
    for (const Place& place : wish.places) {
        const bool goesWithAnother = std::ranges::any_of(
            wish.places, [&](const Place& other) { return other != place && other.holds(place); });
        const NodeRef node = stage.at(place);
        if (node && !place.isRoot() && !goesWithAnother)
            edit.remove(node);
    }
    return stage.apply(edit);
}

std::optional<Error> plan(const InsertItems& wish, EditStage& stage)
{
    if (wish.values.empty())
        return std::nullopt;
    const NodeRef node = stage.at(wish.list);
    if (!node)
        return addEntry(wish.list, Value::list(wish.values), stage);
    TriedEdit edit(stage.document());
    if (node.isSequence()) {
        for (const Value& value : wish.values)
            edit.insertItem(node, wish.before, value);
    } else if (isNothing(node)) {
        edit.set(node, Value::list(wish.values));
    } else if (isFirstOfList(stage, wish.list, node)) {
        Value list = Value::list({yaml::toValue(node)});
        list.items.insert(wish.before == 0 ? list.items.begin() : list.items.end(),
                          wish.values.begin(), wish.values.end());
        edit.set(node, std::move(list));
    } else {
        return wrongKind(wish.list, "a list");
    }
    return stage.apply(edit);
}

std::optional<Error> plan(const MoveItems& wish, EditStage& stage)
{
    for (const Place& item : wish.items) {
        if (item.holds(wish.list))
            return Error{"into-itself", "it cannot be moved into itself", item.path()};
    }
    if (isNothing(stage.at(wish.list))) { // comments move into a list only
        const auto error = stage.at(wish.list) ? plan(SetValue{wish.list, Value::list()}, stage)
                                               : addEntry(wish.list, Value::list(), stage);
        if (error)
            return error;
    }
    const NodeRef list = stage.at(wish.list);
    if (!list.isSequence())
        return wrongKind(wish.list, "a list");
    TriedEdit edit(stage.document());
    for (const Place& item : wish.items) {
        const Result<NodeRef> node = stage.existing(item);
        if (!node)
            return node.error();
        edit.move(*node, list, wish.before);
    }
    return stage.apply(edit);
}

std::optional<Error> plan(const RenameKey& wish, EditStage& stage)
{
    const Result<NodeRef> node = stage.existing(wish.at);
    if (!node)
        return node.error();
    if (!node->key())
        return wrongKind(wish.at, "an entry");
    TriedEdit edit(stage.document());
    if (node->key().value() != wish.key)
        edit.rename(*node, wish.key);
    return stage.apply(edit);
}

std::optional<Error> plan(const Restyle& wish, EditStage& stage)
{
    const Result<NodeRef> node = stage.existing(wish.at);
    if (!node)
        return node.error();
    TriedEdit edit(stage.document());
    edit.restyle(*node, wish.style);
    return stage.apply(edit);
}

std::optional<Error> plan(const ExpandAlias& wish, EditStage& stage)
{
    const Result<NodeRef> node = stage.existing(wish.at);
    if (!node)
        return node.error();
    if (!node->isAlias())
        return std::nullopt;
    TriedEdit edit(stage.document());
    edit.set(*node, yaml::toValue(*node));
    return stage.apply(edit);
}

Result<PlannedEdit> planEdits(const yaml::Document& document, std::span<const PolicyEdit> wishes)
{
    EditStage stage(document);
    for (const PolicyEdit& wish : wishes) {
        const auto error = std::visit([&](const auto& one) { return plan(one, stage); }, wish);
        if (error)
            return *error;
    }
    return stage.take();
}

} // namespace pw::policy
