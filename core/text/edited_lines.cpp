#include "core/text/edited_lines.h"

#include "core/text/line_diff.h"

#include <algorithm>

namespace pw::text {

namespace {

std::vector<std::string_view> linesOf(std::string_view text, const std::vector<Span>& lines,
                                      LineRange range)
{
    std::vector<std::string_view> out;
    for (std::uint32_t at = range.begin; at < range.end; ++at)
        out.push_back(withoutLineEnd(sliced(text, lines[at])));
    return out;
}

void append(std::vector<EditedLine>& out, bool added, LineRange range,
            const std::vector<std::string_view>& lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i)
        out.push_back(
            {added, range.begin + static_cast<std::uint32_t>(i) + 1, std::string(lines[i])});
}

} // namespace

std::vector<EditedLine> editedLines(std::string_view before, const TextEdits& edits)
{
    const Result<std::string> after = edits.apply(before);
    if (!after)
        return {};
    const LineDiff diff = lineDiff(before, *after);
    std::vector<EditedLine> out;
    for (const LineHunk& hunk : diff.hunks) {
        if (hunk.kind == LineHunk::Kind::Equal || hunk.kind == LineHunk::Kind::LineEnds)
            continue;
        append(out, false, hunk.left, linesOf(before, diff.left, hunk.left));
        append(out, true, hunk.right, linesOf(*after, diff.right, hunk.right));
    }
    return out;
}

} // namespace pw::text
