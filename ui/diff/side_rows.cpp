#include "ui/diff/side_rows.h"

#include "core/text/word_diff.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Kind = text::LineHunk::Kind;

/// A fold of one line would hide nothing.
constexpr std::size_t leastFold = 2;

} // namespace

SideRows::SideRows(TextDiffPtr diff) : m_diff(std::move(diff))
{
    const std::vector<text::LineHunk>& hunks = m_diff->lines.hunks;
    for (std::uint32_t at = 0; at < hunks.size(); ++at) {
        const text::LineHunk& hunk = hunks[at];
        // What goes and what comes in its place stand beside each other as far as both reach.
        const bool replaced = at + 1 < hunks.size() && hunk.kind == Kind::Removed
            && hunks[at + 1].kind == Kind::Added && hunk.ignored == hunks[at + 1].ignored;
        addRows(at, hunk.left, replaced ? hunks[at + 1].right : hunk.right, replaced);
        at += replaced ? 1 : 0;
    }
    markMoves();
    fold();
}

void SideRows::addRows(std::uint32_t hunk, text::LineRange left, text::LineRange right, bool apart)
{
    const text::LineHunk& first = m_diff->lines.hunks[hunk];
    const std::uint32_t size = std::max(left.size(), right.size());
    for (std::uint32_t i = 0; i < size; ++i) {
        SideRow row;
        row.left = i < left.size() ? left.begin + i : SideRow::none;
        row.right = i < right.size() ? right.begin + i : SideRow::none;
        row.number = static_cast<std::uint32_t>(m_all.size());
        row.hunk = hunk;
        row.changed = first.kind != Kind::Equal && !first.ignored;
        row.apart = apart;
        m_all.push_back(row);
    }
}

void SideRows::markMoves()
{
    std::vector<std::uint8_t> left(m_diff->lines.left.size());
    std::vector<std::uint8_t> right(m_diff->lines.right.size());
    for (const text::MovedBlock& block : m_diff->moves) {
        std::fill(left.begin() + block.left.begin, left.begin() + block.left.end, 1);
        std::fill(right.begin() + block.right.begin, right.begin() + block.right.end, 1);
    }
    for (SideRow& row : m_all)
        row.moved = (row.left != SideRow::none && left[row.left] != 0)
            || (row.right != SideRow::none && right[row.right] != 0);
}

/// Lines near a change stay in sight.
void SideRows::fold()
{
    for (std::size_t at = 0; at < m_all.size();) {
        std::size_t end = at;
        while (end < m_all.size() && !m_all[end].changed)
            ++end;
        const std::size_t size = end - at;
        const std::size_t head = at == 0 ? 0 : std::min<std::size_t>(contextLines, size);
        const std::size_t tail
            = end == m_all.size() ? 0 : std::min<std::size_t>(contextLines, size - head);
        std::size_t folded = size - head - tail;
        if (folded < leastFold)
            folded = 0;
        const auto from = m_all.begin() + static_cast<std::ptrdiff_t>(at);
        const auto foldAt = from + static_cast<std::ptrdiff_t>(head);
        m_shown.insert(m_shown.end(), from, foldAt);
        if (folded > 0) {
            m_shown.push_back(*foldAt);
            m_shown.back().folded = static_cast<std::uint32_t>(folded);
        }
        m_shown.insert(m_shown.end(), foldAt + static_cast<std::ptrdiff_t>(folded),
                       from + static_cast<std::ptrdiff_t>(size));
        at = end;
        while (at < m_all.size() && m_all[at].changed)
            m_shown.push_back(m_all[at++]);
    }
}

std::string_view SideRows::text(int row, DiffSide side) const
{
    const std::uint32_t line = at(row).line(side);
    if (line == SideRow::none)
        return {};
    const text::LineDiff& lines = m_diff->lines;
    return text::withoutLineEnd(side == DiffSide::Left
                                    ? text::sliced(m_diff->left, lines.left[line])
                                    : text::sliced(m_diff->right, lines.right[line]));
}

std::string_view SideRows::wholeText(int row, DiffSide side) const
{
    const bool left = side == DiffSide::Left;
    const std::vector<text::Span>& lines = left ? m_diff->lines.left : m_diff->lines.right;
    const SideRow& shown = at(row);
    text::Span out;
    for (std::uint32_t i = 0; i < std::max(shown.folded, 1U); ++i) {
        const std::uint32_t line = m_all[shown.number + i].line(side);
        if (line == SideRow::none)
            continue;
        if (out.size() == 0)
            out.begin = lines[line].begin;
        out.end = lines[line].end;
    }
    return text::sliced(left ? m_diff->left : m_diff->right, out);
}

std::vector<text::Span> SideRows::words(int row, DiffSide side) const
{
    const SideRow& shown = at(row);
    if (!shown.isChange() || shown.apart || shown.left == SideRow::none
        || shown.right == SideRow::none)
        return {};
    text::ChangedWords changed
        = text::changedWords(text(row, DiffSide::Left), text(row, DiffSide::Right));
    return side == DiffSide::Left ? std::move(changed.left) : std::move(changed.right);
}

std::uint32_t SideRows::movedTo(int row, DiffSide side) const
{
    const std::uint32_t line = at(row).line(side);
    for (const text::MovedBlock& block : m_diff->moves) {
        const text::LineRange here = side == DiffSide::Left ? block.left : block.right;
        const text::LineRange there = side == DiffSide::Left ? block.right : block.left;
        if (line == here.begin)
            return there.begin;
    }
    return SideRow::none;
}

bool SideRows::differsInLineEnd(int row) const
{
    const SideRow& shown = at(row);
    return shown.isChange() && !shown.apart
        && m_diff->lines.hunks[shown.hunk].kind == Kind::LineEnds;
}

int SideRows::unfold(int fold)
{
    const SideRow folded = at(fold);
    const auto from = m_all.begin() + static_cast<std::ptrdiff_t>(folded.number);
    m_shown.insert(m_shown.begin() + fold + 1, from,
                   from + static_cast<std::ptrdiff_t>(folded.folded));
    return static_cast<int>(folded.folded);
}

void SideRows::removeFold(int fold)
{
    m_shown.erase(m_shown.begin() + fold);
}

std::vector<std::size_t> SideRows::hunksAt(int row) const
{
    const RowRange change = changeAt(row);
    text::LineRange left{SideRow::none, 0};
    text::LineRange right{SideRow::none, 0};
    for (int i = change.begin; i < change.end; ++i) {
        widen(left, at(i).left);
        widen(right, at(i).right);
    }
    return hunksIn(m_diff->lines, left, right);
}

int SideRows::rowOf(DiffSide side, std::uint32_t line) const
{
    int fold = -1;
    for (int row = 0; row < size(); ++row) {
        const std::uint32_t here = at(row).line(side);
        if (here == line)
            return row;
        if (here != SideRow::none && here > line)
            return fold;
        if (at(row).isFold())
            fold = row;
    }
    return fold;
}

} // namespace pw::ui
