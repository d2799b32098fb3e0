#pragma once
// The place Fingerprints: filters, the grouped table, and the activity of what is selected.

#include "ui/fingerprints/activity_model.h"
#include "ui/fingerprints/fingerprint_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSortFilterProxyModel;
class QTimer;

namespace pw::ui {

class ActivityPane;
class FilterBar;
class IconLabel;
class ProblemStrip;
class RowTree;
class StatePage;

class FingerprintsPage : public QWidget
{
    Q_OBJECT
public:
    explicit FingerprintsPage(QWidget* parent = nullptr);

    [[nodiscard]] ops::FingerprintQuery query() const;
    void setType(const QString& type);

    void showReading(const QString& what, int done, int total);
    void showFailed(const QString& details);
    void showCancelled();
    void setProblems(const std::vector<ops::SourceProblem>& problems);
    /// `opened`: other files than before; then what deserves a look first is selected.
    void setTable(const FingerprintListPtr& list, ops::FingerprintTable table,
                  const ops::FingerprintQuery& query, bool opened);
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

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTable();
    void connectParts();
    void onSelectionChanged();
    void onHelp();
    void selectFirst();
    void showCounts();
    [[nodiscard]] QString subject() const;

    FingerprintModel* m_model = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    FilterBar* m_filter = nullptr;
    ProblemStrip* m_problems = nullptr;
    RowTree* m_table = nullptr;
    StatePage* m_state = nullptr;
    ActivityPane* m_activity = nullptr;
    QHBoxLayout* m_footRow = nullptr;
    QLabel* m_selected = nullptr;
    QLabel* m_coverage = nullptr;
    IconLabel* m_coverageIcon = nullptr;
    QTimer* m_selectionTimer = nullptr;
    QString m_shownType;
    std::size_t m_shownColumns = 0;
};

} // namespace pw::ui
