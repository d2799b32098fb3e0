#include "ui/diff/diff_rows.h"

#include "core/text/word_diff.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Kind = DiffRow::Kind;
using text::LineHunk;
using text::LineRange;

/// A fold of one line would hide nothing.
constexpr std::uint32_t leastFold = 2;

void addEqual(std::vector<DiffRow>& out, std::uint32_t left, std::uint32_t right,
              std::uint32_t count)
{
    for (std::uint32_t i = 0; i < count; ++i)
        out.push_back({Kind::Equal, left + i, right + i});
}

/// What goes, then what comes; side by side they are partners.
void addChanged(std::vector<DiffRow>& out, LineRange left, LineRange right)
{
    const bool pairs = left.size() == right.size();
    for (std::uint32_t i = 0; i < left.size(); ++i)
        out.push_back({Kind::Removed, left.begin + i, DiffRow::none, 1,
                       pairs ? right.begin + i : DiffRow::none});
    for (std::uint32_t i = 0; i < right.size(); ++i)
        out.push_back({Kind::Added, DiffRow::none, right.begin + i, 1,
                       pairs ? left.begin + i : DiffRow::none});
}

/// On one side alone, and no change to anybody.
void addIgnored(std::vector<DiffRow>& out, const LineHunk& hunk)
{
    for (std::uint32_t i = hunk.left.begin; i < hunk.left.end; ++i)
        out.push_back({Kind::Equal, i, DiffRow::none});
    for (std::uint32_t i = hunk.right.begin; i < hunk.right.end; ++i)
        out.push_back({Kind::Equal, DiffRow::none, i});
}

/// Lines near a change stay in sight.
void addEqualHunk(std::vector<DiffRow>& out, const LineHunk& hunk, bool first, bool last)
{
    const std::uint32_t size = hunk.left.size();
    const std::uint32_t head = first ? 0 : std::min(contextLines, size);
    const std::uint32_t tail = last ? 0 : std::min(contextLines, size - head);
    const std::uint32_t folded = size - head - tail;
    addEqual(out, hunk.left.begin, hunk.right.begin, head);
    if (folded >= leastFold)
        out.push_back({Kind::EqualFold, hunk.left.begin + head, hunk.right.begin + head, folded});
    else
        addEqual(out, hunk.left.begin + head, hunk.right.begin + head, folded);
    addEqual(out, hunk.left.end - tail, hunk.right.end - tail, tail);
}

DiffRows::LineEnd lineEndOf(std::string_view line)
{
    const std::string_view end = text::lineEndOf(line);
    if (end.empty())
        return DiffRows::LineEnd::NoLineEnd;
    if (end == "\r\n")
        return DiffRows::LineEnd::CrLf;
    return end == "\n" ? DiffRows::LineEnd::Lf : DiffRows::LineEnd::Cr;
}

} // namespace

TextDiffPtr TextDiff::of(std::string left, std::string right, const text::LineDiffOptions& options)
{
    TextDiff out{std::move(left), std::move(right), {}, {}};
    out.lines = text::lineDiff(out.left, out.right, options);
    out.moves = text::movedBlocks(out.left, out.right, out.lines);
    return std::make_shared<const TextDiff>(std::move(out));
}

DiffRows::DiffRows(TextDiffPtr diff) : m_diff(std::move(diff))
{
    const std::vector<LineHunk>& hunks = m_diff->lines.hunks;
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        const LineHunk& hunk = hunks[i];
        if (hunk.kind == LineHunk::Kind::Equal
            || (hunk.ignored && hunk.kind == LineHunk::Kind::Changed))
            addEqualHunk(m_rows, hunk, i == 0, i + 1 == hunks.size());
        else if (hunk.ignored)
            addIgnored(m_rows, hunk);
        else if (hunk.kind == LineHunk::Kind::LineEnds && hunk.left.size() > contextLines)
            m_rows.push_back(
                {Kind::LineEndFold, hunk.left.begin, hunk.right.begin, hunk.left.size()});
        else
            addChanged(m_rows, hunk.left, hunk.right);
    }
    for (const auto* const side : {&m_diff->lines.left, &m_diff->lines.right})
        for (const text::Span& span : *side)
            m_longest = std::max(m_longest, std::size_t{span.size()});
}

std::string_view DiffRows::line(bool left, std::uint32_t at) const
{
    return left ? text::sliced(m_diff->left, m_diff->lines.left[at])
                : text::sliced(m_diff->right, m_diff->lines.right[at]);
}

std::string_view DiffRows::text(int row) const
{
    const DiffRow& shown = at(row);
    const bool left = shown.right == DiffRow::none;
    return text::withoutLineEnd(line(left, left ? shown.left : shown.right));
}

std::string_view DiffRows::wholeText(int row) const
{
    const DiffRow& shown = at(row);
    const bool left = shown.left != DiffRow::none;
    const std::uint32_t first = left ? shown.left : shown.right;
    const auto& lines = left ? m_diff->lines.left : m_diff->lines.right;
    return text::sliced(left ? m_diff->left : m_diff->right,
                        {lines[first].begin, lines[first + shown.count - 1].end});
}

std::vector<text::Span> DiffRows::words(int row) const
{
    const DiffRow& shown = at(row);
    if (shown.partner == DiffRow::none)
        return {};
    const bool removed = shown.kind == Kind::Removed;
    const std::string_view other = text::withoutLineEnd(line(!removed, shown.partner));
    return removed ? text::changedWords(text(row), other).left
                   : text::changedWords(other, text(row)).right;
}

DiffRows::LineEnd DiffRows::lineEnd(int row) const
{
    const DiffRow& shown = at(row);
    if (shown.kind != Kind::Removed && shown.kind != Kind::Added)
        return LineEnd::NotShown;
    const bool removed = shown.kind == Kind::Removed;
    const LineEnd end = lineEndOf(line(removed, removed ? shown.left : shown.right));
    if (shown.partner == DiffRow::none)
        return end == LineEnd::NoLineEnd ? end : LineEnd::NotShown;
    return end == lineEndOf(line(!removed, shown.partner)) ? LineEnd::NotShown : end;
}

int DiffRows::unfold(int fold)
{
    const DiffRow folded = at(fold);
    std::vector<DiffRow> rows;
    if (folded.kind == Kind::EqualFold)
        addEqual(rows, folded.left, folded.right, folded.count);
    else
        addChanged(rows, {folded.left, folded.left + folded.count},
                   {folded.right, folded.right + folded.count});
    m_rows.insert(m_rows.begin() + fold + 1, rows.begin(), rows.end());
    return static_cast<int>(rows.size());
}

void DiffRows::removeFold(int fold)
{
    m_rows.erase(m_rows.begin() + fold);
}

DiffRows::Range DiffRows::changeAt(int row) const
{
    return ui::changeAt(*this, row);
}

int DiffRows::nextChange(int row) const
{
    return ui::nextChange(*this, row);
}

int DiffRows::previousChange(int row) const
{
    return ui::previousChange(*this, row);
}

int DiffRows::changeCount() const
{
    return changesUpTo(*this, size() - 1);
}

int DiffRows::changeNumber(int row) const
{
    return ui::changeNumber(*this, row);
}

std::vector<std::size_t> DiffRows::hunksAt(int row) const
{
    const Range change = changeAt(row);
    LineRange left{DiffRow::none, 0};
    LineRange right{DiffRow::none, 0};
    for (int i = change.begin; i < change.end; ++i) {
        const DiffRow& shown = at(i);
        for (const std::uint32_t more : {0U, shown.count - 1}) {
            widen(left, shown.left == DiffRow::none ? DiffRow::none : shown.left + more);
            widen(right, shown.right == DiffRow::none ? DiffRow::none : shown.right + more);
        }
    }
    return m_diff == nullptr ? std::vector<std::size_t>() : hunksIn(m_diff->lines, left, right);
}

int DiffRows::rowOf(bool left, std::uint32_t line) const
{
    for (int row = 0; row < size(); ++row) {
        const std::uint32_t first = left ? at(row).left : at(row).right;
        if (first != DiffRow::none && line >= first && line < first + at(row).count)
            return row;
    }
    return -1;
}

std::size_t DiffRows::lineCount() const
{
    return m_diff == nullptr ? 0 : std::max(m_diff->lines.left.size(), m_diff->lines.right.size());
}

std::vector<std::size_t> hunksIn(const text::LineDiff& diff, LineRange left, LineRange right)
{
    const auto meet = [](LineRange one, LineRange other) {
        return one.begin < other.end && other.begin < one.end;
    };
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
        if (meet(diff.hunks[i].left, left) || meet(diff.hunks[i].right, right))
            out.push_back(i);
    }
    return out;
}

void widen(LineRange& range, std::uint32_t line)
{
    if (line == DiffRow::none)
        return;
    range.begin = std::min(range.begin, line);
    range.end = std::max(range.end, line + 1);
}

} // namespace pw::ui
