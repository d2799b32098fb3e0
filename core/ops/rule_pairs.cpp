#include "core/ops/rule_pairs.h"

#include "core/ops/cidr.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <map>

namespace pw::ops {

namespace {

std::string cidrText(const std::string& written)
{
    const ParsedCidr parsed = parseCidr(written);
    return parsed.problem == CidrProblem::Malformed ? written : toString(parsed.cidr);
}

std::size_t shared(const std::set<std::string>& a, const std::set<std::string>& b)
{
    const auto& small = a.size() < b.size() ? a : b;
    const auto& large = a.size() < b.size() ? b : a;
    return static_cast<std::size_t>(
        std::count_if(small.begin(), small.end(),
                      [&](const std::string& text) { return large.count(text) > 0; }));
}

} // namespace

std::string peerText(const policy::IpBlock& block)
{
    std::set<std::string> holes;
    for (const std::string& hole : block.except)
        holes.insert(cidrText(hole));
    std::string out = cidrText(block.cidr);
    for (const std::string& hole : holes)
        out += " -" + hole;
    return out;
}

RuleFacts factsOf(const policy::NetworkRule& rule)
{
    RuleFacts out;
    for (const policy::Peer& peer : rule.peers) {
        if (peer.ip)
            out.peers.insert(peerText(*peer.ip));
        for (const std::string& name : peer.dnsNames)
            out.peers.insert("name:" + name);
    }
    out.anyProcess = !rule.processes;
    if (rule.processes)
        out.processes.insert(rule.processes->begin(), rule.processes->end());
    for (const policy::PortRange& range : rule.ports)
        out.ports.insert(portText(range));
    return out;
}

std::size_t likeness(const RuleFacts& a, const RuleFacts& b)
{
    const std::size_t peers = shared(a.peers, b.peers);
    const bool sameProcesses = a.anyProcess == b.anyProcess && a.processes == b.processes;
    const bool samePorts = a.ports == b.ports;
    const std::size_t some = shared(a.processes, b.processes) + shared(a.ports, b.ports);
    if (!samePorts && !sameProcesses && peers == 0)
        return 0;
    if (!samePorts && shared(a.ports, b.ports) == 0)
        return 0;
    return 1 + peers + some + (sameProcesses ? 100 : 0) + (samePorts ? 100 : 0);
}

std::vector<RulePair> changedRules(const std::vector<RuleFacts>& before,
                                   const std::vector<RuleFacts>& after)
{
    std::multimap<const RuleFacts*, std::size_t,
                  decltype([](const RuleFacts* a, const RuleFacts* b) { return *a < *b; })>
        known;
    for (std::size_t i = 0; i < before.size(); ++i)
        known.emplace(&before[i], i);
    std::vector<bool> equal(before.size(), false);
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto same = known.find(&after[i]);
        if (same == known.end()) {
            rest.push_back(i);
            continue;
        }
        equal[same->second] = true;
        known.erase(same);
    }
    std::vector<std::size_t> old;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!equal[i])
            old.push_back(i);
    }
    struct Candidate
    {
        std::size_t likeness, before, after;
    };
    std::vector<Candidate> candidates;
    for (const std::size_t b : old) {
        for (const std::size_t a : rest) {
            if (const std::size_t like = likeness(before[b], after[a]); like > 0)
                candidates.push_back({like, b, a});
        }
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
    std::vector<bool> usedBefore(before.size(), false);
    std::vector<bool> usedAfter(after.size(), false);
    std::vector<RulePair> out;
    for (const Candidate& candidate : candidates) {
        if (usedBefore[candidate.before] || usedAfter[candidate.after])
            continue;
        usedBefore[candidate.before] = usedAfter[candidate.after] = true;
        out.push_back({candidate.before, candidate.after});
    }
    for (const std::size_t b : old) {
        if (!usedBefore[b])
            out.push_back({b, noRule});
    }
    for (const std::size_t a : rest) {
        if (!usedAfter[a])
            out.push_back({noRule, a});
    }
    std::sort(out.begin(), out.end(), [](const RulePair& a, const RulePair& b) {
        return std::pair(a.after, a.before) < std::pair(b.after, b.before);
    });
    return out;
}

} // namespace pw::ops
