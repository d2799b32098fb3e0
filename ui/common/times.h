#pragma once
// Times as spyctl prints them, in UTC, and what they are on this machine's clock.

#include <QString>

#include <string_view>

namespace pw::ui {

/// `2024-01-16T15:00:43Z` for epoch seconds as written; other texts stay as they are.
[[nodiscard]] QString timeText(std::string_view written);
/// `16:00:43 on 16 January 2024, local time`; empty for what is no time.
[[nodiscard]] QString localTimeText(std::string_view written);
/// `5 min`, `2 h`, `3 days` for a number of seconds.
[[nodiscard]] QString spanText(double seconds);

} // namespace pw::ui
