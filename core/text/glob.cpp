#include "core/text/glob.h"

#include "core/text/utf8.h"

namespace pw::text {

namespace {

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
        const std::string_view low = characterAt(set.body, i);
        i += low.size();
        if (i + 1 < set.body.size() && set.body[i] == '-') {
            const std::string_view high = characterAt(set.body, i + 1);
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
                textStep = characterAt(text, t).size();
            } else if (set.size != 0) {
                const std::string_view point = characterAt(text, t);
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
            starText += characterAt(text, starText).size();
            t = starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
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

} // namespace pw::text
