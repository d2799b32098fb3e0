#pragma once
// Two texts line by line: what stays, what goes, what comes, and which lines are changed ones.

#include "core/text/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace pw::text {

/// Lines by number, from 0, half open.
struct LineRange
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
    bool operator==(const LineRange&) const = default;
};

/// What makes a line another one.
struct LineDiffOptions
{
    enum class Spaces : std::uint8_t {
        Count, ///< each white space
        AtEndsDoNot, ///< none at the ends of lines
        DoNotCount, ///< none at all, and blank lines neither
    };
    Spaces spaces = Spaces::Count;
    /// Bytes that do not count, comments say: ascending, apart from each other, each on one line. A
    /// line of which nothing else is left does not count either.
    std::vector<Span> leftOut; ///< of the left text
    std::vector<Span> rightOut;
};

struct LineHunk
{
    enum class Kind : std::uint8_t {
        Equal,
        LineEnds, ///< as many lines a side, and they differ in nothing but how they end
        Removed, ///< nothing on the right
        Added, ///< nothing on the left
        Changed, ///< as many lines a side, each like the one beside it
    };
    Kind kind = Kind::Equal;
    LineRange left;
    LineRange right;
    bool ignored = false; ///< changed, removed or added only in what does not count
    bool operator==(const LineHunk&) const = default;
};

struct LineDiff
{
    /// The lines with their ends; they end at LF, CRLF or a lone CR, as in a SourceText. Behind a
    /// last line end there is no line.
    std::vector<Span> left;
    std::vector<Span> right;
    /// Every line once, in order; no two alike in kind and `ignored` in a row.
    std::vector<LineHunk> hunks;
};

/// Never much slower than reading both; large texts that share little may get coarser hunks.
[[nodiscard]] LineDiff lineDiff(std::string_view left, std::string_view right,
                                const LineDiffOptions& options = {});

/// A line's text, and how it ends: "\n", "\r\n", "\r" or nothing.
[[nodiscard]] std::string_view withoutLineEnd(std::string_view line);
[[nodiscard]] std::string_view lineEndOf(std::string_view line);

[[nodiscard]] constexpr std::string_view sliced(std::string_view text, Span span)
{
    return text.substr(span.begin, span.size());
}

} // namespace pw::text
