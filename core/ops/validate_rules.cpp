#include "core/ops/validate_rules.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace pw::ops::validation {

Rule ruleNamed(policy::RuleName name)
{
    static constexpr std::array<std::pair<policy::RuleName, Rule>, 29> rules{{
        {"type-selector", typeSelector},
        {"name-length", nameLength},
        {"unused-processes", unusedProcesses},
        {"too-wide", tooWide},
        {"fitting-scopes", fittingScopes},
        {"process-ids", processIds},
        {"process-users", processUsers},
        {"address-block", addressBlock},
        {"one-form", oneForm},
        {"port-order", portOrder},
        {"selector-filled", selectorFilled},
        {"labels-filled", labelsFilled},
        {"process-selector-filled", processSelectorFilled},
        {"flat-and-match-fields", flatAndMatchFields},
        {"expression-values", expressionValues},
        {"placeholder", placeholder},
        {"machine-muid", machineMuid},
        {"trace-selectors", traceSelectors},
        {"one-action", oneAction},
        {"needs-selector", needsSelector},
        {"response", responseEffect},
        {"fitting-actions", fittingActions},
        {"redundant", redundant},
        {"ruleset-name", rulesetName},
        {"ruleset-scope", rulesetScope},
        {"wide-rule", wideRule},
        {"time-order", timeOrder},
        {"contexts", contexts},
        {"secret-keys", secretKeys},
    }};
    const auto* found = std::find_if(rules.begin(), rules.end(),
                                     [&](const auto& rule) { return rule.first == name; });
    assert(found != rules.end());
    return found->second;
}

} // namespace pw::ops::validation
