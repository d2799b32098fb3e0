#pragma once
// The key that clients of `pwctl serve` show, in a file that its owner alone can read.

#include "core/base/result.h"

#include <string>

namespace pw::pwctl {

/// The key in the file; a file that is missing is made with a random key, with its folder. Error
/// codes: `cannot-read-token`, `cannot-write-token`, `open-token` (others may read it),
/// `weak-token`. The key is in none of the messages.
[[nodiscard]] Result<std::string> tokenIn(const std::string& path);

} // namespace pw::pwctl
