#include "core/ops/name_index.h"

#include "core/ops/wildcard.h"

namespace pw::ops {

namespace {

constexpr std::size_t runSize = 3;

void addOnce(std::vector<std::uint32_t>& items, std::uint32_t item)
{
    if (items.empty() || items.back() != item)
        items.push_back(item);
}

void append(std::vector<std::uint32_t>& out, const std::vector<std::uint32_t>& more)
{
    out.insert(out.end(), more.begin(), more.end());
}

std::uint32_t runAt(std::string_view name, std::size_t at)
{
    const auto byte
        = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(name[i])}; };
    return byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
}

// Where a pattern has three bytes that every text it fits must have; npos when it has none.
std::size_t literalRun(std::string_view pattern)
{
    const std::string_view plain = pattern.substr(0, pattern.find('['));
    std::size_t length = 0;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        length = plain[at] == '*' || plain[at] == '?' ? 0 : length + 1;
        if (length == runSize)
            return at + 1 - runSize;
    }
    return std::string_view::npos;
}

} // namespace

void NameIndex::add(std::uint32_t item, std::string_view name)
{
    addCovering(item, name);
    for (std::size_t at = 0; at + runSize <= name.size(); ++at)
        addOnce(m_byRun[runAt(name, at)], item);
}

void NameIndex::addCovering(std::uint32_t item, std::string_view name)
{
    addOnce(m_all, item);
    addOnce(m_byName[std::string(name)], item);
    if (isPattern(name)) {
        const std::size_t literal = literalRun(name);
        addOnce(literal == std::string_view::npos ? m_shortPatterns
                                                  : m_patternsByRun[runAt(name, literal)],
                item);
    }
}

void NameIndex::collectCovering(std::string_view name, Items& out) const
{
    if (const auto same = m_byName.find(std::string(name)); same != m_byName.end())
        append(out, same->second);
    append(out, m_shortPatterns);
    if (m_patternsByRun.empty())
        return;
    for (std::size_t at = 0; at + runSize <= name.size(); ++at) {
        const auto found = m_patternsByRun.find(runAt(name, at));
        if (found != m_patternsByRun.end())
            append(out, found->second);
    }
}

void NameIndex::collectMatching(std::string_view name, Items& out) const
{
    if (isPattern(name) && literalRun(name) == std::string_view::npos) {
        append(out, m_all);
        return;
    }
    collectCovering(name, out);
    for (std::size_t at = 0; at + runSize <= name.size(); ++at) {
        if (const auto found = m_byRun.find(runAt(name, at)); found != m_byRun.end())
            append(out, found->second);
    }
}

} // namespace pw::ops
