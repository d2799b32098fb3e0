#pragma once
// The words of the schema in other words.

#include <string_view>

namespace pw::ops {

/// What an allowed word of the field means; also of the keys of `matchFields`, and of the words of
/// `kind`. Empty for others.
[[nodiscard]] std::string_view wordMeaning(std::string_view key, std::string_view word);

} // namespace pw::ops
