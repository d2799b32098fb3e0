#pragma once
// The instances that a policy is for, by name; how many more there are stands in the last row.

#include "core/ops/policy_cover.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QAbstractTableModel>

#include <optional>

namespace pw::ui {

class InstanceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing: not looked up yet.
    void setCover(const std::optional<ops::PolicyCover>& cover);
    [[nodiscard]] static QList<ColumnWidth> columnWidths();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    /// Below the instances: how many more, or why there are none; empty when all is said.
    [[nodiscard]] QString lastLine() const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] Cell cell(int row, int column) const;

    std::optional<ops::PolicyCover> m_cover;
};

} // namespace pw::ui
