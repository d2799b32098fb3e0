#include "core/ops/html_text.h"

#include "core/text/utf8.h"
#include "core/yaml/byte_scan.h"

#include <array>
#include <cstdio>

namespace pw::ops {
namespace {

std::string escaped(const char* format, unsigned value)
{
    std::array<char, 16> out{};
    const int size = std::snprintf(out.data(), out.size(), format, value);
    return {out.data(), static_cast<std::size_t>(size)};
}

bool isHidden(char32_t value)
{
    const bool control = (value < 0x20 && value != '\t') || (value >= 0x7F && value < 0xA0);
    const bool lineOrNothing = value == 0x2028 || value == 0x2029 || value == 0xFEFF
        || (value >= 0x200B && value <= 0x200D) || value == 0x2060;
    return control || lineOrNothing || yaml::isBidiControl(value);
}

} // namespace

std::string htmlText(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const text::CodePoint point = text::decodeUtf8(text);
        const std::size_t size = point.size == 0 ? 1 : point.size;
        if (point.size == 0)
            out += escaped("\\x%02X", static_cast<unsigned char>(text.front()));
        else if (isHidden(point.value))
            out += escaped("\\u%04X", static_cast<unsigned>(point.value));
        else if (point.value == '&')
            out += "&amp;";
        else if (point.value == '<')
            out += "&lt;";
        else if (point.value == '>')
            out += "&gt;";
        else if (point.value == '"')
            out += "&quot;";
        else
            out += text.substr(0, size);
        text.remove_prefix(size);
    }
    return out;
}

} // namespace pw::ops
