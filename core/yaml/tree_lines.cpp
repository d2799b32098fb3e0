#include "core/yaml/tree_lines.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;

constexpr std::string_view bom = "\xEF\xBB\xBF";

bool isPlain(std::string_view bytes)
{
    for (std::size_t at = bytes.find('\r'); at != std::string_view::npos;
         at = bytes.find('\r', at + 1)) {
        if (at + 1 >= bytes.size() || bytes[at + 1] != '\n')
            return false;
    }
    return bytes.find("\xC2\x85") == std::string_view::npos
        && bytes.find("\xE2\x80\xA8") == std::string_view::npos
        && bytes.find("\xE2\x80\xA9") == std::string_view::npos;
}

} // namespace

TreeLines::TreeLines(const Document& document) : m_bytes(document.source().bytes())
{
    if (m_bytes.starts_with(bom))
        m_start = static_cast<ByteOffset>(bom.size());
    const std::size_t first = m_bytes.find('\n');
    m_eol = first != std::string_view::npos && first > 0 && m_bytes[first - 1] == '\r' ? "\r\n"
                                                                                       : "\n";
    m_plain = document.format() != Format::Yaml || isPlain(m_bytes);
    m_starts.push_back(m_start);
    for (std::size_t at = first; at != std::string_view::npos; at = m_bytes.find('\n', at + 1))
        m_starts.push_back(static_cast<ByteOffset>(at + 1));
}

ByteOffset TreeLines::lineStart(ByteOffset at) const
{
    if (at <= m_start)
        return at;
    return *std::prev(std::upper_bound(m_starts.begin(), m_starts.end(), at));
}

ByteOffset TreeLines::lineEnd(ByteOffset at) const
{
    const auto size = static_cast<ByteOffset>(m_bytes.size());
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), at);
    if (next == m_starts.end())
        return size;
    const ByteOffset found = *next - 1;
    return found > at && m_bytes[found - 1] == '\r' ? found - 1 : found;
}

ByteOffset TreeLines::nextLine(ByteOffset at) const
{
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), at);
    return next == m_starts.end() ? static_cast<ByteOffset>(m_bytes.size() + m_eol.size()) : *next;
}

std::string_view TreeLines::lead(ByteOffset at) const
{
    const ByteOffset start = lineStart(at);
    return m_bytes.substr(start, at - start);
}

bool TreeLines::startsLine(ByteOffset at) const
{
    return lead(at).find_first_not_of(" \t") == std::string_view::npos;
}

bool TreeLines::hasComment(ByteOffset begin, ByteOffset end) const
{
    end = std::min(end, static_cast<ByteOffset>(m_bytes.size()));
    return begin < end && m_bytes.substr(begin, end - begin).find('#') != std::string_view::npos;
}

ByteOffset TreeLines::skipGap(ByteOffset begin, ByteOffset end) const
{
    end = std::min(end, static_cast<ByteOffset>(m_bytes.size()));
    while (begin < end) {
        const char c = m_bytes[begin];
        if (c == '#')
            begin = lineEnd(begin);
        else if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            ++begin;
        else
            break;
    }
    return std::min(begin, end);
}

ByteOffset TreeLines::behind(ByteOffset at, std::size_t column) const
{
    ByteOffset out = nextLine(at);
    for (ByteOffset line = out; line < m_bytes.size(); line = nextLine(line)) {
        const std::string_view text = m_bytes.substr(line, lineEnd(line) - line);
        const std::size_t indentation = text.find_first_not_of(' ');
        if (indentation == std::string_view::npos)
            continue; // a blank line belongs to what follows, unless that is such a comment
        if (text[indentation] != '#' || indentation <= column)
            break;
        out = nextLine(line);
    }
    return out;
}

ByteOffset TreeLines::above(ByteOffset at, ByteOffset floor) const
{
    ByteOffset out = lineStart(at);
    while (out > floor && out > m_start) {
        const ByteOffset line = lineStart(out - 1);
        const std::string_view text = m_bytes.substr(line, lineEnd(line) - line);
        const std::size_t sign = text.find_first_not_of(" \t");
        if (line < floor || sign == std::string_view::npos || text[sign] != '#')
            break;
        out = line;
    }
    return out;
}

std::string TreeLines::withEol(std::string_view lines) const
{
    std::string out;
    out.reserve(lines.size());
    for (const char c : lines) {
        if (c == '\n')
            out += m_eol;
        else
            out += c;
    }
    return out;
}

text::TextEdits TreeLines::toTextEdits(std::vector<Edit> edits) const
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
        if (a.span.begin != b.span.begin)
            return a.span.begin < b.span.begin;
        if (a.span.empty() != b.span.empty())
            return a.span.empty();
        return a.depth > b.depth;
    });
    const auto breakBefore = [this](ByteOffset at) -> ByteOffset {
        if (at == 0 || m_bytes[at - 1] != '\n')
            return 0;
        return at > 1 && m_bytes[at - 2] == '\r' ? 2 : 1;
    };
    std::vector<Edit> joined;
    for (Edit& edit : edits) {
        if (!joined.empty() && joined.back().span.end == edit.span.begin) {
            joined.back().span.end = edit.span.end;
            joined.back().text += edit.text;
        } else {
            joined.push_back(std::move(edit));
        }
    }
    const auto size = static_cast<ByteOffset>(m_bytes.size());
    text::TextEdits out;
    for (Edit& edit : joined) {
        if (edit.span.end > size) { // the line end that is not there
            edit.span.end = size;
            if (edit.text.ends_with(m_eol))
                edit.text.resize(edit.text.size() - m_eol.size());
            else if (edit.text.empty() && edit.span.begin <= size)
                edit.span.begin -= breakBefore(edit.span.begin);
            if (edit.span.begin > size) {
                edit.span.begin = size;
                edit.text.insert(0, m_eol);
            }
        }
        if (edit.span.empty() && edit.text.empty())
            continue;
        if (!edit.span.empty() && m_bytes.substr(edit.span.begin, edit.span.size()) == edit.text)
            continue;
        out.replace(edit.span, std::move(edit.text));
    }
    return out;
}

} // namespace pw::yaml
