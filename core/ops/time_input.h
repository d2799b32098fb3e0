#pragma once
// Times as a person types them, and the range they make.

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

/// Epoch seconds of `1.5h`, `15m`, `2d`, `1wk` (ago; s sc m mn h hr d dy w wk), of an epoch number,
/// or of a date (`2024-01-16`, `2024-01-16T15:00:43Z`, `2024-01-16 15:00 +02:00`, `16 Jan 2024`),
/// UTC unless it names a zone. Error codes: `not-a-time`, `future-time`.
[[nodiscard]] Result<double> parseTime(std::string_view typed, double now);

/// Epoch seconds. Without a start everything that was recorded is meant.
struct TimeRange
{
    std::optional<double> start;
    double end = 0;
    bool operator==(const TimeRange&) const = default;
};

/// What was typed for start and end, empty for nothing. Error code beside those of parseTime:
/// `empty-range`, when the start is not before the end.
[[nodiscard]] Result<TimeRange> parseRange(std::string_view start, std::string_view end,
                                           std::optional<double> defaultSeconds, double now);

} // namespace pw::ops
