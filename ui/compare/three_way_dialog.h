#pragma once
// Two changed the same policy: what of theirs goes into my text, what has to be decided, and what
// the text becomes, before anything does.

#include "core/ops/three_way.h"
#include "ui/diff/diff_rows.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;

namespace pw::ui {

class DiffView;
class LineModel;
class RowTree;

class ThreeWayDialog : public QDialog
{
    Q_OBJECT
public:
    /// `theirs` says who changed it and when.
    explicit ThreeWayDialog(const QString& theirs, QWidget* parent = nullptr);

    /// What it would be with the choices so far; `diff` is from my text to that.
    void showPlan(const ops::ThreeWayPlan& plan, const TextDiffPtr& diff);
    void showPlanning();
    void showProblem(const QString& problem);
    [[nodiscard]] const ops::MergeChoices& choices() const { return m_choices; }

Q_SIGNALS:
    void choicesChanged();
    void mergeRequested();

private:
    QWidget* makeConflicts();
    QWidget* makeFoot();
    void tick(const std::string& path, bool theirs);
    void showConflicts();

    QString m_theirs;
    ops::MergeChoices m_choices;
    std::vector<ops::MergeConflict> m_conflicts;
    QLabel* m_sentence = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_conflictPart = nullptr;
    LineModel* m_lines = nullptr;
    RowTree* m_list = nullptr;
    DiffView* m_diff = nullptr;
    QPushButton* m_merge = nullptr;
};

} // namespace pw::ui
