#include "core/ops/pattern_index.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {

namespace {

constexpr std::size_t worthIt = 3;

void append(PatternIndex::Items& out,
            const std::unordered_map<std::string, PatternIndex::Items>& from, std::string_view key)
{
    if (const auto found = from.find(std::string(key)); found != from.end())
        out.insert(out.end(), found->second.begin(), found->second.end());
}

} // namespace

void PatternIndex::ByPart::add(std::uint32_t item, std::string_view part)
{
    items[std::string(part)].push_back(item);
    const auto place = std::lower_bound(lengths.begin(), lengths.end(), part.size());
    if (place == lengths.end() || *place != part.size())
        lengths.insert(place, part.size());
}

void PatternIndex::add(std::uint32_t item, std::string_view pattern)
{
    m_plain[std::string(pattern)].push_back(item); // a pattern fits itself, too
    if (!isPattern(pattern))
        return;
    const std::string_view start = pattern.substr(0, pattern.find_first_of("*?["));
    const std::string_view end = pattern.substr(pattern.find_last_of("*?[]") + 1);
    if (start.size() >= worthIt && start.size() >= end.size())
        m_byStart.add(item, start);
    else if (end.size() >= worthIt)
        m_byEnd.add(item, end);
    else
        m_open.push_back(item);
}

void PatternIndex::collect(std::string_view text, Items& out) const
{
    append(out, m_plain, text);
    out.insert(out.end(), m_open.begin(), m_open.end());
    for (const std::size_t length : m_byStart.lengths) {
        if (length > text.size())
            break;
        append(out, m_byStart.items, text.substr(0, length));
    }
    for (const std::size_t length : m_byEnd.lengths) {
        if (length > text.size())
            break;
        append(out, m_byEnd.items, text.substr(text.size() - length));
    }
}

} // namespace pw::ops
