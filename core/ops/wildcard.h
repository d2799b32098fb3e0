#pragma once
// Patterns made of several texts. What one says stands in core/text/glob.h.

#include "core/text/glob.h"

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

using text::globMatches;
using text::isPattern;

/// A pattern with one common run of at least three code points that fits all that `a` and `b` fit:
/// `mongo:latest`, `mongo:6.0` give `mongo:*`. Nothing when there is no such run. `a` decides ties.
[[nodiscard]] std::optional<std::string> commonWildcard(std::string_view a, std::string_view b);

/// For selector fields: the one that covers the other, else commonWildcard.
[[nodiscard]] std::optional<std::string> wildcardMerge(std::string_view a, std::string_view b);

} // namespace pw::ops
