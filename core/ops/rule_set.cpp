#include "core/ops/rule_set.h"

#include "core/ops/wildcard.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace pw::ops {

namespace {

void append(std::vector<RuleIndex>& out, const std::vector<RuleIndex>& more)
{
    out.insert(out.end(), more.begin(), more.end());
}

bool isSingle(const policy::PortRange& range)
{
    return range.port == range.endPort;
}

std::uint32_t keyOf(policy::Protocol protocol, std::uint32_t port)
{
    return (protocol == policy::Protocol::Udp ? 0x10000U : 0U) | port;
}

// Ports and processes as one text.
std::string useOf(const Rule& rule)
{
    std::vector<policy::PortRange> ports = rule.ports;
    std::sort(ports.begin(), ports.end(), [](const auto& a, const auto& b) {
        return std::tie(a.protocol, a.port, a.endPort) < std::tie(b.protocol, b.port, b.endPort);
    });
    std::string out;
    for (const policy::PortRange& range : ports) {
        out += std::to_string(keyOf(range.protocol, range.port)) + "-"
            + std::to_string(range.endPort) + " ";
    }
    if (!rule.processes)
        return out + "any";
    for (const ProcessIndex process : *rule.processes)
        out += "p" + std::to_string(process);
    return out;
}

// One block of the set holds all of this one.
bool holdsBlock(const std::set<AddressBlock>& blocks, const AddressBlock& block)
{
    if (blocks.contains(block))
        return true;
    for (int prefix = block.cidr.prefix; prefix >= 0; --prefix) {
        const Cidr wider = supernet(block.cidr, static_cast<std::uint8_t>(prefix));
        for (auto at = blocks.lower_bound({wider, {}}); at != blocks.end() && at->cidr == wider;
             ++at) {
            AddressSet own;
            own.add(*at);
            if (own.contains(block))
                return true;
        }
    }
    return false;
}

bool allowsPeer(const Rule& rule, const PeerQuestion& peer)
{
    return peer.block ? rule.addresses.contains(*peer.block) : rule.hasName(peer.name);
}

bool sharesPort(const Rule& rule, const policy::PortRange& ports)
{
    return std::any_of(rule.ports.begin(), rule.ports.end(), [&ports](const policy::PortRange& r) {
        return r.protocol == ports.protocol && r.port <= ports.endPort && ports.port <= r.endPort;
    });
}

} // namespace

bool Rule::addBlock(const AddressBlock& block)
{
    if (holdsBlock(blocks, block))
        return false;
    // What lies inside the new block stands in one row, from its own place to its last address.
    const AddressRange range = rangeOf(block.cidr);
    AddressSet own;
    own.add(block);
    for (auto at = blocks.lower_bound({block.cidr, {}}); at != blocks.end();) {
        if (at->cidr.v6 != block.cidr.v6 || rangeOf(at->cidr).first > range.last)
            break;
        at = own.contains(*at) ? blocks.erase(at) : std::next(at);
    }
    blocks.insert(block);
    addresses.add(block);
    return true;
}

bool Rule::hasName(std::string_view name) const
{
    return names.contains(std::string(name))
        || std::any_of(names.begin(), names.end(), [name](const std::string& pattern) {
               return isPattern(pattern) && globMatches(pattern, name);
           });
}

bool Rule::admits(ProcessIndex p) const
{
    if (!processes)
        return true;
    return p != noProcess && std::binary_search(processes->begin(), processes->end(), p);
}

RuleIndex RuleSet::add(Rule rule, const ProcessTree& tree)
{
    const auto added = static_cast<RuleIndex>(m_rules.size());
    m_rules.push_back(std::move(rule));
    index(added, m_rules.back().processes, tree);
    return added;
}

// A rule may stand in a list more than once, or where it no longer belongs: who asks, looks again.
void RuleSet::index(RuleIndex index, const std::optional<Processes>& gained,
                    const ProcessTree& tree)
{
    const Rule& rule = m_rules[index];
    if (gained) {
        for (const ProcessIndex process : *gained)
            m_naming[process].push_back(index);
    }
    if (rule.ports.size() != 1) {
        m_byUse[useOf(rule)].push_back(index);
        indexPeers(index);
        return;
    }
    Bucket& bucket = bucketOf(rule.ports.front());
    if (bucket.all.empty() || bucket.all.back() != index)
        bucket.all.push_back(index);
    if (!gained) {
        bucket.anyProcess.push_back(index);
        return;
    }
    for (const ProcessIndex process : *gained) {
        bucket.byProcess[process].push_back(index);
        bucket.byName.add(index, tree.at(process).name);
    }
}

void RuleSet::indexPeers(RuleIndex index)
{
    for (const AddressBlock& block : m_rules[index].blocks)
        m_several.add(index, block);
    for (const std::string& name : m_rules[index].names)
        m_several.add(index, name);
}

bool RuleSet::addBlock(RuleIndex index, const AddressBlock& block)
{
    if (!m_rules[index].addBlock(block))
        return false;
    if (m_rules[index].hasSeveralPorts())
        m_several.add(index, block);
    return true;
}

bool RuleSet::addName(RuleIndex index, const std::string& name, bool replacing)
{
    Rule& rule = m_rules[index];
    if (rule.hasName(name))
        return false;
    if (replacing && isPattern(name)) {
        std::erase_if(rule.names,
                      [&name](const std::string& old) { return globMatches(name, old); });
    }
    rule.names.insert(name);
    if (rule.hasSeveralPorts())
        m_several.add(index, name);
    return true;
}

void RuleSet::setProcesses(RuleIndex index, std::optional<Processes> processes,
                           const ProcessTree& tree)
{
    Rule& rule = m_rules[index];
    std::optional<Processes> gained = processes;
    if (gained && rule.processes) {
        gained->clear();
        std::set_difference(processes->begin(), processes->end(), rule.processes->begin(),
                            rule.processes->end(), std::back_inserter(*gained));
    }
    rule.processes = std::move(processes);
    this->index(index, gained, tree);
}

void RuleSet::setPorts(RuleIndex index, std::vector<policy::PortRange> ports,
                       const ProcessTree& tree)
{
    m_rules[index].ports = std::move(ports);
    this->index(index, m_rules[index].processes, tree);
}

void RuleSet::renamed(ProcessIndex process, const ProcessTree& tree)
{
    for (const RuleIndex rule : naming(process))
        index(rule, Processes{process}, tree);
}

RuleSet::Bucket& RuleSet::bucketOf(const policy::PortRange& range)
{
    return isSingle(range) ? m_single[keyOf(range.protocol, range.port)] : m_wide;
}

template <typename Visit>
void RuleSet::visitBuckets(const policy::PortRange& ports, Visit visit) const
{
    const std::size_t width = std::size_t{ports.endPort} - ports.port + 1;
    if (width <= m_single.size()) {
        for (std::uint32_t port = ports.port; port <= ports.endPort; ++port) {
            const auto found = m_single.find(keyOf(ports.protocol, port));
            if (found != m_single.end())
                visit(found->second);
        }
    } else {
        for (const auto& [at, bucket] : m_single) {
            if (at >= keyOf(ports.protocol, ports.port)
                && at <= keyOf(ports.protocol, ports.endPort))
                visit(bucket);
        }
    }
    visit(m_wide);
}

RuleSet::Rules RuleSet::tidied(Rules rules) const
{
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    std::erase_if(rules, [this](RuleIndex index) { return m_rules[index].dropped; });
    return rules;
}

RuleSet::Rules RuleSet::touching(ProcessIndex process, const policy::PortRange& ports,
                                 const PeerQuestion& peer) const
{
    Rules out;
    visitBuckets(ports, [&](const Bucket& bucket) {
        append(out, bucket.anyProcess);
        if (process == noProcess)
            return;
        if (const auto found = bucket.byProcess.find(process); found != bucket.byProcess.end())
            append(out, found->second);
    });
    m_several.collect(peer, out);
    out = tidied(std::move(out));
    std::erase_if(out, [&](RuleIndex index) {
        return !m_rules[index].admits(process) || !sharesPort(m_rules[index], ports);
    });
    return out;
}

RuleSet::Rules RuleSet::sharingUse(const Rule& rule, const ProcessTree& tree) const
{
    Rules out;
    const auto collect = [&](const Bucket& bucket) {
        if (!rule.processes) {
            append(out, bucket.all);
            return;
        }
        append(out, bucket.anyProcess);
        for (const ProcessIndex process : *rule.processes)
            bucket.byName.collectMatching(tree.at(process).name, out);
    };
    for (const policy::PortRange& range : rule.ports)
        visitBuckets(range, collect);
    return tidied(std::move(out));
}

RuleSet::Rules RuleSet::sharingPeers(const std::vector<PeerQuestion>& peers) const
{
    Rules out;
    if (m_several.empty())
        return out;
    for (const PeerQuestion& peer : peers)
        m_several.collect(peer, out);
    return tidied(std::move(out));
}

RuleSet::Rules RuleSet::ofSameUse(const Rule& rule) const
{
    const auto found = m_byUse.find(useOf(rule));
    return found == m_byUse.end() ? Rules{} : tidied(found->second);
}

RuleSet::Rules RuleSet::naming(ProcessIndex process) const
{
    const auto found = m_naming.find(process);
    return found == m_naming.end() ? Rules{} : tidied(found->second);
}

bool RuleSet::allow(ProcessIndex process, const policy::PortRange& ports,
                    const PeerQuestion& peer) const
{
    const Rules candidates = touching(process, ports, peer);
    for (const RuleIndex index : candidates) {
        const Rule& rule = m_rules[index];
        if (anyHolds(rule.ports, ports) && allowsPeer(rule, peer))
            return true;
    }
    // Several rules together: cut the range where one of them begins or ends, and unite the
    // addresses that are allowed on each piece.
    const bool severalAddresses = peer.block && !peer.block->cidr.isHost();
    if (candidates.empty() || (isSingle(ports) && !severalAddresses))
        return false;
    std::set<std::uint32_t> cuts{ports.port};
    for (const RuleIndex index : candidates) {
        for (const policy::PortRange& range : m_rules[index].ports) {
            if (range.protocol != ports.protocol)
                continue;
            for (const std::uint32_t cut : {std::uint32_t{range.port}, range.endPort + 1U}) {
                if (cut > ports.port && cut <= ports.endPort)
                    cuts.insert(cut);
            }
        }
    }
    for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
        const auto next = std::next(cut);
        const std::uint32_t end = next == cuts.end() ? ports.endPort : *next - 1;
        const policy::PortRange piece{
            ports.protocol, static_cast<std::uint16_t>(*cut), static_cast<std::uint16_t>(end), {}};
        AddressSet allowed;
        bool found = false;
        for (const RuleIndex index : candidates) {
            const Rule& rule = m_rules[index];
            if (!anyHolds(rule.ports, piece))
                continue;
            if (!peer.block)
                found = found || allowsPeer(rule, peer);
            else
                allowed.add(rule.addresses);
        }
        if (!(peer.block ? allowed.contains(*peer.block) : found))
            return false;
    }
    return true;
}

Rule prepareRule(const policy::NetworkRule& rule, const ProcessTree& tree)
{
    Rule out;
    out.ports = tidyPorts(rule.ports);
    out.where = rule.where;
    for (const policy::Peer& peer : rule.peers) {
        if (!peer.ip)
            out.names.insert(peer.dnsNames.begin(), peer.dnsNames.end());
        else if (const std::optional<AddressBlock> block = parseBlock(*peer.ip))
            out.addBlock(*block);
    }
    if (rule.processes) {
        out.processes.emplace();
        for (const std::string& id : *rule.processes) {
            const ProcessIndex process = tree.find(id);
            if (process != noProcess)
                out.processes->push_back(process);
        }
        std::sort(out.processes->begin(), out.processes->end());
        out.processes->erase(std::unique(out.processes->begin(), out.processes->end()),
                             out.processes->end());
    }
    return out;
}

} // namespace pw::ops
