#include "core/ops/completion.h"

#include "core/ops/completion_parts.h"
#include "core/ops/field_words.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <array>

namespace pw::ops {

namespace completing {

using policy::Field;
using policy::FieldKind;
using Slot = TextPlace::Slot;

namespace {

bool isMapping(FieldKind kind)
{
    return kind == FieldKind::Object || kind == FieldKind::TextMap || kind == FieldKind::FreeMap;
}

bool isList(FieldKind kind)
{
    return kind == FieldKind::TextList || kind == FieldKind::ObjectList
        || kind == FieldKind::DocumentList;
}

} // namespace

Writer::Writer(std::string_view bytes, const TextContext& context, yaml::Format format)
    : m_context(context), m_format(format), m_isLast(context.place.word.end >= bytes.size())
{
    const std::size_t found = bytes.find('\n');
    const bool crlf = found != std::string_view::npos && found > 0 && bytes[found - 1] == '\r';
    m_eol = crlf ? "\r\n" : "\n";
    if (context.place.isQuoted)
        m_quote = bytes[context.place.word.begin];
}

std::string Writer::withLineEnds(std::string_view text) const
{
    std::string out;
    for (const char c : text)
        out += c == '\n' ? m_eol : std::string(1, c);
    return out;
}

void Writer::finish(CompletionItem& item, std::string text, std::size_t cursor) const
{
    const std::string lead = m_context.place.needsSpace && !isJson() ? " " : "";
    item.text = lead + text;
    item.cursor = lead.size() + cursor;
}

void Writer::key(CompletionItem& item, std::string_view key, const Field* field) const
{
    const FieldKind kind = field != nullptr ? field->kind : FieldKind::Text;
    std::string text = isJson() || m_quote == '"' ? yaml::jsonString(key)
        : m_quote == '\''                         ? yaml::singleQuoted(key)
                          : yaml::writeScalar(yaml::Value::string(std::string(key)));
    if (m_context.place.hasColon)
        return finish(item, text, text.size());
    std::size_t cursor = 0;
    if (isFlow()) {
        text += ": ";
        cursor = text.size() + 1;
        if (isMapping(kind))
            text += "{}";
        else if (isList(kind))
            text += "[]";
        else if (isJson() && (kind == FieldKind::Text || kind == FieldKind::TextOrTextList))
            text += "\"\"";
        else
            --cursor;
        return finish(item, text, cursor);
    }
    const std::size_t column = m_context.place.column;
    if (field != nullptr && field->values.size() == 1 && kind == FieldKind::Text)
        text += ": " + std::string(field->values.front());
    else if (isMapping(kind))
        text += ":" + m_eol + std::string(column + 2, ' ');
    else if (isList(kind))
        text += ":" + m_eol + std::string(column + m_context.dashIndentation, ' ') + "- ";
    else
        text += ": ";
    finish(item, text, text.size());
}

void Writer::scalar(CompletionItem& item, const yaml::Value& value, bool withDash) const
{
    const bool isText = value.kind == yaml::Value::Kind::String;
    std::string text = isJson() && !isText       ? value.text
        : isJson() || (m_quote == '"' && isText) ? yaml::jsonString(value.text)
        : m_quote == '\'' && isText              ? yaml::singleQuoted(value.text)
        : isFlow()                               ? yaml::writeFlow(value)
                                                 : yaml::writeScalar(value);
    if (withDash)
        text.insert(0, "- ");
    finish(item, text, text.size());
}

void Writer::node(CompletionItem& item, const yaml::Value& value, bool isItem, bool withDash,
                  std::string_view placeholder) const
{
    std::string text;
    if (isJson()) {
        text = yaml::writeJson(value, yaml::JsonLayout::OneLine);
    } else if (isFlow()) {
        text = yaml::writeFlow(value);
    } else {
        yaml::YamlStyle style;
        style.listStep = m_context.dashIndentation;
        const std::size_t column = m_context.place.column;
        style.column = isItem && !withDash ? column - 2 : column;
        text = yaml::writeYaml(isItem ? yaml::Value::list({value}) : value, style);
        text.erase(0, isItem && !withDash ? column : style.column);
        while (text.ends_with('\n'))
            text.pop_back();
        if (!isItem && m_isLast)
            text += '\n';
        text = withLineEnds(text);
    }
    const std::size_t found = placeholder.empty() ? std::string::npos : text.find(placeholder);
    const bool hasOne = found != std::string::npos;
    item.selected = hasOne ? placeholder.size() : 0;
    const std::size_t cursor = hasOne ? found : text.size();
    finish(item, std::move(text), cursor);
}

} // namespace completing

namespace {

using completing::Writer;
using policy::Field;
using policy::FieldKind;
using Slot = TextPlace::Slot;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameLetter(char a, char b)
{
    return lower(a) == lower(b);
}

bool isLetter(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/// `required · list of texts · since 0.24`
std::string detailOf(const Field& field)
{
    std::string out(field.required ? "required · " : "");
    out += kindWords(field.kind);
    if (!field.since.empty())
        out += " · since " + std::string(field.since);
    if (!field.until.empty())
        out += " · until " + std::string(field.until);
    return out;
}

void addKeys(const Writer& writer, std::vector<CompletionItem>& items)
{
    const TextContext& context = writer.context();
    const auto add = [&](const Field& field) {
        if (std::ranges::find(context.keys, field.key) != context.keys.end())
            return;
        CompletionItem item{.kind = CompletionKind::Key,
                            .label = std::string(field.key),
                            .detail = detailOf(field),
                            .doc = std::string(field.doc)};
        writer.key(item, field.key, &field);
        items.push_back(std::move(item));
    };
    for (const bool required : {true, false}) {
        for (const Field& field : context.type->fields) {
            if (field.required == required)
                add(field);
        }
    }
}

/// The rest of a list that stands in the column of the cursor.
void addDashes(const Writer& writer, const Vocabulary& vocabulary,
               std::vector<CompletionItem>& items)
{
    const TextContext& context = writer.context();
    const Field* const list = context.dashField;
    if (list == nullptr || !context.place.word.empty())
        return;
    if (list->kind == FieldKind::ObjectList || list->kind == FieldKind::DocumentList)
        return completing::addSnippets(writer, *list, true, items);
    completing::addWords(writer, *list, context.dashSteps, vocabulary, true, items);
}

void addAll(const Writer& writer, const Vocabulary& vocabulary, std::vector<CompletionItem>& items)
{
    const TextContext& context = writer.context();
    const Field* const field = context.field;
    switch (context.place.slot) {
    case Slot::Nothing:
        return;
    case Slot::Key:
        if (context.steps.empty() && context.keys.empty())
            completing::addDocuments(writer, items);
        // Nothing stands in the list yet, so that its first dash is what comes next.
        if (context.place.nextIndex == 0)
            addDashes(writer, vocabulary, items);
        if (context.type != nullptr)
            addKeys(writer, items);
        else if (field != nullptr && field->kind == FieldKind::TextMap)
            completing::addMapKeys(writer, vocabulary, items);
        if (context.place.nextIndex > 0)
            addDashes(writer, vocabulary, items);
        return;
    case Slot::Value:
        if (field != nullptr)
            completing::addWords(writer, *field, context.steps, vocabulary, false, items);
        return;
    case Slot::Item:
        if (field == nullptr) {
            if (context.type != nullptr)
                addKeys(writer, items); // a document in a list of them
            return;
        }
        if (field->kind == FieldKind::ObjectList) {
            completing::addSnippets(writer, *field, false, items);
            if (context.type != nullptr && !writer.isFlow())
                addKeys(writer, items);
        } else {
            completing::addWords(writer, *field, context.steps, vocabulary, false, items);
        }
        return;
    }
}

} // namespace

CompletionFit fitOf(std::string_view label, std::string_view typed)
{
    const auto beginsAt = [&](std::size_t at) {
        return label.size() - at >= typed.size()
            && std::equal(typed.begin(), typed.end(), label.begin() + static_cast<long>(at),
                          sameLetter);
    };
    if (beginsAt(0))
        return CompletionFit::Prefix;
    for (std::size_t at = 1; at + typed.size() <= label.size(); ++at) {
        const bool hump = label[at] >= 'A' && label[at] <= 'Z';
        if ((hump || !isLetter(label[at - 1])) && beginsAt(at))
            return CompletionFit::Part;
    }
    // Scattered letters say something only when the first one stands in front.
    if (label.empty() || !sameLetter(label.front(), typed.front()))
        return CompletionFit::None;
    std::size_t found = 0;
    for (const char c : label)
        found += found < typed.size() && sameLetter(c, typed[found]) ? 1 : 0;
    return found == typed.size() ? CompletionFit::Letters : CompletionFit::None;
}

Completion complete(std::string_view bytes, text::ByteOffset at, yaml::Format format,
                    const Vocabulary& vocabulary)
{
    const TextContext context = textContextAt(bytes, at, format);
    Completion out;
    out.word = context.place.word;
    if (context.place.slot == Slot::Nothing)
        return out;
    const text::ByteOffset begin = out.word.begin + (context.place.isQuoted ? 1 : 0);
    out.prefix = at > begin ? bytes.substr(begin, at - begin) : std::string_view();
    const Writer writer(bytes, context, format);
    addAll(writer, vocabulary, out.items);
    // A word that is there whole, with the cursor at its front, stands for nothing typed yet.
    const auto fit = [&](const CompletionItem& item) { return fitOf(item.label, out.prefix); };
    std::erase_if(out.items,
                  [&](const CompletionItem& item) { return fit(item) == CompletionFit::None; });
    std::ranges::stable_sort(out.items, {}, fit);
    if (out.items.size() > completionLimit)
        out.items.resize(completionLimit);
    return out;
}

} // namespace pw::ops
