#include "core/ops/activity_walk.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::Direction;

constexpr std::array<Direction, 2> directions{Direction::Ingress, Direction::Egress};

bool isPrivatePeer(const PeerQuestion& peer)
{
    return peer.block ? isPrivate(peer.block->cidr) : peer.name.ends_with(".local");
}

} // namespace

Behaviour::Behaviour(const policy::Spec& spec) : options(spec.options)
{
    if (spec.processPolicy)
        tree = ProcessTree(*spec.processPolicy);
    if (!spec.networkPolicy)
        return;
    for (const Direction direction : directions) {
        for (const policy::NetworkRule& rule : spec.networkPolicy->rules(direction))
            rules(direction).add(prepareRule(rule, tree), tree);
    }
}

bool switchesOff(const std::optional<std::string>& option, Direction direction)
{
    return option
        && (*option == "all"
            || *option == (direction == Direction::Ingress ? "ingress" : "egress"));
}

bool isIgnored(const policy::Options& options, Direction direction, const PeerQuestion& peer)
{
    return switchesOff(options.disableConnections, direction)
        || switchesOff(isPrivatePeer(peer) ? options.disablePrivateConnections
                                           : options.disablePublicConnections,
                       direction);
}

Activity::Activity(const policy::Spec& spec)
{
    if (spec.processPolicy)
        tree = ProcessTree(*spec.processPolicy);
    if (!spec.networkPolicy)
        return;
    for (const Direction direction : directions) {
        for (const policy::NetworkRule& rule : spec.networkPolicy->rules(direction)) {
            std::vector<ProcessIndex> processes{noProcess};
            if (rule.processes) {
                processes.clear();
                for (const std::string& id : *rule.processes) {
                    processes.push_back(tree.find(id));
                    if (processes.back() == noProcess) {
                        processes.pop_back();
                        unknownIds.push_back(id);
                    }
                }
            }
            for (const policy::Peer& peer : rule.peers) {
                std::vector<PeerQuestion> questions;
                if (!peer.ip) {
                    for (const std::string& name : peer.dnsNames)
                        questions.push_back({std::nullopt, name});
                } else if (std::optional<AddressBlock> block = parseBlock(*peer.ip)) {
                    questions.push_back({std::move(block), {}});
                }
                for (const PeerQuestion& question : questions) {
                    for (const policy::PortRange& ports : rule.ports) {
                        for (const ProcessIndex process : processes)
                            connections.push_back(
                                {direction, process, question, ports, peer.where});
                    }
                }
            }
        }
    }
}

ActivityWalk::ActivityWalk(const Behaviour& allowed, const Activity& seen, PinnedProcesses pinned)
    : m_allowed(allowed), m_seen(seen), m_pinned(std::move(pinned)), m_own(seen.tree.size()),
      m_image(seen.tree.size(), noProcess)
{
    for (std::size_t i = 0; i < seen.connections.size(); ++i) {
        if (seen.connections[i].process != noProcess)
            m_own[seen.connections[i].process].push_back(i);
    }
    if (m_allowed.options.disableProcesses == "all")
        return;
    for (const ProcessIndex root : seen.tree.children(noProcess))
        place(root, noProcess);
}

std::vector<ProcessIndex> ActivityWalk::fitting(ProcessIndex o, ProcessIndex parent) const
{
    if (o < m_pinned.size() && m_pinned[o] != noProcess)
        return {m_pinned[o]};
    const Process& process = m_seen.tree.at(o);
    std::vector<ProcessIndex> out = m_allowed.tree.mayCover(parent, process.name);
    std::erase_if(out, [&](ProcessIndex n) { return !allows(m_allowed.tree.at(n), process); });
    return out;
}

bool ActivityWalk::allowed(const Connection& connection, ProcessIndex as) const
{
    return isIgnored(m_allowed.options, connection.direction, connection.peer)
        || m_allowed.rules(connection.direction).allow(as, connection.ports, connection.peer);
}

ActivityWalk::Cost ActivityWalk::cost(ProcessIndex o, ProcessIndex n) const
{
    const std::uint64_t key = std::uint64_t{o} << 32U | n;
    if (const auto known = m_costs.find(key); known != m_costs.end())
        return known->second;
    Cost sum;
    for (const std::size_t i : m_own[o])
        sum.deviations += allowed(m_seen.connections[i], n) ? 0 : 1;
    sum.sockets = holdsSockets(m_allowed.tree.at(n), m_seen.tree.at(o)) ? 0 : 1;
    for (const ProcessIndex child : m_seen.tree.at(o).children)
        sum.add(bestCost(child, n));
    m_costs.emplace(key, sum);
    return sum;
}

ActivityWalk::Cost ActivityWalk::bestCost(ProcessIndex o, ProcessIndex parent) const
{
    const std::vector<ProcessIndex> candidates = fitting(o, parent);
    if (candidates.empty())
        return {1 + costOutside(o), 0};
    Cost best = cost(o, candidates.front());
    for (std::size_t i = 1; i < candidates.size(); ++i)
        best = std::min(best, cost(o, candidates[i]));
    return best;
}

std::size_t ActivityWalk::costOutside(ProcessIndex o) const
{
    std::size_t sum = 0;
    for (const std::size_t i : m_own[o])
        sum += allowed(m_seen.connections[i], noProcess) ? 0 : 1;
    for (const ProcessIndex child : m_seen.tree.at(o).children)
        sum += costOutside(child);
    return sum;
}

void ActivityWalk::place(ProcessIndex o, ProcessIndex parent)
{
    const std::vector<ProcessIndex> candidates = fitting(o, parent);
    if (candidates.empty()) {
        m_deviating.push_back(o);
        return;
    }
    ProcessIndex best = candidates.front();
    if (candidates.size() > 1) {
        for (const ProcessIndex n : candidates) {
            if (cost(o, n) < cost(o, best))
                best = n;
        }
    }
    m_image[o] = best;
    for (const ProcessIndex child : m_seen.tree.at(o).children)
        place(child, best);
}

std::vector<std::size_t> ActivityWalk::deviatingConnections() const
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < m_seen.connections.size(); ++i) {
        const Connection& connection = m_seen.connections[i];
        const ProcessIndex as
            = connection.process == noProcess ? noProcess : m_image[connection.process];
        if (!allowed(connection, as))
            out.push_back(i);
    }
    return out;
}

bool ActivityWalk::conforms() const
{
    return m_deviating.empty() && deviatingConnections().empty();
}

} // namespace pw::ops
