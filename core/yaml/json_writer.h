#pragma once
// Writes JSON in the order of the value.

#include "core/yaml/value.h"

#include <string>

namespace pw::yaml {

enum class JsonLayout : std::uint8_t { Indented, OneLine };

/// Indented by 2 and ended with a newline, or on one line without one. Numbers that JSON cannot
/// write as they stand (`0x1F`, `.5`, `1_000`) are written by their value, infinities as null.
[[nodiscard]] std::string writeJson(const Value& value, JsonLayout layout = JsonLayout::Indented);

/// The text in double quotes, escaped; invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string jsonString(std::string_view content);
void appendJsonString(std::string& out, std::string_view content);

} // namespace pw::yaml
