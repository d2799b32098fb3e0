#pragma once
// Everything that is wrong with a text, in one table; a row leads to its place.

#include "core/snapshot.h"

#include <QWidget>

#include <optional>

class QModelIndex;
class QMenu;
class QSortFilterProxyModel;

namespace pw::ui {

class PanelTitle;
class ProblemModel;
class RowTree;
class StatePage;

class ProblemsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    /// Rows that are still there stay, selection included.
    void setSnapshot(const SnapshotPtr& snapshot);
    /// Shows the row of what is wrong at a place, without telling anybody.
    void markPlace(text::ByteOffset offset);

Q_SIGNALS:
    void revealRequested(pw::text::Span span);
    /// Planned on the text of this revision, which may be an older one by now.
    void fixRequested(const pw::text::Fix& fix, std::uint64_t revision);

private:
    void onClicked(const QModelIndex& index);
    void showMenu(const QPoint& place);
    void offerFixes(int row, const QPoint& globalPlace);
    [[nodiscard]] std::optional<int> sourceRow(const QModelIndex& index) const;
    void selectSourceRow(int row);
    void addFixes(QMenu& menu, const std::vector<text::Fix>& fixes);

    std::uint64_t m_revision = 0; ///< of the text whose problems are shown
    ProblemModel* m_model = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    PanelTitle* m_title = nullptr;
    RowTree* m_table = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
