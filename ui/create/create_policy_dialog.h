#pragma once
// Asks what a new policy shall be, and shows before it is made what the merge gives. Knows drafts
// and choices; who computes them is not its business.

#include "ui/common/cell.h"
#include "ui/create/behaviour_model.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace pw::ui {

class CreateForm;
class IconLabel;
class LineModel;
class RowTree;
class StatePage;

using DraftPtr = std::shared_ptr<const ops::PolicyDraft>;

class CreatePolicyDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CreatePolicyDialog(QWidget* parent = nullptr);

    /// The selection is being read; `total` 0: unknown.
    void showReading(const QString& what, int done, int total);
    /// The selection cannot become a policy at all.
    void showFailed(const QString& why, const QString& details = {});
    void setSource(const DraftSourcePtr& source);
    /// What was shown before stays, dimmed when it takes long.
    void showComputing();
    void setDraft(const DraftPtr& draft);
    /// The policy is being made; `showProblem` or accept() ends it.
    void showMaking();
    void showProblem(const QString& why);

    [[nodiscard]] const ops::DraftChoices& choices() const { return m_choices; }

Q_SIGNALS:
    void choicesChanged();
    void createRequested();

private:
    void buildBehaviour();
    void buildOutcome();
    QWidget* makeFoot();
    void change(const std::function<void()>& how);
    void tick(const std::string& key, bool on);
    void keepExact(const std::string& key, bool on);
    void showScope(const ops::PolicyDraft& draft);
    void showWidenings(const ops::PolicyDraft& draft);
    void showText();
    void showResult(const QString& text, const QString& iconName, Tone tone);
    void dim(bool on);
    void updateButtons();
    void requestCreation();

    ops::DraftChoices m_choices;
    DraftSourcePtr m_source;
    DraftPtr m_draft;
    bool m_making = false;

    CreateForm* m_form = nullptr;
    BehaviourModel* m_behaviour = nullptr;
    LineModel* m_scope = nullptr;
    LineModel* m_widenings = nullptr;
    RowTree* m_tree = nullptr;
    RowTree* m_scopeList = nullptr;
    RowTree* m_wideningList = nullptr;
    QTabWidget* m_outcome = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QWidget* m_warningStrip = nullptr;
    QLabel* m_warnings = nullptr;
    IconLabel* m_resultIcon = nullptr;
    QLabel* m_result = nullptr;
    QPushButton* m_create = nullptr;
    StatePage* m_state = nullptr;
    QTimer m_patience; ///< short computations do not flicker
};

} // namespace pw::ui
