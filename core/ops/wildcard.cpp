#include "core/ops/wildcard.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <vector>

namespace pw::ops {

namespace {

// A longer name is no name: the table of common runs would cost its square.
constexpr std::size_t longestCompared = 4096;
constexpr std::size_t shortestRun = 3;

std::vector<std::string_view> codePoints(std::string_view text)
{
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size(); at += out.back().size())
        out.push_back(text::characterAt(text, at));
    return out;
}

struct Run
{
    std::size_t inA = 0;
    std::size_t inB = 0;
    std::size_t length = 0;
};

// The longest run that both hold; of equal ones the first in a, then the first in b.
template <typename Points> Run longestCommonRun(const Points& a, const Points& b)
{
    Run best;
    std::vector<std::size_t> previous(b.size() + 1, 0);
    std::vector<std::size_t> current(b.size() + 1, 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            current[j] = a[i - 1] == b[j - 1] ? previous[j - 1] + 1 : 0;
            if (current[j] > best.length)
                best = {i - current[j], j - current[j], current[j]};
        }
        std::swap(previous, current);
    }
    return best;
}

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

// The text of the run; empty when it is shorter than what makes a pattern.
std::string commonText(std::string_view a, std::string_view b)
{
    if (isAscii(a) && isAscii(b)) {
        if (a.size() > longestCompared || b.size() > longestCompared)
            return {};
        const Run run = longestCommonRun(a, b);
        return std::string(a.substr(run.inA, run.length >= shortestRun ? run.length : 0));
    }
    if (a.size() > longestCompared * 4 || b.size() > longestCompared * 4)
        return {};
    const std::vector<std::string_view> pointsA = codePoints(a);
    const Run run = longestCommonRun(pointsA, codePoints(b));
    std::string common;
    for (std::size_t i = 0; run.length >= shortestRun && i < run.length; ++i)
        common += pointsA[run.inA + i];
    return common;
}

std::string escaped(std::string_view run)
{
    std::string out;
    for (const char sign : run)
        out += sign == '[' ? std::string("[[]") : std::string(1, sign);
    return out;
}

} // namespace

std::optional<std::string> commonWildcard(std::string_view a, std::string_view b)
{
    if (a == b)
        return std::string(a);
    const std::size_t first = b.find_first_not_of('*');
    if (first == std::string_view::npos)
        return std::nullopt;
    const std::size_t last = b.find_last_not_of('*');
    const bool starBefore = first > 0;
    const bool starBehind = last + 1 < b.size();
    const std::string_view core = b.substr(first, last + 1 - first);
    const std::string common = commonText(a, core);
    if (common.empty())
        return std::nullopt;

    // Asked of the strings and not of the run that was found: it may stand in several places.
    const bool prefix = !starBefore && a.starts_with(common) && core.starts_with(common);
    const bool suffix = !starBehind && a.ends_with(common) && core.ends_with(common);
    for (const std::string& piece : {common, escaped(common)}) {
        std::string pattern;
        if (prefix)
            pattern = piece + "*";
        else if (suffix)
            pattern = "*" + piece;
        else
            pattern = "*" + piece + "*";
        if (globMatches(pattern, a) && globMatches(pattern, b))
            return pattern;
    }
    return std::nullopt;
}

std::optional<std::string> wildcardMerge(std::string_view a, std::string_view b)
{
    if (globMatches(a, b))
        return std::string(a);
    if (globMatches(b, a))
        return std::string(b);
    return commonWildcard(a, b);
}

} // namespace pw::ops
