#include "core/yaml/yaml_places.h"

#include <algorithm>

namespace pw::yaml {

using text::ByteOffset;

ByteOffset YamlCursor::walkTo(std::size_t character)
{
    while (m_character < character && m_byte < m_bytes.size()) {
        ++m_byte;
        while (m_byte < m_bytes.size() && isContinuation(m_byte))
            ++m_byte;
        ++m_character;
    }
    while (m_character > character) { // an empty value can lie a few signs back
        --m_byte;
        while (isContinuation(m_byte))
            --m_byte;
        --m_character;
    }
    return static_cast<ByteOffset>(m_byte + m_shift);
}

ByteOffset behindColon(const ByteScan& scan, ByteOffset keyEnd, ByteOffset mark)
{
    const std::string_view bytes = scan.readable();
    std::size_t i = keyEnd - scan.bomSize;
    const std::size_t end = std::max<std::size_t>(i, mark - scan.bomSize);
    bool comment = false;
    for (; i < end; ++i) {
        if (bytes[i] == ':' && !comment)
            return static_cast<ByteOffset>(i + 1 + scan.bomSize);
        comment = bytes[i] == '#' || (comment && bytes[i] != '\n');
    }
    return keyEnd;
}

ByteOffset blockScalarEnd(const ByteScan& scan, text::Span span)
{
    const std::string_view bytes = scan.readable();
    std::string_view under = bytes.substr(span.begin - scan.bomSize, span.end - span.begin);
    while (true) {
        std::string_view cut = under;
        while (cut.ends_with(' ') || cut.ends_with('\t'))
            cut.remove_suffix(1);
        std::size_t breakSize = 0;
        for (const std::string_view lineBreak :
             {"\r\n", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
            if (breakSize == 0 && cut.ends_with(lineBreak))
                breakSize = lineBreak.size();
        }
        if (breakSize == 0)
            return static_cast<ByteOffset>(span.begin + under.size());
        under = cut.substr(0, cut.size() - breakSize);
    }
}

} // namespace pw::yaml
