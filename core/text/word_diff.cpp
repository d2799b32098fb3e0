#include "core/text/word_diff.h"

#include "core/text/sequence_diff.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace pw::text {

namespace {

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

/// Words of a line that are compared one by one.
constexpr std::size_t wordsAtMost = 1000;

bool isWordByte(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    // Other characters than ASCII keep together, so that none is cut.
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z') || value == '_';
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// One word off the front.
std::string_view firstWord(std::string_view text)
{
    const auto run = [text](bool (*belongs)(char)) {
        std::size_t size = 1;
        while (size < text.size() && belongs(text[size]))
            ++size;
        return text.substr(0, size);
    };
    if (isWordByte(text.front()))
        return run(isWordByte);
    return isBlank(text.front()) ? run(isBlank) : text.substr(0, 1);
}

/// The first `atMost` ones and one more if there are more.
std::vector<std::string_view> wordsOf(std::string_view line, std::size_t atMost)
{
    std::vector<std::string_view> out;
    while (!line.empty() && out.size() <= atMost) {
        out.push_back(firstWord(line));
        line.remove_prefix(out.back().size());
    }
    return out;
}

std::vector<std::uint32_t> numbered(const std::vector<std::string_view>& words, Numbers& numbers)
{
    std::vector<std::uint32_t> out;
    out.reserve(words.size());
    for (const std::string_view word : words)
        out.push_back(
            numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    return out;
}

/// Changed words side by side are one span, and so are those with a blank between them.
std::vector<Span> spansOf(const std::vector<std::string_view>& words,
                          const std::vector<std::uint8_t>& changed)
{
    std::vector<Span> out;
    ByteOffset at = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const ByteOffset end = at + static_cast<ByteOffset>(words[i].size());
        if (changed[i] != 0) {
            const bool behindBlank = i >= 2 && changed[i - 2] != 0 && isBlank(words[i - 1].front());
            if (!out.empty() && (out.back().end == at || behindBlank))
                out.back().end = end;
            else
                out.push_back({at, end});
        }
        at = end;
    }
    return out;
}

bool isInside(std::string_view text, std::size_t at)
{
    return at > 0 && at < text.size() && isWordByte(text[at - 1]) && isWordByte(text[at]);
}

/// What lies between equal ends, in whole words.
ChangedWords middle(std::string_view left, std::string_view right)
{
    const std::size_t shorter = std::min(left.size(), right.size());
    std::size_t front = 0;
    while (front < shorter && left[front] == right[front])
        ++front;
    while (isInside(left, front) || isInside(right, front))
        --front;
    std::size_t back = 0;
    while (back < shorter - front && left[left.size() - 1 - back] == right[right.size() - 1 - back])
        ++back;
    while (back > 0 && (isInside(left, left.size() - back) || isInside(right, right.size() - back)))
        --back;
    const auto span = [front, back](std::string_view text) {
        std::vector<Span> out;
        if (front + back < text.size())
            out.push_back(
                {static_cast<ByteOffset>(front), static_cast<ByteOffset>(text.size() - back)});
        return out;
    };
    return {span(left), span(right)};
}

} // namespace

ChangedWords changedWords(std::string_view left, std::string_view right)
{
    const std::vector<std::string_view> leftWords = wordsOf(left, wordsAtMost);
    const std::vector<std::string_view> rightWords = wordsOf(right, wordsAtMost);
    if (leftWords.size() > wordsAtMost || rightWords.size() > wordsAtMost)
        return middle(left, right);
    Numbers numbers;
    const std::vector<std::uint32_t> leftNumbers = numbered(leftWords, numbers);
    const std::vector<std::uint32_t> rightNumbers = numbered(rightWords, numbers);
    const SequenceChanges changes = shortestChanges(leftNumbers, rightNumbers);
    return {spansOf(leftWords, changes.left), spansOf(rightWords, changes.right)};
}

WordBag::WordBag(std::string_view line)
{
    for (const std::string_view word : wordsOf(line, wordsAtMost)) {
        if (isBlank(word.front()))
            continue;
        m_words.push_back({std::hash<std::string_view>()(word), word.size()});
        m_size += word.size();
    }
    std::ranges::sort(m_words, {}, &Word::hash);
}

double WordBag::likeness(const WordBag& other) const
{
    std::size_t common = 0;
    auto theirs = other.m_words.begin();
    for (const Word& word : m_words) {
        while (theirs != other.m_words.end() && theirs->hash < word.hash)
            ++theirs;
        if (theirs != other.m_words.end() && theirs->hash == word.hash) {
            common += word.size;
            ++theirs;
        }
    }
    const std::size_t all = m_size + other.m_size;
    return all == 0 ? 0 : 2 * static_cast<double>(common) / static_cast<double>(all);
}

} // namespace pw::text
