#include "core/ops/policy_status.h"

namespace pw::ops {

PolicyStatus policyStatus(const policy::GuardianDocument& policy)
{
    const bool applied = !policy.uid().empty();
    if (!policy.spec.enabled.value_or(true))
        return applied ? PolicyStatus::Disabled : PolicyStatus::NotAppliedDisabled;
    if (!applied)
        return PolicyStatus::NotApplied;
    return policy.spec.mode == "audit" ? PolicyStatus::Auditing : PolicyStatus::Enforcing;
}

std::string_view toString(PolicyStatus status)
{
    switch (status) {
    case PolicyStatus::NotApplied:
        return "Not Applied";
    case PolicyStatus::NotAppliedDisabled:
        return "Not Applied & Disabled";
    case PolicyStatus::Disabled:
        return "Disabled";
    case PolicyStatus::Auditing:
        return "Auditing";
    case PolicyStatus::Enforcing:
        return "Enforcing";
    }
    return {};
}

} // namespace pw::ops
