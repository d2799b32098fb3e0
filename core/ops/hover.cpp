#include "core/ops/hover.h"

#include "core/ops/field_words.h"
#include "core/ops/hover_meaning.h"
#include "core/ops/hover_words.h"
#include "core/ops/short_text.h"
#include "core/policy/schema_place.h"

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using yaml::NodeRef;
using Steps = std::span<const policy::Step>;

constexpr const char* notKnown = "not known to the schema, kept as it is";

bool isFree(FieldKind kind)
{
    return kind == FieldKind::FreeMap || kind == FieldKind::Anything
        || kind == FieldKind::DocumentList;
}

void tellField(Hover& out, const Field& field)
{
    out.title = std::string(field.key) + " · " + std::string(kindWords(field.kind));
    if (field.required)
        out.title += " · required";
    out.doc = field.doc;
    out.defaultValue = field.defaultValue;
    out.example = field.example;
    out.words.assign(field.values.begin(), field.values.end());
    out.since = field.since;
    out.until = field.until;
}

/// An entry of a mapping whose keys are not fixed.
void tellEntry(Hover& out, std::string_view key, const Field& map)
{
    out.title = (key.empty() ? "no name" : shorten(key)) + " · "
        + (map.kind == FieldKind::TextMap ? "text" : "anything");
    const std::string_view meaning = wordMeaning(map.key, key);
    out.doc = meaning.empty() ? map.doc : meaning;
    if (map.kind == FieldKind::TextMap)
        out.words.assign(map.values.begin(), map.values.end());
}

/// The field whose value the place is in, though the schema says nothing of the place itself.
const Field* freeAround(const policy::ObjectType* type, Steps steps)
{
    while (!steps.empty()) {
        steps = steps.first(steps.size() - 1);
        if (const Field* const field = policy::schemaAt(type, steps).field)
            return isFree(field->kind) ? field : nullptr;
    }
    return nullptr;
}

} // namespace

std::optional<Hover> hoverAt(const yaml::Document& document, std::span<const policy::Unit> units,
                             text::ByteOffset at)
{
    const NodePlace place = nodePlaceAt(document, units, at);
    if (!place.node || place.steps.empty())
        return std::nullopt;
    Hover out;
    out.span = place.node.span();
    const Steps steps(place.steps);
    const Field* field = policy::schemaAt(place.type, steps).field;
    const Field* const around = policy::schemaAt(place.type, steps.first(steps.size() - 1)).field;
    const NodeRef key = place.value.key();
    if (field != nullptr) {
        tellField(out, *field);
    } else if (key && around != nullptr && around->kind == FieldKind::TextMap) {
        tellEntry(out, key.value(), *around);
        field = around;
    } else if (const Field* const free = freeAround(place.type, steps)) {
        tellEntry(out, steps.back().isItem ? free->key : std::string_view(steps.back().key), *free);
    } else {
        out.title = !key ? "item" : key.value().empty() ? "no name" : shorten(key.value());
        out.doc = notKnown;
    }
    if (!place.isKey())
        out.meaning = meaningOf(place, field);
    out.inside = insideSentence(place);
    return out;
}

} // namespace pw::ops
