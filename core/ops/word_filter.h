#pragma once
// The line that a person types above a list: words that must all fit.

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// The words of a filter line in lower case.
[[nodiscard]] std::vector<std::string> filterWords(std::string_view text);

/// ASCII letters in lower case: names of images, ids and units have no others.
[[nodiscard]] std::string loweredText(std::string_view text);

/// A word with `*`, `?` or `[` fits a whole value, another one fits where it stands in a value.
/// Upper and lower case are the same.
class WordFilter
{
public:
    explicit WordFilter(std::string_view text) : m_words(filterWords(text)) { }

    [[nodiscard]] bool empty() const { return m_words.empty(); }
    /// Each word fits one of the values.
    [[nodiscard]] bool matches(std::vector<std::string> values) const;

private:
    std::vector<std::string> m_words; ///< in lower case
};

} // namespace pw::ops
