#pragma once
// What the schema says about a place, and where it wants a new entry.

#include "core/policy/place.h"
#include "core/policy/schema.h"

namespace pw::policy {

struct SchemaPlace
{
    const Field* field = nullptr; ///< that the place is the value or an item of; null: not known
    const ObjectType* type = nullptr; ///< of the mapping there; null: none, or not known
    bool isItem = false; ///< an item of the field's list
};

/// By the steps alone: nothing has to stand there yet. `root` may be null.
[[nodiscard]] SchemaPlace schemaAt(const ObjectType* root, std::span<const Step> steps);

/// The index before which an entry of that key goes: behind those that the table names before it,
/// or in its place by the alphabet where all keys stand so. Keys that are not known come last.
[[nodiscard]] std::size_t entryPlace(yaml::NodeRef mapping, const ObjectType* type,
                                     std::string_view key);

} // namespace pw::policy
