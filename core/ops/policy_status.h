#pragma once
// What an applied or unapplied policy is doing, derived: no server says it.

#include "core/policy/policy.h"

#include <string_view>

namespace pw::ops {

enum class PolicyStatus : std::uint8_t {
    NotApplied,
    NotAppliedDisabled,
    Disabled,
    Auditing,
    Enforcing,
};

/// A missing mode counts as enforce, as old documents mean it.
[[nodiscard]] PolicyStatus policyStatus(const policy::GuardianDocument& policy);

/// `Not Applied`, `Auditing`, …
[[nodiscard]] std::string_view toString(PolicyStatus status);

} // namespace pw::ops
