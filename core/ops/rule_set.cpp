#include "core/ops/rule_set.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {

namespace {

std::vector<RuleIndex> inOrder(std::vector<RuleIndex> rules)
{
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    return rules;
}

void append(std::vector<RuleIndex>& out, const std::vector<RuleIndex>& more)
{
    out.insert(out.end(), more.begin(), more.end());
}

bool isSingle(const policy::PortRange& range)
{
    return range.port == range.endPort;
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
    if (peer.block)
        return rule.addresses.contains(*peer.block);
    return rule.hasName(peer.name);
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
        at = block.cidr.contains(at->cidr) && own.contains(*at) ? blocks.erase(at) : std::next(at);
    }
    blocks.insert(block);
    addresses.add(block);
    return true;
}

bool Rule::hasName(std::string_view name) const
{
    return names.contains(std::string(name))
        || std::any_of(names.begin(), names.end(),
                       [name](const std::string& pattern) { return globMatches(pattern, name); });
}

bool Rule::admits(ProcessIndex p) const
{
    if (!processes)
        return true;
    return p != noProcess && std::binary_search(processes->begin(), processes->end(), p);
}

RuleIndex RuleSet::add(Rule rule, const ProcessTree& tree)
{
    const auto index = static_cast<RuleIndex>(m_rules.size());
    m_rules.push_back(std::move(rule));
    const Rule& added = m_rules.back();
    for (const policy::PortRange& range : added.ports)
        insert(bucketOf(range), index, added.processes, tree);
    name(index, added.processes);
    return index;
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
    for (const policy::PortRange& range : rule.ports)
        insert(bucketOf(range), index, gained, tree);
    name(index, gained);
    rule.processes = std::move(processes);
}

void RuleSet::setPorts(RuleIndex index, std::vector<policy::PortRange> ports,
                       const ProcessTree& tree)
{
    Rule& rule = m_rules[index];
    for (const policy::PortRange& range : ports) {
        if (std::find(rule.ports.begin(), rule.ports.end(), range) == rule.ports.end())
            insert(bucketOf(range), index, rule.processes, tree);
    }
    rule.ports = std::move(ports);
}

RuleSet::Bucket& RuleSet::bucketOf(const policy::PortRange& range)
{
    return isSingle(range) ? m_single[key(range.protocol, range.port)] : m_wide;
}

// A rule may stand in a list more than once, or where it no longer belongs: who asks, looks again.
void RuleSet::insert(Bucket& bucket, RuleIndex index, const std::optional<Processes>& processes,
                     const ProcessTree& tree)
{
    if (bucket.all.empty() || bucket.all.back() != index)
        bucket.all.push_back(index);
    if (!processes) {
        bucket.anyProcess.push_back(index);
        return;
    }
    for (const ProcessIndex process : *processes) {
        bucket.byProcess[process].push_back(index);
        const std::string& name = tree.at(process).name;
        (isPattern(name) ? bucket.patternNames : bucket.byName[name]).push_back(index);
    }
}

void RuleSet::renamed(ProcessIndex process, const ProcessTree& tree)
{
    for (const RuleIndex index : naming(process)) {
        for (const policy::PortRange& range : m_rules[index].ports)
            insert(bucketOf(range), index, Processes{process}, tree);
    }
}

void RuleSet::name(RuleIndex index, const std::optional<Processes>& processes)
{
    if (!processes)
        return;
    for (const ProcessIndex process : *processes)
        m_naming[process].push_back(index);
}

template <typename Visit>
void RuleSet::visitBuckets(const policy::PortRange& ports, Visit visit) const
{
    const std::size_t width = std::size_t{ports.endPort} - ports.port + 1;
    if (width <= m_single.size()) {
        for (std::uint32_t port = ports.port; port <= ports.endPort; ++port) {
            if (const auto found = m_single.find(key(ports.protocol, port));
                found != m_single.end())
                visit(found->second);
        }
    } else {
        for (const auto& [at, bucket] : m_single) {
            if (at >= key(ports.protocol, ports.port) && at <= key(ports.protocol, ports.endPort))
                visit(bucket);
        }
    }
    visit(m_wide);
}

std::vector<RuleIndex> RuleSet::touching(ProcessIndex process, const policy::PortRange& ports) const
{
    Rules out;
    visitBuckets(ports, [&](const Bucket& bucket) {
        append(out, bucket.anyProcess);
        if (process == noProcess)
            return;
        if (const auto found = bucket.byProcess.find(process); found != bucket.byProcess.end())
            append(out, found->second);
    });
    std::erase_if(out, [&](RuleIndex index) {
        const Rule& rule = m_rules[index];
        return rule.dropped || !rule.admits(process)
            || std::none_of(rule.ports.begin(), rule.ports.end(), [&](const policy::PortRange& r) {
                   return r.protocol == ports.protocol && r.port <= ports.endPort
                       && ports.port <= r.endPort;
               });
    });
    return inOrder(std::move(out));
}

std::vector<RuleIndex> RuleSet::related(const std::vector<policy::PortRange>& ports,
                                        const std::optional<Processes>& processes,
                                        const ProcessTree& tree) const
{
    Rules out;
    const auto collect = [&](const Bucket& bucket) {
        const bool anyName = !processes
            || std::any_of(processes->begin(), processes->end(),
                           [&tree](ProcessIndex p) { return isPattern(tree.at(p).name); });
        if (anyName) {
            append(out, bucket.all);
            return;
        }
        append(out, bucket.anyProcess);
        append(out, bucket.patternNames);
        for (const ProcessIndex process : *processes) {
            if (const auto found = bucket.byName.find(tree.at(process).name);
                found != bucket.byName.end()) {
                append(out, found->second);
            }
        }
    };
    for (const policy::PortRange& range : ports)
        visitBuckets(range, collect);
    std::erase_if(out, [this](RuleIndex index) { return m_rules[index].dropped; });
    return inOrder(std::move(out));
}

std::vector<RuleIndex> RuleSet::naming(ProcessIndex process) const
{
    const auto found = m_naming.find(process);
    if (found == m_naming.end())
        return {};
    Rules out = found->second;
    std::erase_if(out, [this](RuleIndex index) { return m_rules[index].dropped; });
    return inOrder(std::move(out));
}

bool RuleSet::allow(ProcessIndex process, const policy::PortRange& ports,
                    const PeerQuestion& peer) const
{
    const Rules candidates = touching(process, ports);
    for (const RuleIndex index : candidates) {
        const Rule& rule = m_rules[index];
        if (anyHolds(rule.ports, ports) && allowsPeer(rule, peer))
            return true;
    }
    // Several rules together: cut the range where one of them begins or ends, and unite the
    // addresses that are allowed on each piece.
    const bool severalAddresses = peer.block && !peer.block->cidr.isHost();
    if (candidates.size() < 2 || (isSingle(ports) && !severalAddresses))
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

Rule prepareRule(const policy::NetworkRule& rule, const ProcessTree& tree,
                 std::vector<std::string>* unknown)
{
    Rule out;
    out.ports = rule.ports;
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
            else if (unknown != nullptr)
                unknown->push_back(id);
        }
        std::sort(out.processes->begin(), out.processes->end());
        out.processes->erase(std::unique(out.processes->begin(), out.processes->end()),
                             out.processes->end());
    }
    return out;
}

} // namespace pw::ops
