#pragma once
// Where things stand in a YAML text for which libyaml gives a count of characters, or no place.

#include "core/yaml/byte_scan.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pw::yaml {

/// libyaml counts characters: this turns its counts into bytes, walking over the text once.
class YamlCursor
{
public:
    explicit YamlCursor(const ByteScan& scan)
        : m_bytes(scan.readable()), m_shift(scan.bomSize), m_ascii(scan.ascii)
    {
    }

    /// The byte of the source at which a character begins.
    [[nodiscard]] text::ByteOffset at(std::size_t character)
    {
        if (m_ascii) {
            return static_cast<text::ByteOffset>(std::min(character, m_bytes.size()) + m_shift);
        }
        return walkTo(character);
    }

private:
    text::ByteOffset walkTo(std::size_t character);
    [[nodiscard]] bool isContinuation(std::size_t i) const
    {
        return (static_cast<unsigned char>(m_bytes[i]) & 0xC0U) == 0x80U;
    }

    std::string_view m_bytes;
    std::size_t m_shift;
    bool m_ascii;
    std::size_t m_byte = 0;
    std::size_t m_character = 0;
};

/// Between a key and what follows an absent value: behind the colon, or the end of the key.
[[nodiscard]] text::ByteOffset behindColon(const ByteScan& scan, text::ByteOffset keyEnd,
                                           text::ByteOffset mark);

/// The end of a block scalar without the line breaks and blank lines that follow its last line.
[[nodiscard]] text::ByteOffset blockScalarEnd(const ByteScan& scan, text::Span span);

} // namespace pw::yaml
