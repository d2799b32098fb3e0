#pragma once
// One text of two that stand side by side.

#include "ui/diff/diff_list.h"
#include "ui/diff/side_model.h"

namespace pw::ui {

class DiffDelegate;

class SidePane : public DiffList
{
    Q_OBJECT
public:
    /// The model must outlive it.
    SidePane(SideModel& lines, DiffSide side, QWidget* parent = nullptr);

    /// Before the model gets other rows.
    void setLongestLine(std::size_t signs);
    void setCurrentRow(int row);

Q_SIGNALS:
    void currentRowChanged(int row);
    void openRequested(int row); ///< a fold

protected:
    bool openFold(int row) override;
    [[nodiscard]] RowRange changeAt(int row) const override;
    [[nodiscard]] std::string_view wholeText(int row) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    SideModel& m_lines;
    DiffSide m_side;
    DiffDelegate* m_delegate = nullptr;
};

} // namespace pw::ui
