#pragma once
// What of a line counts when lines are compared.

#include "core/text/line_diff.h"

#include <deque>
#include <span>
#include <string>
#include <string_view>

namespace pw::text {

class CountingLines
{
public:
    /// `out` as in LineDiffOptions; lines are asked for in order.
    CountingLines(LineDiffOptions::Spaces spaces, std::span<const Span> out)
        : m_spaces(spaces), m_out(out)
    {
    }

    [[nodiscard]] bool allCounts() const
    {
        return m_spaces == LineDiffOptions::Spaces::Count && m_out.empty();
    }
    /// `words` is the line without its end. Lives as long as this and the text.
    [[nodiscard]] std::string_view of(std::string_view text, Span line, std::string_view words);
    /// Nothing of the line counts, though something stands there or white space does not count.
    [[nodiscard]] bool isNothing(std::string_view counts, std::string_view words) const;

private:
    LineDiffOptions::Spaces m_spaces;
    std::span<const Span> m_out; ///< those that lie behind the lines so far
    std::deque<std::string> m_made;
};

} // namespace pw::text
