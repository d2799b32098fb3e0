#pragma once
// Response actions as a person calls them.

#include "core/ops/policy_changes.h"

#include <string>
#include <string_view>

namespace pw::ops {

/// `red flag`, `kill process`; the type itself when it is not known.
[[nodiscard]] std::string actionName(std::string_view type);

/// `kill process: bash, sh`, `red flag high`: what it does and which process or workload it is for.
[[nodiscard]] Sentence actionSentence(const policy::Action& action);

/// The action ends a process, a group, a tree or a pod.
[[nodiscard]] bool isKill(const policy::Action& action);
[[nodiscard]] bool isPodKill(const policy::Action& action);
/// The action makes a flag of the organization.
[[nodiscard]] bool isFlag(const policy::Action& action);
/// `enabled` is not false.
[[nodiscard]] bool isOn(const policy::Action& action);

} // namespace pw::ops
