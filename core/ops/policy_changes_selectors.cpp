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

/// By the path of the field and the operator: two spellings of one wish meet. A field that is asked
/// for twice has two, and both have to fit.
using Wishes = std::map<std::string, std::vector<Wish>>;

Wishes wishesOf(const policy::Spec& spec)
{
    Wishes out;
    for (const Selector& selector : spec.selectors) {
        const std::string base = "spec." + selector.key + ".";
        const auto add = [&](const std::string& path, const std::string& op,
                             std::vector<std::string> values, policy::Where where) {
            std::ranges::sort(values);
            out[path + ' ' + op].push_back({plainField(path), op, std::move(values), where});
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

/// What both ask for alike is no change.
void dropEqual(std::vector<Wish>& was, std::vector<Wish>& is)
{
    std::erase_if(is, [&was](const Wish& wish) {
        const auto same = std::ranges::find(was, wish.values, &Wish::values);
        if (same == was.end())
            return false;
        was.erase(same);
        return true;
    });
}

void addChange(const Wish& was, const Wish& is, ChangeList& list)
{
    const Effect effect = effectOfPatterns(was.values, is.values);
    Sentence sentence;
    sentence.say(is.name).say(is.op == "NotIn" ? " not " : " ");
    sentence.names(was.values).say(" became ").names(is.values);
    list.add(Sign::Changed, sentence, is.op == "NotIn" ? reversed(effect) : effect,
             "what the policy selects", is.where, was.where);
}

} // namespace

void addSelectorChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list)
{
    Wishes was = wishesOf(before);
    Wishes is = wishesOf(after);
    for (auto& [key, wishes] : is) {
        std::vector<Wish>& old = was[key];
        dropEqual(old, wishes);
        const std::size_t both = std::min(old.size(), wishes.size());
        for (std::size_t i = 0; i < both; ++i)
            addChange(old[i], wishes[i], list);
        for (std::size_t i = both; i < wishes.size(); ++i)
            list.add(Sign::Added, sentenceOf(wishes[i]), Effect::Narrower,
                     "others are not selected", wishes[i].where);
        old.erase(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(both));
    }
    for (const auto& [key, wishes] : was) {
        for (const Wish& wish : wishes)
            list.add(Sign::Removed, sentenceOf(wish), Effect::Wider, "others are selected, too", {},
                     wish.where);
    }
}

} // namespace pw::ops
