#include "core/api/base64.h"

#include <cstdint>

namespace pw::api {
namespace {

constexpr std::string_view alphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bitsOfSign = 6;
constexpr unsigned bitsOfByte = 8;

} // namespace

std::string encodeBase64(std::string_view bytes)
{
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << bitsOfByte) | static_cast<unsigned char>(c);
        for (bits += bitsOfByte; bits >= bitsOfSign;) {
            bits -= bitsOfSign;
            out += alphabet[(held >> bits) & 0x3FU];
        }
    }
    if (bits > 0)
        out += alphabet[(held << (bitsOfSign - bits)) & 0x3FU];
    return out;
}

std::optional<std::string> decodeBase64(std::string_view encoded)
{
    while (encoded.ends_with('='))
        encoded.remove_suffix(1);
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : encoded) {
        const char sign = c == '+' ? '-' : c == '/' ? '_' : c;
        const std::size_t value = alphabet.find(sign);
        if (value == std::string_view::npos)
            return std::nullopt;
        held = (held << bitsOfSign) | static_cast<std::uint32_t>(value);
        bits += bitsOfSign;
        if (bits >= bitsOfByte) {
            bits -= bitsOfByte;
            out += static_cast<char>((held >> bits) & 0xFFU);
        }
    }
    if (bits >= bitsOfSign)
        return std::nullopt; // a last sign that no byte comes from
    return out;
}

} // namespace pw::api
