#include "core/text/edits_between.h"

#include "core/text/line_diff.h"

#include <algorithm>

namespace pw::text {
namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The bytes of some lines; where there are none, the place behind the lines before them.
Span bytesOf(const std::vector<Span>& lines, LineRange range, std::size_t textSize)
{
    const auto end = static_cast<ByteOffset>(textSize);
    const ByteOffset begin = range.begin < lines.size() ? lines[range.begin].begin : end;
    return {begin, range.size() == 0 ? begin : lines[range.end - 1].end};
}

/// Without what both have in common at their ends; no sign of several bytes is cut.
void addDifference(std::string_view before, Span left, std::string_view right, TextEdits& edits)
{
    const std::string_view old = sliced(before, left);
    const std::size_t shorter = std::min(old.size(), right.size());
    std::size_t front = 0;
    while (front < shorter && old[front] == right[front])
        ++front;
    while (front > 0
           && ((front < old.size() && isContinuation(old[front]))
               || (front < right.size() && isContinuation(right[front]))))
        --front;
    std::size_t back = 0;
    while (back < shorter - front && old[old.size() - 1 - back] == right[right.size() - 1 - back])
        ++back;
    while (back > 0 && isContinuation(old[old.size() - back]))
        --back;
    const Span span{left.begin + static_cast<ByteOffset>(front),
                    left.end - static_cast<ByteOffset>(back)};
    const std::string_view added = right.substr(front, right.size() - front - back);
    if (!span.empty() || !added.empty())
        edits.replace(span, std::string(added));
}

} // namespace

TextEdits editsBetween(std::string_view before, std::string_view after)
{
    TextEdits edits;
    const LineDiff diff = lineDiff(before, after);
    for (auto hunk = diff.hunks.begin(); hunk != diff.hunks.end(); ++hunk) {
        if (hunk->kind == LineHunk::Kind::Equal)
            continue;
        // Those that meet are one: shortened, both could come to insert at the same place.
        LineRange left = hunk->left;
        LineRange right = hunk->right;
        while (hunk + 1 != diff.hunks.end() && hunk[1].kind != LineHunk::Kind::Equal) {
            ++hunk;
            left.end = hunk->left.end;
            right.end = hunk->right.end;
        }
        addDifference(before, bytesOf(diff.left, left, before.size()),
                      sliced(after, bytesOf(diff.right, right, after.size())), edits);
    }
    return edits;
}

} // namespace pw::text
