#pragma once
// Places in a text: bytes everywhere, lines and columns only where a person reads them.

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace pw::text {

/// Bytes from the first byte of the file, a byte order mark included. Texts end at 256 MiB.
using ByteOffset = std::uint32_t;

/// Half open: `end` is the first byte behind. An empty span is a point.
struct Span
{
    ByteOffset begin = 0;
    ByteOffset end = 0;

    [[nodiscard]] constexpr ByteOffset size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin == end; }
    [[nodiscard]] constexpr bool contains(const Span& other) const
    {
        return begin <= other.begin && other.end <= end;
    }
    constexpr bool operator==(const Span&) const = default;
};

/// The smallest span that holds both.
[[nodiscard]] constexpr Span hull(const Span& a, const Span& b)
{
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

/// Both count from 1. The column counts code points, a byte order mark not included.
struct LineColumn
{
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    constexpr bool operator==(const LineColumn&) const = default;
};

} // namespace pw::text
