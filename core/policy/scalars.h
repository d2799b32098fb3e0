#pragma once
// What a scalar says, read strictly: a number is no text and a text is no number.

#include "core/yaml/document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::policy {

/// The content of a string; nothing for numbers, booleans, nulls, dates and collections.
[[nodiscard]] std::optional<std::string_view> textOf(yaml::NodeRef node);

/// `true`, `yes`, `on` and their opposites, unquoted.
[[nodiscard]] std::optional<bool> booleanOf(yaml::NodeRef node);

/// A whole number as YAML 1.1 spells it (`443`, `0x1BB`, octal `0673`, `1_000`, `1:30`);
/// nothing beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> integerOf(yaml::NodeRef node);

/// The strings of a sequence; other items are left out. Nothing when it is no sequence.
[[nodiscard]] std::optional<std::vector<std::string>> textsOf(yaml::NodeRef node);

/// The text under a path of the record (`namespace`, `metadata.muid`), empty when there is none.
[[nodiscard]] std::string fieldText(yaml::NodeRef record, std::string_view path);

} // namespace pw::policy
