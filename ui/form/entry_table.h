#pragma once
// The table of a tab. A cell that is a field of its entry is edited in place, as the field below
// is.

#include "ui/common/row_tree.h"

#include <functional>

namespace pw::ui {

class EntryTable : public RowTree
{
    Q_OBJECT
public:
    /// `fieldOf`: the value of the field, in its own model, that a cell of the current row shows;
    /// nothing where the cell is no field that can be edited on one line.
    EntryTable(std::function<QModelIndex(const QModelIndex&)> fieldOf, QWidget* parent);

    /// False when the current cell is no field.
    bool editCell();

protected:
    /// The next editor is that of the next cell that has one.
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    [[nodiscard]] bool isEditable(const QModelIndex& cell) const;

    std::function<QModelIndex(const QModelIndex&)> m_fieldOf;
};

} // namespace pw::ui
