// Which workloads a policy selects: its selectors against the facts of an object.

#include "core/ops/match.h"
#include "core/ops/process_tree.h"
#include "core/ops/wildcard.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <array>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using policy::Selector;

constexpr std::array<std::string_view, 6> scopeSelectors{
    "containerSelector", "serviceSelector",   "clusterSelector",
    "machineSelector",   "namespaceSelector", "podSelector",
};

// Metadata keys that state a fact for which the spec may have no selector.
struct MetadataFact
{
    std::string_view selector;
    std::string_view field;
    std::string_view key;
};
constexpr std::array<MetadataFact, 4> metadataFacts{{
    {"containerSelector", "containerName", "containerName"},
    {"containerSelector", "containerID", "containerID"},
    {"machineSelector", "uid", "muid"},
    {"clusterSelector", "uid", "cluster-uid"},
}};

// One fact has had three names.
std::string_view fieldName(std::string_view name)
{
    return name == "machineUID" || name == "muid" ? "uid" : name;
}

struct Facts
{
    const GuardianDocument& object;
    const Selector* stated; // what the object says under the same key, may be null
    std::string_view selector;

    // Empty: not stated.
    [[nodiscard]] std::vector<std::string> field(std::string_view wanted) const
    {
        if (stated != nullptr) {
            for (const policy::SelectorField& candidate : stated->fields) {
                if (fieldName(candidate.name) == fieldName(wanted))
                    return candidate.values;
            }
            for (const auto& [name, value] : stated->matchFields) {
                if (fieldName(name) == fieldName(wanted))
                    return {value};
            }
        }
        for (const MetadataFact& fact : metadataFacts) {
            const std::string value = object.metadataText(fact.key);
            if (fact.selector == selector && fact.field == fieldName(wanted) && !value.empty())
                return {value};
        }
        return {};
    }

    [[nodiscard]] policy::Labels labels() const
    {
        if (stated != nullptr && !stated->matchLabels.empty())
            return stated->matchLabels;
        const std::string space = object.metadataText("namespace");
        if (selector == "namespaceSelector" && !space.empty())
            return {{"kubernetes.io/metadata.name", space}};
        return {};
    }
};

class ScopeTest
{
public:
    ScopeTest(const GuardianDocument& object, Unstated unstated)
        : m_object(object), m_unstated(unstated)
    {
    }

    void test(const Selector& wanted)
    {
        const Facts facts{m_object, m_object.spec.selector(wanted.key), wanted.key};
        for (const policy::SelectorField& field : wanted.fields)
            testField(wanted.key + "." + field.name, field.values, facts.field(field.name));
        for (const auto& [name, value] : wanted.matchFields)
            testField(wanted.key + "." + name, {value}, facts.field(name));
        for (const policy::Expression& expression : wanted.matchFieldsExpressions) {
            const std::vector<std::string> found = facts.field(expression.key);
            if (found.empty() && m_unstated == Unstated::Inside)
                m_result.unstated.push_back(wanted.key + "." + expression.key);
            else
                testExpression(wanted.key, expression, found);
        }
        if (wanted.matchLabels.empty() && wanted.matchExpressions.empty())
            return;
        const policy::Labels labels = facts.labels();
        if (labels.empty() && m_unstated == Unstated::Inside) {
            m_result.unstated.push_back(wanted.key);
            return;
        }
        const auto values = [&labels](const std::string& key) {
            std::vector<std::string> out;
            for (const auto& [name, value] : labels) {
                if (name == key)
                    out.push_back(value);
            }
            return out;
        };
        // The labels of a pod are stated as a whole: one that is not there is known to be missing.
        for (const auto& [key, value] : wanted.matchLabels) {
            const std::vector<std::string> found = values(key);
            if (found.empty() || !globMatches(value, found.back()))
                fail(wanted.key + ".matchLabels." + key, value, joined(found));
        }
        for (const policy::Expression& expression : wanted.matchExpressions)
            testExpression(wanted.key, expression, values(expression.key));
    }

    void fail(std::string field, std::string wanted, std::string found)
    {
        if (m_result.verdict == ScopeVerdict::Outside)
            return;
        m_result.verdict = ScopeVerdict::Outside;
        m_result.field = std::move(field);
        m_result.wanted = std::move(wanted);
        m_result.found = std::move(found);
    }

    [[nodiscard]] ScopeResult result() const { return m_result; }

private:
    void testField(std::string name, const std::vector<std::string>& wanted,
                   const std::vector<std::string>& found)
    {
        if (found.empty() && m_unstated == Unstated::Inside) {
            m_result.unstated.push_back(std::move(name));
            return;
        }
        const bool fits = !found.empty()
            && std::all_of(found.begin(), found.end(),
                           [&wanted](const std::string& value) { return anyFits(wanted, value); });
        if (!fits)
            fail(std::move(name), joined(wanted), joined(found));
    }

    void testExpression(const std::string& selector, const policy::Expression& expression,
                        const std::vector<std::string>& found)
    {
        const bool listed
            = std::any_of(found.begin(), found.end(), [&expression](const std::string& value) {
                  return anyFits(expression.values, value);
              });
        bool fits = false;
        if (expression.op == "In")
            fits = listed;
        else if (expression.op == "NotIn")
            fits = !listed;
        else if (expression.op == "Exists")
            fits = !found.empty();
        else if (expression.op == "DoesNotExist")
            fits = found.empty();
        if (!fits) {
            fail(selector + "." + expression.key, expression.op + " " + joined(expression.values),
                 joined(found));
        }
    }

    const GuardianDocument& m_object;
    Unstated m_unstated;
    ScopeResult m_result;
};

} // namespace

ScopeResult inScope(const GuardianDocument& policy, const GuardianDocument& object,
                    Unstated unstated)
{
    ScopeTest test(object, unstated);
    const std::string wanted = policy.type() == "cluster" ? "container" : policy.type();
    const bool hasWorkloadType = object.kind != policy::Kind::Deviation;
    if (hasWorkloadType && object.type() != wanted)
        test.fail("metadata.type", policy.type(), object.type());
    for (const Selector& selector : policy.spec.selectors) {
        const bool isScope = std::find(scopeSelectors.begin(), scopeSelectors.end(), selector.key)
            != scopeSelectors.end();
        if (isScope)
            test.test(selector);
    }
    return test.result();
}

} // namespace pw::ops
