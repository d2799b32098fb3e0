#pragma once
// Where fingerprints ran and what they did, each kept once.

#include "core/base/result.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <string_view>

namespace pw::organization {

class Database;

/// Stands in the columns of a scope that state one fact when the workload states several.
inline constexpr std::string_view severalTexts = "*";

/// Ids of the rows; made when nobody had such a scope or behaviour before. To be called in the
/// transaction that stores the fingerprint.
[[nodiscard]] Result<std::int64_t> internScope(Database& database,
                                               const policy::GuardianDocument& workload);
[[nodiscard]] Result<std::int64_t> internBehaviour(Database& database,
                                                   const policy::GuardianDocument& workload);

} // namespace pw::organization
