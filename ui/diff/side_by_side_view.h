#pragma once
// Two texts side by side, scrolled together; F7 and Shift+F7 go from change to change.

#include "ui/diff/side_model.h"

#include <QWidget>

#include <optional>
#include <set>

class QLabel;
class QScrollBar;

namespace pw::ui {

class OverviewBar;
class SidePane;
class TakeColumn;

class SideBySideView : public QWidget
{
    Q_OBJECT
public:
    explicit SideBySideView(QWidget* parent = nullptr);

    /// Another pair of texts: the first change becomes the current one. With `again` the same pair
    /// after one was changed: what was looked at stays in sight, folds that were opened stay open.
    void setDiff(const TextDiffPtr& diff, bool again = false);
    [[nodiscard]] const SideModel& lines() const { return *m_lines; }
    void setTarget(std::optional<DiffSide> target);
    /// Over each text: what it is, and a muted note. Hidden while nothing is said.
    void setTitle(DiffSide side, const QString& title, const QString& note);

    [[nodiscard]] int currentRow() const;
    bool goToNextChange();
    bool goToPreviousChange();
    /// The line comes into sight, and its change becomes the current one.
    void reveal(DiffSide side, std::uint32_t line);
    [[nodiscard]] SidePane& pane(DiffSide side) const
    {
        return side == DiffSide::Left ? *m_left : *m_right;
    }

Q_SIGNALS:
    void currentRowChanged(int row);
    void takeRequested(int row);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Title
    {
        QWidget* whole = nullptr;
        QLabel* title = nullptr;
        QLabel* note = nullptr;
    };
    Title makeTitle(const QString& objectName);
    void connectPanes();
    void goTo(int row);
    void openFold(int row);
    void updateMarks();
    void updateAcross();

    SideModel* m_lines = nullptr;
    SidePane* m_left = nullptr;
    SidePane* m_right = nullptr;
    TakeColumn* m_takes = nullptr;
    Title m_leftTitle;
    Title m_rightTitle;
    OverviewBar* m_overview = nullptr;
    QScrollBar* m_across = nullptr;
    std::set<std::uint32_t> m_opened; ///< lines of the left text where folds were opened
    bool m_moving = false;
};

} // namespace pw::ui
