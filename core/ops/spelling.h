#pragma once
// Which known word was probably meant?

#include <span>
#include <string_view>

namespace pw::ops {

/// The candidate nearest to the word: another case of it, or few slips away (a sign added, left
/// out, exchanged, or two swapped). Empty when none is near. The first of equals wins.
[[nodiscard]] std::string_view closestWord(std::string_view word,
                                           std::span<const std::string_view> candidates);

} // namespace pw::ops
