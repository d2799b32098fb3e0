#pragma once
// A line diff as rows of two texts side by side: what one side does not have is a ghost there.

#include "ui/diff/diff_rows.h"

#include <string_view>
#include <vector>

namespace pw::ui {

enum class DiffSide : std::uint8_t { Left, Right };

struct SideRow
{
    static constexpr std::uint32_t none = DiffRow::none;

    std::uint32_t left = none; ///< line from 0; none: a ghost
    std::uint32_t right = none;
    std::uint32_t number = 0; ///< among all rows, folds opened
    std::uint32_t hunk = 0; ///< of the line diff
    std::uint32_t folded = 0; ///< rows from this one on that are shown as one; 0: none
    bool changed = false; ///< and it counts
    bool moved = false;
    bool apart = false; ///< the two lines only stand beside each other

    [[nodiscard]] bool isFold() const { return folded > 0; }
    [[nodiscard]] bool isChange() const { return changed && !isFold(); }
    [[nodiscard]] std::uint32_t line(DiffSide side) const
    {
        return side == DiffSide::Left ? left : right;
    }
    bool operator==(const SideRow&) const = default;
};

class SideRows
{
public:
    SideRows() = default;
    explicit SideRows(TextDiffPtr diff);

    [[nodiscard]] int size() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] const SideRow& at(int row) const
    {
        return m_shown[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] const TextDiffPtr& diff() const { return m_diff; }

    /// Without its line end; empty for a ghost.
    [[nodiscard]] std::string_view text(int row, DiffSide side) const;
    /// With its line end; of a fold every line.
    [[nodiscard]] std::string_view wholeText(int row, DiffSide side) const;
    /// Bytes of `text` that changed within the line.
    [[nodiscard]] std::vector<text::Span> words(int row, DiffSide side) const;
    /// Where a block went to or came from that begins there, a line from 0 of the other side; none:
    /// no block begins there.
    [[nodiscard]] std::uint32_t movedTo(int row, DiffSide side) const;
    /// The two lines differ in nothing but how they end, or in what does not count.
    [[nodiscard]] bool differsInLineEnd(int row) const;

    /// The rows of a fold come behind it, then it goes: models tell of one after the other.
    /// Returns how many rows come.
    int unfold(int fold);
    void removeFold(int fold);

    [[nodiscard]] RowRange changeAt(int row) const { return ui::changeAt(*this, row); }
    /// The hunks of that change, for text::takeLeft and takeRight.
    [[nodiscard]] std::vector<std::size_t> hunksAt(int row) const;
    /// The row that shows the line, folds opened or not; -1: there is no such line.
    [[nodiscard]] int rowOf(DiffSide side, std::uint32_t line) const;

private:
    void addRows(std::uint32_t hunk, text::LineRange left, text::LineRange right, bool apart);
    void markMoves();
    void fold();

    TextDiffPtr m_diff;
    std::vector<SideRow> m_all;
    std::vector<SideRow> m_shown;
};

} // namespace pw::ui
