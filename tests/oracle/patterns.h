#pragma once
// The oracle's own idea of patterns, written to be obviously right and not to be fast.

#include <string>
#include <string_view>
#include <vector>

namespace pw::oracle {

/// The whole text fits the pattern or equals it: `*` any run, `?` one code point, `[...]` a class.
[[nodiscard]] bool fits(std::string_view pattern, std::string_view text);

/// One of the patterns fits.
[[nodiscard]] bool anyFits(const std::vector<std::string>& patterns, std::string_view text);

/// Holds `*`, `?` or `[`.
[[nodiscard]] bool looksLikePattern(std::string_view text);

} // namespace pw::oracle
