#pragma once
// Writes new documents in spyctl's own layout: block style, indentation 2, dashes in the column of
// their key, single quotes where a plain scalar would be read as something else, never folded.

#include "core/yaml/value.h"

#include <string>

namespace pw::yaml {

/// Ends with a newline. libyaml, yaml-cpp and PyYAML read the same values from it, and writing what
/// was read gives the same bytes. A mapping that holds both `key` and `operator` is written in flow
/// style, as spyctl does.
[[nodiscard]] std::string writeYaml(const Value& value);

/// One scalar as it would stand behind a key: `'*'`, `443`, `"a\tb"`.
[[nodiscard]] std::string writeScalar(const Value& scalar);

} // namespace pw::yaml
