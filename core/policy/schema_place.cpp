#include "core/policy/schema_place.h"

#include <algorithm>
#include <vector>

namespace pw::policy {
namespace {

/// Fewer keys stand in alphabetical order by chance.
constexpr std::size_t fewestSorted = 3;

const Field* fieldOf(const ObjectType& type, std::string_view key)
{
    if (const Field* const own = type.field(key))
        return own;
    return type.alternative != nullptr ? type.alternative->field(key) : nullptr;
}

} // namespace

SchemaPlace schemaAt(const ObjectType* root, std::span<const Step> steps)
{
    SchemaPlace at{nullptr, root, false};
    for (const Step& step : steps) {
        if (step.isItem) {
            const bool isList = at.field != nullptr && !at.isItem
                && (at.field->kind == FieldKind::ObjectList || at.field->kind == FieldKind::TextList
                    || at.field->kind == FieldKind::TextOrTextList);
            if (!isList)
                return {};
            at = {at.field, at.field->item, true};
            continue;
        }
        if (at.type == nullptr)
            return {};
        const Field* const field = fieldOf(*at.type, step.key);
        if (field == nullptr)
            return {};
        at = {field, field->kind == FieldKind::Object ? field->item : nullptr, false};
    }
    return at;
}

std::size_t entryPlace(yaml::NodeRef mapping, const ObjectType* type, std::string_view key)
{
    std::vector<std::string_view> keys;
    for (const auto& entry : mapping.entries())
        keys.push_back(entry.key.value());
    if (keys.size() >= fewestSorted && std::ranges::is_sorted(keys))
        return static_cast<std::size_t>(std::ranges::lower_bound(keys, key) - keys.begin());
    const Field* const field = type != nullptr ? fieldOf(*type, key) : nullptr;
    if (field == nullptr)
        return keys.size();
    const auto goesBefore = [&](std::string_view other) {
        const Field* const known = type->field(other);
        return known != nullptr && known < field;
    };
    const auto last = std::find_if(keys.rbegin(), keys.rend(), goesBefore);
    return static_cast<std::size_t>(keys.rend() - last);
}

} // namespace pw::policy
