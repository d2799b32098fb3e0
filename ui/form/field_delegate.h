#pragma once
// Editors of a form's values: a line, or a list of words. What does not fit stays in the editor
// with the reason beside it.

#include "ui/common/cell_delegate.h"

class QComboBox;

namespace pw::ui {

class FieldModel;

class FieldDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    void destroyEditor(QWidget* editor, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeLine(QWidget* parent, const QModelIndex& index) const;
    QWidget* makeWords(QWidget* parent, const QModelIndex& index) const;
};

} // namespace pw::ui
