#pragma once
// Which times a person wants to see, and how ranges of time are written.

#include "core/ops/time_input.h"

#include <QString>

#include <optional>

namespace pw::ui {

struct TimeRangeChoice
{
    enum class Kind : std::uint8_t { Last, Everything, Between };

    Kind kind = Kind::Last;
    double seconds = 5400; ///< of Last
    std::optional<double> from; ///< of Between, epoch seconds; without: from the first record on
    std::optional<double> to; ///< of Between, epoch seconds; without: until now
    bool operator==(const TimeRangeChoice&) const = default;

    [[nodiscard]] static TimeRangeChoice last(double seconds);
    [[nodiscard]] static TimeRangeChoice everything();
};

/// In epoch seconds, at the time `now`.
[[nodiscard]] ops::TimeRange rangeOf(const TimeRangeChoice& choice, double now);

/// What was typed for start and end, empty for nothing. A length of time as start (`2d`) without
/// an end goes along with the clock. Error codes: those of ops::parseRange.
[[nodiscard]] Result<TimeRangeChoice> choiceFrom(const QString& start, const QString& end,
                                                 double now);

/// `1.5h`, `7d`, `Everything`, `Between`, `Since`, `Until`.
[[nodiscard]] QString nameOf(const TimeRangeChoice& choice);
/// As short as it can be told at the time `now`: `13:52:51 – 15:22:51 UTC` today, else with days.
/// `now` 0: unknown.
[[nodiscard]] QString spanText(double from, double to, double now);
/// `2024-01-16T15:00:43Z`; empty for times that no calendar holds.
[[nodiscard]] QString timeText(double epochSeconds);

} // namespace pw::ui
