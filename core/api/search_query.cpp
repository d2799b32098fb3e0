#include "core/api/search_query.h"

#include <array>
#include <charconv>
#include <cmath>

namespace pw::api {
namespace {

std::string quoted(std::string_view value)
{
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "\"";
}

/// Milliseconds are enough, and a whole second has no point.
std::string seconds(double time)
{
    std::array<char, 400> text{}; // as long as a number can get
    const auto [end, problem]
        = std::to_chars(text.data(), text.data() + text.size(), time, std::chars_format::fixed, 3);
    std::string out(text.data(), end);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.'))
        out.pop_back();
    return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty() && !part.empty())
            out += between;
        out += part;
    }
    return out;
}

} // namespace

bool hasWildcard(std::string_view value)
{
    return value.find_first_of("*?") != std::string_view::npos;
}

std::string condition(std::string_view field, std::string_view value)
{
    return std::string(field) + (hasWildcard(value) ? " ~= " : " = ") + quoted(value);
}

std::string anyOf(const std::vector<std::string_view>& fields,
                  const std::vector<std::string>& values)
{
    std::vector<std::string> parts;
    for (const std::string& value : values) {
        for (const std::string_view field : fields)
            parts.push_back(condition(field, value));
    }
    return parts.size() < 2 ? joined(parts, {}) : "(" + joined(parts, " OR ") + ")";
}

std::string allOf(const std::vector<std::string>& conditions)
{
    std::string out = joined(conditions, " AND ");
    return out.empty() ? "*" : out;
}

std::string timeSlice(double from, double to)
{
    std::vector<std::string> parts;
    if (std::isfinite(from))
        parts.push_back("time >= " + seconds(from));
    if (std::isfinite(to))
        parts.push_back("time < " + seconds(to));
    return joined(parts, " AND ");
}

std::string contains(std::string_view name)
{
    return "*" + std::string(name) + "*";
}

std::string globToRegex(std::string_view pattern)
{
    std::string out = "^";
    for (const char c : pattern) {
        if (c == '*')
            out += ".*";
        else if (c == '?')
            out += '.';
        else if (std::string_view("\\^$.|+()[]{}").find(c) != std::string_view::npos)
            out += std::string("\\") + c;
        else
            out += c;
    }
    return out + "$";
}

} // namespace pw::api
