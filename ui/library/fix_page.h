#pragma once
// One fix for many files: which fixes there are, what each file would become line by line, and
// which files take them. Nothing is written before Apply is pressed.

#include "core/ops/library.h"
#include "ui/diff/diff_rows.h"

#include <QWidget>

#include <map>
#include <set>

class QAction;
class QProgressBar;

namespace pw::ui {

class LinePanel;
class PageFoot;
class PanelTitle;
class StatePage;
class UnifiedView;

/// What a file would become.
struct FixRow
{
    std::string path; ///< absolute
    QString name; ///< from the folder on
    bool inTab = false; ///< it is changed in its tab, as one step, and not saved
    std::size_t made = 0; ///< places
    std::size_t left = 0; ///< places of the chosen fixes that cannot be mended so
    ops::ProblemCounts problems{}; ///< of what it would become
    QString refused; ///< why it cannot be changed at all; then the rest is not known
    TextDiffPtr diff; ///< null when there is none
};

/// What became of it.
struct FixOutcome
{
    enum class State : std::uint8_t { Written, InTab, Refused, NotReached };
    State state = State::NotReached;
    QString words; ///< of what was refused
};

class FixPage : public QWidget
{
    Q_OBJECT
public:
    explicit FixPage(const QString& folder, QWidget* parent = nullptr);

    /// `files`: how many they were looked for in. Fixes of errors that take nothing away are ticked
    /// from the start.
    void setFixes(std::vector<ops::FixGroup> fixes, std::size_t files);
    [[nodiscard]] const std::set<ops::FixKind>& chosen() const { return m_chosen; }

    /// The texts are being made; what was shown is of an older choice.
    void showPlanning(int done, int total);
    void showPlanFailed(const QString& why);
    void setRows(std::vector<FixRow> rows);
    /// Files that are ticked, in the order of the list.
    [[nodiscard]] std::vector<std::string> ticked() const;

    void showWriting(int done, int total);
    void setOutcome(const std::string& path, const FixOutcome& outcome);
    /// Nothing more can be applied: the page says what became of each file.
    void showDone();
    [[nodiscard]] QList<QWidget*> panes() const;

Q_SIGNALS:
    void chosenChanged();
    void applyRequested();
    void cancelRequested(); ///< of the writing, else of the page

private:
    enum class Phase : std::uint8_t { Planning, Ready, Failed, Writing, Done };

    void buildFoot();
    void onFixTicked(const std::string& key, bool on);
    void onFileTicked(const std::string& key, bool on);
    void showFixes();
    void showFiles();
    void showDiff(int file);
    void showPhase();
    [[nodiscard]] QString filesSentence() const;
    [[nodiscard]] QString doneSentence() const;
    [[nodiscard]] bool canTake(const FixRow& row) const;

    std::vector<ops::FixGroup> m_fixes;
    std::set<ops::FixKind> m_chosen;
    std::vector<FixRow> m_rows;
    std::set<std::string> m_unticked; ///< files that a person left out
    std::map<std::string, FixOutcome> m_outcomes;
    Phase m_phase = Phase::Planning;
    LinePanel* m_fixPanel = nullptr;
    LinePanel* m_filePanel = nullptr;
    PanelTitle* m_diffTitle = nullptr;
    UnifiedView* m_diff = nullptr;
    StatePage* m_diffState = nullptr;
    PageFoot* m_foot = nullptr;
    QProgressBar* m_progress = nullptr;
    QAction* m_cancel = nullptr;
    QAction* m_apply = nullptr;
};

} // namespace pw::ui
