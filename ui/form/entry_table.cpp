#include "ui/form/entry_table.h"

#include "ui/form/field_delegate.h"

namespace pw::ui {
namespace {

/// The delegate of the fields, on the cells of a table.
class CellFieldDelegate : public FieldDelegate
{
public:
    CellFieldDelegate(const std::function<QModelIndex(const QModelIndex&)>& fieldOf,
                      QObject* parent)
        : FieldDelegate(parent), m_fieldOf(fieldOf)
    {
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        m_field = m_fieldOf(index);
        return m_field.isValid() ? FieldDelegate::createEditor(parent, option, m_field) : nullptr;
    }
    void setEditorData(QWidget* editor, const QModelIndex& /*index*/) const override
    {
        if (m_field.isValid())
            FieldDelegate::setEditorData(editor, m_field);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* /*model*/,
                      const QModelIndex& /*index*/) const override
    {
        if (m_field.isValid())
            FieldDelegate::setModelData(editor, const_cast<QAbstractItemModel*>(m_field.model()),
                                        m_field);
    }
    void destroyEditor(QWidget* editor, const QModelIndex& /*index*/) const override
    {
        FieldDelegate::destroyEditor(editor, m_field);
    }

private:
    const std::function<QModelIndex(const QModelIndex&)>& m_fieldOf;
    mutable QPersistentModelIndex m_field; ///< that is being edited
};

} // namespace

EntryTable::EntryTable(std::function<QModelIndex(const QModelIndex&)> fieldOf, QWidget* parent)
    : RowTree(parent), m_fieldOf(std::move(fieldOf))
{
    setItemDelegate(new CellFieldDelegate(m_fieldOf, this));
    setEditTriggers(NoEditTriggers);
}

bool EntryTable::isEditable(const QModelIndex& cell) const
{
    return cell.isValid() && cell.flags().testFlag(Qt::ItemIsEditable) && m_fieldOf(cell).isValid();
}

bool EntryTable::editCell()
{
    const QModelIndex cell = currentIndex();
    if (state() == EditingState || !isEditable(cell))
        return false;
    edit(cell);
    return true;
}

void EntryTable::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    const int step = hint == QAbstractItemDelegate::EditNextItem ? 1
        : hint == QAbstractItemDelegate::EditPreviousItem        ? -1
                                                                 : 0;
    RowTree::closeEditor(editor, step == 0 ? hint : QAbstractItemDelegate::NoHint);
    if (step == 0 || !currentIndex().isValid())
        return;
    for (QModelIndex cell = currentIndex().siblingAtColumn(currentIndex().column() + step);
         cell.isValid(); cell = cell.siblingAtColumn(cell.column() + step)) {
        if (!isEditable(cell))
            continue;
        selectionModel()->setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
        edit(cell);
        return;
    }
}

} // namespace pw::ui
