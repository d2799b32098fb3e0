#pragma once
// Names that nobody else has.

#include <string>
#include <string_view>

namespace pw::organization {

/// The prefix and 11 random letters and digits.
[[nodiscard]] std::string newUid(std::string_view prefix);

} // namespace pw::organization
