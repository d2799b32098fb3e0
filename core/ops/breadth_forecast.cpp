// What would have been missing without each of the instances.

#include "core/ops/activity_walk.h"
#include "core/ops/breadth.h"
#include "core/ops/match.h"
#include "core/ops/wildcard.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::GuardianDocument;
using policy::NetworkRule;
using policy::ProcessNode;

/// Which instances show a value of the policy: nobody, one, or several.
class Shown
{
public:
    void note(std::size_t instance)
    {
        m_several = m_several || (m_any && m_first != instance);
        m_first = m_any ? m_first : instance;
        m_any = true;
    }
    [[nodiscard]] bool onlyBy(std::size_t instance) const
    {
        return m_any && !m_several && m_first == instance;
    }

private:
    std::size_t m_first = 0;
    bool m_any = false;
    bool m_several = false;
};

struct ShownProcess
{
    Shown whole;
    std::map<std::string, Shown> exe;
    std::map<std::string, Shown> users;
};

struct ShownRule
{
    Shown whole;
    std::map<std::size_t, Shown> peers; ///< by their place in the rule
    std::map<std::string, Shown> names;
    std::map<std::string, Shown> processes;
};

/// Takes the same way through a policy's processes and its tree.
template <typename Nodes, typename Use>
void together(Nodes& nodes, const ProcessTree& tree, ProcessIndex parent, const Use& use)
{
    const std::vector<ProcessIndex>& children = tree.children(parent);
    for (std::size_t at = 0; at < std::min(nodes.size(), children.size()); ++at) {
        use(nodes[at], children[at]);
        together(nodes[at].children, tree, children[at], use);
    }
}

class LeaveOneOut
{
public:
    explicit LeaveOneOut(const GuardianDocument& policy)
        : m_policy(policy), m_behaviour(policy.spec)
    {
        if (policy.spec.processPolicy)
            together(*policy.spec.processPolicy, m_behaviour.tree, noProcess,
                     [this](const ProcessNode& node, ProcessIndex at) { m_nodes[at] = &node; });
    }

    void note(std::size_t instance, const GuardianDocument& document)
    {
        const Activity seen(document.spec);
        const ActivityWalk walk(m_behaviour, seen);
        for (ProcessIndex at = 0; at < seen.tree.size(); ++at) {
            if (const ProcessIndex image = walk.image(at); image != noProcess)
                noteProcess(instance, seen.tree.at(at), image);
        }
        for (const Connection& connection : seen.connections)
            noteConnection(instance, connection,
                           connection.process == noProcess ? noProcess
                                                           : walk.image(connection.process));
    }

    /// The policy without what only that instance shows.
    [[nodiscard]] GuardianDocument without(std::size_t instance) const
    {
        GuardianDocument out = m_policy;
        if (out.spec.processPolicy)
            filter(*out.spec.processPolicy, noProcess, instance);
        if (out.spec.networkPolicy) {
            filter(out.spec.networkPolicy->ingress, Direction::Ingress, instance);
            filter(out.spec.networkPolicy->egress, Direction::Egress, instance);
        }
        return out;
    }

private:
    void noteProcess(std::size_t instance, const Process& seen, ProcessIndex image)
    {
        ShownProcess& shown = m_processes[image];
        shown.whole.note(instance);
        const auto note
            = [&](const std::vector<std::string>& patterns, const std::vector<std::string>& values,
                  std::map<std::string, Shown>& out) {
                  for (const std::string& pattern : patterns) {
                      const bool fits = std::ranges::any_of(values, [&](const std::string& value) {
                          return globMatches(pattern, value);
                      });
                      if (fits)
                          out[pattern].note(instance);
                  }
              };
        note(m_behaviour.tree.at(image).exe, seen.exe, shown.exe);
        // Users stand where they are written, perhaps further up.
        ProcessIndex owner = image;
        while (owner != noProcess && m_nodes.contains(owner) && !m_nodes.at(owner)->euser)
            owner = m_behaviour.tree.at(owner).parent;
        if (owner != noProcess)
            note(m_behaviour.tree.at(owner).eusers, seen.eusers, m_processes[owner].users);
    }

    void noteConnection(std::size_t instance, const Connection& seen, ProcessIndex as)
    {
        const std::vector<Rule>& rules = m_behaviour.rules(seen.direction).rules();
        const std::vector<NetworkRule>& written = rulesOf(m_policy, seen.direction);
        for (std::size_t at = 0; at < std::min(rules.size(), written.size()); ++at) {
            if (!rules[at].admits(as) || !anyHolds(rules[at].ports, seen.ports))
                continue;
            ShownRule& shown = m_rules[{seen.direction, at}];
            if (!notePeers(instance, seen.peer, written[at], shown))
                continue;
            shown.whole.note(instance);
            if (as != noProcess)
                shown.processes[m_behaviour.tree.at(as).id].note(instance);
        }
    }

    static bool notePeers(std::size_t instance, const PeerQuestion& seen, const NetworkRule& rule,
                          ShownRule& shown)
    {
        bool isAny = false;
        for (std::size_t at = 0; at < rule.peers.size(); ++at) {
            const policy::Peer& peer = rule.peers[at];
            if (seen.block && peer.ip) {
                AddressSet allowed;
                if (const std::optional<AddressBlock> block = parseBlock(*peer.ip))
                    allowed.add(*block);
                if (!allowed.contains(*seen.block))
                    continue;
                shown.peers[at].note(instance);
                isAny = true;
            }
            for (const std::string& name : peer.dnsNames) {
                if (seen.block || !globMatches(name, seen.name))
                    continue;
                shown.names[name].note(instance);
                isAny = true;
            }
        }
        return isAny;
    }

    static const std::vector<NetworkRule>& rulesOf(const GuardianDocument& policy,
                                                   Direction direction)
    {
        static const std::vector<NetworkRule> none;
        if (!policy.spec.networkPolicy)
            return none;
        return direction == Direction::Ingress ? policy.spec.networkPolicy->ingress
                                               : policy.spec.networkPolicy->egress;
    }

    static void drop(std::vector<std::string>& values, const std::map<std::string, Shown>& shown,
                     std::size_t instance)
    {
        std::erase_if(values, [&](const std::string& value) {
            const auto found = shown.find(value);
            return found != shown.end() && found->second.onlyBy(instance);
        });
    }

    void filter(std::vector<ProcessNode>& nodes, ProcessIndex parent, std::size_t instance) const
    {
        const std::vector<ProcessIndex>& children = m_behaviour.tree.children(parent);
        std::vector<ProcessNode> kept;
        for (std::size_t at = 0; at < std::min(nodes.size(), children.size()); ++at) {
            ProcessNode& node = nodes[at];
            if (const auto found = m_processes.find(children[at]); found != m_processes.end()) {
                if (found->second.whole.onlyBy(instance))
                    continue;
                drop(node.exe, found->second.exe, instance);
                if (node.euser)
                    drop(*node.euser, found->second.users, instance);
            }
            filter(node.children, children[at], instance);
            kept.push_back(std::move(node));
        }
        nodes = std::move(kept);
    }

    void filter(std::vector<NetworkRule>& rules, Direction direction, std::size_t instance) const
    {
        std::vector<NetworkRule> kept;
        for (std::size_t at = 0; at < rules.size(); ++at) {
            NetworkRule& rule = rules[at];
            if (const auto found = m_rules.find({direction, at}); found != m_rules.end()) {
                const ShownRule& shown = found->second;
                if (shown.whole.onlyBy(instance))
                    continue;
                std::vector<policy::Peer> peers;
                for (std::size_t peer = 0; peer < rule.peers.size(); ++peer) {
                    drop(rule.peers[peer].dnsNames, shown.names, instance);
                    const auto use = shown.peers.find(peer);
                    const bool isHis = use != shown.peers.end() && use->second.onlyBy(instance);
                    if (!isHis && (rule.peers[peer].ip || !rule.peers[peer].dnsNames.empty()))
                        peers.push_back(rule.peers[peer]);
                }
                rule.peers = std::move(peers);
                if (rule.processes)
                    drop(*rule.processes, shown.processes, instance);
            }
            kept.push_back(std::move(rule));
        }
        rules = std::move(kept);
    }

    const GuardianDocument& m_policy;
    Behaviour m_behaviour;
    std::map<ProcessIndex, const ProcessNode*> m_nodes;
    std::map<ProcessIndex, ShownProcess> m_processes;
    std::map<std::pair<Direction, std::size_t>, ShownRule> m_rules;
};

/// So few or fewer of so many, when each is one with that probability.
double atMost(std::size_t hits, std::size_t of, double share)
{
    double sum = 0;
    double logChoose = 0;
    for (std::size_t k = 0; k <= hits; ++k) {
        if (k > 0)
            logChoose
                += std::log(static_cast<double>(of - k + 1)) - std::log(static_cast<double>(k));
        sum += std::exp(logChoose + static_cast<double>(k) * std::log(share)
                        + static_cast<double>(of - k) * std::log1p(-share));
    }
    return sum;
}

} // namespace

double mostLikelyShare(std::size_t hits, std::size_t of)
{
    if (hits >= of)
        return 1;
    constexpr double unlikely = 0.05;
    constexpr int steps = 60;
    double low = 0;
    double high = 1;
    for (int step = 0; step < steps; ++step) {
        const double middle = (low + high) / 2;
        (atMost(hits, of, middle) > unlikely ? low : high) = middle;
    }
    return high;
}

Forecast forecastOf(const GuardianDocument& policy, const std::vector<Evidence>& selected,
                    const std::stop_token& stop)
{
    Forecast out;
    LeaveOneOut shown(policy);
    for (std::size_t at = 0; at < selected.size() && !stop.stop_requested(); ++at)
        shown.note(at, selected[at].document);
    const std::size_t count = std::min(selected.size(), Forecast::most);
    for (std::size_t turn = 0; turn < count && !stop.stop_requested(); ++turn) {
        const std::size_t at = turn * selected.size() / count;
        const std::size_t deviations
            = deviationsOf(shown.without(at), selected[at].document).size();
        ++out.instances;
        out.deviations += deviations;
        out.deviating += deviations > 0 ? 1 : 0;
    }
    out.mostShare = mostLikelyShare(out.deviating, out.instances);
    return out;
}

} // namespace pw::ops
