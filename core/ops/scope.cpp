// Which workloads a policy selects: its selectors against the facts of an object.

#include "core/ops/match.h"
#include "core/ops/process_tree.h"
#include "core/ops/wildcard.h"
#include "core/ops/wording.h"
#include "core/ops/workload.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using policy::Selector;

class ScopeTest
{
public:
    ScopeTest(const GuardianDocument& object, Unstated unstated)
        : m_object(object), m_unstated(unstated)
    {
    }

    void testAll(const policy::Spec& spec)
    {
        for (const Selector& selector : spec.selectors) {
            const bool isScope
                = std::find(scopeSelectors.begin(), scopeSelectors.end(), selector.key)
                != scopeSelectors.end();
            if (isScope)
                test(selector);
        }
    }

    void test(const Selector& wanted)
    {
        const auto stated
            = [&](std::string_view field) { return statedField(m_object, wanted.key, field); };
        for (const policy::SelectorField& field : wanted.fields)
            testField(wanted.key + "." + field.name, field.values, stated(field.name));
        for (const auto& [name, value] : wanted.matchFields)
            testField(wanted.key + "." + name, {value}, stated(name));
        for (const policy::Expression& expression : wanted.matchFieldsExpressions) {
            const std::vector<std::string> found = stated(expression.key);
            if (found.empty() && m_unstated == Unstated::Inside)
                m_result.unstated.push_back(wanted.key + "." + expression.key);
            else
                testExpression(wanted.key, expression, found);
        }
        if (wanted.matchLabels.empty() && wanted.matchExpressions.empty())
            return;
        const policy::Labels labels = statedLabels(m_object, wanted.key);
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
        const bool fits = expressionHolds(expression, found);
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
    test.testAll(policy.spec);
    return test.result();
}

bool expressionHolds(const policy::Expression& expression, const std::vector<std::string>& found)
{
    const bool listed
        = std::any_of(found.begin(), found.end(), [&expression](const std::string& value) {
              return anyFits(expression.values, value);
          });
    if (expression.op == "In")
        return listed;
    if (expression.op == "NotIn")
        return !listed;
    if (expression.op == "Exists")
        return !found.empty();
    return expression.op == "DoesNotExist" && found.empty();
}

bool scopeFits(const policy::Spec& spec, const GuardianDocument& object)
{
    ScopeTest test(object, Unstated::Outside);
    test.testAll(spec);
    return test.result().verdict == ScopeVerdict::Inside;
}

} // namespace pw::ops
