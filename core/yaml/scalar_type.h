#pragma once
// What a scalar means, by its text alone.

#include "core/yaml/document.h"

#include <string_view>

namespace pw::yaml {

/// A plain scalar as PyYAML's resolver (YAML 1.1) reads it: `yes`, `017`, `1_000` and `1:30` are
/// values, `1e3` and `0o17` are texts.
[[nodiscard]] ScalarType plainScalarType(std::string_view text);

/// True when a reader of YAML 1.2's core schema (or a lax one) takes the plain text for a value:
/// `0o17`, `1e3`, `+.5`. Says nothing of what YAML 1.1 reads.
[[nodiscard]] bool looksLikeCoreSchemaValue(std::string_view text);

/// With an explicit tag: `!!str 1` is a text, `!!int x` is one, too, because it is no number.
[[nodiscard]] ScalarType taggedScalarType(std::string_view text, std::string_view tag);

/// A JSON literal or number; String for what is neither.
[[nodiscard]] ScalarType jsonLiteralType(std::string_view text);

} // namespace pw::yaml
