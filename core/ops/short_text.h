#pragma once
// Contents of a document where there is room for a few words.

#include <string>
#include <string_view>

namespace pw::ops {

/// The first part of a long text, control characters as spaces.
[[nodiscard]] std::string shorten(std::string_view content);

} // namespace pw::ops
