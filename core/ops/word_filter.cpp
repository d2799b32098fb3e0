#include "core/ops/word_filter.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Names of images, ids and units are ASCII; other bytes stay as they are.
void lower(std::string& text)
{
    std::ranges::transform(text, text.begin(), [](char sign) {
        return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    });
}

bool wordFits(const std::string& word, const std::string& value)
{
    if (value.empty())
        return false;
    return isPattern(word) ? globMatches(word, value) : value.find(word) != std::string::npos;
}

} // namespace

WordFilter::WordFilter(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            break;
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        lower(m_words.emplace_back(text.substr(0, end)));
        text.remove_prefix(end);
    }
}

bool WordFilter::matches(std::vector<std::string> values) const
{
    std::ranges::for_each(values, lower);
    return std::ranges::all_of(m_words, [&values](const std::string& word) {
        return std::ranges::any_of(
            values, [&word](const std::string& value) { return wordFits(word, value); });
    });
}

} // namespace pw::ops
