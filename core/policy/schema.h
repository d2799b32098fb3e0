#pragma once
// The one table of what may stand where. Validation, and later completion, hover, form and
// show-schema, read this; nobody else lists keys.

#include "core/policy/kinds.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace pw::policy {

/// What a value must be.
enum class FieldKind : std::uint8_t {
    Text,
    Number, ///< integer or float
    NumberOrText, ///< timestamps
    Integer,
    Boolean,
    TextList,
    TextOrTextList,
    Object,
    ObjectList,
    TextMap, ///< labels: any key, text values
    FreeMap, ///< any key, any value
    Anything,
};

enum class UnknownKeys : std::uint8_t { Refuse, Warn, Keep };

struct ObjectType;

struct Field
{
    std::string_view key;
    FieldKind kind = FieldKind::Text;
    const ObjectType* item = nullptr; ///< of Object and ObjectList
    bool required = false;
    std::span<const std::string_view> values = {}; ///< allowed words, empty for any
    std::int64_t minimum = 0; ///< of numbers; of texts and lists the least length
    std::int64_t maximum = -1; ///< -1: none; of texts and lists the greatest length
    std::string_view defaultValue = {};
    std::string_view since = {}; ///< the client version that brought it, empty for always
    std::string_view doc = {};
    std::string_view example = {};
};

/// A rule that one field cannot say; found by this name in ops::validate.
using RuleName = std::string_view;

struct ObjectType
{
    std::string_view name;
    std::span<const Field> fields;
    UnknownKeys unknown = UnknownKeys::Refuse;
    std::span<const RuleName> rules = {};

    [[nodiscard]] const Field* field(std::string_view key) const;
};

/// The type of a document of that kind; nullptr for OutOfScope and Unknown.
[[nodiscard]] const ObjectType* schemaOf(Kind kind);

} // namespace pw::policy
