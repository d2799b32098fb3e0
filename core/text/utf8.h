#pragma once
// What bytes are as UTF-8.

#include <cstddef>
#include <string_view>

namespace pw::text {

/// One code point off the front; its size is 0 where the bytes are not UTF-8.
struct CodePoint
{
    char32_t value = 0;
    std::size_t size = 0;
};
[[nodiscard]] CodePoint decodeUtf8(std::string_view bytes);

/// The byte there and the continuation bytes behind it, whatever they are.
[[nodiscard]] std::string_view characterAt(std::string_view text, std::size_t at);

/// By its byte order mark, or because every other byte of the beginning is NUL.
[[nodiscard]] bool looksLikeUtf16(std::string_view bytes);

} // namespace pw::text
