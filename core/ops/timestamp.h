#pragma once
// Times as documents have them: epoch seconds, a number or a text, compared by value and kept as
// they are written.

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

/// Nothing for texts that are no number.
[[nodiscard]] std::optional<double> timestampValue(std::string_view written);

/// The later of two as it is written; `a` when they are equal, the other when one is no time.
[[nodiscard]] std::string_view laterTimestamp(std::string_view a, std::string_view b);
[[nodiscard]] std::string_view earlierTimestamp(std::string_view a, std::string_view b);

/// Seconds as documents have them: the shortest digits that read back, never an exponent.
[[nodiscard]] std::string timestampText(double epochSeconds);

/// `2024-01-16T15:00:43Z`; nothing for times that the years 1970 to 9999 do not hold.
[[nodiscard]] std::optional<std::string> formatTime(double epochSeconds);

} // namespace pw::ops
