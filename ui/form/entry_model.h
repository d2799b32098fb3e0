#pragma once
// The table above the fields of a tab: processes, rules or actions, one row each.

#include "core/ops/form_wishes.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"
#include "ui/form/form_document.h"

#include <QAbstractItemModel>

#include <functional>

namespace pw::ui {

/// A row and those below it.
struct EntryRow
{
    enum class Kind : std::uint8_t {
        Entry,
        EmptyList, ///< a list without entries, or none yet
        Other, ///< something that belongs to no list
        Group, ///< of entries that have `label` in common
    };
    Kind kind = Kind::Entry;
    policy::Place place;
    ops::FormRow row;
    QString label;
    std::vector<EntryRow> below = {};
};

struct EntryNode;

class EntryModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    struct Column
    {
        const char* title; ///< marked for translation where the columns are made
        ColumnWidth width;
        QString (*text)(const EntryRow& row);
        void (*look)(const EntryRow& row, Cell& cell) = nullptr;
    };

    /// The problem of a row stands in a last column of its own.
    EntryModel(std::vector<Column> columns, QObject* parent);
    ~EntryModel() override;

    /// Rows at the same places stay the rows they are.
    void setRows(const FormDocumentPtr& document, std::vector<EntryRow> rows);
    [[nodiscard]] const FormDocumentPtr& document() const { return m_document; }
    [[nodiscard]] const EntryRow& row(const QModelIndex& index) const;
    [[nodiscard]] ops::FormSpot spot(const QModelIndex& index) const;
    /// The entry there, or the one that holds the place.
    [[nodiscard]] QModelIndex find(const policy::Place& place) const;
    [[nodiscard]] QList<ColumnWidth> columnWidths() const;
    /// Rows can be dragged to other places.
    void setMovable(bool on) { m_movable = on; }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    /// Before the row of that number below `parent`; behind all for -1.
    void dropped(const QModelIndexList& rows, int before, const QModelIndex& parent);

private:
    [[nodiscard]] EntryNode* nodeOf(const QModelIndex& index) const;
    void update(EntryNode& above, std::vector<EntryRow> rows, const QModelIndex& parent);
    [[nodiscard]] Cell cell(const EntryRow& row, int column) const;
    [[nodiscard]] QString problem(const EntryRow& row, Cell& cell) const;

    std::vector<Column> m_columns;
    FormDocumentPtr m_document;
    std::unique_ptr<EntryNode> m_root;
    bool m_movable = false;
    mutable QList<QPersistentModelIndex> m_dragged;
};

} // namespace pw::ui
