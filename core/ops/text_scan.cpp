#include "core/ops/text_scan.h"

#include <algorithm>

namespace pw::ops {

using text::ByteOffset;
using text::Span;
using Slot = TextPlace::Slot;

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isGap(char c)
{
    return isBlank(c) || c == '\r' || c == '\n';
}

bool isMarker(std::string_view line)
{
    return (line.starts_with("---") || line.starts_with("..."))
        && (line.size() == 3 || isBlank(line[3]));
}

} // namespace

TextScan::TextScan(std::string_view bytes, ByteOffset at, yaml::Format format)
    : m_bytes(bytes), m_at(at), m_format(format)
{
}

void TextScan::run()
{
    const auto size = static_cast<ByteOffset>(m_bytes.size());
    ByteOffset begin = m_bytes.starts_with(bom) ? static_cast<ByteOffset>(bom.size()) : 0;
    if (m_format == yaml::Format::Json) {
        flow(begin, size);
    } else {
        while (begin <= size) {
            const std::size_t found = m_bytes.find('\n', begin);
            const bool last = found == std::string_view::npos;
            ByteOffset end = last ? size : static_cast<ByteOffset>(found);
            const ByteOffset next = end + 1;
            if (end > begin && m_bytes[end - 1] == '\r')
                --end;
            if (m_format == yaml::Format::NdJson) {
                m_levels.clear();
                m_flowDepth = 0;
                flow(begin, end);
            } else {
                line(begin, end);
            }
            if (!m_stopped && m_at < next)
                stop(Slot::Nothing, {});
            begin = next;
        }
    }
    if (!m_stopped)
        stop(Slot::Nothing, {});
}

// ---- blocks

void TextScan::line(ByteOffset begin, ByteOffset end)
{
    ByteOffset pos = skipSpaces(begin, end);
    const std::size_t indentation = pos - begin;
    if (m_inScalar) {
        const std::size_t column = pos < end ? indentation
            : isHere({begin, end})           ? m_at - begin
                                             : m_scalarColumn + 1;
        if (column > m_scalarColumn)
            return;
        m_inScalar = false;
    }
    if (m_flowDepth > 0) {
        if (!endsFlow(begin, pos) || pos == end) {
            flow(begin, end);
            return;
        }
        std::erase_if(m_levels, [](const TextLevel& level) { return level.isFlow; });
        m_flowDepth = 0;
    }
    if (pos == end)
        return blankLine(begin, end);
    if (m_bytes[pos] == '#' || m_bytes[pos] == '%')
        return;
    if (isMarker(m_bytes.substr(begin, end - begin))) {
        m_levels.clear();
        return;
    }
    if (isHere({begin, end}) && m_at < pos)
        return stop(Slot::Nothing, {});
    bool isItem = false;
    while (pos < end && m_bytes[pos] == '-' && (pos + 1 == end || isBlank(m_bytes[pos + 1]))) {
        if (isHere({pos, pos}))
            return stop(Slot::Nothing, {});
        const std::size_t column = pos - begin;
        openItem(column);
        isItem = true;
        const ByteOffset next = skipSpaces(pos + 1, end);
        const bool empty = next == end || isComment(next, end);
        if (isHere({pos + 1, next}) && (empty || m_at < next)) {
            m_place.needsSpace = m_at == pos + 1;
            m_place.column = column + 2;
            stop(empty ? Slot::Item : Slot::Nothing, {{m_at, m_at}, {}});
        }
        if (empty)
            return;
        pos = next;
    }
    content(begin, pos, end, isItem);
}

void TextScan::blankLine(ByteOffset begin, ByteOffset end)
{
    if (!isHere({begin, end}))
        return;
    m_place.column = m_at - begin;
    findMapping(m_place.column);
    stop(m_place.levels.empty() && !m_place.dashFits ? Slot::Nothing : Slot::Key,
         {{m_at, m_at}, {}});
}

void TextScan::content(ByteOffset begin, ByteOffset pos, ByteOffset end, bool isItem)
{
    pos = behindProperties(pos, end);
    const std::size_t column = pos - begin;
    Key key;
    if (keyAt(pos, end, key)) {
        openEntry(column, key);
        value(key.colon + 1, end, column);
        return;
    }
    const char first = pos < end ? m_bytes[pos] : ' ';
    const bool isFlow = first == '{' || first == '[';
    if (isFlow || (isItem && (first == '|' || first == '>'))) {
        m_flowColumn = m_levels.empty() ? -1 : static_cast<long>(m_levels.back().column);
        if (!m_levels.empty())
            m_levels.back().isOpen = false;
        m_inScalar = !isFlow;
        m_scalarColumn = m_levels.empty() ? 0 : m_levels.back().column;
        if (isFlow)
            flow(pos, end);
        return;
    }
    const Token token = scalarAt(pos, end);
    if (isHere(token.span)) {
        m_place.column = column;
        if (isItem) {
            stop(Slot::Item, token);
        } else {
            findMapping(column);
            stop(m_place.levels.empty() && !m_place.dashFits ? Slot::Nothing : Slot::Key, token);
        }
    }
    if (isItem)
        m_levels.back().isOpen = false;
}

void TextScan::value(ByteOffset colon, ByteOffset end, std::size_t column)
{
    const ByteOffset begin = skipSpaces(colon, end);
    m_place.column = m_stopped ? m_place.column : column;
    if (begin == end || isComment(begin, end)) {
        if (isHere({colon, begin})) {
            m_place.needsSpace = m_at == colon;
            stop(Slot::Value, {{m_at, m_at}, {}});
        }
        return;
    }
    const ByteOffset pos = behindProperties(begin, end);
    if (pos == end)
        return;
    m_levels.back().isOpen = false;
    const char first = m_bytes[pos];
    if (first == '{' || first == '[') {
        m_flowColumn = static_cast<long>(column);
        flow(pos, end);
    } else if (first == '|' || first == '>') {
        m_inScalar = true;
        m_scalarColumn = column;
    } else {
        const Token token = scalarAt(pos, end);
        if (isHere(token.span))
            stop(Slot::Value, token);
        recordValue(token);
    }
}

void TextScan::popDeeper(std::size_t column, bool forKey)
{
    while (!m_levels.empty()
           && (m_levels.back().column > column
               || (forKey && m_levels.back().isList && m_levels.back().column == column)))
        m_levels.pop_back();
}

void TextScan::openItem(std::size_t column)
{
    popDeeper(column, false);
    if (!m_levels.empty() && m_levels.back().isList && m_levels.back().column == column) {
        ++m_levels.back().index;
    } else {
        if (!m_levels.empty() && !m_levels.back().isList)
            m_dashIndentation = column - m_levels.back().column;
        TextLevel list;
        list.isList = true;
        list.column = column;
        push(std::move(list));
    }
    if (m_awaits && m_levels.back().number == m_awaited)
        m_awaits = false;
    m_levels.back().isOpen = true;
}

void TextScan::openEntry(std::size_t column, const Key& key)
{
    popDeeper(column, true);
    if (m_levels.empty() || m_levels.back().column < column || m_levels.back().isList) {
        TextLevel mapping;
        mapping.column = column;
        push(std::move(mapping));
    }
    const bool here = isHere(key.span);
    if (here) {
        m_place.column = column;
        m_place.hasColon = true;
        m_place.levels = m_levels;
        stop(Slot::Key, key);
    }
    record(m_levels.back(), key, !here);
}

bool TextScan::endsFlow(ByteOffset begin, ByteOffset pos) const
{
    constexpr std::string_view closing = "]},";
    return static_cast<long>(pos - begin) <= m_flowColumn
        && (pos >= m_bytes.size() || closing.find(m_bytes[pos]) == std::string_view::npos);
}

bool TextScan::keyAt(ByteOffset pos, ByteOffset end, Key& key) const
{
    constexpr std::string_view notPlain = "{}[]#&*!|>%@`,";
    if (pos >= end || notPlain.find(m_bytes[pos]) != std::string_view::npos)
        return false;
    const bool quoted = m_bytes[pos] == '"' || m_bytes[pos] == '\'';
    const Token token = quoted ? scalarAt(pos, end) : Token{};
    ByteOffset colon = quoted ? skipSpaces(token.span.end, end) : pos;
    for (; colon < end; ++colon) {
        if (m_bytes[colon] == ':' && (colon + 1 == end || isBlank(m_bytes[colon + 1])))
            break;
        if (quoted || isComment(colon, end))
            return false;
    }
    if (colon >= end)
        return false;
    static_cast<Token&>(key) = token;
    if (!quoted) {
        ByteOffset last = colon;
        while (last > pos && isBlank(m_bytes[last - 1]))
            --last;
        key.span = {pos, last};
        key.content = m_bytes.substr(pos, last - pos);
    }
    key.colon = colon;
    return true;
}

TextScan::Token TextScan::scalarAt(ByteOffset pos, ByteOffset end) const
{
    if (pos < end && (m_bytes[pos] == '"' || m_bytes[pos] == '\'')) {
        const char sign = m_bytes[pos];
        ByteOffset close = pos + 1;
        while (close < end && m_bytes[close] != sign)
            close += m_bytes[close] == '\\' && sign == '"' ? 2 : 1;
        close = std::min(close, end);
        return {{pos, std::min<ByteOffset>(close + 1, end)},
                m_bytes.substr(pos + 1, close - pos - 1)};
    }
    ByteOffset close = pos;
    while (close < end && !isComment(close, end))
        ++close;
    while (close > pos && isBlank(m_bytes[close - 1]))
        --close;
    return {{pos, close}, m_bytes.substr(pos, close - pos)};
}

ByteOffset TextScan::behindProperties(ByteOffset pos, ByteOffset end) const
{
    while (pos < end && (m_bytes[pos] == '&' || m_bytes[pos] == '!')) {
        while (pos < end && !isBlank(m_bytes[pos]))
            ++pos;
        pos = skipSpaces(pos, end);
    }
    return pos;
}

ByteOffset TextScan::skipSpaces(ByteOffset pos, ByteOffset end) const
{
    while (pos < end && isBlank(m_bytes[pos]))
        ++pos;
    return pos;
}

bool TextScan::isComment(ByteOffset pos, ByteOffset end) const
{
    return pos < end && m_bytes[pos] == '#' && (pos == 0 || isGap(m_bytes[pos - 1]));
}

} // namespace pw::ops
