#pragma once
// The table above the fields of a tab: processes, rules or actions, one row each.

#include "ui/common/cell.h"
#include "ui/common/row_tree.h"
#include "ui/form/entry_row.h"
#include "ui/form/form_document.h"
#include "ui/form/node_model.h"

namespace pw::ui {

class EntryModel : public NodeModel<EntryNode>
{
    Q_OBJECT
public:
    struct Column
    {
        const char* title; ///< marked for translation where the columns are made
        ColumnWidth width;
        QString (*text)(const EntryRow& row);
        void (*look)(const EntryRow& row, Cell& cell) = nullptr;
        /// Of an entry: the field that the cell shows.
        policy::Place (*field)(const EntryRow& row) = nullptr;
    };

    /// The problem of a row stands in a last column of its own.
    EntryModel(std::vector<Column> columns, QObject* parent);

    /// Rows that are known again stay the rows they are.
    void setRows(const FormDocumentPtr& document, std::vector<EntryRow> rows);
    [[nodiscard]] const FormDocumentPtr& document() const { return m_document; }
    [[nodiscard]] const EntryRow& row(const QModelIndex& index) const;
    [[nodiscard]] ops::FormSpot spot(const QModelIndex& index) const;
    /// The entry there, or the one that holds the place.
    [[nodiscard]] QModelIndex find(const policy::Place& place) const;
    [[nodiscard]] QList<ColumnWidth> columnWidths() const;
    /// The field that the cell shows; nothing for none.
    [[nodiscard]] std::optional<policy::Place> fieldAt(const QModelIndex& cell) const;
    /// Rows can be dragged to other places.
    void setMovable(bool on) { m_movable = on; }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    /// Not into what is dragged.
    [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row,
                                       int column, const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    /// Before the row of that number below `parent`; behind all for -1.
    void dropped(const QModelIndexList& rows, int before, const QModelIndex& parent);

private:
    void update(EntryNode& above, std::vector<EntryRow> rows);
    [[nodiscard]] Cell cell(const EntryRow& row, int column) const;
    [[nodiscard]] QString problem(const EntryRow& row, Cell& cell) const;

    std::vector<Column> m_columns;
    FormDocumentPtr m_document;
    bool m_movable = false;
    mutable QList<QPersistentModelIndex> m_dragged;
};

} // namespace pw::ui
