#pragma once
// The rules of the schema's `rules` columns, one function a name; only the sources of validate
// include this.

#include "core/ops/validate_schema.h"

namespace pw::ops::validation {

// validate_rules_document.cpp: about a whole document or its metadata
void typeSelector(const RuleInput& input);
void nameLength(const RuleInput& input);
void unusedProcesses(const RuleInput& input);
void tooWide(const RuleInput& input);
void fittingScopes(const RuleInput& input);

// validate_rules_process.cpp
void processIds(const RuleInput& input);
void processUsers(const RuleInput& input);

// validate_rules_network.cpp
void addressBlock(const RuleInput& input);
void oneForm(const RuleInput& input);
void portOrder(const RuleInput& input);

// validate_rules_selectors.cpp
void selectorFilled(const RuleInput& input);
void labelsFilled(const RuleInput& input);
void processSelectorFilled(const RuleInput& input);
void flatAndMatchFields(const RuleInput& input);
void expressionValues(const RuleInput& input);
void placeholder(const RuleInput& input);
void machineMuid(const RuleInput& input);
void traceSelectors(const RuleInput& input);

// validate_rules_response.cpp
void oneAction(const RuleInput& input);
void needsSelector(const RuleInput& input);
void responseEffect(const RuleInput& input);
void fittingActions(const RuleInput& input);

// validate_redundant.cpp
void redundant(const RuleInput& input);

// validate_rules_other.cpp
void rulesetName(const RuleInput& input);
void rulesetScope(const RuleInput& input);
void wideRule(const RuleInput& input);
void timeOrder(const RuleInput& input);
void contexts(const RuleInput& input);
void secretKeys(const RuleInput& input);

/// True when a flat field or a list, map or expression list of the selector says something.
[[nodiscard]] bool saysSomething(yaml::NodeRef value);

} // namespace pw::ops::validation
