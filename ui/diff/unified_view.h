#pragma once
// Two texts in one column: equal lines once, what goes above what comes. Return opens a fold; F7
// and Shift+F7 go from change to change.

#include "ui/diff/diff_list.h"
#include "ui/diff/diff_model.h"

#include <vector>

namespace pw::ui {

class DiffDelegate;

class UnifiedView : public DiffList
{
    Q_OBJECT
public:
    explicit UnifiedView(QWidget* parent = nullptr);

    /// The first change becomes the current one.
    void setDiff(const TextDiffPtr& diff);
    [[nodiscard]] const DiffModel& lines() const { return *m_lines; }

    [[nodiscard]] int changeCount() const { return m_changes; }
    /// From 1; 0 while the current row is none of a change.
    [[nodiscard]] int currentChange() const { return m_currentChange; }
    /// False at the last, or first, one: the current row stays.
    bool goToNextChange();
    bool goToPreviousChange();

    /// Hunks of the line diff that the current change shows; none: it is none.
    [[nodiscard]] std::vector<std::size_t> currentHunks() const;
    /// The line of the left, or right, text comes into sight; its fold is opened.
    void reveal(bool left, std::uint32_t line);

Q_SIGNALS:
    void currentChangeChanged(int change, int of);

protected:
    bool openFold(int row) override;
    [[nodiscard]] RowRange changeAt(int row) const override;
    [[nodiscard]] std::string_view wholeText(int row) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    bool goTo(int row);
    void tellChange();

    DiffModel* m_lines = nullptr;
    DiffDelegate* m_delegate = nullptr;
    int m_changes = 0;
    int m_currentChange = 0;
};

} // namespace pw::ui
