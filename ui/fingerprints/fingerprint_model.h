#pragma once
// The fingerprint table as a tree: groups that open into instances. Columns as spyctl prints them.

#include "ui/fingerprints/column_choice.h"
#include "ui/fingerprints/fingerprint_cells.h"
#include "ui/fingerprints/fingerprint_change.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace pw::ui {

class FingerprintModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit FingerprintModel(QObject* parent = nullptr);
    ~FingerprintModel() override;

    /// Rows that are in both tables stay what they are; another type or grouping is another table.
    /// A change from what is not shown any more is worked out anew, here and now.
    void apply(FingerprintChange change);
    /// All rows are new to those who look at them, which is faster for many changes.
    void replace(FingerprintChange change);
    void setTable(FingerprintListPtr list, ops::FingerprintTable table,
                  const ops::FingerprintQuery& query);
    /// The rows are the same, but new to those who look at them.
    void setColumns(const ColumnChoice& choice);
    /// What policies are called, by uid.
    void setPolicyNames(const QHash<QString, QString>& names);

    /// To work out the next change from.
    [[nodiscard]] const ShownPtr& shown() const { return m_shown; }
    [[nodiscard]] const FingerprintListPtr& list() const { return m_shown->list; }
    [[nodiscard]] const ops::FingerprintTable& table() const { return m_shown->table; }
    [[nodiscard]] const ColumnChoice& columns() const { return m_choice; }
    /// The instances that a row stands for: one, or all of its group.
    [[nodiscard]] std::vector<std::size_t> instancesOf(const QModelIndex& index) const;
    /// The first of the policies that cover an instance, as the list says it; empty for a group.
    [[nodiscard]] QString policyOf(const QModelIndex& index) const;
    /// Of the row, the same when the table is made again.
    [[nodiscard]] std::string keyOf(const QModelIndex& index) const;
    [[nodiscard]] const FingerprintTableColumn& columnAt(int column) const;
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

    void replaceAll(ShownPtr shown);
    void makeColumns();
    void removeRows(const FingerprintChange& change, const std::vector<Group*>& kept);
    void takeValues(const FingerprintChange& change, const std::vector<Group*>& kept);
    void reorder(const FingerprintChange& change, const std::vector<Group*>& kept);
    void insertRows(const FingerprintChange& change, const std::vector<Group*>& kept);
    void announceValues();
    void renumber();
    [[nodiscard]] std::vector<Group*> keptGroups(const FingerprintChange& change) const;
    [[nodiscard]] QModelIndex groupIndex(const Group& group) const;
    /// nullptr for a group.
    [[nodiscard]] const policy::FingerprintFacts* factsAt(const QModelIndex& index) const;
    [[nodiscard]] QVariant groupData(const QModelIndex& index, int role) const;
    [[nodiscard]] QVariant instanceData(const QModelIndex& index, int role) const;

    ShownPtr m_shown;
    ColumnChoice m_choice;
    FingerprintCells m_cells;
    std::vector<FingerprintTableColumn> m_columns;
    std::vector<std::unique_ptr<Group>> m_groups;
};

} // namespace pw::ui
