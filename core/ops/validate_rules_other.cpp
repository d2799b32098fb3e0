// Rules about rulesets, uid lists, configurations and secrets.

#include "core/ops/validate_rules.h"

#include "core/policy/scalars.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace pw::ops::validation {

namespace {

using yaml::NodeRef;

std::optional<double> numberOf(NodeRef node)
{
    if (!node.isNumber())
        return std::nullopt;
    if (const std::optional<std::int64_t> integer = policy::integerOf(node))
        return static_cast<double>(*integer);
    const std::string_view written = node.value();
    double out = 0;
    const auto [end, problem]
        = std::from_chars(written.data(), written.data() + written.size(), out);
    const bool whole = problem == std::errc() && end == written.data() + written.size();
    return whole ? std::optional(out) : std::nullopt;
}

} // namespace

void rulesetName(const RuleInput& input)
{
    const NodeRef name = input.node.find("name");
    if (!name.isString() || name.value().find(' ') == std::string_view::npos)
        return;
    std::string meant(name.value());
    std::replace(meant.begin(), meant.end(), ' ', '-');
    input.report.error("name-with-spaces", "Name cannot contain spaces. Write dashes", at(name),
                       replaceText(name, meant, "write \"" + shorten(meant) + "\""));
}

void rulesetScope(const RuleInput& input)
{
    const NodeRef target = input.node.find("target");
    if (!target.isString() || !target.value().starts_with("container::"))
        return;
    for (const auto& entry : input.node.entries()) {
        if (entry.key.value() == "processSelector") {
            input.report.warning("selector-not-applicable",
                                 "spyctl ignores processSelector in a rule about containers; "
                                 "remove it",
                                 atKey(entry));
        }
    }
}

void wideRule(const RuleInput& input)
{
    const NodeRef verb = input.node.find("verb");
    if (!verb.isString() || verb.value() != "allow")
        return;
    for (const NodeRef value : input.node.find("values").items()) {
        if (value.isString() && value.value() == "*") {
            input.report.add(text::Severity::Security, "too-wide",
                             "too wide: \"*\" allows everything; write which are needed",
                             at(value));
        }
    }
}

void timeOrder(const RuleInput& input)
{
    const NodeRef end = input.node.find("endTime");
    const std::optional<double> from = numberOf(input.node.find("startTime"));
    const std::optional<double> to = numberOf(end);
    if (!from || !to || *to > *from)
        return;
    input.report.error("time-order",
                       "'endTime' must be greater than 'startTime'. Exchange them, or correct one",
                       within(input.node, end));
}

void contexts(const RuleInput& input)
{
    std::unordered_set<std::string_view> names;
    const NodeRef list = input.node.find("contexts");
    for (const NodeRef entry : list.items()) {
        const NodeRef name = entry.find("name");
        if (!name.isString() || names.insert(name.value()).second)
            continue;
        input.report.error("duplicate-context",
                           "another context above is called '" + shorten(name.value())
                               + "'; give this one a name of its own",
                           at(name));
    }
    const NodeRef current = input.node.find("current-context");
    if (!current.isString() || current.value() == "__none__" || names.contains(current.value())
        || input.report.unfinished(list))
        return;
    input.report.error("unknown-context",
                       "no context is called '" + shorten(current.value())
                           + "'; write the name of one of contexts, or __none__",
                       at(current));
}

void secretKeys(const RuleInput& input)
{
    if (input.report.unfinished(input.node))
        return;
    for (const std::string_view key : {"apikey", "apiurl"}) {
        const bool given
            = input.node.find("data").find(key) || input.node.find("stringData").find(key);
        if (given)
            continue;
        input.report.warning("incomplete-secret",
                             "neither data nor stringData has " + std::string(key)
                                 + "; the secret cannot be used without it",
                             at(input.node));
    }
}

} // namespace pw::ops::validation
