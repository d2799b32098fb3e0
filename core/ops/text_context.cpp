#include "core/ops/text_context.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::Kind;
using policy::ObjectType;

bool has(const TextLevel& level, std::string_view key)
{
    return std::ranges::find(level.keys, key) != level.keys.end();
}

/// Follows the schema along the levels of a text.
class SchemaTrail
{
public:
    const Field* field = nullptr;
    const ObjectType* type = nullptr; ///< of the mapping of the last level
    Kind kind = Kind::Policy;

    /// Into the last entry of the last level as well, if `into` is set.
    SchemaTrail(const std::vector<TextLevel>& levels, bool into)
    {
        for (std::size_t i = 0; i < levels.size(); ++i) {
            if (levels[i].isList)
                item();
            else
                mapping(levels[i], into || i + 1 < levels.size());
        }
    }

private:
    void item()
    {
        const bool opens = field != nullptr && !m_isItem;
        m_isItem = true;
        if (m_isDocument)
            return; // a bare list of documents
        m_isDocument = opens && field->kind == FieldKind::DocumentList;
        m_next = opens && field->kind == FieldKind::ObjectList ? field->item : nullptr;
    }

    void mapping(const TextLevel& level, bool into)
    {
        if (m_isDocument) {
            m_next = documentType(level);
            field = nullptr;
        }
        m_isDocument = false;
        type = m_next;
        if (type != nullptr && type->alternative != nullptr && has(level, type->alternativeKey))
            type = type->alternative;
        const bool anyKeys = type == nullptr && field != nullptr
            && (field->kind == FieldKind::TextMap || field->kind == FieldKind::FreeMap);
        if (!into || anyKeys)
            return;
        field = type != nullptr ? type->field(level.key) : nullptr;
        m_isItem = false;
        m_next = field != nullptr && field->kind == FieldKind::Object ? field->item : nullptr;
    }

    const ObjectType* documentType(const TextLevel& level)
    {
        if (level.kind.empty() && has(level, "items"))
            return &policy::itemsListSchema();
        kind = level.kind.empty() ? policy::kindNamed("SpyderbatPolicy", level.type)
                                  : policy::kindNamed(level.kind, level.type);
        if (kind == Kind::Unknown) // half typed, or misspelt
            kind = policy::kindNamed("SpyderbatPolicy", level.type);
        return policy::schemaOf(kind);
    }

    const ObjectType* m_next = nullptr;
    bool m_isDocument = true; ///< what comes next is a document
    bool m_isItem = false;
};

std::vector<policy::Step> stepsTo(const std::vector<TextLevel>& levels, bool into)
{
    std::vector<policy::Step> out;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i].isList)
            out.push_back({{}, levels[i].index, true});
        else if (into || i + 1 < levels.size())
            out.push_back({std::string(levels[i].key), 0, false});
    }
    return out;
}

std::vector<std::string_view> idsAround(const TextScan& scan)
{
    const std::vector<TextLevel>& levels = scan.place().levels;
    const auto spec = std::ranges::find(levels, std::string_view("spec"), &TextLevel::key);
    std::vector<std::string_view> out;
    for (const TextId& id : scan.ids()) {
        if (spec != levels.end() && id.document == spec->number
            && std::ranges::find(out, id.id) == out.end())
            out.push_back(id.id);
    }
    return out;
}

} // namespace

TextContext textContextAt(std::string_view bytes, text::ByteOffset at, yaml::Format format)
{
    TextScan scan(bytes, at, format);
    scan.run();
    TextContext out;
    out.place = scan.place();
    out.dashIndentation = scan.dashIndentation();
    const bool isValue = out.place.slot == TextPlace::Slot::Value;
    const SchemaTrail trail(out.place.levels, isValue);
    out.kind = trail.kind;
    out.type = isValue ? nullptr : trail.type;
    out.field = trail.field;
    out.steps = stepsTo(out.place.levels, isValue);
    if (!isValue && !out.place.levels.empty())
        out.keys = out.place.levels.back().keys;
    if (out.place.dashFits) {
        out.dashField = SchemaTrail(out.place.dashLevels, true).field;
        out.dashSteps = stepsTo(out.place.dashLevels, true);
    }
    if (out.dashField != nullptr && out.dashField->kind != FieldKind::ObjectList
        && out.dashField->kind != FieldKind::TextList
        && out.dashField->kind != FieldKind::TextOrTextList
        && out.dashField->kind != FieldKind::DocumentList)
        out.dashField = nullptr;
    if (out.place.slot != TextPlace::Slot::Nothing)
        out.processIds = idsAround(scan);
    return out;
}

} // namespace pw::ops
