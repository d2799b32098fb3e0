#pragma once
// The place Fingerprints: filters, the grouped table, and the activity of what is selected.

#include "ui/fingerprints/activity_model.h"
#include "ui/fingerprints/fingerprint_model.h"
#include "ui/fingerprints/live_state.h"
#include "ui/fingerprints/saved_filters.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QTimer;

namespace pw::ui {

class ActivityPane;
class FilterBar;
class FingerprintTree;
class NoticeStrip;
class ProblemStrip;
class SelectionLine;
class StatePage;

class FingerprintsPage : public QWidget
{
    Q_OBJECT
public:
    explicit FingerprintsPage(QWidget* parent = nullptr);

    /// What is asked for: the filter, the grouping and the order.
    [[nodiscard]] ops::FingerprintQuery query() const;
    void setType(const QString& type);
    void setFilter(const ops::FingerprintFilter& filter);
    void setSavedFilters(const QList<SavedFilter>& filters);
    void setColumnChoice(const ColumnChoice& choice);
    [[nodiscard]] const ColumnChoice& columnChoice() const { return m_model->columns(); }
    /// Tables or map of what the selection did.
    [[nodiscard]] ActivityPane& activity() const { return *m_activity; }
    /// What policies are called, by uid.
    void setPolicyNames(const QHash<QString, QString>& names);

    void showReading(const QString& what, int done, int total);
    void showFailed(const QString& details);
    void showCancelled();
    void setProblems(const std::vector<ops::SourceProblem>& problems);
    /// Of an organization; nothing while files are shown.
    void setLive(const std::optional<LiveState>& live);
    /// `opened`: other files than before; then what deserves a look first is selected.
    void setTable(FingerprintChange change, bool opened);
    void setTable(const FingerprintListPtr& list, ops::FingerprintTable table,
                  const ops::FingerprintQuery& query, bool opened);
    /// To work out the next change from.
    [[nodiscard]] const ShownPtr& shown() const { return m_model->shown(); }
    void showActivityReading();
    void setActivity(const ActivityPtr& activity);

    /// Instances that the selection stands for, each once, in the order of the list.
    [[nodiscard]] std::vector<std::size_t> selectedInstances() const;
    [[nodiscard]] bool hasSelection() const;
    /// The list whose rows are shown; selected instances are indexes into it.
    [[nodiscard]] const FingerprintListPtr& list() const { return m_model->list(); }
    [[nodiscard]] const ops::FingerprintTable& table() const { return m_model->table(); }
    /// A change of the selection is about to be told.
    [[nodiscard]] bool selectionPending() const;
    /// What the focused tree (else the table) has selected, for the clipboard.
    [[nodiscard]] QString selectedText() const;
    void addRowAction(QAction* action);
    /// The parts that the focus goes round.
    [[nodiscard]] QList<QWidget*> panes() const;
    /// A button below the table; an empty text takes the action's own.
    void addFootAction(QAction* action, const QString& text, bool primary);

public Q_SLOTS:
    void focusFilter();
    void selectAllRows();
    void expandAll();
    void collapseAll();

Q_SIGNALS:
    void queryChanged();
    void selectionChanged();
    void openRequested();
    void cancelRequested();
    void policyActivated(const QString& nameOrUid);
    void filterSaved(const SavedFilter& filter);
    void savedFilterDeleted(const QString& name);
    void columnChoiceChanged(const ColumnChoice& choice);
    void retryRequested(); ///< fetch once more
    void remedyRequested(); ///< LiveState::remedy
    void widerRangeRequested(); ///< LiveState::widerRange

private:
    /// What the button of an empty or failed table does.
    enum class Help : std::uint8_t { Open, ShowAll, Retry, Wider };

    void connectParts();
    void onSelectionChanged();
    void onHelp();
    void changeColumns(const ColumnChoice& choice);
    void takeColumnOrder(const QList<int>& order);
    void selectFirst();
    void showCounts();
    void showState();
    void showEmpty(Help help, const QString& why, const QString& button = {});
    void showStrip();
    [[nodiscard]] QString subject() const;

    FingerprintModel* m_model = nullptr;
    FilterBar* m_filter = nullptr;
    ProblemStrip* m_problems = nullptr;
    NoticeStrip* m_notice = nullptr;
    FingerprintTree* m_table = nullptr;
    StatePage* m_state = nullptr;
    ActivityPane* m_activity = nullptr;
    QHBoxLayout* m_footRow = nullptr;
    SelectionLine* m_selection = nullptr;
    QTimer* m_selectionTimer = nullptr;
    std::optional<LiveState> m_live;
    Help m_help = Help::Open;
};

} // namespace pw::ui
