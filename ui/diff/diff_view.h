#pragma once
// The one way in which the window shows what two texts do not share: side by side or in one column.

#include "ui/diff/diff_rows.h"
#include "ui/diff/side_rows.h"

#include <QWidget>

#include <optional>
#include <vector>

class QStackedWidget;

namespace pw::ui {

class SideBySideView;
class StatePage;
class UnifiedView;

class DiffView : public QWidget
{
    Q_OBJECT
public:
    enum class Layout : std::uint8_t { SideBySide, Unified };

    explicit DiffView(QWidget* parent = nullptr);

    void setLayout(Layout layout);
    [[nodiscard]] Layout layout() const { return m_layout; }
    /// Null: nothing is known yet. See SideBySideView for `again`.
    void setDiff(const TextDiffPtr& diff, bool again = false);
    [[nodiscard]] const TextDiffPtr& diff() const { return m_diff; }
    /// Which text may get what the other has; none: both can only be read.
    void setTarget(std::optional<DiffSide> target);
    /// Over each text, side by side.
    void setTitle(DiffSide side, const QString& title, const QString& note);

    [[nodiscard]] int changeCount() const { return m_changes; }
    /// From 1; 0: the current row is none of a change.
    [[nodiscard]] int currentChange() const { return m_currentChange; }
    bool goToNextChange();
    bool goToPreviousChange();
    void reveal(DiffSide side, std::uint32_t line);
    /// The first line of a change in the lines from that one to the one of the byte; that one when
    /// none of them changed.
    [[nodiscard]] std::uint32_t changedLine(DiffSide side, std::uint32_t from,
                                            text::ByteOffset end) const;
    /// Hunks of the current change; none: it is none.
    [[nodiscard]] std::vector<std::size_t> currentHunks() const;
    /// Lines of the current change in that text; half open.
    [[nodiscard]] text::LineRange currentLines(DiffSide side) const;

Q_SIGNALS:
    void currentChangeChanged(int change, int of);
    /// The hunks shall be as the text is that is no target.
    void takeRequested(const std::vector<std::size_t>& hunks);

private:
    void tellChange();

    Layout m_layout = Layout::SideBySide;
    TextDiffPtr m_diff;
    StatePage* m_state = nullptr;
    QStackedWidget* m_stack = nullptr;
    SideBySideView* m_sides = nullptr;
    UnifiedView* m_unified = nullptr;
    int m_changes = 0;
    int m_currentChange = -1;
};

} // namespace pw::ui
