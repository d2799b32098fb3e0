#include "tests/oracle/patterns.h"

#include <algorithm>
#include <cstddef>

namespace pw::oracle {
namespace {

using Points = std::u32string;

Points pointsOf(std::string_view text)
{
    Points out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        char32_t point = lead;
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            point = (point << 8U) | static_cast<unsigned char>(text[i + k]);
        out.push_back(point);
        i += length;
    }
    return out;
}

/// Where the class that opens at `at` closes; npos when it never does. A `]` right behind the
/// opening (or behind `!`) stands for itself.
std::size_t classEnd(const Points& pattern, std::size_t at)
{
    std::size_t i = at + 1;
    if (i < pattern.size() && pattern[i] == U'!')
        ++i;
    if (i < pattern.size() && pattern[i] == U']')
        ++i;
    return pattern.find(U']', i);
}

bool inClass(const Points& pattern, std::size_t at, std::size_t end, char32_t point)
{
    std::size_t i = at + 1;
    const bool negated = pattern[i] == U'!';
    if (negated)
        ++i;
    bool found = false;
    while (i < end) {
        if (i + 2 < end && pattern[i + 1] == U'-') {
            found = found || (pattern[i] <= point && point <= pattern[i + 2]);
            i += 3;
        } else {
            found = found || pattern[i] == point;
            ++i;
        }
    }
    return found != negated;
}

bool fitsFrom(const Points& pattern, std::size_t p, const Points& text, std::size_t t)
{
    if (p == pattern.size())
        return t == text.size();
    if (pattern[p] == U'*') {
        for (std::size_t skip = t; skip <= text.size(); ++skip) {
            if (fitsFrom(pattern, p + 1, text, skip))
                return true;
        }
        return false;
    }
    if (t == text.size())
        return false;
    if (pattern[p] == U'?')
        return fitsFrom(pattern, p + 1, text, t + 1);
    if (pattern[p] == U'[') {
        const std::size_t end = classEnd(pattern, p);
        if (end != Points::npos)
            return inClass(pattern, p, end, text[t]) && fitsFrom(pattern, end + 1, text, t + 1);
    }
    return pattern[p] == text[t] && fitsFrom(pattern, p + 1, text, t + 1);
}

} // namespace

bool fits(std::string_view pattern, std::string_view text)
{
    return pattern == text || fitsFrom(pointsOf(pattern), 0, pointsOf(text), 0);
}

bool anyFits(const std::vector<std::string>& patterns, std::string_view text)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return fits(pattern, text); });
}

bool looksLikePattern(std::string_view text)
{
    return text.find_first_of("*?[") != std::string_view::npos;
}

} // namespace pw::oracle
