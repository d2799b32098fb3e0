#pragma once
// Texts in the query language of the search.

#include <string>
#include <string_view>
#include <vector>

namespace pw::api {

/// `field = "value"`, or `field ~= "value"` when it holds `*` or `?`. Quotes are escaped.
[[nodiscard]] std::string condition(std::string_view field, std::string_view value);
/// Any of the fields is any of the values: `(a = "x" OR a = "y")`; empty without values.
[[nodiscard]] std::string anyOf(const std::vector<std::string_view>& fields,
                                const std::vector<std::string>& values);
/// Joined by AND, empty ones left out; `*` when nothing is left.
[[nodiscard]] std::string allOf(const std::vector<std::string>& conditions);

/// `time >= 1713000000 AND time < 1713000600.5`; an end that is not finite is open.
[[nodiscard]] std::string timeSlice(double from, double to);

/// `*name*`
[[nodiscard]] std::string contains(std::string_view name);
/// For queries of the older generation: `^.*mongo.*$`.
[[nodiscard]] std::string globToRegex(std::string_view pattern);
[[nodiscard]] bool hasWildcard(std::string_view value);

} // namespace pw::api
