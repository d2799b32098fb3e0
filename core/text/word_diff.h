#pragma once
// What changed within a line: words, numbers, single signs and white space.

#include "core/text/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pw::text {

/// By their bytes; a character is never cut.
struct ChangedWords
{
    std::vector<Span> left; ///< ascending, apart from each other
    std::vector<Span> right;
    bool operator==(const ChangedWords&) const = default;
};

/// A line of very many words has one span a side: what lies between equal ends.
[[nodiscard]] ChangedWords changedWords(std::string_view left, std::string_view right);

/// The words of a line in a form that is compared quickly with those of other lines.
class WordBag
{
public:
    explicit WordBag(std::string_view line);

    /// Bytes of words that both have, as a share of all: 0 to 1. White space does not count.
    [[nodiscard]] double likeness(const WordBag& other) const;

private:
    struct Word
    {
        std::size_t hash = 0;
        std::size_t size = 0;
    };
    std::vector<Word> m_words; ///< by hash
    std::size_t m_size = 0; ///< bytes of all words
};

} // namespace pw::text
