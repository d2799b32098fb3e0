#pragma once
// Two texts compared: what changed in words and in which direction, and line by line; what a person
// takes from one side goes into the other.

#include "ui/compare/change_panel.h"
#include "ui/compare/compare_head.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QSplitter;
class QToolButton;

namespace pw::ui {

class NoticeStrip;

class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(QWidget* parent = nullptr);

    [[nodiscard]] CompareHead& head() const { return *m_head; }
    [[nodiscard]] DiffView& texts() const { return *m_texts; }
    void setSides(const CompareFace& left, const CompareFace& right);
    /// Null: they are being compared. With `again` the same two, one of which was changed.
    void setDiff(const TextDiffPtr& diff, bool again);
    /// The same in meaning.
    void setMeaning(const ComparedMeaning& meaning);
    [[nodiscard]] const ComparedMeaning& meaning() const { return m_changes->meaning(); }
    /// Why there is nothing to compare, above what was shown before; empty: there is.
    void showProblem(const QString& problem);
    /// In the line at the foot.
    void addFootAction(QAction* action, bool primary);
    [[nodiscard]] QList<QWidget*> panes() const;

Q_SIGNALS:
    /// The hunks of the line diff shall be as in the text that cannot be changed, or in the left
    /// one when both can.
    void takeRequested(pw::ui::DiffSide from, const std::vector<std::size_t>& hunks);
    void statusChanged();

public:
    /// Of the current change.
    void takeCurrent(DiffSide from);
    [[nodiscard]] bool canTake(DiffSide from) const;
    /// `6 changes in the text`
    [[nodiscard]] QString statusText() const;

private:
    QWidget* makeSummary();
    QWidget* makeFoot();
    void showChange(int change, int of);
    void showSummary();
    void reveal(text::Span left, text::Span right);

    CompareHead* m_head = nullptr;
    NoticeStrip* m_notice = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_place = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QSplitter* m_splitter = nullptr;
    ChangePanel* m_changes = nullptr;
    DiffView* m_texts = nullptr;
    QLabel* m_promise = nullptr;
    QWidget* m_footLine = nullptr;
    QHBoxLayout* m_foot = nullptr;
    CompareFace m_left;
    CompareFace m_right;
};

} // namespace pw::ui
