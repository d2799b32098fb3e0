#include "core/ops/short_text.h"

namespace pw::ops {

std::string shorten(std::string_view content)
{
    constexpr std::size_t longest = 60;
    std::string out;
    std::size_t shown = 0;
    for (const char c : content) {
        const auto byte = static_cast<unsigned char>(c);
        const bool starts = (byte & 0xC0U) != 0x80U;
        if (starts && ++shown > longest)
            return out + "…";
        out += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    return out;
}

} // namespace pw::ops
