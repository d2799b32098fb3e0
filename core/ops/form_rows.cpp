#include "core/ops/form_rows.h"

#include "core/ops/form_compact.h"
#include "core/policy/kinds.h"

#include <algorithm>
#include <map>

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using policy::Step;
using yaml::NodeRef;
using Role = FormRow::Role;

constexpr std::size_t fewScalars = 3;
constexpr std::string_view processType = "process";

bool isNothing(NodeRef node)
{
    return !node || node.isNull();
}

/// A mapping that holds the alternative's key is of that type.
const ObjectType* typeOf(const ObjectType* type, NodeRef node)
{
    if (type != nullptr && type->alternative != nullptr && node.find(type->alternativeKey))
        return type->alternative;
    return type;
}

bool isList(FieldKind kind)
{
    return kind == FieldKind::TextList || kind == FieldKind::ObjectList
        || kind == FieldKind::DocumentList || kind == FieldKind::TextOrTextList;
}

FormRow item(const FormRow& list, std::size_t at, NodeRef node)
{
    FormRow out{Role::Item, {{}, at, true}, list.field, nullptr, list.owner, node};
    if (list.field == nullptr)
        return out;
    if (list.field->kind == FieldKind::ObjectList)
        out.type = typeOf(list.field->item, node);
    else if (list.field->kind == FieldKind::DocumentList)
        out.type = node.isMapping() ? policy::schemaOf(policy::kindOf(node)) : nullptr;
    return out;
}

void addItems(const FormRow& list, std::vector<FormRow>& out)
{
    std::size_t at = 0;
    for (const NodeRef node : list.node.items()) {
        out.push_back(item(list, at, node));
        ++at;
    }
    out.push_back({Role::Add, {{}, at, true}, list.field, nullptr, list.owner, {}});
}

FormRow fieldRow(const Field& field, const ObjectType* owner, NodeRef node)
{
    FormRow out{Role::Field, {std::string(field.key), 0, false}, &field, nullptr, owner, node};
    if (field.kind == FieldKind::Object)
        out.type = typeOf(field.item, node);
    return out;
}

/// Has a row by the schema.
bool isShown(const FormRow& above, std::string_view key)
{
    if (above.type != nullptr)
        return above.type->field(key) != nullptr;
    return above.field != nullptr && above.field->kind == FieldKind::TextMap
        && std::ranges::find(above.field->values, key) != above.field->values.end();
}

/// Entries that are not shown yet; of keys that stand there twice also the earlier ones.
void addEntries(const FormRow& above, Role role, std::vector<FormRow>& out)
{
    std::map<std::string_view, std::size_t> count;
    for (const auto& [key, value] : above.node.entries())
        ++count[key.value()];
    for (const auto& [key, value] : above.node.entries()) {
        const std::size_t behind = --count[key.value()];
        if (behind == 0 && isShown(above, key.value()))
            continue;
        const Field* const field = role == Role::Label ? above.field : nullptr;
        out.push_back(
            {role, {std::string(key.value()), behind, false}, field, nullptr, above.type, value});
    }
}

void addLabels(const FormRow& above, std::vector<FormRow>& out)
{
    for (const std::string_view key : above.field->values) {
        out.push_back({Role::Label,
                       {std::string(key), 0, false},
                       above.field,
                       nullptr,
                       nullptr,
                       above.node.find(key)});
    }
    addEntries(above, Role::Label, out);
    if (above.field->values.empty())
        out.push_back({Role::Add, {}, above.field, nullptr, nullptr, {}});
}

void collectScalars(NodeRef node, std::vector<std::string>& out, std::size_t& count)
{
    if (!node)
        return;
    if (node.isScalar() || node.isAlias()) {
        ++count;
        if (out.size() < fewScalars)
            out.push_back((node.isAlias() ? "*" : "") + std::string(node.value()));
        return;
    }
    for (const NodeRef below : node.items())
        collectScalars(below, out, count);
    for (const auto& [key, value] : node.entries())
        collectScalars(value, out, count);
}

bool isOneLine(std::string_view bytes)
{
    return bytes.find_first_of("\r\n") == std::string_view::npos;
}

std::string_view bytesOf(NodeRef node)
{
    const text::Span span = node.span();
    return node.document()->source().slice(span);
}

} // namespace

bool FormRow::isProcessList() const
{
    return field != nullptr && field->kind == FieldKind::ObjectList && field->item != nullptr
        && field->item->name == processType && (role == Role::Field || role == Role::Add);
}

bool FormRow::isProcess() const
{
    return role == Role::Item && field != nullptr && field->item != nullptr
        && field->item->name == processType;
}

FormRow formRow(NodeRef mapping, const ObjectType* type)
{
    return {Role::Field, {}, nullptr, typeOf(type, mapping), nullptr, mapping};
}

std::vector<FormRow> formRows(const FormRow& above)
{
    std::vector<FormRow> out;
    if (above.role == Role::Add)
        return out;
    const bool isItem = above.role == Role::Item;
    const bool isLabel = above.role == Role::Label;
    const Field* const field = isItem || isLabel ? nullptr : above.field;
    if (above.type != nullptr && (isNothing(above.node) || above.node.isMapping())) {
        for (const Field& known : above.type->fields)
            out.push_back(fieldRow(known, above.type, above.node.find(known.key)));
        addEntries(above, Role::Unknown, out);
    } else if (field != nullptr && field->kind == FieldKind::TextMap
               && (isNothing(above.node) || above.node.isMapping())) {
        addLabels(above, out);
    } else if (field != nullptr && isList(field->kind) && !above.node.isMapping()) {
        addItems(above, out);
    } else if (above.node.isMapping()) {
        addEntries(above, Role::Unknown, out);
        if (field == nullptr || !isList(field->kind)) // else nothing more belongs there
            out.push_back({Role::Add, {}, field, nullptr, above.type, {}});
    } else if (above.node.isSequence()) {
        addItems({above.role, above.step, nullptr, nullptr, above.owner, above.node}, out);
    } else if (field != nullptr && field->kind == FieldKind::FreeMap && isNothing(above.node)) {
        out.push_back({Role::Add, {}, field, nullptr, above.type, {}});
    }
    return out;
}

bool hasFormRows(const FormRow& row)
{
    if (row.role == Role::Add)
        return false;
    if (row.node.isMapping() || row.node.isSequence())
        return true;
    if (row.type != nullptr && isNothing(row.node))
        return true;
    if (row.role == Role::Item || row.role == Role::Label || row.field == nullptr)
        return false;
    const FieldKind kind = row.field->kind;
    return isList(kind)
        || (isNothing(row.node) && (kind == FieldKind::TextMap || kind == FieldKind::FreeMap));
}

std::vector<FormRow> formRowsTo(const FormRow& root, const std::vector<Step>& steps)
{
    std::vector<FormRow> out;
    FormRow at = root;
    for (const Step& step : steps) {
        const std::vector<FormRow> below = formRows(at);
        const auto found = std::ranges::find_if(
            below, [&](const FormRow& row) { return row.role != Role::Add && row.step == step; });
        if (found == below.end())
            break;
        at = *found;
        out.push_back(at);
    }
    return out;
}

FormEditor editorOf(const FormRow& row)
{
    const bool isCollection = row.node.isMapping() || row.node.isSequence();
    if (isCompact(row))
        return FormEditor::Text;
    if (isCollection && (!row.node.isFlow() || !isOneLine(bytesOf(row.node)))
        && row.node.size() > 0)
        return FormEditor::None;
    if (row.field == nullptr)
        return FormEditor::Raw;
    if (row.role == FormRow::Role::Label)
        return row.field->kind == FieldKind::TextMap ? FormEditor::Text : FormEditor::Raw;
    const bool isItem = row.role == FormRow::Role::Item || row.role == FormRow::Role::Add;
    switch (row.field->kind) {
    case FieldKind::Text:
        return row.field->values.empty() ? FormEditor::Text : FormEditor::Words;
    case FieldKind::Boolean:
        return FormEditor::Switch;
    case FieldKind::Integer:
    case FieldKind::Number:
        return FormEditor::Number;
    case FieldKind::NumberOrText:
        return FormEditor::Text;
    case FieldKind::TextList:
        return isItem ? FormEditor::Text : FormEditor::None;
    case FieldKind::TextOrTextList:
        return isItem || !isCollection ? FormEditor::Text : FormEditor::None;
    case FieldKind::TextMap:
        return isItem ? FormEditor::Text : FormEditor::None;
    case FieldKind::Object:
    case FieldKind::ObjectList:
    case FieldKind::DocumentList:
        return FormEditor::None;
    case FieldKind::FreeMap:
        return isItem ? FormEditor::Text : FormEditor::None;
    case FieldKind::Anything:
        return FormEditor::Raw;
    }
    return FormEditor::None;
}

std::vector<std::string> wordsOf(const FormRow& row)
{
    std::vector<std::string> out;
    if (row.field == nullptr)
        return out;
    if (row.field->kind == FieldKind::Boolean)
        out = {"true", "false"};
    for (const std::string_view word : row.field->values)
        out.emplace_back(word);
    const std::string there = row.node.isScalar() ? std::string(row.node.value()) : std::string();
    if (row.node.isScalar() && !row.node.isNull() && std::ranges::find(out, there) == out.end())
        out.insert(out.begin(), there);
    return out;
}

std::string shownValue(NodeRef node)
{
    std::vector<std::string> scalars;
    std::size_t count = 0;
    std::string out;
    const auto take = [&](NodeRef part, std::string_view between) {
        const std::size_t before = scalars.size();
        collectScalars(part, scalars, count);
        for (std::size_t at = before; at < scalars.size(); ++at)
            out += (out.empty() ? "" : at == before ? std::string(between) : " ") + scalars[at];
    };
    if (!node.isSequence())
        take(node, " ");
    for (const NodeRef item : node.items())
        take(item, ", ");
    if (count > scalars.size())
        out += ", +" + std::to_string(count - scalars.size());
    return out;
}

std::string editedValue(const FormRow& row)
{
    if (!row.node)
        return {};
    if (isCompact(row))
        return compactValue(row);
    if (row.node.isScalar())
        return row.node.isNull() ? std::string() : std::string(row.node.value());
    return std::string(bytesOf(row.node));
}

} // namespace pw::ops
