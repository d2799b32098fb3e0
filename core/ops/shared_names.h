#pragma once
// Names that many strangers have a part of. The table is resources/tables/shared_names.txt, and
// partial.

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

/// What a wildcard in the name would share: `everybody below co.uk`, `everybody at github.io`;
/// nothing when the fixed part of the pattern belongs to one, as far as the table knows, or no
/// wildcard stands right before a dot or the end.
[[nodiscard]] std::optional<std::string> sharedBy(std::string_view dnsPattern);

} // namespace pw::ops
