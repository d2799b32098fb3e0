#pragma once
// The applied policies as a table. Columns as spyctl prints them, then readiness and coverage.

#include "core/ops/policy_list.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace pw::ui {

class PolicyModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column : std::uint8_t {
        Uid,
        Name,
        Status,
        Type,
        Version,
        CreateTime,
        Deviations,
        Readiness,
        Covers,
    };

    explicit PolicyModel(QObject* parent = nullptr);

    /// Policies that are in both lists stay what they are. Of rows with one uid the first counts.
    /// `now`: epoch seconds, for how long something is ago.
    void setRows(std::vector<ops::PolicyListRow> rows, double now);
    [[nodiscard]] const std::vector<ops::PolicyListRow>& rows() const { return m_rows; }
    /// nullptr when there is none.
    [[nodiscard]] const ops::PolicyListRow* find(const QString& uid) const;
    [[nodiscard]] double now() const { return m_now; }
    [[nodiscard]] static QList<ColumnWidth> columnWidths();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const ops::PolicyListRow& row, Column column) const;
    [[nodiscard]] QString spoken(const ops::PolicyListRow& row, Column column) const;
    [[nodiscard]] static Cell cell(const ops::PolicyListRow& row, Column column);
    [[nodiscard]] QVariant sortKey(const ops::PolicyListRow& row, Column column) const;
    [[nodiscard]] QString tip(const ops::PolicyListRow& row, Column column) const;

    std::vector<ops::PolicyListRow> m_rows;
    double m_now = 0;
};

/// Sorted as a person clicks and filtered as they type.
class PolicyProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit PolicyProxy(PolicyModel* model);
    void setFilter(const ops::PolicyListFilter& filter);
    [[nodiscard]] const ops::PolicyListRow& row(const QModelIndex& shown) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    PolicyModel* m_model;
    ops::PolicyListFilter m_filter;
};

} // namespace pw::ui
