#include "core/ops/policy_index.h"

#include "core/ops/match.h"
#include "core/ops/wildcard.h"
#include "core/ops/workload.h"

#include <algorithm>
#include <array>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using policy::Selector;

struct Place
{
    std::string_view selector;
    std::string_view field; // empty: labels
};

// What parts workloads most finely stands first.
constexpr std::array<Place, 13> places{{
    {"containerSelector", "containerID"},
    {"containerSelector", "containerName"},
    {"containerSelector", "imageID"},
    {"containerSelector", "image"},
    {"serviceSelector", "cgroup"},
    {"serviceSelector", "name"},
    {"podSelector", {}},
    {"machineSelector", "uid"},
    {"machineSelector", "hostname"},
    {"namespaceSelector", {}},
    {"machineSelector", "sourceName"},
    {"clusterSelector", "uid"},
    {"clusterSelector", "name"},
}};

/// Something can be looked up by it: it is not of wildcards alone.
bool tells(const std::string& wanted)
{
    return wanted.find_first_not_of("*?") != std::string::npos;
}

bool allTell(const std::vector<std::string>& wanted)
{
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), tells);
}

/// What the selector wants of the field; empty when it leaves it open.
std::vector<std::string> wantedOf(const Selector& selector, std::string_view field)
{
    for (const policy::SelectorField& candidate : selector.fields) {
        if (factName(candidate.name) == field)
            return candidate.values;
    }
    for (const auto& [name, value] : selector.matchFields) {
        if (factName(name) == field)
            return {value};
    }
    for (const policy::Expression& expression : selector.matchFieldsExpressions) {
        if (factName(expression.key) == field && expression.op == "In")
            return expression.values;
    }
    return {};
}

RequiredFact labelOf(const Selector& selector)
{
    for (const auto& [label, value] : selector.matchLabels) {
        if (tells(value))
            return {selector.key, {}, label, {value}};
    }
    for (const policy::Expression& expression : selector.matchExpressions) {
        if (expression.op == "In" && allTell(expression.values))
            return {selector.key, {}, expression.key, expression.values};
    }
    return {};
}

RequiredFact factAt(const policy::Spec& spec, const Place& place)
{
    const Selector* selector = spec.selector(place.selector);
    if (selector == nullptr)
        return {};
    if (place.field.empty())
        return labelOf(*selector);
    std::vector<std::string> wanted = wantedOf(*selector, place.field);
    if (!allTell(wanted))
        return {};
    return {selector->key, std::string(place.field), {}, std::move(wanted)};
}

/// What the workload states for the fact.
std::vector<std::string> foundFor(const GuardianDocument& scope, const std::string& selector,
                                  const std::string& field, const std::string& label)
{
    if (!field.empty())
        return statedField(scope, selector, field);
    std::vector<std::string> out;
    for (auto& [key, value] : statedLabels(scope, selector)) {
        if (key == label)
            out.push_back(std::move(value));
    }
    return out;
}

} // namespace

RequiredFact mostTelling(const policy::Spec& spec)
{
    for (const Place& place : places) {
        if (RequiredFact fact = factAt(spec, place); !fact.selector.empty())
            return fact;
    }
    return {};
}

void PolicyIndex::add(Id id, const GuardianDocument& policy)
{
    const auto item = static_cast<std::uint32_t>(m_policies.size());
    GuardianDocument& kept = m_policies.emplace_back();
    kept.metadata.set("type", yaml::Value::string(policy.type()));
    kept.spec.selectors = policy.spec.selectors;
    m_ids.push_back(id);

    const RequiredFact fact = mostTelling(policy.spec);
    if (fact.selector.empty()) {
        m_anything.push_back(item);
        return;
    }
    auto place = std::find_if(m_facts.begin(), m_facts.end(), [&](const Facts& facts) {
        return facts.selector == fact.selector && facts.field == fact.field
            && facts.label == fact.label;
    });
    if (place == m_facts.end())
        place = m_facts.insert(m_facts.end(), {fact.selector, fact.field, fact.label, {}});
    for (const std::string& wanted : fact.values)
        place->wanted.add(item, wanted);
}

std::vector<PolicyIndex::Id> PolicyIndex::covering(const GuardianDocument& scope) const
{
    std::vector<std::uint32_t> candidates = m_anything;
    for (const Facts& facts : m_facts) {
        // An In asks that one of several values fits, a field that all do: either way one does.
        for (const std::string& found : foundFor(scope, facts.selector, facts.field, facts.label))
            facts.wanted.collect(found, candidates);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::vector<Id> out;
    for (const std::uint32_t item : candidates) {
        if (inScope(m_policies[item], scope, Unstated::Outside).verdict == ScopeVerdict::Inside)
            out.push_back(m_ids[item]);
    }
    return out;
}

} // namespace pw::ops
