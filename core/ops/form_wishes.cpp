#include "core/ops/form_wishes.h"

#include "core/ops/form_compact.h"
#include "core/ops/new_pieces.h"
#include "core/policy/process_nodes.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::Place;
using yaml::NodeRef;
using yaml::Value;
using Role = FormRow::Role;

Error refused(std::string why)
{
    return {"does-not-fit", std::move(why), {}};
}

bool isProcessId(const FormRow& row)
{
    return row.role == Role::Field && row.field != nullptr && row.field->key == "id"
        && row.owner != nullptr && row.owner->name == "process";
}

/// Rules follow the new name, unless another process has the old one as well.
Result<Wishes> wishesForId(const FormSpot& spot, const Value& value)
{
    std::size_t same = 0;
    for (const NodeRef id : policy::idNodes(spot.root)) {
        if (id == spot.row.node)
            continue;
        if (id.value() == value.text)
            return refused("another process has this id");
        same += id.value() == spot.row.node.value() ? 1 : 0;
    }
    if (!spot.row.node.isString() || same > 0)
        return Wishes{policy::SetValue{spot.place, value}};
    return Wishes{
        policy::RenameProcessId{spot.place.unit, std::string(spot.row.node.value()), value.text}};
}

bool isTaken(const FormSpot& spot, std::string_view key, NodeRef mapping)
{
    return mapping.find(key) && mapping.find(key) != spot.row.node;
}

} // namespace

Result<Wishes> wishesForTyped(const FormSpot& spot, std::string_view typed)
{
    const FormRow& row = spot.row;
    if (row.role == Role::Add
        && (row.field == nullptr || row.field->kind == FieldKind::TextMap
            || row.field->kind == FieldKind::FreeMap)
        && !row.step.isItem)
        return wishesForLabel(spot, typed);
    const bool isOptional = row.role == Role::Field && row.field != nullptr && !row.field->required;
    const bool isUnsetLabel = row.role == Role::Label && !row.node;
    if (typed.empty() && (isOptional || isUnsetLabel))
        return wishesToClear({{spot}});
    if (typed.empty() && row.role == Role::Add)
        return Wishes();
    if (isCompact(row))
        return wishesForCompact(spot, typed);
    const Result<Value> value = typedValue(row, typed);
    if (!value)
        return value.error();
    if (row.role == Role::Add)
        return Wishes{policy::InsertItems{spot.place.parent(), policy::atEnd, {*value}}};
    if (row.node && !row.node.isAlias() && yaml::toValue(row.node) == *value)
        return Wishes();
    if (isProcessId(row) && row.node)
        return wishesForId(spot, *value);
    return Wishes{policy::SetValue{spot.place, *value}};
}

Result<Wishes> wishesForLabel(const FormSpot& addRow, std::string_view typed)
{
    const std::size_t at = typed.find('=');
    const std::string_view key = typed.substr(0, at);
    const std::string_view value
        = at == std::string_view::npos ? std::string_view() : typed.substr(at + 1);
    if (key.empty())
        return typed.empty() ? Result<Wishes>(Wishes()) : refused("a label needs a name");
    const Place mapping = addRow.place;
    const NodeRef node = policy::nodeBelow(addRow.root, mapping.steps);
    if (node.find(key))
        return refused("there is one of this name already");
    return Wishes{policy::SetValue{mapping.entry(key), Value::string(std::string(value))}};
}

Result<Wishes> wishesForKey(const FormSpot& entry, std::string_view key)
{
    if (!entry.row.node || !entry.row.node.key())
        return refused("nothing stands here yet");
    if (key.empty())
        return refused("it needs a name");
    if (key == entry.row.node.key().value())
        return Wishes();
    if (isTaken(entry, key, entry.row.node.parent()))
        return refused("there is one of this name already");
    return Wishes{policy::RenameKey{entry.place, std::string(key)}};
}

Wishes wishesToClear(std::span<const FormSpot> spots)
{
    std::vector<Place> processes;
    std::vector<Place> others;
    for (const FormSpot& spot : spots) {
        if (spot.row.node && spot.row.role != Role::Add)
            (spot.row.isProcess() ? processes : others).push_back(spot.place);
    }
    Wishes out;
    // What stands in a process goes first: its place is counted as the text stands now.
    if (!others.empty())
        out.emplace_back(policy::Clear{std::move(others)});
    if (!processes.empty())
        out.emplace_back(policy::RemoveProcesses{std::move(processes)});
    return out;
}

Wishes wishesToMove(std::span<const FormSpot> items, const Place& list, std::size_t before)
{
    std::vector<Place> places;
    bool areProcesses = !items.empty();
    for (const FormSpot& item : items) {
        places.push_back(item.place);
        areProcesses = areProcesses && item.row.isProcess();
    }
    if (places.empty())
        return {};
    if (areProcesses)
        return {policy::MoveProcesses{std::move(places), list, before}};
    return {policy::MoveItems{std::move(places), list, before}};
}

Place placeAfterMove(std::span<const FormSpot> items, const Place& list, std::size_t before,
                     std::size_t size)
{
    // Those that go make the ones behind them move up, on the way to the list as well as in it.
    const auto gone = [&](const Place& siblings, std::size_t index) {
        return static_cast<std::size_t>(std::ranges::count_if(items, [&](const FormSpot& item) {
            return item.place.parent() == siblings && item.place.steps.back().index < index;
        }));
    };
    Place out = list;
    Place siblings{list.unit, {}};
    for (policy::Step& step : out.steps) {
        const policy::Step asItIs = step;
        if (step.isItem)
            step.index -= gone(siblings, step.index);
        siblings.steps.push_back(asItIs);
    }
    const std::size_t at = std::min(before, size);
    return out.item(at - gone(list, at));
}

Wishes wishesToAdd(const FormSpot& list, std::size_t before)
{
    return wishesToAdd(list, before, newItem(list));
}

Wishes wishesToAdd(const FormSpot& list, std::size_t before, Value value)
{
    const std::size_t size = list.row.node.isSequence() ? list.row.node.size() : 0;
    const std::size_t index = before >= size ? policy::atEnd : before;
    if (list.row.isProcessList())
        return {policy::AddProcess{list.place, index, std::move(value)}};
    return {policy::InsertItems{list.place, index, {std::move(value)}}};
}

Wishes wishesToFill(const FormSpot& spot)
{
    if (spot.row.node || spot.row.field == nullptr)
        return {};
    return {policy::SetValue{spot.place, newValue(*spot.row.field)}};
}

} // namespace pw::ops
