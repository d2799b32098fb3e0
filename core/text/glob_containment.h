#pragma once
// Does everything that one pattern fits also fit one of some others?

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::text {

enum class Contained : std::uint8_t {
    Yes,
    No, ///< there is a text that shows it
    NotDecided, ///< it would take too long, or a pattern is no UTF-8
};

/// By the languages of the patterns, as globMatches reads them: exact as long as it is decided.
[[nodiscard]] Contained globContained(std::string_view inner,
                                      const std::vector<std::string>& outer);

/// All that the patterns `inner` fit, those of `outer` fit, too.
[[nodiscard]] Contained allContained(const std::vector<std::string>& inner,
                                     const std::vector<std::string>& outer);

} // namespace pw::text
