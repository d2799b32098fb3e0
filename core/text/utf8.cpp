#include "core/text/utf8.h"

namespace pw::text {

CodePoint decodeUtf8(std::string_view bytes)
{
    if (bytes.empty())
        return {};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (byte(0) < 0x80)
        return {byte(0), 1};
    std::size_t size = 0;
    char32_t value = 0;
    if (byte(0) >= 0xC2 && byte(0) <= 0xDF) {
        size = 2;
        value = byte(0) & 0x1FU;
    } else if (byte(0) >= 0xE0 && byte(0) <= 0xEF) {
        size = 3;
        value = byte(0) & 0x0FU;
    } else if (byte(0) >= 0xF0 && byte(0) <= 0xF4) {
        size = 4;
        value = byte(0) & 0x07U;
    } else {
        return {};
    }
    if (bytes.size() < size)
        return {};
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U)
            return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool tooLong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (tooLong || surrogate || value > 0x10FFFF)
        return {};
    return {value, size};
}

std::string_view characterAt(std::string_view text, std::size_t at)
{
    std::size_t size = 1;
    while (at + size < text.size()
           && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U)
        ++size;
    return text.substr(at, size);
}

bool looksLikeUtf16(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return true;
    if (bytes.size() < 4)
        return false;
    const bool low = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
    const bool high = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
    return low || high;
}

} // namespace pw::text
