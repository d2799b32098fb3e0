// What another policy selects.

#include "core/ops/policy_changes_parts.h"
#include "core/ops/scope_lines.h"
#include "core/ops/workload.h"

#include <algorithm>
#include <map>

namespace pw::ops {
namespace {

using policy::Selector;
using Sign = PolicyChange::Sign;

/// One thing that a selector asks for. All of them have to fit.
struct Wish
{
    std::string name; ///< in plain words
    std::string op; ///< of an expression; `In` for a field or label
    std::vector<std::string> values;
    policy::Where where;
};

/// By the path of the field and the operator: two spellings of one wish meet.
std::map<std::string, Wish> wishesOf(const policy::Spec& spec)
{
    std::map<std::string, Wish> out;
    for (const Selector& selector : spec.selectors) {
        const std::string base = "spec." + selector.key + ".";
        const auto add = [&](const std::string& path, const std::string& op,
                             std::vector<std::string> values, policy::Where where) {
            std::ranges::sort(values);
            out[path + ' ' + op] = {plainField(path), op, std::move(values), where};
        };
        for (const policy::SelectorField& field : selector.fields)
            add(base + std::string(factName(field.name)), "In", field.values, field.where);
        for (const auto& [key, value] : selector.matchFields)
            add(base + std::string(factName(key)), "In", {value}, selector.where);
        for (const policy::Expression& one : selector.matchFieldsExpressions)
            add(base + std::string(factName(one.key)), one.op, one.values, one.where);
        for (const auto& [key, value] : selector.matchLabels)
            add(base + "matchLabels." + key, "In", {value}, selector.where);
        for (const policy::Expression& one : selector.matchExpressions)
            add(base + "matchLabels." + one.key, one.op, one.values, one.where);
    }
    return out;
}

Sentence sentenceOf(const Wish& wish)
{
    Sentence out;
    out.say(wish.name);
    if (wish.op == "In")
        return out.say(" ").names(wish.values);
    out.say(wish.op == "NotIn" ? " not " : wish.op == "Exists" ? " is there" : " is not there");
    return out.names(wish.values);
}

} // namespace

void addSelectorChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list)
{
    const std::map<std::string, Wish> was = wishesOf(before);
    const std::map<std::string, Wish> is = wishesOf(after);
    for (const auto& [key, wish] : is) {
        const auto old = was.find(key);
        if (old == was.end()) {
            list.add(Sign::Added, sentenceOf(wish), Effect::Narrower, "others are not selected",
                     wish.where);
            continue;
        }
        if (old->second.values == wish.values)
            continue;
        const Effect effect = effectOfPatterns(old->second.values, wish.values);
        Sentence sentence;
        sentence.say(wish.name).say(wish.op == "NotIn" ? " not " : " ");
        sentence.names(old->second.values).say(" became ").names(wish.values);
        list.add(Sign::Changed, sentence, wish.op == "NotIn" ? reversed(effect) : effect,
                 "what the policy selects", wish.where);
    }
    for (const auto& [key, wish] : was) {
        if (!is.contains(key))
            list.add(Sign::Removed, sentenceOf(wish), Effect::Wider, "others are selected, too");
    }
}

} // namespace pw::ops
