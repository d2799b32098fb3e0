#pragma once
// Patterns: `*` any run (also of `/`), `?` one sign, `[abc]`, `[a-z]`, `[!x]` a class.

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

/// True when the whole text fits the pattern, or is equal to it sign by sign (`[kworker]` fits
/// itself). Case-sensitive; `?` and classes take one code point.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text);

/// Holds a sign that globMatches treats as more than itself.
[[nodiscard]] bool isPattern(std::string_view text);

/// A pattern with one common run of at least three code points that fits all that `a` and `b` fit:
/// `mongo:latest`, `mongo:6.0` give `mongo:*`. Nothing when there is no such run. `a` decides ties.
[[nodiscard]] std::optional<std::string> commonWildcard(std::string_view a, std::string_view b);

/// For selector fields: the one that covers the other, else commonWildcard.
[[nodiscard]] std::optional<std::string> wildcardMerge(std::string_view a, std::string_view b);

} // namespace pw::ops
