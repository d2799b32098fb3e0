#include "core/ops/form_rules.h"

#include "core/ops/form_compact.h"
#include "core/policy/process_nodes.h"

#include <algorithm>
#include <set>

namespace pw::ops {
namespace {

using yaml::NodeRef;
using yaml::Value;

Error refused(std::string why)
{
    return {"does-not-fit", std::move(why), {}};
}

std::vector<std::string> idsIn(std::string_view typed)
{
    constexpr std::string_view blank = " \t,";
    std::vector<std::string> out;
    for (std::size_t at = typed.find_first_not_of(blank); at != std::string_view::npos;) {
        const std::size_t end = std::min(typed.find_first_of(blank, at), typed.size());
        std::string id(typed.substr(at, end - at));
        if (std::ranges::find(out, id) == out.end())
            out.push_back(std::move(id));
        at = typed.find_first_not_of(blank, end);
    }
    return out;
}

std::string_view keyOf(const FormSpot& rule, RuleList list)
{
    if (list == RuleList::Ports)
        return "ports";
    return rule.row.type != nullptr && rule.row.type->field("from") != nullptr ? "from" : "to";
}

/// What was typed, as an item of that list of every rule.
Result<Value> typedItem(std::span<const FormSpot> rules, RuleList list, std::string_view typed)
{
    for (const FormSpot& rule : rules) {
        const policy::Field* const field
            = rule.row.type == nullptr ? nullptr : rule.row.type->field(keyOf(rule, list));
        if (field != nullptr && field->item != nullptr)
            return compactTyped(*field->item, typed);
    }
    return refused("no rule is selected");
}

std::optional<std::size_t> indexOf(NodeRef list, const Value& item)
{
    std::size_t at = 0;
    for (const NodeRef there : list.items()) {
        if (yaml::toValue(there) == item)
            return at;
        ++at;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> sharedProcesses(std::span<const FormSpot> rules)
{
    std::optional<Value> shared;
    for (const FormSpot& rule : rules) {
        const NodeRef own = rule.row.node.find("processes");
        const Value ids = own ? yaml::toValue(own) : Value();
        if (shared && *shared != ids)
            return std::nullopt;
        shared = ids;
    }
    std::string out;
    for (const Value& id : shared.value_or(Value()).items)
        out += (out.empty() ? "" : ", ") + id.text;
    return out;
}

Result<Wishes> wishesToSetProcesses(std::span<const FormSpot> rules, std::string_view typed)
{
    const std::vector<std::string> ids = idsIn(typed);
    if (ids.empty() || rules.empty())
        return refused("ids of processes, with commas between them");
    std::set<std::string_view> known;
    for (const NodeRef id : policy::idNodes(rules.front().root))
        known.insert(id.value());
    for (const std::string& id : ids) {
        if (!known.contains(id))
            return refused("no process of this document has the id " + id);
    }
    const Value wanted = Value::strings(ids);
    Wishes out;
    for (const FormSpot& rule : rules) {
        const NodeRef there = rule.row.node.find("processes");
        if (!there || yaml::toValue(there) != wanted)
            out.emplace_back(policy::SetValue{rule.place.entry("processes"), wanted});
    }
    return out;
}

Wishes wishesForAnyProcess(std::span<const FormSpot> rules)
{
    policy::Clear out;
    for (const FormSpot& rule : rules) {
        if (rule.row.node.find("processes"))
            out.places.push_back(rule.place.entry("processes"));
    }
    return out.places.empty() ? Wishes() : Wishes{std::move(out)};
}

Result<Wishes> wishesToAddToRules(std::span<const FormSpot> rules, RuleList list,
                                  std::string_view typed)
{
    const Result<Value> item = typedItem(rules, list, typed);
    if (!item)
        return item.error();
    Wishes out;
    for (const FormSpot& rule : rules) {
        const std::string_view key = keyOf(rule, list);
        if (!indexOf(rule.row.node.find(key), *item))
            out.emplace_back(policy::InsertItems{rule.place.entry(key), policy::atEnd, {*item}});
    }
    return out;
}

Result<Wishes> wishesToTakeFromRules(std::span<const FormSpot> rules, RuleList list,
                                     std::string_view typed)
{
    const Result<Value> item = typedItem(rules, list, typed);
    if (!item)
        return item.error();
    policy::Clear out;
    for (const FormSpot& rule : rules) {
        const std::string_view key = keyOf(rule, list);
        const NodeRef there = rule.row.node.find(key);
        const std::optional<std::size_t> at = indexOf(there, *item);
        if (at && there.size() == 1)
            return refused("rule " + std::to_string(rule.row.step.index + 1) + " would have no "
                           + (list == RuleList::Ports ? "port" : "peer") + " left");
        if (at)
            out.places.push_back(rule.place.entry(key).item(*at));
    }
    if (out.places.empty())
        return refused("none of the rules has it");
    return Wishes{std::move(out)};
}

} // namespace pw::ops
