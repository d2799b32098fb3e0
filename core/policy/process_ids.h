#pragma once
// The ids of processes: how a new one is made from one that is taken.

#include <set>
#include <string>

namespace pw::policy {

/// `mongod_0` becomes `mongod_1`, `mongod` becomes `mongod_0`; there is no greatest number.
[[nodiscard]] std::string followingId(const std::string& id);

/// The id, or the first one following that is not taken.
[[nodiscard]] std::string freeId(std::string id, const std::set<std::string>& taken);

} // namespace pw::policy
