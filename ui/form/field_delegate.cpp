#include "ui/form/field_delegate.h"

#include "core/policy/process_nodes.h"
#include "ui/common/convert.h"
#include "ui/form/field_model.h"
#include "ui/form/field_words.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QTimer>
#include <QValidator>

namespace pw::ui {
namespace {

/// The model of the view, for the editors, which know nothing but it.
FieldModel* fieldModel(const QModelIndex& index)
{
    return const_cast<FieldModel*>(qobject_cast<const FieldModel*>(index.model()));
}

/// Says beside the editor why a text does not fit; such a text cannot be committed.
class Fitting : public QValidator
{
public:
    Fitting(const QModelIndex& index, QObject* parent) : QValidator(parent), m_index(index) { }

    State validate(QString& input, int& /*pos*/) const override
    {
        if (!m_index.isValid())
            return Acceptable;
        return fieldModel(m_index)->refusal(m_index, input).isEmpty() ? Acceptable : Intermediate;
    }

private:
    QPersistentModelIndex m_index;
};

QCompleter* processIds(const QModelIndex& index, QObject* parent)
{
    QStringList ids;
    for (const yaml::NodeRef id : policy::idNodes(fieldModel(index)->document()->root()))
        ids += toQString(id.value());
    auto* const completer = new QCompleter(ids, parent);
    completer->setFilterMode(Qt::MatchContains);
    return completer;
}

} // namespace

QWidget* FieldDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                     const QModelIndex& index) const
{
    const ops::FormEditor kind = fieldModel(index)->editor(index);
    if (kind == ops::FormEditor::None)
        return nullptr;
    const bool isChoice = kind == ops::FormEditor::Words || kind == ops::FormEditor::Switch;
    QWidget* const editor = isChoice ? makeWords(parent, index) : makeLine(parent, index);
    editor->setProperty("kind", QStringLiteral("cell"));
    editor->setObjectName(QStringLiteral("fieldEditor"));
    editor->setAccessibleName(fieldModel(index)->name(index));
    editor->setAccessibleDescription(fieldHelp(fieldModel(index)->row(index)));
    return editor;
}

QWidget* FieldDelegate::makeLine(QWidget* parent, const QModelIndex& index) const
{
    auto* const line = new QLineEdit(parent);
    line->setValidator(new Fitting(index, line));
    const ops::FormRow& row = fieldModel(index)->row(index);
    if (row.field != nullptr && row.node == yaml::NodeRef())
        line->setPlaceholderText(toQString(row.field->kind == policy::FieldKind::Text
                                                   || row.field->kind == policy::FieldKind::Integer
                                               ? row.field->example
                                               : std::string_view()));
    if (row.field != nullptr && row.field->key == "processes")
        line->setCompleter(processIds(index, line));
    const QPersistentModelIndex place(index);
    connect(line, &QLineEdit::textChanged, line, [place](const QString& text) {
        if (place.isValid())
            fieldModel(place)->setTyping(place, fieldModel(place)->refusal(place, text));
    });
    return line;
}

QWidget* FieldDelegate::makeWords(QWidget* parent, const QModelIndex& index) const
{
    auto* const box = new QComboBox(parent);
    const ops::FormRow& row = fieldModel(index)->row(index);
    for (const std::string& word : ops::wordsOf(row))
        box->addItem(toQString(word), toQString(word));
    if (row.role == ops::FormRow::Role::Field && row.field != nullptr && !row.field->required) {
        ops::FormRow absent = row;
        absent.node = {};
        box->addItem(absentWords(absent), QVariant());
    }
    auto* const self = const_cast<FieldDelegate*>(this);
    connect(box, &QComboBox::activated, box, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup);
    return box;
}

void FieldDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    // What a person has typed stays, whatever comes in while typing.
    if (auto* const line = qobject_cast<QLineEdit*>(editor); line != nullptr && !line->isModified())
        line->setText(index.data(Qt::EditRole).toString());
    if (auto* const box = qobject_cast<QComboBox*>(editor);
        box != nullptr && !box->view()->isVisible()) {
        const bool isAbsent = !fieldModel(index)->row(index).node;
        const int at = isAbsent ? box->findData(QVariant())
                                : box->findData(index.data(Qt::EditRole).toString());
        box->setCurrentIndex(at);
    }
}

void FieldDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                 const QModelIndex& index) const
{
    if (auto* const line = qobject_cast<QLineEdit*>(editor)) {
        if (line->isModified() && line->hasAcceptableInput())
            model->setData(index, line->text(), Qt::EditRole);
    } else if (auto* const box = qobject_cast<QComboBox*>(editor);
               box != nullptr && box->currentIndex() >= 0) {
        const bool wasAbsent = !fieldModel(index)->row(index).node;
        if (box->currentData().isValid() || !wasAbsent)
            model->setData(index, box->currentData(), Qt::EditRole);
    }
}

void FieldDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex& index) const
{
    QStyledItemDelegate::updateEditorGeometry(editor, option, index);
    editor->setGeometry(option.rect);
}

void FieldDelegate::destroyEditor(QWidget* editor, const QModelIndex& index) const
{
    if (index.isValid())
        fieldModel(index)->setTyping(index, {});
    QStyledItemDelegate::destroyEditor(editor, index);
}

bool FieldDelegate::eventFilter(QObject* watched, QEvent* event)
{
    // A text that does not fit stays open when the focus goes elsewhere: nothing typed is lost.
    const auto* const line = qobject_cast<QLineEdit*>(watched);
    if (line != nullptr && event->type() == QEvent::FocusOut && !line->hasAcceptableInput())
        return false;
    return CellDelegate::eventFilter(watched, event);
}

} // namespace pw::ui
