#include "core/ops/response_choice.h"

#include "core/ops/process_tree.h"
#include "core/ops/workload.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::Action;
using policy::GuardianDocument;
using yaml::Value;

bool isTrue(const Value* value, bool otherwise)
{
    return value != nullptr && value->kind == Value::Kind::Bool ? value->text == "true" : otherwise;
}

/// The selectors of an action's body, read as those of a policy are.
GuardianDocument selectorsOf(const Value& body)
{
    Value spec = Value::map();
    for (const auto& [key, value] : body.entries) {
        if (key.ends_with("Selector"))
            spec.entries.emplace_back(key, value);
    }
    if (spec.entries.empty())
        return {};
    const Value document = Value::map({{"kind", Value::string("SpyderbatPolicy")},
                                       {"metadata", Value::map()},
                                       {"spec", std::move(spec)}});
    return guardianOf(document);
}

std::vector<std::string> factOf(const DeviatingProcess& process, std::string_view field)
{
    if (field == "name" && !process.name.empty())
        return {process.name};
    if (field == "exe")
        return process.exe;
    return field == "euser" ? process.euser : std::vector<std::string>{};
}

bool anyOf(const std::vector<std::string>& wanted, const std::vector<std::string>& found)
{
    return std::any_of(found.begin(), found.end(),
                       [&](const std::string& value) { return anyFits(wanted, value); });
}

bool processFits(const policy::Selector& selector, const DeviatingProcess& process)
{
    const auto fieldFits = [&](const policy::SelectorField& field) {
        return anyOf(field.values, factOf(process, field.name));
    };
    const auto matchFits
        = [&](const auto& entry) { return anyOf({entry.second}, factOf(process, entry.first)); };
    const auto holds = [&](const policy::Expression& expression) {
        return expressionHolds(expression, factOf(process, expression.key));
    };
    return std::all_of(selector.fields.begin(), selector.fields.end(), fieldFits)
        && std::all_of(selector.matchFields.begin(), selector.matchFields.end(), matchFits)
        && std::all_of(selector.matchFieldsExpressions.begin(),
                       selector.matchFieldsExpressions.end(), holds);
}

} // namespace

ResponseChoice::ResponseChoice(const policy::Response& response)
{
    for (const Action& action : response.actions) {
        if (!action.type.empty())
            m_actions.push_back(prepared(action));
    }
    for (const Action& action : response.defaults) {
        if (!action.type.empty())
            m_defaults.push_back(prepared(action));
    }
}

ResponseChoice::Prepared ResponseChoice::prepared(const Action& action)
{
    Prepared out{action, selectorsOf(action.body), false, true};
    out.enabled = isTrue(action.body.find("enabled"), true);
    if (const Value* process = action.body.find("processSelector"))
        out.interactive = isTrue(process->find("interactive"), false);
    return out;
}

bool ResponseChoice::fits(const Prepared& entry, const DeviatingProcess& process,
                          const GuardianDocument& workload)
{
    if (entry.interactive)
        return false;
    const policy::Selector* wanted = entry.selectors.spec.selector("processSelector");
    return (wanted == nullptr || processFits(*wanted, process))
        && scopeFits(entry.selectors.spec, workload);
}

std::vector<const Action*> ResponseChoice::actionsFor(const DeviatingProcess& process,
                                                      const GuardianDocument& workload) const
{
    std::vector<const Prepared*> taken;
    for (const Prepared& entry : m_actions) {
        if (fits(entry, process, workload))
            taken.push_back(&entry);
    }
    const std::size_t chosen = taken.size();
    for (const Prepared& entry : m_defaults) {
        const auto end = taken.begin() + static_cast<std::ptrdiff_t>(chosen);
        const bool replaced = std::any_of(taken.begin(), end, [&](const Prepared* other) {
            return other->action.type == entry.action.type;
        });
        if (!replaced)
            taken.push_back(&entry);
    }
    std::vector<const Action*> out;
    for (const Prepared* entry : taken) {
        if (entry->enabled)
            out.push_back(&entry->action);
    }
    return out;
}

std::string actionField(const Action& action, std::string_view field)
{
    const Value* found = action.body.find(field);
    return found != nullptr ? found->text : std::string();
}

} // namespace pw::ops
