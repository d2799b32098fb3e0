#pragma once
// A line diff as rows of a unified view: changes with some equal lines around them, the other equal
// lines folded.

#include "core/text/moved_blocks.h"
#include "ui/diff/change_runs.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ui {

/// Two texts and what differs; made off the window's thread, then never changed.
struct TextDiff
{
    std::string left;
    std::string right;
    text::LineDiff lines;
    std::vector<text::MovedBlock> moves;

    static std::shared_ptr<const TextDiff> of(std::string left, std::string right,
                                              const text::LineDiffOptions& options = {});
};
using TextDiffPtr = std::shared_ptr<const TextDiff>;

struct DiffRow
{
    enum class Kind : std::uint8_t {
        Equal,
        Removed,
        Added,
        EqualFold, ///< a run of equal lines
        LineEndFold, ///< a run of lines that differ only in how they end
        Changed, ///< side by side: the other side has another line there
        Ghost, ///< side by side: only the other side has a line there
    };
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

    Kind kind = Kind::Equal;
    std::uint32_t left = none; ///< line from 0; of a fold the first one; none: only on the right
    std::uint32_t right = none;
    std::uint32_t count = 1; ///< lines in the fold
    /// The line on the other side that this one is compared with word by word.
    std::uint32_t partner = none;

    [[nodiscard]] bool isFold() const
    {
        return kind == Kind::EqualFold || kind == Kind::LineEndFold;
    }
    [[nodiscard]] bool isChange() const { return kind != Kind::Equal && kind != Kind::EqualFold; }
    bool operator==(const DiffRow&) const = default;
};

class DiffRows
{
public:
    DiffRows() = default;
    explicit DiffRows(TextDiffPtr diff);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const DiffRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// Without its line end; of a fold the first line.
    [[nodiscard]] std::string_view text(int row) const;
    /// Every line that the row stands for, with its line end.
    [[nodiscard]] std::string_view wholeText(int row) const;
    /// Bytes of `text` that changed within the line.
    [[nodiscard]] std::vector<text::Span> words(int row) const;

    /// How a line ends that differs in this from its partner; `NoLineEnd` also of a removed or
    /// added last line.
    enum class LineEnd : std::uint8_t { NotShown, Lf, CrLf, Cr, NoLineEnd };
    [[nodiscard]] LineEnd lineEnd(int row) const;

    /// The lines of a fold come behind it, then it goes: models tell of one after the other.
    /// Returns how many rows come.
    int unfold(int fold);
    void removeFold(int fold);

    /// Changes are runs of changed rows. -1: none that begins below, or above.
    [[nodiscard]] int nextChange(int row) const;
    [[nodiscard]] int previousChange(int row) const;
    /// The change that the row belongs to, as rows; half open, empty when it belongs to none.
    using Range = RowRange;
    [[nodiscard]] Range changeAt(int row) const;
    [[nodiscard]] int changeCount() const;
    /// Of the change that the row belongs to, from 1; 0 when it belongs to none.
    [[nodiscard]] int changeNumber(int row) const;

    /// Hunks of the line diff in that change, ascending.
    [[nodiscard]] std::vector<std::size_t> hunksAt(int row) const;
    /// The row that shows the line of the left, or right, text, or its fold; -1: there is none.
    [[nodiscard]] int rowOf(bool left, std::uint32_t line) const;

    /// Lines of either text at most; for the width of their numbers.
    [[nodiscard]] std::size_t lineCount() const;
    /// Bytes of the longest line.
    [[nodiscard]] std::size_t longestLine() const { return m_longest; }

private:
    [[nodiscard]] std::string_view line(bool left, std::uint32_t at) const;

    TextDiffPtr m_diff;
    std::vector<DiffRow> m_rows;
    std::size_t m_longest = 0;
};

/// Hunks of which a line lies in one of the ranges, ascending.
[[nodiscard]] std::vector<std::size_t> hunksIn(const text::LineDiff& diff, text::LineRange left,
                                               text::LineRange right);
/// Such that the line is in it; it begins as {none, 0}, and `none` is no line.
void widen(text::LineRange& range, std::uint32_t line);

/// Equal lines that are shown on either side of a change.
inline constexpr std::uint32_t contextLines = 3;

} // namespace pw::ui
