// Rules about selectors and their expressions.

#include "core/ops/validate_rules.h"

#include "core/policy/scalars.h"

namespace pw::ops::validation {

namespace {

using yaml::NodeRef;

bool isMatchField(std::string_view key)
{
    return key == "matchFields" || key == "matchFieldsExpressions";
}

/// A selector in an action is judged with its action, and an unread one not at all.
bool judgedElsewhere(const RuleInput& input)
{
    return input.report.unfinished(input.node)
        || (input.owner != nullptr && input.owner->name == "action");
}

bool anySays(NodeRef selector)
{
    for (const auto& entry : selector.entries()) {
        if (saysSomething(entry.value))
            return true;
    }
    return false;
}

void findPlaceholder(const RuleInput& input, NodeRef node)
{
    for (const auto& entry : node.entries())
        findPlaceholder(input, entry.value);
    for (const NodeRef item : node.items())
        findPlaceholder(input, item);
    if (!node.isString() || node.value().find("PROVIDE_CLUSTER_NAME") == std::string_view::npos)
        return;
    input.report.error("placeholder",
                       "PROVIDE_CLUSTER_NAME stands for a name that is still missing; write the "
                       "name of the cluster",
                       at(node));
}

} // namespace

bool saysSomething(NodeRef value)
{
    if (value.isSequence() || value.isMapping())
        return value.size() > 0;
    return value.isAlias() || (value.isScalar() && !value.isNull() && !value.value().empty());
}

void selectorFilled(const RuleInput& input)
{
    if (judgedElsewhere(input) || anySays(input.node))
        return;
    const std::string name(input.type.name);
    const policy::Field& first = input.type.fields.front();
    Place place = at(input.node);
    if (name == "serviceSelector")
        place.key = first.key;
    input.report.error("empty-selector",
                       name + " needs at least one field, such as \"" + std::string(first.key)
                           + ": " + std::string(first.example) + "\"",
                       place);
}

void labelsFilled(const RuleInput& input)
{
    if (judgedElsewhere(input) || saysSomething(input.node.find("matchLabels"))
        || saysSomething(input.node.find("matchExpressions")))
        return;
    for (const auto& entry : input.node.entries()) {
        if (input.type.field(entry.key.value()) == nullptr)
            return; // an unknown field says what is wrong
    }
    Place place = at(input.node);
    place.key = "matchLabels";
    input.report.error("empty-selector",
                       "Need matchLabels or matchExpressions, such as \"matchLabels: {app: "
                       "web}\"; without the selector everything is meant",
                       place);
}

void processSelectorFilled(const RuleInput& input)
{
    if (judgedElsewhere(input) || input.node.size() > 0)
        return;
    input.report.error("empty-selector",
                       "At least one key, value pair expected, such as \"name: [sh]\"",
                       at(input.node));
}

void flatAndMatchFields(const RuleInput& input)
{
    NodeRef flat;
    NodeRef match;
    for (const auto& entry : input.node.entries()) {
        if (saysSomething(entry.value))
            (isMatchField(entry.key.value()) ? match : flat) = entry.value;
    }
    if (!flat || !match)
        return;
    input.report.warning("both-forms",
                         std::string(flat.key().value()) + " and "
                             + std::string(match.key().value())
                             + " both apply: both must fit; say it in one form",
                         at(match));
}

void expressionValues(const RuleInput& input)
{
    const std::string op(policy::textOf(input.node.find("operator")).value_or(""));
    const NodeRef values = input.node.find("values");
    const bool hasValues
        = values && !values.isNull() && (!values.isSequence() || values.size() > 0);
    if ((op == "In" || op == "NotIn") && !hasValues && !input.report.unfinished(input.node)) {
        input.report.error("expression-values",
                           "'" + op + "' operator requires values. Add values, such as [web]",
                           values ? at(values) : missingIn(input.node, "values"));
    } else if ((op == "Exists" || op == "DoesNotExist") && hasValues) {
        const std::string found
            = pythonList(policy::textsOf(values).value_or(std::vector<std::string>()));
        input.report.error("expression-values",
                           "'" + op + "' operator does not accept values. Found '" + found
                               + "'; remove them, or write In",
                           at(values), input.report.fix("expression-values", [&] {
                               return remove(values, "remove the values");
                           }));
    }
}

void placeholder(const RuleInput& input)
{
    findPlaceholder(input, input.node);
}

void machineMuid(const RuleInput& input)
{
    const auto check = [&](NodeRef mapping, std::string_view meant) {
        for (const auto& entry : mapping.entries()) {
            if (!entry.key.isString() || entry.key.value() != "muid")
                continue;
            std::optional<text::Fix> fix;
            if (!mapping.find(meant))
                fix = replaceText(entry.key, meant, "write \"" + std::string(meant) + "\"");
            input.report.warning("machine-muid",
                                 "spyctl refuses muid here; write " + std::string(meant),
                                 atKey(entry), std::move(fix));
        }
    };
    check(input.node, "machineUID");
    check(input.node.find("matchFields"), "uid");
}

void traceSelectors(const RuleInput& input)
{
    if (input.report.unfinished(input.node))
        return;
    for (const auto& entry : input.node.entries()) {
        const bool selector = entry.key.value().ends_with("Selector");
        if (selector && (anySays(entry.value) || entry.value.isAlias()))
            return;
    }
    input.report.error("empty-selector",
                       "Selectors must have values. Add a selector, such as \"traceSelector: "
                       "{triggerClass: [redflag/proc/command/high_severity/sudo]}\"",
                       at(input.node));
}

} // namespace pw::ops::validation
