#include "core/ops/time_input.h"

#include "core/ops/timestamp.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>
#include <utility>

namespace pw::ops {
namespace {

struct Unit
{
    std::string_view name;
    double seconds;
};
constexpr std::array<Unit, 10> units{{{"s", 1},
                                      {"sc", 1},
                                      {"m", 60},
                                      {"mn", 60},
                                      {"h", 3600},
                                      {"hr", 3600},
                                      {"d", 86400},
                                      {"dy", 86400},
                                      {"w", 604800},
                                      {"wk", 604800}}};

/// The forms of a day; a time of day may follow.
constexpr std::array<const char*, 6> dateForms{"%Y-%m-%d",  "%Y/%m/%d", "%d %b %Y",
                                               "%b %d, %Y", "%b %d %Y", "%m/%d/%Y"};

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return text;
}

std::optional<double> secondsAgo(std::string_view typed)
{
    double amount = 0;
    const auto [stopped, error] = std::from_chars(typed.data(), typed.data() + typed.size(), amount,
                                                  std::chars_format::fixed);
    if (error != std::errc() || amount < 0)
        return std::nullopt;
    const std::string_view name
        = trimmed({stopped, static_cast<std::size_t>(typed.data() + typed.size() - stopped)});
    const auto* const unit = std::find_if(units.begin(), units.end(),
                                          [&](const Unit& known) { return known.name == name; });
    if (unit == units.end())
        return std::nullopt;
    return amount * unit->seconds;
}

std::optional<int> twoDigits(std::string_view& rest)
{
    if (rest.size() < 2 || std::isdigit(static_cast<unsigned char>(rest[0])) == 0
        || std::isdigit(static_cast<unsigned char>(rest[1])) == 0)
        return std::nullopt;
    const int value = (rest[0] - '0') * 10 + (rest[1] - '0');
    rest.remove_prefix(2);
    return value;
}

bool skip(std::string_view& rest, char sign)
{
    if (rest.empty() || rest.front() != sign)
        return false;
    rest.remove_prefix(1);
    return true;
}

/// `15:00`, `15:00:43.5`: seconds of the day, taken off the front.
std::optional<double> timeOfDay(std::string_view& rest)
{
    const std::optional<int> hours = twoDigits(rest);
    if (!hours || *hours > 23 || !skip(rest, ':'))
        return std::nullopt;
    const std::optional<int> minutes = twoDigits(rest);
    if (!minutes || *minutes > 59)
        return std::nullopt;
    double value = *hours * 3600 + *minutes * 60;
    if (!skip(rest, ':'))
        return value;
    const std::optional<int> seconds = twoDigits(rest);
    if (!seconds || *seconds > 60)
        return std::nullopt;
    value += *seconds;
    double scale = 0.1;
    if (skip(rest, '.')) {
        for (; !rest.empty() && std::isdigit(static_cast<unsigned char>(rest.front())) != 0;
             rest.remove_prefix(1), scale /= 10)
            value += (rest.front() - '0') * scale;
    }
    return value;
}

/// `Z`, `UTC`, `+02:00`, `-0530`, nothing: seconds east of UTC.
std::optional<double> zone(std::string_view rest)
{
    rest = trimmed(rest);
    if (rest.empty() || rest == "Z" || rest == "z" || rest == "UTC" || rest == "GMT")
        return 0;
    const double sign = rest.front() == '-' ? -1 : 1;
    if (!skip(rest, '+') && !skip(rest, '-'))
        return std::nullopt;
    const std::optional<int> hours = twoDigits(rest);
    if (!hours || *hours > 14)
        return std::nullopt;
    skip(rest, ':');
    const std::optional<int> minutes = rest.empty() ? 0 : twoDigits(rest);
    if (!minutes || *minutes > 59 || !rest.empty())
        return std::nullopt;
    return sign * (*hours * 3600 + *minutes * 60);
}

/// Reads a day in the form at the front of the text; the rest goes to `rest`.
std::optional<double> dayIn(std::string_view text, const char* form, std::string_view& rest)
{
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    std::tm parts{};
    stream >> std::get_time(&parts, form);
    if (stream.fail())
        return std::nullopt;
    const auto stopped = stream.eof() ? text.size() : static_cast<std::size_t>(stream.tellg());
    rest = text.substr(std::min(stopped, text.size()));
    const std::chrono::year_month_day date{
        std::chrono::year(parts.tm_year + 1900),
        std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
        std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
    if (!date.ok())
        return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86400.0;
}

std::optional<double> dateTime(std::string_view typed)
{
    for (const char* const form : dateForms) {
        std::string_view rest;
        const std::optional<double> day = dayIn(typed, form, rest);
        if (!day)
            continue;
        if (trimmed(rest).empty())
            return day;
        if (rest.front() != 'T' && rest.front() != 't' && rest.front() != ' ')
            continue;
        rest = trimmed(rest.substr(1));
        const std::optional<double> clock = timeOfDay(rest);
        if (!clock)
            continue;
        if (const std::optional<double> offset = zone(rest))
            return *day + *clock - *offset;
    }
    return std::nullopt;
}

} // namespace

Result<double> parseTime(std::string_view typed, double now)
{
    const std::string_view text = trimmed(typed);
    std::optional<double> value = timestampValue(text);
    if (!value) {
        if (const std::optional<double> ago = secondsAgo(text))
            value = now - *ago;
    }
    if (!value)
        value = dateTime(text);
    if (!value || *value < 0)
        return Error{
            "not-a-time",
            "\"" + std::string(typed)
                + "\" is no time; use 1.5h, 15m, 2d or 1wk (ago), epoch seconds, or a date "
                  "such as 2024-01-16T15:00:43Z",
            {}};
    if (*value > now)
        return Error{"future-time", "time must be in the past: " + std::string(typed), {}};
    return *value;
}

Result<TimeRange> parseRange(std::string_view start, std::string_view end,
                             std::optional<double> defaultSeconds, double now)
{
    TimeRange range;
    range.end = now;
    if (!end.empty()) {
        const Result<double> value = parseTime(end, now);
        if (!value)
            return value.error();
        range.end = *value;
    }
    if (!start.empty()) {
        const Result<double> value = parseTime(start, now);
        if (!value)
            return value.error();
        range.start = *value;
    } else if (defaultSeconds) {
        range.start = std::max(0.0, range.end - *defaultSeconds);
    }
    if (range.start && *range.start >= range.end)
        return Error{"empty-range", "the start time must be before the end time", {}};
    return range;
}

} // namespace pw::ops
