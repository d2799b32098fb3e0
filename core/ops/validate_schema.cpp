#include "core/ops/validate_schema.h"

#include "core/ops/spelling.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <array>

namespace pw::ops::validation {

namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using policy::UnknownKeys;
using yaml::NodeRef;

/// Words that people write for a key of the schema.
std::string_view synonymOf(std::string_view key, const ObjectType& type)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> synonyms{{
        {"from", "to"},
        {"to", "from"},
        {"user", "euser"},
        {"users", "euser"},
        {"path", "exe"},
        {"executable", "exe"},
        {"rules", "ports"},
        {"exclude", "except"},
    }};
    for (const auto& [word, meant] : synonyms) {
        if (word == key && type.field(meant) != nullptr)
            return meant;
    }
    return {};
}

std::string_view meantKey(std::string_view key, const ObjectType& type)
{
    if (const std::string_view synonym = synonymOf(key, type); !synonym.empty())
        return synonym;
    std::vector<std::string_view> keys;
    for (const Field& field : type.fields)
        keys.push_back(field.key);
    return closestWord(key, keys);
}

} // namespace

void SchemaWalk::object(NodeRef node, const ObjectType& type, const ObjectType* owner)
{
    if (type.alternative != nullptr && node.find(type.alternativeKey))
        return object(node, *type.alternative, owner);
    std::uint64_t seen = 0;
    for (const auto& entry : node.entries()) {
        const Field* field = entry.key.isScalar() ? type.field(entry.key.value()) : nullptr;
        if (field == nullptr) {
            // What was misspelt is not missing as well.
            if (const Field* meant = unknownField(node, entry, type))
                seen |= std::uint64_t{1} << (meant - type.fields.data());
            continue;
        }
        seen |= std::uint64_t{1} << (field - type.fields.data());
        if (!field->until.empty()) {
            m_report.warning("removed-field",
                             std::string(field->key) + " is known to spyctl "
                                 + std::string(field->until)
                                 + " only and refused by newer versions; remove it",
                             atKey(entry));
        }
        value(entry.value, *field, type);
    }
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (type.fields[i].required && (seen >> i & 1U) == 0)
            missing(node, type, type.fields[i]);
    }
    if (type.rules.empty())
        return;
    std::vector<Rule>& rules = m_rules[&type];
    if (rules.empty()) {
        for (const policy::RuleName name : type.rules)
            rules.push_back(ruleNamed(name));
    }
    for (const Rule rule : rules)
        rule({m_report, node, type, owner});
}

void SchemaWalk::missing(NodeRef mapping, const ObjectType& type, const Field& field)
{
    if (m_report.unfinished(mapping))
        return;
    std::optional<text::Fix> fix
        = m_report.fix("missing-field", [&] { return addEntry(mapping, type, field); });
    std::string message = "field required: ";
    if (!field.suggested.empty())
        message += "add \"" + std::string(field.key) + ": " + std::string(field.suggested) + "\"";
    else if (!field.example.empty())
        message += "add " + quoted(field.key) + ", such as " + std::string(field.example);
    else
        message += "add " + quoted(field.key);
    m_report.error("missing-field", std::move(message), missingIn(mapping, field.key),
                   std::move(fix));
}

const Field* SchemaWalk::unknownField(NodeRef mapping, NodeRef::Entry entry, const ObjectType& type)
{
    if (type.unknown == UnknownKeys::Keep || !entry.key.isScalar() || entry.key.value() == "<<")
        return nullptr; // keys that are no scalar and merge keys are reported by the reader
    const std::string_view key = entry.key.value();
    const std::string path = mapping.path();
    std::string message = "Unknown field '" + shorten(key) + "'";
    if (!path.empty())
        message += " in " + path;
    if (type.name == "default action" && key.ends_with("Selector")) {
        message += ". Default actions take no selectors; move the action to actions";
        m_report.error("unknown-field", std::move(message), atKey(entry));
        return nullptr;
    }
    std::optional<text::Fix> fix;
    const std::string_view meant = meantKey(key, type);
    if (!meant.empty()) {
        message += "; did you mean " + quoted(meant) + "?";
        if (!mapping.find(meant))
            fix = replaceText(entry.key, meant, "write " + quoted(meant));
    } else if (type.unknown == UnknownKeys::Refuse) {
        message += "; remove it";
        fix = m_report.removal("unknown-field", entry);
    } else {
        message += "; spyctl ignores it";
        fix = m_report.removal("unknown-field", entry);
    }
    const bool refused = type.unknown == UnknownKeys::Refuse;
    m_report.add(refused ? text::Severity::Error : text::Severity::Warning, "unknown-field",
                 std::move(message), atKey(entry), std::move(fix));
    return meant.empty() ? nullptr : type.field(meant);
}

void SchemaWalk::value(NodeRef node, const Field& field, const ObjectType& owner)
{
    if (node.isAlias() || field.kind == FieldKind::Anything)
        return; // the reader speaks about aliases
    if (node.isNull())
        return nullValue(node, field);
    switch (field.kind) {
    case FieldKind::Text:
        return text(node, field, owner);
    case FieldKind::Number:
        return node.isNumber() ? void() : wrongType(node, field.kind);
    case FieldKind::NumberOrText:
        return node.isNumber() || node.isString() ? void() : wrongType(node, field.kind);
    case FieldKind::Integer:
        return integer(node, field);
    case FieldKind::Boolean:
        return boolean(node);
    case FieldKind::TextOrTextList:
        if (!node.isSequence())
            return node.isString() ? void() : wrongType(node, field.kind);
        return texts(node, field, owner);
    case FieldKind::TextList:
        return texts(node, field, owner);
    case FieldKind::Object:
        return node.isMapping() ? object(node, *field.item, &owner) : wrongType(node, field.kind);
    case FieldKind::ObjectList:
        return objects(node, field, owner);
    case FieldKind::TextMap:
        return textMap(node, field);
    case FieldKind::FreeMap:
        return node.isMapping() ? void() : wrongType(node, field.kind);
    case FieldKind::DocumentList:
        return documents(node, field);
    case FieldKind::Anything:
        break;
    }
}

void SchemaWalk::objects(NodeRef node, const Field& field, const ObjectType& owner)
{
    if (!node.isSequence())
        return noList(node, field);
    if (!listSize(node, field, owner))
        return;
    for (const NodeRef item : node.items()) {
        if (m_report.stopped())
            return;
        if (item.isMapping())
            object(item, *field.item, &owner);
        else if (!item.isAlias() && !m_report.unfinished(item))
            wrongType(item, FieldKind::Object);
    }
}

} // namespace pw::ops::validation
