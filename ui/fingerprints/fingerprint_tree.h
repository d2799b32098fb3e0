#pragma once
// The table of fingerprints on the screen: sorting, links and bars that act, and a view that stays
// where it was when the columns change.

#include "core/ops/fingerprint_sort.h"
#include "ui/common/row_tree.h"

#include <functional>
#include <optional>
#include <vector>

namespace pw::ui {

class FingerprintModel;

class FingerprintTree : public RowTree
{
    Q_OBJECT
public:
    explicit FingerprintTree(FingerprintModel* model, QWidget* parent = nullptr);

    [[nodiscard]] const ops::TableSort& sort() const { return m_sort; }
    /// Instances that the selection stands for, each once, in the order of the list.
    [[nodiscard]] std::vector<std::size_t> selectedInstances() const;
    /// Rows are being fetched anew: the old ones are dimmed. A total of 0 is not known.
    void setBusy(bool busy, int done = 0, int total = 0);
    /// Does something that makes all rows new, and comes back to the same rows: open groups,
    /// selection, current row and place.
    void keepingView(const std::function<void()>& change);
    /// Makes the header follow the model's columns.
    void followColumns();

    /// Rows are of one height: other values are painted, and nothing is laid out.
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;

Q_SIGNALS:
    void sortChanged();
    void policyActivated(const QModelIndex& row);
    void uncoveredRequested();
    /// Columns were dragged: the new order, titles first.
    void columnsMoved(const QList<int>& order);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Spot : std::uint8_t { None, Policy, Uncovered };
    [[nodiscard]] Spot spotAt(const QPoint& place) const;
    void noteSort(int section, Qt::SortOrder order);
    void noteMove();

    FingerprintModel* m_model = nullptr;
    ops::TableSort m_sort;
    QPersistentModelIndex m_pressed;
    bool m_busy = false;
    int m_done = 0;
    int m_total = 0;
};

} // namespace pw::ui
