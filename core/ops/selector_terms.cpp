#include "core/ops/selector_terms.h"

#include "core/ops/workload.h"
#include "core/policy/decode_parts.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Selector;
using text::Contained;

/// Stands where a pattern leaves the text open.
constexpr std::string_view anyText = "zq-7x";

void add(SelectorTerms& out, std::string path, std::string op, std::vector<std::string> values,
         policy::Where where)
{
    std::ranges::sort(values);
    out.push_back({std::move(path), std::move(op), std::move(values), where});
}

void addTerms(const Selector& selector, SelectorTerms& out)
{
    const std::string base = selector.key + ".";
    for (const policy::SelectorField& field : selector.fields)
        add(out, base + std::string(factName(field.name)), "In", field.values, field.where);
    for (const auto& [key, value] : selector.matchFields)
        add(out, base + std::string(factName(key)), "In", {value}, selector.where);
    for (const policy::Expression& one : selector.matchFieldsExpressions)
        add(out, base + std::string(factName(one.key)), one.op, one.values, one.where);
    for (const auto& [key, value] : selector.matchLabels)
        add(out, base + "matchLabels." + key, "In", {value}, selector.where);
    for (const policy::Expression& one : selector.matchExpressions)
        add(out, base + "matchLabels." + one.key, one.op, one.values, one.where);
}

/// A text that fits the pattern.
std::string exampleOf(const std::string& pattern)
{
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char sign = pattern[at];
        const std::size_t end = sign == '[' ? pattern.find(']', at + 2) : std::string::npos;
        if (sign == '*') {
            out += anyText;
        } else if (sign == '?') {
            out += 'z';
        } else if (end != std::string::npos && pattern[at + 1] != '!') {
            out += pattern[at + 1];
            at = end;
        } else {
            out += sign;
        }
    }
    return out;
}

bool areAmong(const std::string& value, const std::vector<std::string>& patterns)
{
    return text::globContained(value, patterns) == Contained::Yes;
}

/// A workload may have several of these at once.
bool hasSeveral(const std::string& path)
{
    return path.ends_with(".hostname") || path.ends_with(".exe") || path.ends_with(".euser");
}

/// No value that the one asks for is among those that the other forbids.
Contained apart(const SelectorTerm& inner, const SelectorTerm& forbidden)
{
    const auto isForbidden = [&forbidden](const std::string& value) {
        return areAmong(exampleOf(value), forbidden.values);
    };
    const auto isAskedFor
        = [&inner](const std::string& value) { return areAmong(exampleOf(value), inner.values); };
    if (std::ranges::any_of(inner.values, isForbidden)
        || std::ranges::any_of(forbidden.values, isAskedFor))
        return Contained::No;
    const auto isOpen
        = [](const std::string& value) { return value.find_first_of("*?[") != std::string::npos; };
    // Of several values one may be asked for and another one forbidden.
    return hasSeveral(inner.path) || std::ranges::any_of(inner.values, isOpen)
        ? Contained::NotDecided
        : Contained::Yes;
}

/// Of a term that asks for a value.
Contained inWithin(const SelectorTerm& inner, const SelectorTerm& outer)
{
    if (outer.op == "In")
        return text::allContained(inner.values, outer.values);
    if (outer.op == "Exists" || inner.values.empty())
        return Contained::Yes;
    if (outer.op != "NotIn")
        return Contained::No;
    return outer.values.empty() ? Contained::Yes : apart(inner, outer);
}

} // namespace

SelectorTerms termsOf(std::span<const Selector> selectors)
{
    SelectorTerms out;
    for (const Selector& selector : selectors)
        addTerms(selector, out);
    return out;
}

SelectorTerms termsOf(const policy::Action& action)
{
    SelectorTerms out;
    for (const auto& [key, value] : action.body.entries) {
        if (!key.ends_with("Selector"))
            continue;
        addTerms(policy::decodeSelector(key, value), out);
        const yaml::Value* const interactive = value.find("interactive");
        if (interactive != nullptr && interactive->kind == yaml::Value::Kind::Bool)
            add(out, key + ".interactive", "In", {interactive->text}, {});
    }
    for (SelectorTerm& term : out)
        term.where = action.where;
    return out;
}

Contained termWithin(const SelectorTerm& inner, const SelectorTerm& outer)
{
    if (inner.op == "In")
        return inWithin(inner, outer);
    if (outer.op == inner.op)
        return inner.op == "NotIn" ? text::allContained(outer.values, inner.values)
                                   : Contained::Yes;
    if (outer.op == "NotIn")
        return outer.values.empty() || inner.op == "DoesNotExist" ? Contained::Yes : Contained::No;
    if (inner.op == "Exists" && outer.op == "In")
        return text::globContained("*", outer.values);
    if (inner.op == "NotIn" && outer.op == "DoesNotExist")
        return text::globContained("*", inner.values);
    return Contained::No;
}

bool surelyWithin(const SelectorTerms& inner, const SelectorTerms& outer)
{
    return std::ranges::all_of(outer, [&inner](const SelectorTerm& wanted) {
        if (wanted.op == "NotIn" && wanted.values.empty())
            return true;
        return std::ranges::any_of(inner, [&wanted](const SelectorTerm& given) {
            return given.path == wanted.path && termWithin(given, wanted) == Contained::Yes;
        });
    });
}

bool fits(const SelectorTerms& terms, const SelectorFacts& facts)
{
    return std::ranges::all_of(terms, [&facts](const SelectorTerm& term) {
        const auto found = facts.find(term.path);
        const std::vector<std::string> values = found == facts.end()
            ? std::vector<std::string>()
            : std::vector<std::string>{found->second};
        return expressionHolds({{}, term.op, term.values, {}}, values);
    });
}

std::vector<SelectorFacts> examplesOf(const SelectorTerms& terms)
{
    SelectorFacts first;
    for (const SelectorTerm& term : terms) {
        if (term.op == "In" && !term.values.empty() && !first.contains(term.path))
            first[term.path] = exampleOf(term.values.front());
        else if (term.op == "Exists")
            first.emplace(term.path, anyText);
    }
    std::vector<SelectorFacts> out{first};
    for (const SelectorTerm& term : terms) {
        if (term.op != "In")
            continue;
        for (const std::string& value : term.values) {
            SelectorFacts other = first;
            other[term.path] = exampleOf(value);
            if (other != first)
                out.push_back(std::move(other));
        }
    }
    std::erase_if(out, [&terms](const SelectorFacts& facts) { return !fits(terms, facts); });
    return out;
}

std::vector<SelectorFacts> bordersOf(const SelectorTerms& terms)
{
    std::vector<SelectorFacts> out;
    for (const SelectorTerm& term : terms) {
        for (const std::string& value : term.values)
            out.push_back({{term.path, exampleOf(value)}});
        out.push_back({{term.path, std::string(anyText)}});
    }
    return out;
}

} // namespace pw::ops
