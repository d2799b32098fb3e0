#include "core/ops/peer_index.h"

#include "core/ops/wildcard.h"

namespace pw::ops {

namespace {

void append(std::vector<RuleIndex>& out, const std::vector<RuleIndex>& more)
{
    out.insert(out.end(), more.begin(), more.end());
}

} // namespace

void PeerIndex::add(RuleIndex rule, const AddressBlock& block)
{
    m_blocks[block.cidr].push_back(rule);
    if (block.cidr.v6)
        m_v6Prefixes.set(block.cidr.prefix);
    else
        m_v4Prefixes.set(block.cidr.prefix);
}

void PeerIndex::add(RuleIndex rule, const std::string& name)
{
    (isPattern(name) ? m_patternNames : m_names[name]).push_back(rule);
    m_allNames.push_back(rule);
}

void PeerIndex::collect(const AddressBlock& block, std::vector<RuleIndex>& out) const
{
    // Two networks overlap when one holds the other: those around it, by their lengths …
    for (unsigned prefix = 0; prefix < block.cidr.prefix; ++prefix) {
        if (!(block.cidr.v6 ? m_v6Prefixes.test(prefix) : m_v4Prefixes.test(prefix)))
            continue;
        const auto found = m_blocks.find(supernet(block.cidr, static_cast<std::uint8_t>(prefix)));
        if (found != m_blocks.end())
            append(out, found->second);
    }
    // … and those inside it, which stand in one row.
    const AddressRange range = rangeOf(block.cidr);
    for (auto at = m_blocks.lower_bound(block.cidr); at != m_blocks.end(); ++at) {
        if (at->first.v6 != block.cidr.v6 || rangeOf(at->first).first > range.last)
            break;
        append(out, at->second);
    }
}

void PeerIndex::collect(const std::string& name, std::vector<RuleIndex>& out) const
{
    if (isPattern(name)) {
        append(out, m_allNames);
        return;
    }
    append(out, m_patternNames);
    if (const auto found = m_names.find(name); found != m_names.end())
        append(out, found->second);
}

void PeerIndex::collect(const PeerQuestion& peer, std::vector<RuleIndex>& out) const
{
    if (peer.block)
        collect(*peer.block, out);
    else
        collect(peer.name, out);
}

} // namespace pw::ops
