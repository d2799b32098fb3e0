// What another policy selects.

#include "core/ops/policy_changes_parts.h"
#include "core/ops/scope_lines.h"
#include "core/ops/selector_terms.h"

#include <algorithm>
#include <map>

namespace pw::ops {
namespace {

using Sign = PolicyChange::Sign;
using text::Contained;

/// By what they are about. Of a field that is asked for twice both have to fit.
using TermsByPath = std::map<std::string, SelectorTerms>;

TermsByPath byPath(const policy::Spec& spec)
{
    TermsByPath out;
    for (SelectorTerm& term : termsOf(spec.selectors))
        out[term.path].push_back(std::move(term));
    for (auto& [path, terms] : out)
        std::ranges::sort(terms, {},
                          [](const SelectorTerm& term) { return std::pair(term.op, term.values); });
    return out;
}

Sentence nameOf(const SelectorTerm& term)
{
    return Sentence().say(plainField("spec." + term.path));
}

/// `app:1`, `not app:1`.
void addWanted(const SelectorTerm& term, Sentence& out)
{
    if (term.op == "Exists")
        out.say("any value");
    else if (term.op == "DoesNotExist")
        out.say("no value");
    else
        out.say(term.op == "NotIn" ? "not " : "").names(term.values);
}

Sentence sentenceOf(const SelectorTerm& term)
{
    Sentence out = nameOf(term);
    if (term.op == "Exists" || term.op == "DoesNotExist")
        return out.say(term.op == "Exists" ? " is there" : " is not there");
    out.say(" ");
    addWanted(term, out);
    return out;
}

Sentence becameSentence(const SelectorTerm& was, const SelectorTerm& is)
{
    Sentence out = nameOf(is);
    out.say(" ");
    addWanted(was, out);
    out.say(" became ");
    if (was.op == is.op)
        return out.names(is.values); // `not` stands before the first ones
    addWanted(is, out);
    return out;
}

/// What both ask for alike is no change.
void dropEqual(SelectorTerms& was, SelectorTerms& is)
{
    std::erase_if(is, [&was](const SelectorTerm& term) {
        const auto same = std::ranges::find_if(
            was, [&term](const SelectorTerm& other) { return other.saysTheSame(term); });
        if (same == was.end())
            return false;
        was.erase(same);
        return true;
    });
}

/// What all of these fit fits the term.
Contained withinAny(const SelectorTerms& terms, const SelectorTerm& term)
{
    Contained out = Contained::No;
    for (const SelectorTerm& one : terms) {
        const Contained within = termWithin(one, term);
        if (within == Contained::Yes)
            return within;
        if (within == Contained::NotDecided)
            out = within;
    }
    return out;
}

/// Those of one operator are one that changed; then those that are left.
void addChanged(const SelectorTerms& before, const SelectorTerms& after, SelectorTerms& was,
                SelectorTerms& is, bool sameOperator, ChangeList& list)
{
    std::erase_if(is, [&](const SelectorTerm& term) {
        const auto old = std::ranges::find_if(
            was, [&](const SelectorTerm& other) { return !sameOperator || other.op == term.op; });
        if (old == was.end())
            return false;
        list.add(Sign::Changed, becameSentence(*old, term),
                 effectOf(withinAny(before, term), withinAny(after, *old)),
                 "what the policy selects", term.where, old->where);
        was.erase(old);
        return true;
    });
}

void addPath(const SelectorTerms& before, const SelectorTerms& after, ChangeList& list)
{
    SelectorTerms was = before;
    SelectorTerms is = after;
    dropEqual(was, is);
    addChanged(before, after, was, is, true, list);
    addChanged(before, after, was, is, false, list);
    for (const SelectorTerm& term : is) {
        const Effect effect = effectOf(withinAny(before, term), Contained::Yes);
        list.add(Sign::Added, sentenceOf(term), effect,
                 effect == Effect::Narrower ? "others are not selected" : "", term.where);
    }
    for (const SelectorTerm& term : was) {
        const Effect effect = effectOf(Contained::Yes, withinAny(after, term));
        list.add(Sign::Removed, sentenceOf(term), effect,
                 effect == Effect::Wider ? "others are selected, too" : "", {}, term.where);
    }
}

} // namespace

void addSelectorChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list)
{
    const TermsByPath was = byPath(before);
    const TermsByPath is = byPath(after);
    const auto at = [](const TermsByPath& terms, const std::string& path) {
        const auto found = terms.find(path);
        return found == terms.end() ? SelectorTerms() : found->second;
    };
    for (const auto& [path, terms] : is)
        addPath(at(was, path), terms, list);
    for (const auto& [path, terms] : was) {
        if (!is.contains(path))
            addPath(terms, {}, list);
    }
}

} // namespace pw::ops
