// Rules about what is done in response to a deviation.

#include "core/ops/validate_rules.h"

#include "core/ops/response_fit.h"
#include "core/ops/wildcard.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <array>
#include <set>

namespace pw::ops::validation {

namespace {

using text::Severity;
using yaml::NodeRef;
using yaml::Value;

bool isKill(std::string_view action)
{
    return action.starts_with("agentKill");
}

/// One text for every way of writing the selectors of an action.
std::string selectorsText(const Value& value)
{
    std::string out;
    if (value.kind == Value::Kind::Map) {
        std::vector<std::string> parts;
        parts.reserve(value.entries.size());
        for (const auto& [key, entry] : value.entries)
            parts.push_back(std::to_string(key.size()) + ":" + key + "=" + selectorsText(entry));
        std::sort(parts.begin(), parts.end());
        for (const std::string& part : parts)
            out += part + ";";
        return "{" + out + "}";
    }
    if (value.kind == Value::Kind::List) {
        for (const Value& item : value.items)
            out += selectorsText(item) + ",";
        return "[" + out + "]";
    }
    return std::to_string(value.text.size()) + ":" + value.text;
}

void sameTwice(const RuleInput& input, const std::vector<policy::Action>& actions)
{
    std::set<std::string> seen;
    for (const policy::Action& action : actions) {
        if (action.type.empty())
            continue;
        Value selectors = Value::map();
        for (const auto& [key, value] : action.body.entries) {
            if (key.ends_with("Selector"))
                selectors.entries.emplace_back(key, value);
        }
        if (seen.insert(action.type + selectorsText(selectors)).second)
            continue;
        const NodeRef entry(input.report.document(), action.where.node);
        input.report.warning(
            "same-action-twice",
            "another " + action.type + " above has the same selectors; remove one of the two",
            at(entry.find(action.type)), input.report.fix("same-action-twice", [&] {
                return remove(entry, "remove this one");
            }));
    }
}

/// Two patterns that no text fits: one of them is plain and does not fit the other.
bool exclude(NodeRef a, NodeRef b)
{
    if (!a.isString() || !b.isString())
        return false;
    const bool plain = !isPattern(a.value()) || !isPattern(b.value());
    return plain && !globMatches(a.value(), b.value()) && !globMatches(b.value(), a.value());
}

std::optional<text::Fix> auditInstead(NodeRef mode)
{
    return replaceText(mode, "audit", "write \"mode: audit\"");
}

/// Nothing for the only selector: without one the action would not be valid.
std::optional<text::Fix> withoutSelector(const RuleInput& input, NodeRef action,
                                         NodeRef::Entry selector)
{
    for (const auto& entry : action.entries()) {
        if (entry.value != selector.value && entry.key.value().ends_with("Selector"))
            return input.report.removal("selector-not-applicable", selector);
    }
    return std::nullopt;
}

/// The entry of an action's selector that can never fit in the scope of the policy.
NodeRef outsideScope(NodeRef scope, NodeRef selector)
{
    for (const auto& entry : selector.entries()) {
        const NodeRef wanted = scope.find(entry.key.value());
        if (exclude(entry.value, wanted))
            return entry.value;
        if (!entry.value.isMapping() || !wanted.isMapping())
            continue;
        if (const NodeRef inner = outsideScope(wanted, entry.value))
            return inner;
    }
    return {};
}

} // namespace

void oneAction(const RuleInput& input)
{
    const bool isDefault = input.type.name == "default entry";
    if (input.node.size() == 0) {
        const std::string message
            = "Action entry is empty; remove it, or name an action such as makeRedFlag";
        input.report.add(isDefault ? Severity::Warning : Severity::Error, "empty-action", message,
                         at(input.node), input.report.fix("empty-action", [&] {
                             return remove(input.node, "remove the entry");
                         }));
    } else if (input.node.size() > 1) {
        input.report.error("two-actions",
                           "Detected multiple action definitions in one action. Each action "
                           "definition must be a separate entry in the list.",
                           at(input.node));
    }
    for (const auto& entry : input.node.entries()) {
        const policy::Field* field = input.type.field(entry.key.value());
        if (field == nullptr || !entry.value.isNull() || input.report.unfinished(entry.value))
            continue;
        if (!isDefault) {
            input.report.error("action-without-selector",
                               "Non-default actions must have a selector. Add one, such as "
                               "podSelector, or move the action to default",
                               atKey(entry));
            continue;
        }
        for (const policy::Field& inner : field->item->fields) {
            if (inner.required) {
                Place place = atKey(entry);
                place.key = inner.key;
                input.report.error("missing-field",
                                   "field required: add \"" + std::string(inner.key) + ": "
                                       + std::string(inner.example) + "\"",
                                   place);
            }
        }
    }
}

void needsSelector(const RuleInput& input)
{
    if (input.report.unfinished(input.node))
        return;
    std::size_t selectors = 0;
    for (const auto& entry : input.node.entries()) {
        const std::string_view key = entry.key.value();
        if (!key.ends_with("Selector"))
            continue;
        ++selectors;
        const bool empty = entry.value.isMapping() && entry.value.size() == 0;
        if (empty || entry.value.isNull()) {
            input.report.error("empty-selector",
                               "All selectors must have values. Fill " + std::string(key)
                                   + ", or remove it",
                               {input.node, entry.key.span()});
        } else if (key == "serviceSelector") {
            input.report.warning("selector-not-applicable",
                                 "spyctl refuses serviceSelector in an action; remove it",
                                 atKey(entry), withoutSelector(input, input.node, entry));
        }
    }
    if (selectors == 0) {
        input.report.error("action-without-selector",
                           "At least one selector required for non-default actions. Add one, such "
                           "as podSelector, or move the action to default",
                           at(input.node));
    }
}

void responseEffect(const RuleInput& input)
{
    const policy::GuardianDocument& document = input.report.decoded(input.node);
    if (!document.spec.response)
        return;
    const policy::Response& response = *document.spec.response;
    sameTwice(input, response.defaults);
    sameTwice(input, response.actions);
    const NodeRef mode = input.node.find("spec").find("mode");
    if (document.spec.mode != "enforce" || input.report.unfinished(input.node))
        return;
    if (response.defaults.empty() && response.actions.empty()) {
        input.report.add(Severity::Security, "no-effect",
                         "mode is enforce, but no action is taken on a deviation; add one to "
                         "response, or write mode audit",
                         at(mode), auditInstead(mode));
    }
    if (!document.uid().empty())
        return;
    for (const policy::Action& action : response.defaults) {
        const NodeRef entry(input.report.document(), action.where.node);
        if (isKill(action.type)) {
            input.report.warning("kills-at-once",
                                 "this policy was never applied, and " + action.type
                                     + " will be taken on its first deviation; watch it in mode "
                                       "audit first",
                                 at(entry.find(action.type)), auditInstead(mode));
        }
    }
}

std::string unfit(const std::string& name, const char* how, const std::string& type)
{
    return name + " " + how + " a policy of type '" + type + "'; remove it";
}

void fittingActions(const RuleInput& input)
{
    const std::string type(policy::textOf(input.node.find("metadata").find("type")).value_or(""));
    const NodeRef spec = input.node.find("spec");
    const NodeRef response = spec.find("response");
    for (const std::string_view list : {"default", "actions"}) {
        for (const NodeRef item : response.find(list).items()) {
            for (const auto& entry : item.entries()) {
                const std::string action(entry.key.value());
                if (!actionFits(action, type)) {
                    input.report.warning("action-not-supported",
                                         unfit(action, "never applies to", type), atKey(entry),
                                         input.report.fix("action-not-supported", [&] {
                                             return remove(item, "remove the action");
                                         }));
                }
                for (const auto& selector : entry.value.entries()) {
                    const std::string key(selector.key.value());
                    const policy::Field* known = input.type.field("spec")->item->field(key);
                    if (!key.ends_with("Selector") || key == "serviceSelector"
                        || (known == nullptr && key != "processSelector"))
                        continue;
                    if (!selectorFits(key, type) && list == "actions") {
                        input.report.warning("selector-not-applicable",
                                             unfit(key, "says nothing in", type), atKey(selector),
                                             withoutSelector(input, entry.value, selector));
                    } else if (const NodeRef outside
                               = outsideScope(spec.find(key), selector.value)) {
                        input.report.warning("action-out-of-scope",
                                             "the policy itself is for another "
                                                 + std::string(outside.key().value())
                                                 + ", so this action is never taken; remove it or "
                                                   "correct it",
                                             at(outside));
                    }
                }
            }
        }
    }
}

} // namespace pw::ops::validation
