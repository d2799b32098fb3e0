#pragma once
// What the random tests have in common: how they are asked for other cases, and real policies.

#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pw::oracle {

/// POLICYWRIGHT_SEED, POLICYWRIGHT_CASES and their like.
[[nodiscard]] std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise);

/// Of the folder with recorded cases, in the order of their names; none when it is not there.
[[nodiscard]] std::vector<yaml::Value> realPolicies(const std::string& conformanceFolder);

/// The condition; whole texts are longer than a test's message may be and are printed.
[[nodiscard]] bool holdsFor(bool condition, const std::string& shown);

} // namespace pw::oracle
