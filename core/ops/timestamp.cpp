#include "core/ops/timestamp.h"

#include <charconv>
#include <cmath>

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

} // namespace pw::ops
