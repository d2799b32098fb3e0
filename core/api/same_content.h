#pragma once
// Whether two documents say the same, whatever a server fills in.

#include "core/yaml/value.h"

namespace pw::api {

/// Kind, name, type and spec are equal; the order of keys, entries without a value and the spelling
/// of numbers do not count, and neither does the rest of the metadata.
[[nodiscard]] bool sameContent(const yaml::Value& a, const yaml::Value& b);

/// The document has every metadata that is wanted, but for what a server fills in by itself.
[[nodiscard]] bool holdsMetadata(const yaml::Value& document, const yaml::Value& wanted);

} // namespace pw::api
