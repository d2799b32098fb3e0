#include "ui/form/field_words.h"

#include "core/ops/form_compact.h"
#include "ui/common/convert.h"

#include <QCoreApplication>
#include <QStringList>

namespace pw::ui {
namespace {

using ops::FormRow;
using policy::Field;
using policy::FieldKind;
using RowRole = FormRow::Role;

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::ui::FieldWords", text);
}

QString kindWord(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return tr("text");
    case FieldKind::Number:
        return tr("number");
    case FieldKind::Integer:
        return tr("whole number");
    case FieldKind::NumberOrText:
        return tr("number or text");
    case FieldKind::Boolean:
        return tr("true or false");
    case FieldKind::TextList:
        return tr("list of texts");
    case FieldKind::TextOrTextList:
        return tr("text, or list of texts");
    case FieldKind::ObjectList:
        return tr("list");
    case FieldKind::DocumentList:
        return tr("list of documents");
    case FieldKind::TextMap:
        return tr("names with texts");
    case FieldKind::Object:
    case FieldKind::FreeMap:
        return tr("mapping");
    case FieldKind::Anything:
        break;
    }
    return tr("anything");
}

QString itemWord(const FormRow& row)
{
    if (row.field == nullptr)
        return tr("item");
    if (row.field->kind == FieldKind::TextMap || row.field->kind == FieldKind::FreeMap)
        return row.field->key == "matchLabels" ? tr("label") : tr("entry");
    if (row.field->item != nullptr) {
        const std::string_view name = row.field->item->name;
        if (name == "block")
            return tr("peer");
        if (name.ends_with("rule"))
            return tr("rule");
        if (name.ends_with("entry"))
            return name.starts_with("context") ? tr("context") : tr("action");
        return toQString(name);
    }
    if (row.field->kind == FieldKind::DocumentList)
        return tr("document");
    if (row.field->key == "exe")
        return tr("path");
    if (row.field->key == "euser" || row.field->key == "users")
        return tr("user");
    if (row.field->key == "processes")
        return tr("process id");
    return row.field->key == "values" ? tr("value") : tr("text");
}

} // namespace

QString rowName(const FormRow& row)
{
    switch (row.role) {
    case RowRole::Field:
    case RowRole::Unknown:
    case RowRole::Label:
        return toQString(row.step.key);
    case RowRole::Item:
        return itemWord(row) + u' ' + QString::number(row.step.index + 1);
    case RowRole::Add:
        break;
    }
    return tr("Add %1").arg(itemWord(row));
}

QString absentWords(const FormRow& row)
{
    if (row.role == RowRole::Add && !row.step.isItem)
        return tr("name=value");
    if (row.role == RowRole::Add && ops::isCompact(row))
        return row.field->item->name == "port" ? tr("TCP 443, or TCP 8000-8010")
                                               : tr("address, network or DNS name");
    if (row.role == RowRole::Add)
        return ops::editorOf(row) == ops::FormEditor::None ? QString() : tr("type a text");
    if (row.role == RowRole::Label || row.field == nullptr)
        return tr("not set");
    const Field& field = *row.field;
    if (field.required)
        return tr("missing");
    if (!field.defaultValue.empty())
        return tr("%1 when not set").arg(toQString(field.defaultValue));
    const bool isProcess = row.owner != nullptr && row.owner->name == "process";
    if (isProcess && field.key == "euser")
        return tr("like its parent");
    if (field.key == "processes" && field.kind == FieldKind::TextList)
        return tr("any process");
    if (field.key == "endPort")
        return tr("one port");
    if (field.kind == FieldKind::ObjectList)
        return tr("none");
    return tr("not set");
}

QString kindWords(const Field& field)
{
    QStringList out;
    if (field.required)
        out += tr("required");
    QString kind = kindWord(field.kind);
    if (field.kind == FieldKind::Integer && field.maximum >= 0)
        kind = tr("%1 from %2 to %3").arg(kind).arg(field.minimum).arg(field.maximum);
    out += kind;
    if (!field.since.empty())
        out += tr("since %1").arg(toQString(field.since));
    if (!field.until.empty())
        out += tr("until %1").arg(toQString(field.until));
    return out.join(QStringLiteral(", "));
}

QString fieldHelp(const FormRow& row)
{
    if (row.field == nullptr)
        return tr("The schema does not know this entry. It is kept as it is.");
    QStringList lines{toQString(row.field->doc), kindWords(*row.field)};
    if (!row.field->values.empty()) {
        QStringList words;
        for (const std::string_view word : row.field->values)
            words += toQString(word);
        lines += tr("One of: %1").arg(words.join(QStringLiteral(", ")));
    }
    if (!row.field->example.empty() && row.field->example != "{…}")
        lines += tr("Example: %1").arg(toQString(row.field->example));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString stepWords(const FormRow& row, const QString& name, bool clears, bool renames)
{
    if (renames)
        return tr("rename %1").arg(name);
    if (clears)
        return row.role == RowRole::Item ? tr("remove %1").arg(name) : tr("clear %1").arg(name);
    if (row.role == RowRole::Add)
        return tr("add %1").arg(itemWord(row));
    return tr("set %1").arg(name);
}

} // namespace pw::ui
