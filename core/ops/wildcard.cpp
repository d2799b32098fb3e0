#include "core/ops/wildcard.h"

#include <algorithm>
#include <vector>

namespace pw::ops {

namespace {

// A longer name is no name: the table of common runs would cost its square.
constexpr std::size_t longestCompared = 4096;
constexpr std::size_t shortestRun = 3;

std::size_t codePointSize(std::string_view text, std::size_t at)
{
    std::size_t size = 1;
    while (at + size < text.size()
           && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U)
        ++size;
    return size;
}

std::string_view codePointAt(std::string_view text, std::size_t at)
{
    return text.substr(at, codePointSize(text, at));
}

struct Class
{
    std::string_view body; // between the brackets, without a leading `!`
    bool negated = false;
    std::size_t size = 0; // in the pattern, brackets included; 0: this `[` is a plain sign
};

Class classAt(std::string_view pattern, std::size_t at)
{
    std::size_t begin = at + 1;
    const bool negated = begin < pattern.size() && pattern[begin] == '!';
    if (negated)
        ++begin;
    // A bracket right behind the opening one is a member, not the end.
    const std::size_t end = pattern.find(']', begin + 1);
    if (begin >= pattern.size() || end == std::string_view::npos)
        return {};
    return {pattern.substr(begin, end - begin), negated, end + 1 - at};
}

bool classHolds(const Class& set, std::string_view sign)
{
    bool found = false;
    for (std::size_t i = 0; i < set.body.size() && !found;) {
        const std::string_view low = codePointAt(set.body, i);
        i += low.size();
        if (i + 1 < set.body.size() && set.body[i] == '-') {
            const std::string_view high = codePointAt(set.body, i + 1);
            i += 1 + high.size();
            found = low <= sign && sign <= high; // UTF-8 sorts like its code points
        } else {
            found = low == sign;
        }
    }
    return found != set.negated;
}

bool fitsPattern(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t afterStar = std::string_view::npos; // where to go on when the rest does not fit
    std::size_t starText = 0;
    while (t < text.size()) {
        bool fits = false;
        std::size_t patternStep = 1;
        std::size_t textStep = 1;
        if (p < pattern.size()) {
            const char sign = pattern[p];
            if (sign == '*') {
                afterStar = ++p;
                starText = t;
                continue;
            }
            const Class set = sign == '[' ? classAt(pattern, p) : Class{};
            if (sign == '?') {
                fits = true;
                textStep = codePointSize(text, t);
            } else if (set.size != 0) {
                const std::string_view point = codePointAt(text, t);
                fits = classHolds(set, point);
                patternStep = set.size;
                textStep = point.size();
            } else {
                fits = sign == text[t];
            }
        }
        if (fits) {
            p += patternStep;
            t += textStep;
        } else if (afterStar != std::string_view::npos) {
            p = afterStar;
            starText += codePointSize(text, starText);
            t = starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::vector<std::string_view> codePoints(std::string_view text)
{
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size(); at += out.back().size())
        out.push_back(codePointAt(text, at));
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

bool globMatches(std::string_view pattern, std::string_view text)
{
    return pattern == text || (isPattern(pattern) && fitsPattern(pattern, text));
}

bool isPattern(std::string_view text)
{
    return text.find_first_of("*?[") != std::string_view::npos;
}

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
