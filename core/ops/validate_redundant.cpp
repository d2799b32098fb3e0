// What could be left out without a change of meaning: blocks inside another block, network rules
// inside another rule, processes that a sibling covers.
//
// Candidates come from indexes and are few for each entry, so that 10,000 entries stay cheap. What
// the limits leave out is not reported; what is reported is redundant.

#include "core/ops/validate_rules.h"

#include "core/ops/cidr.h"
#include "core/ops/process_tree.h"
#include "core/ops/wildcard.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace pw::ops::validation {

namespace {

using policy::IpBlock;
using policy::NetworkRule;
using policy::Peer;
using policy::ProcessNode;
using yaml::NodeRef;

constexpr std::size_t mostCandidates = 32;

/// A block of addresses, ready to be compared; what cannot be parsed is left out.
struct Block
{
    Cidr cidr;
    std::vector<Cidr> except;
};

std::optional<Block> blockOf(const IpBlock& block)
{
    const ParsedCidr parsed = parseCidr(block.cidr);
    if (parsed.problem != CidrProblem::None)
        return std::nullopt;
    Block out{parsed.cidr, {}};
    for (const std::string& text : block.except) {
        const ParsedCidr except = parseCidr(text);
        if (except.problem != CidrProblem::None)
            return std::nullopt;
        out.except.push_back(except.cidr);
    }
    return out;
}

/// Every address of `inner` is in `outer`, exceptions included.
bool covers(const Block& outer, const Block& inner)
{
    if (!outer.cidr.contains(inner.cidr))
        return false;
    return std::all_of(outer.except.begin(), outer.except.end(), [&](const Cidr& hole) {
        const bool apart = !hole.contains(inner.cidr) && !inner.cidr.contains(hole);
        return apart
            || std::any_of(inner.except.begin(), inner.except.end(),
                           [&](const Cidr& except) { return except.contains(hole); });
    });
}

template <typename MakeFix>
void warn(const RuleInput& input, policy::Where where, const std::string& message,
          const MakeFix& makeFix)
{
    const NodeRef node(input.report.document(), where.node);
    input.report.add(text::Severity::Warning, "redundant", message, at(node),
                     input.report.fix("redundant", [&] { return makeFix(node); }));
}

void warn(const RuleInput& input, policy::Where where, const std::string& message)
{
    warn(input, where, message, [](NodeRef node) { return remove(node, "remove it"); });
}

// ---- blocks of one rule

void redundantBlocks(const RuleInput& input, const std::vector<Peer>& peers)
{
    struct Entry
    {
        Block block;
        const Peer* peer;
    };
    std::vector<Entry> blocks;
    std::unordered_set<std::string_view> names;
    std::vector<std::string_view> patterns;
    for (const Peer& peer : peers) {
        if (peer.ip) {
            if (std::optional<Block> block = blockOf(*peer.ip))
                blocks.push_back({std::move(*block), &peer});
            continue;
        }
        for (const std::string& name : peer.dnsNames) {
            if (isPattern(name) && patterns.size() < mostCandidates)
                patterns.push_back(name);
        }
    }
    // Wider ones first: what covers a block stands before it, on the stack of open networks.
    std::stable_sort(blocks.begin(), blocks.end(),
                     [](const Entry& a, const Entry& b) { return a.block.cidr < b.block.cidr; });
    std::vector<const Entry*> open;
    for (const Entry& entry : blocks) {
        while (!open.empty() && !open.back()->block.cidr.contains(entry.block.cidr))
            open.pop_back();
        const std::size_t first = open.size() > mostCandidates ? open.size() - mostCandidates : 0;
        for (std::size_t i = first; i < open.size(); ++i) {
            if (covers(open[i]->block, entry.block)) {
                warn(input, entry.peer->where,
                     "redundant: " + entry.peer->ip->cidr + " lies inside "
                         + open[i]->peer->ip->cidr + " of the same list; remove it");
                break;
            }
        }
        open.push_back(&entry);
    }
    for (const Peer& peer : peers) {
        if (peer.ip || peer.dnsNames.empty())
            continue;
        const bool covered = std::all_of(
            peer.dnsNames.begin(), peer.dnsNames.end(), [&](const std::string& name) {
                return names.contains(name)
                    || std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
                           return pattern != name && globMatches(pattern, name);
                       });
            });
        names.insert(peer.dnsNames.begin(), peer.dnsNames.end());
        if (covered) {
            warn(input, peer.where,
                 "redundant: " + peer.dnsNames.front()
                     + " is covered by other names of the same list; remove it");
        }
    }
}

// ---- rules of one direction

bool coversProcesses(const NetworkRule& outer, const NetworkRule& inner)
{
    if (!outer.processes)
        return true;
    if (!inner.processes)
        return false;
    const std::unordered_set<std::string_view> ids(outer.processes->begin(),
                                                   outer.processes->end());
    return std::all_of(inner.processes->begin(), inner.processes->end(),
                       [&](const std::string& id) { return ids.contains(id); });
}

/// The places of a rule's peers, sorted, so that those of another rule are found in them.
struct RulePeers
{
    std::vector<Block> blocks; ///< sorted by network
    std::unordered_set<std::string_view> names;
    std::vector<std::string_view> patterns;
    bool complete = true; ///< every peer could be read
};

RulePeers peersOf(const NetworkRule& rule)
{
    RulePeers out;
    for (const Peer& peer : rule.peers) {
        if (!peer.ip) {
            for (const std::string& name : peer.dnsNames) {
                out.names.insert(name);
                if (isPattern(name) && out.patterns.size() < mostCandidates)
                    out.patterns.push_back(name);
            }
        } else if (std::optional<Block> block = blockOf(*peer.ip)) {
            out.blocks.push_back(std::move(*block));
        } else {
            out.complete = false;
        }
    }
    std::sort(out.blocks.begin(), out.blocks.end(),
              [](const Block& a, const Block& b) { return a.cidr < b.cidr; });
    return out;
}

/// Looks the block up by every network that may hold it: at most 129 searches.
bool holds(const std::vector<Block>& sorted, const Block& block)
{
    Cidr network = block.cidr;
    while (true) {
        auto found
            = std::lower_bound(sorted.begin(), sorted.end(), network,
                               [](const Block& a, const Cidr& cidr) { return a.cidr < cidr; });
        for (; found != sorted.end() && found->cidr == network; ++found) {
            if (covers(*found, block))
                return true;
        }
        if (network.prefix == 0)
            return false;
        network = supernet(network, static_cast<std::uint8_t>(network.prefix - 1));
    }
}

bool coversRule(const NetworkRule& outer, const RulePeers& outerPeers, const NetworkRule& inner,
                const RulePeers& innerPeers)
{
    if (!innerPeers.complete || !coversProcesses(outer, inner))
        return false;
    const bool ports = std::all_of(inner.ports.begin(), inner.ports.end(),
                                   [&](const auto& port) { return anyHolds(outer.ports, port); });
    if (!ports)
        return false;
    const bool names
        = std::all_of(innerPeers.names.begin(), innerPeers.names.end(), [&](std::string_view name) {
              return outerPeers.names.contains(name)
                  || std::any_of(outerPeers.patterns.begin(), outerPeers.patterns.end(),
                                 [&](std::string_view p) { return globMatches(p, name); });
          });
    return names
        && std::all_of(innerPeers.blocks.begin(), innerPeers.blocks.end(),
                       [&](const Block& block) { return holds(outerPeers.blocks, block); });
}

void redundantRules(const RuleInput& input, const std::vector<NetworkRule>& rules,
                    std::string_view direction)
{
    std::vector<RulePeers> peers;
    peers.reserve(rules.size());
    std::unordered_map<std::string, std::vector<std::size_t>> byKey;
    std::vector<std::size_t> wide; // patterns and networks that hold others
    for (std::size_t i = 0; i < rules.size(); ++i) {
        peers.push_back(peersOf(rules[i]));
        bool isWide = !peers[i].patterns.empty();
        const auto add = [&](std::string key) {
            std::vector<std::size_t>& list = byKey[std::move(key)];
            if (list.size() < mostCandidates && (list.empty() || list.back() != i))
                list.push_back(i);
        };
        for (const Block& block : peers[i].blocks) {
            add(toString(block.cidr));
            isWide = isWide || !block.cidr.isHost();
        }
        for (const std::string_view name : peers[i].names)
            add(std::string(name));
        if (isWide && wide.size() < mostCandidates)
            wide.push_back(i);
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].ports.empty() || (peers[i].blocks.empty() && peers[i].names.empty()))
            continue;
        const std::string key = peers[i].blocks.empty() ? std::string(*peers[i].names.begin())
                                                        : toString(peers[i].blocks.front().cidr);
        std::vector<std::size_t> candidates = byKey[key];
        candidates.insert(candidates.end(), wide.begin(), wide.end());
        for (const std::size_t other : candidates) {
            if (other == i || !coversRule(rules[other], peers[other], rules[i], peers[i]))
                continue;
            // Of two equal ones the later is told to go.
            if (other > i && coversRule(rules[i], peers[i], rules[other], peers[other]))
                continue;
            warn(input, rules[i].where,
                 "redundant: everything that this rule allows, " + std::string(direction) + "["
                     + std::to_string(other) + "] allows too; remove it");
            break;
        }
    }
}

// ---- sibling processes

using Users = std::vector<std::string>;

bool coversTexts(const std::vector<std::string>& patterns, const std::vector<std::string>& texts)
{
    return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
        return std::any_of(patterns.begin(), patterns.end(),
                           [&](const std::string& pattern) { return globMatches(pattern, text); });
    });
}

/// Comparisons left for one document: trees made to be alike everywhere must not cost minutes.
using Budget = std::size_t;

/// `b` allows nothing that `a` does not allow; both inherit from the same parent.
bool coversProcess(const ProcessNode& a, const Users& usersOfA, const ProcessNode& b,
                   const Users& usersOfB, Budget& budget)
{
    if (budget == 0)
        return false;
    --budget;
    if (a.isPolicyNode || b.isPolicyNode || b.exe.empty() || !globMatches(a.name, b.name)
        || !coversTexts(a.exe, b.exe) || !coversTexts(usersOfA, usersOfB))
        return false;
    if (a.children.size() > mostCandidates || b.children.size() > mostCandidates)
        return b.children.empty();
    return std::all_of(b.children.begin(), b.children.end(), [&](const ProcessNode& child) {
        const Users& users = child.euser ? *child.euser : usersOfB;
        return std::any_of(a.children.begin(), a.children.end(), [&](const ProcessNode& other) {
            return coversProcess(other, other.euser ? *other.euser : usersOfA, child, users,
                                 budget);
        });
    });
}

bool hasPattern(const ProcessNode& process)
{
    return isPattern(process.name)
        || std::any_of(process.exe.begin(), process.exe.end(), isPattern);
}

void collectIds(const ProcessNode& process, std::set<std::string_view>& ids)
{
    ids.insert(process.id);
    for (const ProcessNode& child : process.children)
        collectIds(child, ids);
}

/// Nothing where a rule names a child, or the sibling has no id to be named by: which other one is
/// meant would be a guess.
std::optional<text::Fix> letSiblingStand(const RuleInput& input, NodeRef node,
                                         const ProcessNode& process, const std::string& sibling)
{
    std::set<std::string_view> gone;
    collectIds(process, gone);
    yaml::TreeEdit edit(input.report.document());
    edit.remove(node);
    const NodeRef network = input.node.find("spec").find("networkPolicy");
    for (const std::string_view direction : {"ingress", "egress"}) {
        for (const NodeRef rule : network.find(direction).items()) {
            bool named = false;
            for (const NodeRef item : rule.find("processes").items())
                named = named || item.value() == sibling;
            for (const NodeRef item : rule.find("processes").items()) {
                if (!gone.contains(item.value()) || item.value() == sibling)
                    continue;
                if (item.value() != process.id || sibling.empty())
                    return std::nullopt;
                if (named)
                    edit.remove(item);
                else
                    edit.set(item, yaml::Value::string(sibling));
                named = true;
            }
        }
    }
    return planned(edit, "remove it, and let network rules name \"" + sibling + "\"");
}

void redundantSiblings(const RuleInput& input, const std::vector<ProcessNode>& siblings,
                       const Users& inherited, Budget& budget)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const ProcessNode*>> index;
    std::vector<const ProcessNode*> patterns;
    for (const ProcessNode& process : siblings) {
        if (hasPattern(process) && patterns.size() < mostCandidates)
            patterns.push_back(&process);
        for (const std::string& exe : process.exe) {
            auto& list = index[{process.name, exe}];
            if (list.size() < mostCandidates)
                list.push_back(&process);
        }
    }
    for (const ProcessNode& process : siblings) {
        const Users& users = process.euser ? *process.euser : inherited;
        redundantSiblings(input, process.children, users, budget);
        if (process.exe.empty() || process.isPolicyNode)
            continue;
        std::vector<const ProcessNode*> candidates = index[{process.name, process.exe.front()}];
        candidates.insert(candidates.end(), patterns.begin(), patterns.end());
        for (const ProcessNode* other : candidates) {
            const Users& otherUsers = other->euser ? *other->euser : inherited;
            if (other == &process || !coversProcess(*other, otherUsers, process, users, budget))
                continue;
            const bool equal = coversProcess(process, users, *other, otherUsers, budget);
            if (equal && other > &process)
                continue; // of two equal ones the later is told to go
            warn(input, process.where,
                 "redundant: everything that '" + process.id + "' allows, its sibling '" + other->id
                     + "' allows too; remove it, and let network rules name '" + other->id + "'",
                 [&](NodeRef node) { return letSiblingStand(input, node, process, other->id); });
            break;
        }
    }
}

} // namespace

void redundant(const RuleInput& input)
{
    const policy::GuardianDocument& document = input.report.decoded(input.node);
    if (document.spec.networkPolicy) {
        for (const policy::Direction direction :
             {policy::Direction::Ingress, policy::Direction::Egress}) {
            const std::vector<NetworkRule>& rules = document.spec.networkPolicy->rules(direction);
            for (const NetworkRule& rule : rules)
                redundantBlocks(input, rule.peers);
            redundantRules(input, rules,
                           direction == policy::Direction::Ingress ? "ingress" : "egress");
        }
    }
    Budget budget = 1'000'000;
    if (document.spec.processPolicy && !input.report.stopped())
        redundantSiblings(input, *document.spec.processPolicy, {}, budget);
}

} // namespace pw::ops::validation
