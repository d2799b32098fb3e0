#pragma once
// Foreign text inside HTML.

#include <string>
#include <string_view>

namespace pw::ops {

/// For element content and quoted attributes. Signs that could hide or reorder text (control
/// characters but the tab, bidirectional ones, what is not UTF-8) stand as `\u202E` and `\xFF`.
[[nodiscard]] std::string htmlText(std::string_view text);

} // namespace pw::ops
