#include "core/yaml/byte_scan.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace pw::yaml {

namespace {

using text::ByteOffset;

constexpr std::size_t maxDirectives = 64;

/// Bytes that need a closer look; the loop runs over all others.
constexpr bool isSpecial(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte >= 0x7F;
}

/// The first of them from a place on. Looks at whole blocks first, which compilers vectorize.
std::size_t findSpecial(std::string_view bytes, std::size_t at)
{
    constexpr std::size_t block = 64;
    while (at + block <= bytes.size()) {
        // Bytes combined without a jump, as wide as what is looked at: so they become vectors.
        std::uint8_t found = 0;
        for (std::size_t i = 0; i < block; ++i) {
            const auto byte = static_cast<std::uint8_t>(bytes[at + i]);
            const std::uint8_t low = byte < 0x20 ? 0xFF : 0;
            const std::uint8_t high = byte >= 0x7F ? 0xFF : 0;
            const std::uint8_t spacing = byte == '\n' || byte == '\t' ? 0 : 0xFF;
            found |= static_cast<std::uint8_t>((low & spacing) | high);
        }
        if (found != 0)
            break;
        at += block;
    }
    while (at < bytes.size() && !isSpecial(bytes[at]))
        ++at;
    return at;
}

std::string hex(std::uint32_t value, int digits)
{
    std::string out;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += "0123456789ABCDEF"[(value >> static_cast<unsigned>(shift)) & 0xFU];
    return out;
}

class Scanner
{
public:
    Scanner(const text::SourceText& source, ProblemList& problems) : m_problems(problems)
    {
        m_scan.bomSize = source.hasBom() ? 3 : 0;
        m_scan.bytes = source.bytes().substr(m_scan.bomSize);
    }

    ByteScan run()
    {
        if (text::looksLikeUtf16(m_scan.bytes)) {
            m_problems.error("utf-16", {0, 0},
                             "The text is UTF-16; save it as UTF-8 (\"encoding\" in the editor's "
                             "save dialog)");
            m_scan.unreadable = true;
            return std::move(m_scan);
        }
        scanCharacters();
        scanConflictMarkers();
        scanDirectives();
        return std::move(m_scan);
    }

private:
    [[nodiscard]] text::Span spanOf(std::size_t begin, std::size_t size) const
    {
        const auto at = static_cast<ByteOffset>(begin + m_scan.bomSize);
        return {at, static_cast<ByteOffset>(at + size)};
    }

    void mend(std::size_t begin, std::size_t size)
    {
        if (m_scan.mended.empty())
            m_scan.mended = m_scan.bytes;
        std::fill_n(m_scan.mended.begin() + static_cast<std::ptrdiff_t>(begin), size, '_');
    }

    void scanCharacters()
    {
        const std::string_view bytes = m_scan.bytes;
        std::size_t i = 0;
        while (true) {
            i = findSpecial(bytes, i);
            if (i == bytes.size())
                return;
            i += bytes[i] == '\r' ? carriageReturn(i) : character(i);
        }
    }

    std::size_t carriageReturn(std::size_t at)
    {
        if (at + 1 < m_scan.bytes.size() && m_scan.bytes[at + 1] == '\n')
            return 2;
        m_problems.error("lone-cr", spanOf(at, 1),
                         "A carriage return without a line feed: some tools end the line here, "
                         "others do not; save the file with LF or CRLF line ends");
        return 1;
    }

    std::size_t character(std::size_t at)
    {
        const text::CodePoint c = text::decodeUtf8(m_scan.bytes.substr(at));
        if (c.size == 0)
            return invalid(at);
        if (c.size > 1)
            m_scan.ascii = false;
        if (c.value == 0) {
            m_problems.error("nul", spanOf(at, 1),
                             "A NUL byte: the file is damaged or is no text; remove it");
            mend(at, 1);
        } else if (isBidiControl(c.value)) {
            m_problems.error("bidi-control", spanOf(at, c.size),
                             "The invisible character U+" + hex(c.value, 4)
                                 + " makes the text look different from what it says; remove it");
        } else if (c.value == 0xFEFF) {
            m_problems.error(
                "control-character", spanOf(at, c.size),
                "A byte order mark (U+FEFF) inside the text cannot be seen; remove it");
            mend(at, c.size);
        } else if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0 && c.value != 0x85)
                   || c.value == 0xFFFE || c.value == 0xFFFF) {
            m_problems.error("control-character", spanOf(at, c.size),
                             "The control character U+" + hex(c.value, 4)
                                 + " is not allowed; remove it, or write it as an escape in double "
                                   "quotes");
            mend(at, c.size);
        }
        return c.size;
    }

    std::size_t invalid(std::size_t at)
    {
        std::size_t size = 1;
        while (at + size < m_scan.bytes.size() && isSpecial(m_scan.bytes[at + size])
               && text::decodeUtf8(m_scan.bytes.substr(at + size)).size == 0)
            ++size;
        m_problems.error("invalid-utf8", spanOf(at, size),
                         "Not valid UTF-8 (byte 0x"
                             + hex(static_cast<unsigned char>(m_scan.bytes[at]), 2)
                             + "); save the file as UTF-8");
        mend(at, size);
        return size;
    }

    void scanConflictMarkers()
    {
        bool open = false;
        for (const std::string_view marker : {"<<<<<<<", "|||||||", ">>>>>>>", "======="}) {
            if (marker.front() == '=' && !open)
                continue;
            const std::string_view bytes = m_scan.bytes;
            for (std::size_t at = bytes.find(marker); at != std::string_view::npos;
                 at = bytes.find(marker, at + marker.size())) {
                const std::size_t end = at + marker.size();
                if (at > 0 && bytes[at - 1] != '\n')
                    continue;
                if (end < bytes.size() && bytes[end] != ' ' && bytes[end] != '\n'
                    && bytes[end] != '\r')
                    continue;
                open = open || marker.front() == '<';
                conflictMarker(
                    spanOf(at, std::min(bytes.find_first_of("\r\n", at), bytes.size()) - at));
            }
        }
    }

    void conflictMarker(text::Span span)
    {
        m_problems.error("conflict-marker", span,
                         "A merge conflict that was not resolved; keep one of the two sides and "
                         "remove the marker lines");
        if (!m_scan.hasConflictMarker || span.begin < m_scan.firstConflictMarker)
            m_scan.firstConflictMarker = span.begin;
        m_scan.hasConflictMarker = true;
    }

    /// libyaml compares each directive with all before it.
    void scanDirectives()
    {
        std::size_t count = 0;
        for (std::size_t at = m_scan.bytes.find('%'); at != std::string_view::npos;
             at = m_scan.bytes.find('%', at + 1)) {
            if ((at > 0 && m_scan.bytes[at - 1] != '\n') || ++count <= maxDirectives)
                continue;
            m_problems.error("syntax", spanOf(at, 1),
                             "More than 64 lines that begin with %: no document needs so many "
                             "directives; quote the texts that begin with %");
            m_scan.unreadable = true;
            return;
        }
    }

    ProblemList& m_problems;
    ByteScan m_scan;
};

} // namespace

ByteScan scanBytes(const text::SourceText& source, ProblemList& problems)
{
    return Scanner(source, problems).run();
}

bool isBidiControl(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
}

} // namespace pw::yaml
