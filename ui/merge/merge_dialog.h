#pragma once
// Merging fingerprints into an open policy: where to, and what would change, before anything does.

#include "core/ops/merge_edits.h"
#include "ui/diff/diff_rows.h"

#include <QDialog>
#include <QString>

#include <vector>

class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace pw::ui {

class DiffView;
class StatePage;

/// One policy of an open document.
struct MergeChoice
{
    QString title; ///< `mongo-policy.yaml · mongo`
    QString note; ///< why it takes none or not all of them; empty when it takes all
    bool possible = true;
};

class MergeDialog : public QDialog
{
    Q_OBJECT
public:
    explicit MergeDialog(QWidget* parent = nullptr);

    /// Before the choices are known.
    void showReading(int fingerprints);
    /// The first possible one is chosen, or `chosen`.
    void setChoices(const std::vector<MergeChoice>& choices, int chosen = -1);
    [[nodiscard]] int choice() const; ///< -1: none
    void showPlanning();
    /// A plan that changes nothing says so and can only be closed.
    /// `diff` is from the text to what it would be.
    void showPlan(const ops::MergePlan& plan, const TextDiffPtr& diff);
    void showProblem(const QString& what, const QString& details);
    /// One line above the changes: the text changed while the plan was looked at.
    void setNotice(const QString& notice);
    /// The merge is under way; nothing can be pressed twice.
    void setBusy(bool busy);

    [[nodiscard]] bool canMerge() const;

Q_SIGNALS:
    void choiceChanged(int choice);
    void mergeRequested();

private:
    void buildTarget();
    void buildContent();
    void updateButtons();
    void fillSummary(const ops::MergePlan& plan);
    void fillLines(const TextDiffPtr& diff);

    QLabel* m_question = nullptr;
    QComboBox* m_targets = nullptr;
    QLabel* m_note = nullptr;
    StatePage* m_state = nullptr;
    QWidget* m_content = nullptr;
    QLabel* m_notice = nullptr;
    QTreeWidget* m_summary = nullptr;
    DiffView* m_lines = nullptr;
    QLabel* m_linesTitle = nullptr;
    QFrame* m_rewrite = nullptr;
    QLabel* m_rewriteReason = nullptr;
    QCheckBox* m_agree = nullptr;
    QPushButton* m_merge = nullptr;
    QPushButton* m_cancel = nullptr;
    std::vector<MergeChoice> m_choices;
    bool m_hasPlan = false;
    bool m_busy = false;
};

} // namespace pw::ui
