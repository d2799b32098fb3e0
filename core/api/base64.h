#pragma once
// Bytes as base64.

#include <optional>
#include <string>
#include <string_view>

namespace pw::api {

/// In the alphabet for addresses, without `=` at the end.
[[nodiscard]] std::string encodeBase64(std::string_view bytes);
/// Of both alphabets, with or without `=`; nothing for what is none.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view encoded);

} // namespace pw::api
