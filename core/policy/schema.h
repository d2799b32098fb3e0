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
    DocumentList, ///< whole documents, each judged by its own kind
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
    bool mayBeNull = false; ///< null is a value here, not an absent field
    /// Allowed words, empty for any; of a TextMap its keys, of a DocumentList its kinds.
    std::span<const std::string_view> values = {};
    std::int64_t minimum = 0; ///< of numbers; of texts and lists the least length
    std::int64_t maximum = -1; ///< -1: none; of texts and lists the greatest length
    std::string_view defaultValue = {};
    std::string_view suggested = {}; ///< what a quick fix writes when the field is required
    std::string_view since = {}; ///< the client version that brought it, empty for always
    std::string_view until = {}; ///< the last client version that took it, empty for still
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
    /// A mapping that holds `alternativeKey` is of type `alternative` instead.
    std::string_view alternativeKey = {};
    const ObjectType* alternative = nullptr;

    [[nodiscard]] const Field* field(std::string_view key) const;
};

/// The type of a document of that kind; nullptr for OutOfScope and Unknown.
[[nodiscard]] const ObjectType* schemaOf(Kind kind);

/// The type of `{apiVersion, items: […]}`.
[[nodiscard]] const ObjectType& itemsListSchema();

} // namespace pw::policy
