#pragma once
// The problems of one text as rows. A problem that is still there keeps its row when the text
// around it changes.

#include "core/snapshot.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace pw::ui {

class ProblemModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Kind, Line, Place, Message, Code, Fix };

    explicit ProblemModel(QObject* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
    [[nodiscard]] const text::Diagnostic& problem(int row) const;
    /// Known again in a later snapshot.
    [[nodiscard]] const std::string& key(int row) const { return m_keys.at(row); }
    [[nodiscard]] static QList<ColumnWidth> columnWidths();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void update(const SnapshotPtr& snapshot, std::vector<std::string> keys);
    [[nodiscard]] QString text(int row, Column column) const;
    [[nodiscard]] Cell cell(int row, Column column) const;
    [[nodiscard]] QVariant sortKey(int row, Column column) const;

    SnapshotPtr m_snapshot;
    std::vector<text::Diagnostic> m_rows; // of the snapshot, or on the way from one to the next
    std::vector<std::string> m_keys;
};

} // namespace pw::ui
