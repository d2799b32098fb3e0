#include "core/text/line_patch.h"

#include <algorithm>

namespace pw::text {
namespace {

constexpr std::uint32_t context = 3;

/// One text whose lines go into the other.
struct Take
{
    std::string_view from;
    std::string_view to;
    const std::vector<Span>& fromLines;
    const std::vector<Span>& toLines;
};

Span bytesOf(const std::vector<Span>& lines, LineRange range, std::size_t textSize)
{
    const auto size = static_cast<ByteOffset>(textSize);
    if (range.size() > 0)
        return {lines[range.begin].begin, lines[range.end - 1].end};
    const ByteOffset at = range.begin < lines.size() ? lines[range.begin].begin : size;
    return {at, at};
}

std::string_view usualLineEnd(const Take& take)
{
    for (const Span& line : take.toLines) {
        if (const std::string_view end = lineEndOf(sliced(take.to, line)); !end.empty())
            return end;
    }
    return "\n";
}

void addTaken(TextEdits& edits, const Take& take, LineRange fromRange, LineRange toRange)
{
    const Span from = bytesOf(take.fromLines, fromRange, take.from.size());
    const Span to = bytesOf(take.toLines, toRange, take.to.size());
    std::string bytes(sliced(take.from, from));
    const bool atEnd = to.end == take.to.size();
    if (!bytes.empty() && !atEnd && lineEndOf(bytes).empty())
        bytes += usualLineEnd(take); // the last line there is not the last one here
    const bool behindOpenLine = to.begin == take.to.size() && !take.to.empty()
        && lineEndOf(take.to).empty() && !bytes.empty();
    if (behindOpenLine)
        bytes.insert(0, usualLineEnd(take));
    edits.replace(to, bytes);
}

struct Ranges
{
    LineRange left;
    LineRange right;
};

/// Hunks that follow each other are one, so that no two edits touch.
std::vector<Ranges> rangesOf(const LineDiff& diff, const std::vector<std::size_t>& hunks)
{
    std::vector<Ranges> out;
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        const LineHunk& hunk = diff.hunks[hunks[i]];
        if (i == 0 || hunks[i] != hunks[i - 1] + 1)
            out.push_back({hunk.left, hunk.right});
        out.back().left.end = hunk.left.end;
        out.back().right.end = hunk.right.end;
    }
    return out;
}

/// Lines that stand in one piece of a patch.
struct Piece
{
    std::size_t firstHunk = 0;
    std::size_t endHunk = 0;
    LineRange left;
    LineRange right;
};

std::vector<Piece> piecesOf(const LineDiff& diff)
{
    using Kind = LineHunk::Kind;
    std::vector<Piece> out;
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
        const LineHunk& hunk = diff.hunks[i];
        if (hunk.kind == Kind::Equal)
            continue;
        const bool joins = !out.empty()
            && (out.back().endHunk == i || diff.hunks[i - 1].left.size() <= 2 * context);
        if (!joins)
            out.push_back({i, i + 1, hunk.left, hunk.right});
        out.back().endHunk = i + 1;
        out.back().left.end = hunk.left.end;
        out.back().right.end = hunk.right.end;
    }
    return out;
}

class Patch
{
public:
    Patch(std::string_view left, std::string_view right, const LineDiff& diff)
        : m_left(left), m_right(right), m_diff(diff)
    {
    }

    void add(const Piece& piece)
    {
        const std::uint32_t before = std::min(context, piece.left.begin);
        const auto leftLines = static_cast<std::uint32_t>(m_diff.left.size());
        const std::uint32_t behind = std::min(context, leftLines - piece.left.end);
        addHead({piece.left.begin - before, piece.left.end + behind},
                {piece.right.begin - before, piece.right.end + behind});
        addLines(' ', m_left, m_diff.left, {piece.left.begin - before, piece.left.begin});
        for (std::size_t i = piece.firstHunk; i < piece.endHunk; ++i) {
            const LineHunk& hunk = m_diff.hunks[i];
            if (hunk.kind == LineHunk::Kind::Equal) {
                addLines(' ', m_left, m_diff.left, hunk.left);
                continue;
            }
            addLines('-', m_left, m_diff.left, hunk.left);
            addLines('+', m_right, m_diff.right, hunk.right);
        }
        addLines(' ', m_left, m_diff.left, {piece.left.end, piece.left.end + behind});
    }
    std::string take() { return std::move(m_out); }

private:
    void addHead(LineRange left, LineRange right)
    {
        const auto range = [](LineRange lines) {
            // An empty range is told by the line before it.
            const std::uint32_t first = lines.size() > 0 ? lines.begin + 1 : lines.begin;
            return std::to_string(first)
                + (lines.size() == 1 ? std::string() : "," + std::to_string(lines.size()));
        };
        m_out += "@@ -" + range(left) + " +" + range(right) + " @@\n";
    }

    /// Lines end at LF alone here: those that end in another way go on.
    void addLines(char sign, std::string_view text, const std::vector<Span>& lines, LineRange range)
    {
        for (std::uint32_t at = range.begin; at < range.end; ++at) {
            const std::string_view line = sliced(text, lines[at]);
            m_out += sign;
            m_out += line;
            if (!line.ends_with('\n'))
                m_out += "\n\\ No newline at end of file\n";
        }
    }

    std::string_view m_left;
    std::string_view m_right;
    const LineDiff& m_diff;
    std::string m_out;
};

/// A lone CR ends a line for an editor and none for a patch.
bool hasLoneCr(std::string_view text)
{
    for (std::size_t at = text.find('\r'); at != std::string_view::npos;
         at = text.find('\r', at + 1)) {
        if (text.substr(at, 2) != "\r\n" && at + 1 < text.size())
            return true;
    }
    return false;
}

/// Everything goes and everything comes.
LineDiff wholeDiff(std::string_view left, std::string_view right)
{
    const auto linesOf = [](std::string_view text) {
        std::vector<Span> out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t found = text.find('\n', at);
            const std::size_t end = found == std::string_view::npos ? text.size() : found + 1;
            out.push_back({static_cast<ByteOffset>(at), static_cast<ByteOffset>(end)});
            at = end;
        }
        return out;
    };
    LineDiff out{linesOf(left), linesOf(right), {}};
    const auto leftLines = static_cast<std::uint32_t>(out.left.size());
    const auto rightLines = static_cast<std::uint32_t>(out.right.size());
    if (leftLines > 0)
        out.hunks.push_back({LineHunk::Kind::Removed, {0, leftLines}, {0, 0}});
    if (rightLines > 0)
        out.hunks.push_back({LineHunk::Kind::Added, {leftLines, leftLines}, {0, rightLines}});
    return out;
}

} // namespace

TextEdits takeLeft(std::string_view left, std::string_view right, const LineDiff& diff,
                   const std::vector<std::size_t>& hunks)
{
    TextEdits edits;
    const Take take{left, right, diff.left, diff.right};
    for (const Ranges& ranges : rangesOf(diff, hunks))
        addTaken(edits, take, ranges.left, ranges.right);
    return edits;
}

TextEdits takeRight(std::string_view left, std::string_view right, const LineDiff& diff,
                    const std::vector<std::size_t>& hunks)
{
    TextEdits edits;
    const Take take{right, left, diff.right, diff.left};
    for (const Ranges& ranges : rangesOf(diff, hunks))
        addTaken(edits, take, ranges.right, ranges.left);
    return edits;
}

std::string unifiedPatch(std::string_view left, std::string_view right, std::string_view leftName,
                         std::string_view rightName)
{
    if (left == right)
        return {};
    const LineDiff diff
        = hasLoneCr(left) || hasLoneCr(right) ? wholeDiff(left, right) : lineDiff(left, right);
    Patch patch(left, right, diff);
    for (const Piece& piece : piecesOf(diff))
        patch.add(piece);
    return "--- " + std::string(leftName) + "\n+++ " + std::string(rightName) + "\n" + patch.take();
}

} // namespace pw::text
