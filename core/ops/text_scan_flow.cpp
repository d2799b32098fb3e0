// Brackets and braces, on one line or many; and what the place turns out to be.

#include "core/ops/text_scan.h"

#include <algorithm>

namespace pw::ops {

using text::ByteOffset;
using text::Span;
using Slot = TextPlace::Slot;

namespace {

constexpr std::string_view structure = "{}[],:";

bool isGap(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

bool TextScan::flow(ByteOffset pos, ByteOffset end)
{
    if (m_flowDepth == 0 && isHere({pos, pos}))
        stop(Slot::Nothing, {});
    while (true) {
        const ByteOffset gap = pos;
        while (pos < end && isGap(m_bytes[pos]))
            ++pos;
        const bool comment = m_format == yaml::Format::Yaml && isComment(pos, end);
        const bool token = pos < end && !comment
            && (structure.find(m_bytes[pos]) == std::string_view::npos
                || (m_bytes[pos] == ':' && m_flowState != FlowState::BehindKey));
        if (!token || m_at < pos)
            emptyFlowSlot({gap, pos});
        if (pos >= end || comment)
            return m_flowDepth == 0;
        if (token) {
            const Token found = flowTokenAt(pos, end);
            pos = found.span.end;
            flowToken(found);
            if (m_flowDepth == 0)
                return true;
            continue;
        }
        const char sign = m_bytes[pos++];
        if (sign == '{' || sign == '[') {
            openFlow(sign == '[');
        } else if (sign == ',') {
            m_flowState = FlowState::Fresh;
            if (!m_levels.empty() && m_levels.back().isList)
                ++m_levels.back().index;
        } else if (sign == ':') {
            m_flowState = FlowState::BehindColon;
        } else {
            closeFlow();
            if (m_flowDepth == 0 && m_format == yaml::Format::Yaml)
                return true;
        }
    }
}

void TextScan::openFlow(bool isList)
{
    TextLevel level;
    level.isList = isList;
    level.isFlow = true;
    level.column = m_levels.empty() ? 0 : m_levels.back().column;
    push(std::move(level));
    ++m_flowDepth;
    m_flowState = FlowState::Fresh;
}

void TextScan::closeFlow()
{
    if (m_flowDepth > 0) {
        m_levels.pop_back();
        --m_flowDepth;
    }
    m_flowState = FlowState::BehindValue;
}

void TextScan::flowToken(const Token& token)
{
    if (m_levels.empty())
        return;
    TextLevel& level = m_levels.back();
    const bool here = isHere(token.span);
    if (!level.isList && m_flowState == FlowState::Fresh) {
        if (here) {
            ByteOffset next = token.span.end;
            while (next < m_bytes.size() && isGap(m_bytes[next]))
                ++next;
            m_place.hasColon = next < m_bytes.size() && m_bytes[next] == ':';
            m_place.levels = m_levels;
            stop(Slot::Key, token);
        }
        record(level, token, !here);
        m_flowState = FlowState::BehindKey;
        return;
    }
    if (here)
        stop(level.isList ? Slot::Item : Slot::Value, token);
    if (!level.isList)
        recordValue(token);
    m_flowState = FlowState::BehindValue;
}

void TextScan::emptyFlowSlot(Span gap)
{
    if (m_flowDepth == 0 || !isHere(gap))
        return;
    m_place.needsSpace = m_at > 0 && m_bytes[m_at - 1] == ':';
    const bool isList = m_levels.back().isList;
    Slot slot = Slot::Nothing;
    if (m_flowState == FlowState::BehindColon)
        slot = Slot::Value;
    else if (m_flowState == FlowState::Fresh)
        slot = isList ? Slot::Item : Slot::Key;
    if (slot == Slot::Key)
        m_place.levels = m_levels;
    stop(slot, {{m_at, m_at}, {}});
}

TextScan::Token TextScan::flowTokenAt(ByteOffset pos, ByteOffset end) const
{
    const std::size_t found = m_bytes.substr(0, end).find_first_of("\r\n", pos);
    const ByteOffset lineEnd
        = found == std::string_view::npos ? end : static_cast<ByteOffset>(found);
    if (m_bytes[pos] == '"' || m_bytes[pos] == '\'')
        return scalarAt(pos, lineEnd);
    constexpr std::string_view ends = "{}[],";
    ByteOffset close = pos;
    for (; close < lineEnd && ends.find(m_bytes[close]) == std::string_view::npos; ++close) {
        const bool behind = close + 1 >= lineEnd || isGap(m_bytes[close + 1])
            || structure.find(m_bytes[close + 1]) != std::string_view::npos;
        if ((m_bytes[close] == ':' && behind) || isComment(close, end))
            break;
    }
    if (close == pos)
        ++close; // a colon where none belongs
    while (close > pos + 1 && isGap(m_bytes[close - 1]))
        --close;
    return {{pos, close}, m_bytes.substr(pos, close - pos)};
}

// ---- the place

void TextScan::findMapping(std::size_t column)
{
    std::vector<TextLevel> levels = m_levels;
    while (!levels.empty() && levels.back().column > column)
        levels.pop_back();
    if (!levels.empty() && levels.back().isList && levels.back().column == column) {
        m_place.dashFits = true;
        m_place.nextIndex = levels.back().index + 1;
        levels.pop_back();
        m_place.dashLevels = levels;
    }
    const bool isThere = !levels.empty() && !levels.back().isList && levels.back().column == column;
    const bool mayBegin = levels.empty() || levels.back().isOpen;
    if (!m_place.dashFits && !levels.empty() && levels.back().isOpen) {
        m_place.dashFits = true;
        m_place.dashLevels = levels;
    }
    if (isThere) {
        m_place.levels = std::move(levels);
    } else if (mayBegin && (levels.empty() || levels.back().column < column)) {
        m_awaits = true;
        m_awaited = levels.empty() ? 0 : levels.back().number;
        m_awaitedColumn = column;
        levels.emplace_back().column = column;
        m_place.levels = std::move(levels);
    }
}

void TextScan::stop(Slot slot, const Token& word)
{
    if (m_stopped)
        return;
    m_stopped = true;
    m_place.slot = slot;
    m_place.word = word.span;
    m_place.isFlow = m_flowDepth > 0 || m_format != yaml::Format::Yaml;
    m_place.isQuoted = word.span.size() > word.content.size();
    if (slot == Slot::Value)
        m_place.levels = m_levels;
    if (slot == Slot::Item) {
        m_place.levels = m_levels;
        m_awaits = !m_place.isFlow;
        m_awaited = m_levels.back().number;
        m_awaitedColumn = m_place.column;
        m_place.levels.emplace_back().column = m_place.column;
    }
}

TextLevel* TextScan::placed(std::size_t number)
{
    if (!m_stopped)
        return nullptr;
    const auto found = std::ranges::find(m_place.levels, number, &TextLevel::number);
    return found == m_place.levels.end() ? nullptr : &*found;
}

void TextScan::push(TextLevel level)
{
    level.number = ++m_numbers;
    const std::size_t parent = m_levels.empty() ? 0 : m_levels.back().number;
    if (m_awaits && !level.isList && parent == m_awaited && level.column == m_awaitedColumn) {
        m_place.levels.back().number = level.number;
        m_awaits = false;
    }
    if (!m_levels.empty())
        m_levels.back().isOpen = false;
    m_levels.push_back(std::move(level));
}

void TextScan::record(TextLevel& level, const Token& key, bool forPlace)
{
    level.keys.push_back(key.content);
    level.key = key.content;
    level.isOpen = true;
    if (m_awaits && level.number == m_awaited)
        m_awaits = false;
    if (TextLevel* const known = placed(level.number); known != nullptr && forPlace)
        known->keys.push_back(key.content);
}

void TextScan::recordValue(const Token& scalar)
{
    TextLevel& level = m_levels.back();
    level.isOpen = false;
    const auto keep
        = [this](TextLevel& in, std::string_view TextLevel::*field, std::string_view value) {
              in.*field = value;
              if (TextLevel* const known = placed(in.number))
                  known->*field = value;
          };
    if (level.key == "kind")
        keep(level, &TextLevel::kind, scalar.content);
    const std::size_t depth = m_levels.size();
    if (level.key == "type" && depth > 1 && m_levels[depth - 2].key == "metadata")
        keep(m_levels[depth - 2], &TextLevel::type, scalar.content);
    if (level.key != "id" || scalar.content.empty())
        return;
    const auto spec = std::ranges::find(m_levels, std::string_view("spec"), &TextLevel::key);
    const bool inProcesses
        = std::ranges::find(m_levels, std::string_view("processPolicy"), &TextLevel::key)
        != m_levels.end();
    if (inProcesses && spec != m_levels.end())
        m_ids.push_back({spec->number, scalar.content});
}

} // namespace pw::ops
