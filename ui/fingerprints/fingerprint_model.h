#pragma once
// The fingerprint table as a tree: groups that open into instances. Columns as spyctl prints them.

#include "core/ops/fingerprint_list.h"
#include "ui/common/cell.h"
#include "ui/common/row_spans.h"
#include "ui/common/row_tree.h"

#include <QAbstractItemModel>

#include <memory>
#include <string>
#include <vector>

namespace pw::ui {

using FingerprintListPtr = std::shared_ptr<const ops::FingerprintList>;

class FingerprintModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit FingerprintModel(QObject* parent = nullptr);
    ~FingerprintModel() override;

    /// Rows that are in both tables stay what they are; another type or grouping is another table.
    void setTable(FingerprintListPtr list, ops::FingerprintTable table,
                  const ops::FingerprintQuery& query);

    [[nodiscard]] const FingerprintListPtr& list() const { return m_list; }
    [[nodiscard]] const ops::FingerprintTable& table() const { return m_table; }
    /// The instances that a row stands for: one, or all of its group.
    [[nodiscard]] std::vector<std::size_t> instancesOf(const QModelIndex& index) const;
    /// How the columns share the width.
    [[nodiscard]] QList<ColumnWidth> columnWidths() const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Group;
    enum class Column : std::uint8_t;
    struct ColumnSpec;

    [[nodiscard]] std::vector<ColumnSpec> columnsFor(const ops::FingerprintQuery& query) const;
    void replaceAll(FingerprintListPtr list, ops::FingerprintTable table);
    void update(FingerprintListPtr list, ops::FingerprintTable table);
    void removeMembers(Group& group, const std::vector<RowSpans::Span>& spans);
    static void takeMembers(Group& group, const ops::FingerprintGroupRow& row,
                            const std::vector<std::string>& keys);
    void insertMembers(Group& group, const std::vector<RowSpans::Span>& spans,
                       const std::vector<std::size_t>& members,
                       const std::vector<std::string>& keys);
    void announceValues();
    void renumber();
    [[nodiscard]] QModelIndex groupIndex(const Group& group) const;

    [[nodiscard]] QString text(const Group& group, Column column, int groupField) const;
    [[nodiscard]] QString text(const policy::FingerprintFacts& facts, Column column) const;
    [[nodiscard]] Cell cell(const Group& group, Column column) const;
    [[nodiscard]] Cell cell(const policy::FingerprintFacts& facts, Column column) const;
    [[nodiscard]] QVariant sortKey(const QModelIndex& index) const;
    [[nodiscard]] QString tip(const QModelIndex& index) const;

    FingerprintListPtr m_list;
    ops::FingerprintTable m_table;
    ops::FingerprintQuery m_query;
    std::vector<ColumnSpec> m_columns;
    std::vector<std::unique_ptr<Group>> m_groups;
};

} // namespace pw::ui
