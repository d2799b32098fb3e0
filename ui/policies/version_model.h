#pragma once
// The versions of one policy, newest first; each can be opened, an older one restored.

#include "core/ops/policy_list.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QAbstractTableModel>

#include <vector>

namespace pw::ui {

class VersionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Version, Applied, By, Open, Restore };

    using QAbstractTableModel::QAbstractTableModel;

    void setVersions(std::vector<ops::PolicyVersionRow> versions);
    [[nodiscard]] const ops::PolicyVersionRow& version(int row) const;
    [[nodiscard]] static QList<ColumnWidth> columnWidths();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<ops::PolicyVersionRow> m_versions;
};

} // namespace pw::ui
