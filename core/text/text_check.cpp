#include "core/text/text_check.h"

#include "core/text/utf8.h"

namespace pw::text {

namespace {

/// " at line 3, column 7 (byte 41)"; bytes count from 0, as an offset.
std::string placeOf(const SourceText& source, std::size_t at)
{
    const auto offset = static_cast<ByteOffset>(at);
    const LineColumn place = source.lineColumn(offset);
    return " at line " + std::to_string(place.line) + ", column " + std::to_string(place.column)
        + " (byte " + std::to_string(offset) + ")";
}

} // namespace

Result<Done> checkText(const SourceText& source)
{
    const std::string_view bytes = source.bytes();
    if (looksLikeUtf16(bytes))
        return Error{"utf-16", "it is UTF-16; save it as UTF-8 first, then open it here", {}};
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte != 0 && byte < 0x80) {
            ++at;
            continue;
        }
        if (byte == 0) {
            return Error{"nul",
                         "it has a NUL byte" + placeOf(source, at)
                             + ": it is damaged or no text, and is not opened for editing",
                         {}};
        }
        const std::size_t size = decodeUtf8(bytes.substr(at)).size;
        if (size == 0) {
            return Error{"invalid-utf8",
                         "it is not valid UTF-8" + placeOf(source, at)
                             + "; save it as UTF-8 first, then open it here",
                         {}};
        }
        at += size;
    }
    return Done{};
}

} // namespace pw::text
