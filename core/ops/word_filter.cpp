#include "core/ops/word_filter.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool wordFits(const std::string& word, const std::string& value)
{
    if (value.empty())
        return false;
    return isPattern(word) ? globMatches(word, value) : value.find(word) != std::string::npos;
}

} // namespace

std::vector<std::string> filterWords(std::string_view text)
{
    std::vector<std::string> words;
    for (;;) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            return words;
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        words.push_back(loweredText(text.substr(0, end)));
        text.remove_prefix(end);
    }
}

std::string loweredText(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char sign) {
        return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    });
    return out;
}

bool WordFilter::matches(std::vector<std::string> values) const
{
    for (std::string& value : values)
        value = loweredText(value);
    return std::ranges::all_of(m_words, [&values](const std::string& word) {
        return std::ranges::any_of(
            values, [&word](const std::string& value) { return wordFits(word, value); });
    });
}

} // namespace pw::ops
