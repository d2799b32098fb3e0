#pragma once
// Patterns: `*` any run (also of `/`), `?` one sign, `[abc]`, `[a-z]`, `[!x]` a class.

#include <string_view>

namespace pw::text {

/// True when the whole text fits the pattern, or is equal to it sign by sign (`[kworker]` fits
/// itself). Case-sensitive; `?` and classes take one code point.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text);

/// Holds a sign that globMatches treats as more than itself.
[[nodiscard]] bool isPattern(std::string_view text);

} // namespace pw::text
