#include "core/ops/leave_out.h"

#include "core/ops/behaviour_key.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::NetworkRule;
using policy::ProcessNode;

/// Processes and ports of a rule by their places in it; what some peers may still do.
using Uses = std::vector<std::pair<std::size_t, std::size_t>>;

class LeavingOut
{
public:
    explicit LeavingOut(const std::unordered_set<std::string>& keys) : m_keys(keys) { }

    void processes(std::vector<ProcessNode>& nodes, const std::string& parent,
                   const std::vector<std::string>& inherited, bool parentGone)
    {
        std::vector<ProcessNode> kept;
        for (ProcessNode& node : nodes) {
            const std::vector<std::string> euser
                = node.euser ? sortedUnique(*node.euser) : inherited;
            const std::string key = processKey(parent, node.name, sortedUnique(node.exe), euser);
            const bool gone = parentGone || m_keys.contains(key);
            m_byId.try_emplace(node.id, Known{key, gone});
            processes(node.children, key, euser, gone);
            if (!gone)
                kept.push_back(std::move(node));
        }
        nodes = std::move(kept);
    }

    void rules(std::vector<NetworkRule>& rules, Direction way) const
    {
        std::vector<NetworkRule> kept;
        for (NetworkRule& rule : rules)
            addWhatIsLeft(kept, std::move(rule), way);
        rules = std::move(kept);
    }

private:
    struct Known
    {
        std::string key;
        bool gone = false;
    };

    [[nodiscard]] Known known(const std::string& id) const
    {
        const auto found = m_byId.find(id);
        return found == m_byId.end() ? Known{unknownProcessKey(id), false} : found->second;
    }

    void addWhatIsLeft(std::vector<NetworkRule>& out, NetworkRule rule, Direction way) const
    {
        std::vector<Known> owners{Known()}; // any process
        if (rule.processes) {
            owners.clear();
            for (const std::string& id : *rule.processes)
                owners.push_back(known(id));
        }
        std::vector<std::string> keys;
        for (const Known& owner : owners) {
            if (rule.processes)
                keys.push_back(owner.key);
        }
        keys = sortedUnique(std::move(keys));
        std::vector<std::string> ports;
        for (const policy::PortRange& range : rule.ports)
            ports.push_back(portText(range));
        const std::vector<std::string> portSet = sortedUnique(ports);
        const std::vector<RulePeer> peers = peersOf(rule);
        const std::size_t all = owners.size() * ports.size();
        const bool together = peers.size() * (rule.processes ? keys.size() : 1) * portSet.size()
            > combinationsApart;

        const std::string allKeys = together ? joinedKeys(keys) : std::string();
        const std::string allPorts = together ? shortKey(joined(portSet, ", ")) : std::string();

        // Peers that are left with the same uses stay together.
        std::map<Uses, std::vector<const RulePeer*>> byUses;
        bool whole = true;
        for (const RulePeer& peer : peers) {
            const bool rowGone
                = together && m_keys.contains(connectionKey(way, allKeys, allPorts, peer.text));
            Uses uses;
            for (std::size_t owner = 0; owner < owners.size() && !rowGone; ++owner) {
                for (std::size_t port = 0; port < ports.size() && !owners[owner].gone; ++port) {
                    if (together
                        || !m_keys.contains(
                            connectionKey(way, owners[owner].key, ports[port], peer.text)))
                        uses.emplace_back(owner, port);
                }
            }
            whole = whole && uses.size() == all;
            if (!uses.empty())
                byUses[std::move(uses)].push_back(&peer);
        }
        if (whole && !peers.empty()) {
            out.push_back(std::move(rule));
            return;
        }
        for (const auto& [uses, some] : byUses)
            addRules(out, rule, uses, some);
    }

    // One rule for the processes that are left with the same ports.
    static void addRules(std::vector<NetworkRule>& out, const NetworkRule& rule, const Uses& uses,
                         const std::vector<const RulePeer*>& peers)
    {
        std::map<std::size_t, std::vector<std::size_t>> portsOf;
        for (const auto& [owner, port] : uses)
            portsOf[owner].push_back(port);
        std::map<std::vector<std::size_t>, std::vector<std::size_t>> ownersOf;
        for (const auto& [owner, ports] : portsOf)
            ownersOf[ports].push_back(owner);
        for (const auto& [ports, owners] : ownersOf) {
            NetworkRule part;
            part.where = rule.where;
            part.peers = peersLeft(rule, peers);
            if (rule.processes) {
                part.processes.emplace();
                for (const std::size_t owner : owners)
                    part.processes->push_back((*rule.processes)[owner]);
            }
            for (const std::size_t port : ports)
                part.ports.push_back(rule.ports[port]);
            out.push_back(std::move(part));
        }
    }

    static std::vector<policy::Peer> peersLeft(const NetworkRule& rule,
                                               const std::vector<const RulePeer*>& some)
    {
        std::vector<policy::Peer> out;
        std::size_t last = rule.peers.size();
        for (const RulePeer* const one : some) {
            const policy::Peer& from = rule.peers[one->peer];
            if (from.ip) {
                out.push_back(from);
            } else {
                if (one->peer != last) {
                    out.push_back(from);
                    out.back().dnsNames.clear();
                }
                out.back().dnsNames.push_back(from.dnsNames[one->name]);
            }
            last = one->peer;
        }
        return out;
    }

    const std::unordered_set<std::string>& m_keys;
    std::unordered_map<std::string, Known> m_byId;
};

} // namespace

policy::GuardianDocument withoutBehaviours(const policy::GuardianDocument& document,
                                           const std::unordered_set<std::string>& keys)
{
    policy::GuardianDocument out = document;
    if (keys.empty())
        return out;
    LeavingOut leavingOut(keys);
    if (out.spec.processPolicy)
        leavingOut.processes(*out.spec.processPolicy, {}, {}, false);
    if (out.spec.networkPolicy) {
        for (const Direction way : {Direction::Ingress, Direction::Egress})
            leavingOut.rules(out.spec.networkPolicy->rules(way), way);
    }
    return out;
}

} // namespace pw::ops
