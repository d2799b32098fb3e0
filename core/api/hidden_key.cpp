#include "core/api/hidden_key.h"

#include <algorithm>
#include <array>

namespace pw::api {
namespace {

bool isPlain(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9');
}

/// The longest part that nobody escapes: it is looked for, and the rest only around it.
std::string_view longestPlain(std::string_view key)
{
    std::string_view longest;
    for (std::size_t begin = 0; begin < key.size(); ++begin) {
        std::size_t end = begin;
        while (end < key.size() && isPlain(key[end]))
            ++end;
        if (end - begin > longest.size())
            longest = key.substr(begin, end - begin);
        begin = end;
    }
    return longest.empty() ? key : longest;
}

/// The long ones first: the end of each may be the sign itself.
std::array<std::string, 6> spellingsOf(char sign)
{
    const auto hex = [byte = static_cast<unsigned char>(sign)](std::string_view digits) {
        return std::string{digits[byte >> 4U], digits[byte & 0xFU]};
    };
    const std::string upper = hex("0123456789ABCDEF");
    const std::string lower = hex("0123456789abcdef");
    return {"\\u00" + upper, "\\u00" + lower,         "%" + upper,
            "%" + lower,     std::string{'\\', sign}, std::string{sign}};
}

/// Where the key ends whose sign stands at `at`; npos when something else stands there.
std::size_t endOf(std::string_view text, std::size_t at, std::string_view key)
{
    for (const char sign : key) {
        const auto spellings = spellingsOf(sign);
        const auto* const found
            = std::find_if(spellings.begin(), spellings.end(), [&](const std::string& spelling) {
                  return text.substr(at).starts_with(spelling);
              });
        if (found == spellings.end())
            return std::string_view::npos;
        at += found->size();
    }
    return at;
}

/// The same backwards, for the signs before `at`.
std::size_t beginOf(std::string_view text, std::size_t at, std::string_view key)
{
    for (; !key.empty(); key.remove_suffix(1)) {
        const auto spellings = spellingsOf(key.back());
        const auto* const found
            = std::find_if(spellings.begin(), spellings.end(), [&](const std::string& spelling) {
                  return text.substr(0, at).ends_with(spelling);
              });
        if (found == spellings.end())
            return std::string_view::npos;
        at -= found->size();
    }
    return at;
}

} // namespace

void hideKey(std::string& text, std::string_view key)
{
    if (key.empty())
        return;
    const std::string_view plain = longestPlain(key);
    const auto before = static_cast<std::size_t>(plain.data() - key.data());
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = text.find(plain); at != std::string::npos;) {
        const std::size_t begin = beginOf(text, at, key.substr(0, before));
        const std::size_t end = endOf(text, at + plain.size(), key.substr(before + plain.size()));
        const bool found
            = begin != std::string::npos && end != std::string::npos && begin >= copied;
        if (found) {
            out.append(text, copied, begin - copied).append("****");
            copied = end;
        }
        at = text.find(plain, found ? end : at + 1);
    }
    if (copied > 0)
        text = out.append(text, copied, std::string::npos);
}

} // namespace pw::api
