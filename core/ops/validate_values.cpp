// The values of single fields: their type, their words, their size.

#include "core/ops/validate_schema.h"

#include "core/ops/spelling.h"
#include "core/policy/scalars.h"
#include "core/yaml/scalar_type.h"

#include <algorithm>
#include <array>

namespace pw::ops::validation {

namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using yaml::NodeRef;

std::string_view wantedWords(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return "a text";
    case FieldKind::Number:
        return "a number";
    case FieldKind::NumberOrText:
        return "a number or a text";
    case FieldKind::Integer:
        return "a whole number";
    case FieldKind::Boolean:
        return "true or false";
    case FieldKind::TextList:
        return "a list of texts";
    case FieldKind::TextOrTextList:
        return "a text or a list of texts";
    case FieldKind::ObjectList:
        return "a list of mappings";
    case FieldKind::TextMap:
        return "a mapping of texts";
    case FieldKind::DocumentList:
        return "a list of documents";
    case FieldKind::Object:
    case FieldKind::FreeMap:
    case FieldKind::Anything:
        break;
    }
    return "a mapping";
}

/// The one exact change that makes a value of the wanted kind, if there is one.
std::optional<text::Fix> typeFix(NodeRef node, FieldKind wanted)
{
    if (!node.isScalar() || node.isNull())
        return std::nullopt;
    const std::string_view value = node.value();
    const bool digits = !value.empty() && value.size() < 16
        && value.find_first_not_of("0123456789") == std::string_view::npos
        && (value == "0" || value.front() != '0');
    switch (wanted) {
    case FieldKind::Text:
    case FieldKind::TextOrTextList:
    case FieldKind::NumberOrText:
    case FieldKind::TextMap:
        return node.isString() ? std::nullopt : quote(node);
    case FieldKind::Number:
    case FieldKind::Integer:
        return node.isString() && digits ? writePlain(node, value) : std::nullopt;
    case FieldKind::Boolean: {
        constexpr std::array<std::string_view, 3> on{"true", "yes", "on"};
        constexpr std::array<std::string_view, 3> off{"false", "no", "off"};
        std::string word(value);
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
        if (std::find(on.begin(), on.end(), word) != on.end())
            return writePlain(node, "true");
        if (std::find(off.begin(), off.end(), word) != off.end())
            return writePlain(node, "false");
        return std::nullopt;
    }
    case FieldKind::TextList:
        return node.isString() && !value.empty() ? wrapInList(node) : std::nullopt;
    default:
        return std::nullopt;
    }
}

/// What stands where a list of mappings belongs is most likely its only one; a word such as `none`
/// means that there are none.
std::optional<text::Fix> listFix(NodeRef node, const Field& field)
{
    const std::string_view written = node.document()->source().slice(node.span());
    if (node.isMapping() && node.size() > 0)
        return written.find('#') == std::string_view::npos // a comment in it would be lost
            ? setValue(node, yaml::Value::list({yaml::toValue(node)}), "make it a list of this one")
            : std::nullopt;
    if (node.isAlias())
        return std::nullopt;
    return field.minimum > 0 ? std::nullopt
                             : setValue(node, yaml::Value::list(), "make it an empty list");
}

std::string joinWords(std::span<const std::string_view> words, std::string_view last)
{
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            out += i + 1 == words.size() ? std::string(last) : std::string(", ");
        out += words[i];
    }
    return out;
}

/// A list that must not be empty, in the words of what it is for.
std::string emptyListMessage(NodeRef list, const Field& field, const ObjectType& owner)
{
    if (owner.name == "process" && field.key == "exe") {
        const std::string id = shorten(list.parent().find("id").value());
        return "Process '" + id + "' has no exe; add the full path of its executable";
    }
    if (owner.name == "process" && field.key == "euser")
        return "euser must not be empty; name the users, or remove it to take the parent's";
    if (field.key == "processes")
        return "processes must not be empty; name process ids, or remove it to mean any process";
    return std::string(field.key) + " must have at least one entry, such as "
        + std::string(field.example);
}

} // namespace

void SchemaWalk::ambiguous(NodeRef node, const std::string& elsewhere, std::optional<text::Fix> fix)
{
    std::string message = shorten(node.value()) + " means something else to " + elsewhere;
    if (fix)
        message += "; " + fix->title;
    m_report.warning("ambiguous-scalar", std::move(message), at(node), std::move(fix));
}

void SchemaWalk::plainText(NodeRef node)
{
    if (node.style() == yaml::ScalarStyle::Plain && yaml::looksLikeCoreSchemaValue(node.value()))
        ambiguous(node, "readers of YAML 1.2, which take it for a value and not for a text",
                  quote(node));
}

void SchemaWalk::boolean(NodeRef node)
{
    const std::optional<bool> value = policy::booleanOf(node);
    if (!value)
        return wrongType(node, FieldKind::Boolean);
    constexpr std::string_view alsoCore = "tTfF"; // true and false, but not yes, no, on, off
    if (alsoCore.find(node.value().front()) == std::string_view::npos)
        ambiguous(node, "readers of YAML 1.2, which take it for a text",
                  writePlain(node, *value ? "true" : "false"));
}

void SchemaWalk::wrongType(NodeRef node, FieldKind wanted)
{
    wrongType(node, wanted, typeFix(node, wanted));
}

void SchemaWalk::wrongType(NodeRef node, FieldKind wanted, std::optional<text::Fix> fix)
{
    std::string message = "must be " + std::string(wantedWords(wanted)) + ", not " + describe(node);
    if (fix)
        message += "; " + fix->title;
    m_report.error("wrong-type", std::move(message), at(node), std::move(fix));
}

void SchemaWalk::noList(NodeRef node, const Field& field)
{
    wrongType(node, field.kind, m_report.fix("wrong-type", [&] { return listFix(node, field); }));
}

void SchemaWalk::nullValue(NodeRef node, const Field& field)
{
    if (field.mayBeNull || m_report.unfinished(node))
        return;
    const std::string key(field.key);
    if (!field.required) {
        m_report.warning(
            "null-field", key + " is null, which counts as absent; remove it or give it a value",
            at(node),
            m_report.fix("null-field", [&] { return remove(node, "remove " + quoted(key)); }));
        return;
    }
    std::optional<text::Fix> fix;
    if (!field.suggested.empty() && !field.suggested.starts_with('{') && !node.span().empty()
        && field.kind == FieldKind::Text)
        fix = replaceText(node, field.suggested, "write " + quoted(field.suggested));
    std::string message = "field required: " + key + " is null; give it a value";
    if (!field.example.empty())
        message += ", such as " + std::string(field.example);
    m_report.error("missing-field", std::move(message), at(node), std::move(fix));
}

void SchemaWalk::text(NodeRef node, const Field& field, const ObjectType& owner)
{
    const std::string_view word = node.value();
    const bool fits = field.values.empty()
        || std::find(field.values.begin(), field.values.end(), word) != field.values.end();
    if (!node.isString()) // in quotes it must be one of the words
        return wrongType(node, field.kind, fits ? typeFix(node, field.kind) : std::nullopt);
    plainText(node);
    const std::string key(field.key);
    if (!field.values.empty()) {
        if (fits)
            return;
        const std::string_view meant = closestWord(word, field.values);
        std::string message;
        if (owner.name == "expression" && field.key == "key") {
            message = "Invalid key in expr '" + shorten(word) + "'. Valid fields are ("
                + joinWords(field.values, ", ") + ")";
        } else if (field.values.size() == 1) {
            message = key + " must be " + quoted(field.values.front()) + ", not "
                + quoted(shorten(word));
        } else {
            message = key + " must be " + joinWords(field.values, " or ") + ", not "
                + quoted(shorten(word));
        }
        std::optional<text::Fix> fix;
        if (!meant.empty()) {
            message += "; did you mean " + quoted(meant) + "?";
            fix = replaceText(node, meant, "write " + quoted(meant));
        }
        m_report.error("invalid-value", std::move(message), at(node), std::move(fix));
        return;
    }
    const auto size = static_cast<std::int64_t>(
        field.maximum >= 0 || field.minimum > 0 ? codePoints(word) : word.size());
    if (size < field.minimum) {
        m_report.error("empty-text",
                       key + " must not be empty; write something such as "
                           + std::string(field.example),
                       at(node));
    } else if (field.maximum >= 0 && size > field.maximum) {
        m_report.error("too-long",
                       key + " has " + std::to_string(size) + " characters; at most "
                           + std::to_string(field.maximum) + " are allowed, shorten it",
                       at(node));
    }
}

bool SchemaWalk::listSize(NodeRef node, const Field& field, const ObjectType& owner)
{
    const auto size = static_cast<std::int64_t>(node.size());
    if (size < field.minimum && !m_report.unfinished(node)) {
        m_report.error("empty-list", emptyListMessage(node, field, owner), at(node));
        return false;
    }
    if (field.maximum >= 0 && size > field.maximum) {
        m_report.error("too-many",
                       std::string(field.key) + " has " + std::to_string(size)
                           + " entries; at most " + std::to_string(field.maximum)
                           + " are allowed, split it",
                       at(node));
    }
    return true;
}

void SchemaWalk::texts(NodeRef node, const Field& field, const ObjectType& owner)
{
    if (!node.isSequence())
        return wrongType(node, field.kind);
    if (!listSize(node, field, owner))
        return;
    for (const NodeRef item : node.items()) {
        if (item.isAlias())
            continue;
        if (!item.isString()) {
            wrongType(item, FieldKind::Text);
        } else if (item.value().empty()) {
            m_report.warning("empty-entry",
                             "an entry of " + std::string(field.key)
                                 + " is empty and fits nothing; remove it",
                             at(item), m_report.fix("empty-entry", [&] {
                                 return remove(item, "remove the empty entry");
                             }));
        } else {
            plainText(item);
        }
    }
}

void SchemaWalk::integer(NodeRef node, const Field& field)
{
    if (!node.isScalar() || node.scalarType() != yaml::ScalarType::Int)
        return wrongType(node, field.kind);
    const std::optional<std::int64_t> number = policy::integerOf(node);
    const bool tooLarge = !number || (field.maximum >= 0 && *number > field.maximum);
    if (!tooLarge && *number >= field.minimum) {
        if (std::to_string(*number) != node.value())
            ambiguous(node, "other readers of YAML; it is " + std::to_string(*number) + " here",
                      writePlain(node, std::to_string(*number)));
        return;
    }
    m_report.error("out-of-range",
                   std::string(field.key) + " is " + shorten(node.value()) + "; it must be from "
                       + std::to_string(field.minimum) + " to " + std::to_string(field.maximum),
                   at(node));
}

void SchemaWalk::textMap(NodeRef node, const Field& field)
{
    if (!node.isMapping())
        return wrongType(node, field.kind);
    for (const auto& entry : node.entries()) {
        const std::string_view key = entry.key.value();
        if (!entry.key.isScalar() || key == "<<")
            continue;
        const bool known = field.values.empty()
            || std::find(field.values.begin(), field.values.end(), key) != field.values.end();
        if (!known) {
            const std::string_view meant = closestWord(key, field.values);
            std::string message = "Invalid field '" + shorten(key) + "'. Valid fields are ("
                + joinWords(field.values, ", ") + ")";
            std::optional<text::Fix> fix;
            if (!meant.empty()) {
                message += "; did you mean " + quoted(meant) + "?";
                if (!node.find(meant))
                    fix = replaceText(entry.key, meant, "write " + quoted(meant));
            }
            m_report.error("unknown-field", std::move(message), atKey(entry), std::move(fix));
        } else if (!entry.key.isString()) {
            m_report.error("wrong-type", "a key must be a text, not " + describe(entry.key),
                           atKey(entry), quote(entry.key));
        }
        if (!entry.value.isString() && !entry.value.isAlias() && !m_report.unfinished(entry.value))
            wrongType(entry.value, FieldKind::Text);
        else if (entry.value.isString())
            plainText(entry.value);
    }
}

} // namespace pw::ops::validation
