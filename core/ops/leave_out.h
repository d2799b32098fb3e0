#pragma once
// A fingerprint as if some of its behaviour had never been seen.

#include "core/policy/policy.h"

#include <string>
#include <unordered_set>

namespace pw::ops {

/// Keys as in behaviour_key.h. A process goes with everything below it; connections that are left
/// without a process go, too. What is left means the same as before, a rule may come apart.
[[nodiscard]] policy::GuardianDocument
withoutBehaviours(const policy::GuardianDocument& document,
                  const std::unordered_set<std::string>& keys);

} // namespace pw::ops
