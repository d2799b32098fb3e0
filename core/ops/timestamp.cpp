#include "core/ops/timestamp.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace pw::ops {

std::optional<double> timestampValue(std::string_view written)
{
    double value = 0;
    const char* const end = written.data() + written.size();
    const auto [stopped, error] = std::from_chars(written.data(), end, value);
    if (error != std::errc() || stopped != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string_view laterTimestamp(std::string_view a, std::string_view b)
{
    const std::optional<double> left = timestampValue(a);
    const std::optional<double> right = timestampValue(b);
    if (!left || !right)
        return left ? a : right ? b : a;
    return *left < *right ? b : a;
}

std::string_view earlierTimestamp(std::string_view a, std::string_view b)
{
    const std::optional<double> left = timestampValue(a);
    const std::optional<double> right = timestampValue(b);
    if (!left || !right)
        return left ? a : right ? b : a;
    return *right < *left ? b : a;
}

std::string timestampText(double epochSeconds)
{
    std::array<char, 400> digits{}; // the longest double has 309 before the point
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                            epochSeconds, std::chars_format::fixed);
    std::string out(digits.data(), error == std::errc() ? end : digits.data());
    if (out.find('.') == std::string::npos)
        out += ".0";
    return out;
}

std::optional<std::string> formatTime(double epochSeconds)
{
    using namespace std::chrono;
    constexpr double endOfYear9999 = 253402300800.0;
    if (!(epochSeconds >= 0 && epochSeconds < endOfYear9999))
        return std::nullopt;
    const sys_seconds time{seconds(static_cast<std::int64_t>(std::floor(epochSeconds)))};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 32> shown{};
    const int length = std::snprintf(
        shown.data(), shown.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return std::string(shown.data(), static_cast<std::size_t>(length));
}

} // namespace pw::ops
