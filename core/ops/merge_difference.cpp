#include "core/ops/merge_difference.h"

#include "core/ops/cidr.h"
#include "core/ops/rule_pairs.h"
#include "core/policy/encode.h"

#include <algorithm>
#include <tuple>

namespace pw::ops {

namespace {

using policy::Direction;
using policy::GuardianDocument;
using policy::NetworkRule;
using policy::Peer;
using policy::PortRange;
using policy::ProcessNode;
using yaml::NodeRef;
using yaml::TreeEdit;
using yaml::Value;

using Words = std::vector<std::string_view>;
const Words processKeys{"name", "exe", "id", "euser", "listeningSockets", "children"};
const Words specKeys{"mode",
                     "disableProcesses",
                     "disableConnections",
                     "disablePrivateConnections",
                     "disablePublicConnections",
                     "enabled",
                     "processPolicy",
                     "networkPolicy"};

std::vector<std::string> missing(const std::vector<std::string>& from,
                                 const std::vector<std::string>& wanted)
{
    std::vector<std::string> out;
    for (const std::string& text : wanted) {
        if (std::find(from.begin(), from.end(), text) == from.end()
            && std::find(out.begin(), out.end(), text) == out.end())
            out.push_back(text);
    }
    return out;
}

bool contains(const std::vector<std::string>& list, const std::string& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Behind the last key that is written before it.
std::size_t placeOf(NodeRef mapping, std::string_view key, const Words& order)
{
    const auto rank = [&order](std::string_view word) {
        return std::find(order.begin(), order.end(), word) - order.begin();
    };
    std::size_t place = key == "processPolicy" || key == "networkPolicy" ? mapping.size() : 0;
    bool found = false;
    std::size_t i = 0;
    for (const auto& [name, value] : mapping.entries()) {
        ++i;
        const bool known = std::find(order.begin(), order.end(), name.value()) != order.end();
        if (known && rank(name.value()) < rank(key)) {
            place = i;
            found = true;
        }
    }
    return found ? place : mapping.size();
}

/// Where `wanted` belongs among items that may be in order; `keys` holds one key an item.
template <typename Key>
std::size_t sortedPlace(const std::vector<std::pair<Key, std::size_t>>& keys, const Key& wanted,
                        std::size_t count)
{
    const bool sorted = std::is_sorted(
        keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (!sorted || keys.empty())
        return count;
    const auto behind = std::find_if(keys.begin(), keys.end(),
                                     [&](const auto& key) { return wanted < key.first; });
    if (behind != keys.end())
        return behind->second;
    return keys.back().second + 1;
}

/// Names, then IPv4, then IPv6, each in order.
using PeerOrder = std::tuple<int, std::string, Cidr>;

PeerOrder orderOf(const Peer& peer)
{
    if (!peer.ip)
        return {0, peer.dnsNames.empty() ? std::string() : peer.dnsNames.front(), {}};
    const Cidr cidr = parseCidr(peer.ip->cidr).cidr;
    return {cidr.v6 ? 2 : 1, {}, cidr};
}

class Difference
{
public:
    Difference(const yaml::Document& document, TreeEdit& edit) : m_document(document), m_edit(edit)
    {
    }

    std::optional<Error> processes(const GuardianDocument& target, const GuardianDocument& base,
                                   const GuardianDocument& outcome);
    std::optional<Error> networks(const GuardianDocument& target, const GuardianDocument& base,
                                  const GuardianDocument& outcome);

private:
    [[nodiscard]] NodeRef at(policy::Where where) const
    {
        return where.node == yaml::noNode ? NodeRef() : NodeRef(m_document, where.node);
    }
    void process(const ListedProcess& mine, const ListedProcess& base, const ListedProcess& wanted,
                 const ProcessList& targets, const ProcessList& outcomes);
    void addProcesses(NodeRef list, NodeRef owner, std::string_view key, const Words& order,
                      const std::vector<ProcessNode>& mine,
                      const std::vector<const ProcessNode*>& added, bool byName);
    /// The list below the key takes in and gives away; made when it is not there.
    void strings(NodeRef owner, std::string_view key, const Words& order,
                 const std::vector<std::string>& base, const std::vector<std::string>& wanted);
    void ports(NodeRef owner, std::string_view key, const Words& order,
               const std::vector<PortRange>& mine, const std::vector<PortRange>& base,
               const std::vector<PortRange>& wanted, bool portFirst);
    void peers(NodeRef owner, std::string_view key, const NetworkRule& mine,
               const NetworkRule& base, const NetworkRule& wanted);
    void rule(const NetworkRule& mine, const NetworkRule& base, const NetworkRule& wanted,
              Direction direction);
    std::optional<Error> rules(const GuardianDocument& target, const GuardianDocument& base,
                               const GuardianDocument& outcome, Direction direction);

    const yaml::Document& m_document;
    TreeEdit& m_edit;
};

Value processValue(const ProcessNode& node)
{
    GuardianDocument one;
    one.spec.processPolicy = std::vector<ProcessNode>{node};
    return specPart(one, "processPolicy").items.front();
}

Value ruleValue(const NetworkRule& rule, Direction direction)
{
    GuardianDocument one;
    one.spec.networkPolicy.emplace();
    one.spec.networkPolicy->rules(direction).push_back(rule);
    const Value network = specPart(one, "networkPolicy");
    return network.find(direction == Direction::Ingress ? "ingress" : "egress")->items.front();
}

Value peerValue(const Peer& peer)
{
    NetworkRule rule;
    rule.peers.push_back(peer);
    return ruleValue(rule, Direction::Ingress).find("from")->items.front();
}

Value portValue(const PortRange& port)
{
    NetworkRule rule;
    rule.ports.push_back(port);
    return ruleValue(rule, Direction::Ingress).find("ports")->items.front();
}

void Difference::strings(NodeRef owner, std::string_view key, const Words& order,
                         const std::vector<std::string>& base,
                         const std::vector<std::string>& wanted)
{
    const NodeRef list = owner.find(key);
    if (!list) {
        if (!wanted.empty())
            m_edit.insertEntry(owner, placeOf(owner, key, order), std::string(key),
                               Value::strings(wanted));
        return;
    }
    std::vector<std::string> present;
    std::vector<std::pair<std::string, std::size_t>> keys;
    std::size_t i = 0;
    for (const NodeRef item : list.items()) {
        const std::string text(item.value());
        present.push_back(text);
        keys.emplace_back(text, i++);
    }
    const std::vector<std::string> gone = missing(wanted, base);
    for (const NodeRef item : list.items()) {
        if (item.isString() && contains(gone, std::string(item.value())))
            m_edit.remove(item);
    }
    std::vector<std::string> added = missing(present, missing(base, wanted));
    std::sort(added.begin(), added.end());
    for (const std::string& text : added)
        m_edit.insertItem(list, sortedPlace(keys, text, list.size()), Value::string(text));
}

void Difference::ports(NodeRef owner, std::string_view key, const Words& order,
                       const std::vector<PortRange>& mine, const std::vector<PortRange>& base,
                       const std::vector<PortRange>& wanted, bool portFirst)
{
    using Order = std::tuple<int, int, int>;
    const auto orderOf = [portFirst](const PortRange& port) {
        const int protocol = static_cast<int>(port.protocol);
        return portFirst ? Order{port.port, protocol, port.endPort}
                         : Order{protocol, port.port, port.endPort};
    };
    const auto has = [](const std::vector<PortRange>& list, const PortRange& port) {
        return std::find(list.begin(), list.end(), port) != list.end();
    };
    for (const PortRange& port : mine) {
        if (has(base, port) && !has(wanted, port))
            m_edit.remove(at(port.where));
    }
    std::vector<PortRange> added;
    for (const PortRange& port : wanted) {
        if (!has(mine, port) && !has(base, port))
            added.push_back(port);
    }
    if (added.empty())
        return;
    std::sort(added.begin(), added.end(),
              [&](const auto& a, const auto& b) { return orderOf(a) < orderOf(b); });
    const NodeRef list = owner.find(key);
    if (!list) {
        Value value = Value::list();
        for (const PortRange& port : added)
            value.items.push_back(portValue(port));
        m_edit.insertEntry(owner, placeOf(owner, key, order), std::string(key), std::move(value));
        return;
    }
    std::vector<std::pair<Order, std::size_t>> keys;
    std::size_t i = 0;
    for (const NodeRef item : list.items()) {
        for (const PortRange& port : mine) {
            if (port.where.node == item.id())
                keys.emplace_back(orderOf(port), i);
        }
        ++i;
    }
    for (const PortRange& port : added)
        m_edit.insertItem(list, sortedPlace(keys, orderOf(port), list.size()), portValue(port));
}

void Difference::addProcesses(NodeRef list, NodeRef owner, std::string_view key, const Words& order,
                              const std::vector<ProcessNode>& mine,
                              const std::vector<const ProcessNode*>& added, bool byName)
{
    if (added.empty())
        return;
    if (!list) {
        Value value = Value::list();
        for (const ProcessNode* node : added)
            value.items.push_back(processValue(*node));
        m_edit.insertEntry(owner, placeOf(owner, key, order), std::string(key), std::move(value));
        return;
    }
    using Order = std::pair<std::string, std::string>;
    std::vector<std::pair<Order, std::size_t>> keys;
    std::size_t i = 0;
    for (const NodeRef item : list.items()) {
        for (const ProcessNode& node : mine) {
            if (node.where.node == item.id())
                keys.emplace_back(Order{node.name, node.id}, i);
        }
        ++i;
    }
    for (const ProcessNode* node : added) {
        const std::size_t place
            = byName ? sortedPlace(keys, Order{node->name, node->id}, list.size()) : list.size();
        m_edit.insertItem(list, place, processValue(*node));
    }
}

void Difference::process(const ListedProcess& mine, const ListedProcess& base,
                         const ListedProcess& wanted, const ProcessList& targets,
                         const ProcessList& outcomes)
{
    const NodeRef node = at(mine.node->where);
    if (wanted.node->name != base.node->name && wanted.node->name != mine.node->name) {
        if (const NodeRef name = node.find("name"))
            m_edit.set(name, Value::string(wanted.node->name));
    }
    strings(node, "exe", processKeys, base.node->exe, wanted.node->exe);
    if (mine.node->euser) {
        strings(node, "euser", processKeys, base.users, wanted.users);
    } else {
        const ListedProcess* above
            = wanted.parent != nullptr ? outcomes.find(wanted.parent->id) : nullptr;
        if (above == nullptr || above->users != wanted.users)
            strings(node, "euser", processKeys, {}, wanted.users);
    }
    ports(node, "listeningSockets", processKeys, mine.node->listeningSockets,
          base.node->listeningSockets, wanted.node->listeningSockets, true);
    std::vector<const ProcessNode*> added;
    for (const ProcessNode& child : wanted.node->children) {
        if (targets.find(child.id) == nullptr)
            added.push_back(&child);
    }
    addProcesses(node.find("children"), node, "children", processKeys, mine.node->children, added,
                 true);
}

std::optional<Error> Difference::processes(const GuardianDocument& target,
                                           const GuardianDocument& base,
                                           const GuardianDocument& outcome)
{
    const ProcessList targets(target.spec);
    const ProcessList bases(base.spec);
    const ProcessList outcomes(outcome.spec);
    for (const ProcessList* list : {&targets, &bases, &outcomes}) {
        if (!list->twice.empty())
            return Error{"ambiguous-id", "two processes have the id \"" + list->twice + "\"",
                         "spec.processPolicy"};
    }
    for (const std::string& id : targets.order) {
        const ListedProcess& mine = *targets.find(id);
        const ListedProcess* wanted = outcomes.find(id);
        const ListedProcess* before = bases.find(id);
        if (wanted == nullptr) {
            if (before != nullptr)
                m_edit.remove(at(mine.node->where));
            continue;
        }
        if ((mine.parent == nullptr) != (wanted->parent == nullptr)
            || (mine.parent != nullptr && mine.parent->id != wanted->parent->id))
            return Error{"moved-process", "\"" + id + "\" would stand below another process",
                         at(mine.node->where).path()};
        process(mine, before != nullptr ? *before : mine, *wanted, targets, outcomes);
    }
    std::vector<const ProcessNode*> added;
    if (outcome.spec.processPolicy) {
        for (const ProcessNode& root : *outcome.spec.processPolicy) {
            if (targets.find(root.id) == nullptr)
                added.push_back(&root);
        }
    }
    const NodeRef spec = at(target.spec.where);
    if (!added.empty() && !spec)
        return Error{"cannot-change", "it has no spec", {}};
    const std::vector<ProcessNode> none;
    addProcesses(spec.find("processPolicy"), spec, "processPolicy", specKeys,
                 target.spec.processPolicy ? *target.spec.processPolicy : none, added, false);
    return std::nullopt;
}

void Difference::peers(NodeRef owner, std::string_view key, const NetworkRule& mine,
                       const NetworkRule& base, const NetworkRule& wanted)
{
    const RuleFacts have = factsOf(mine);
    const RuleFacts before = factsOf(base);
    const RuleFacts after = factsOf(wanted);
    const auto isGone = [&](const std::string& peer) {
        return before.peers.count(peer) > 0 && after.peers.count(peer) == 0;
    };
    const NodeRef list = owner.find(key);
    const Peer* names = nullptr; // an entry that holds several
    for (const Peer& peer : mine.peers) {
        if (peer.ip) {
            if (isGone(peerText(*peer.ip)))
                m_edit.remove(at(peer.where));
            continue;
        }
        const bool all
            = std::all_of(peer.dnsNames.begin(), peer.dnsNames.end(),
                          [&](const std::string& name) { return isGone("name:" + name); });
        if (all && !peer.dnsNames.empty()) {
            m_edit.remove(at(peer.where));
            continue;
        }
        if (peer.dnsNames.size() > 1)
            names = &peer;
        for (const NodeRef name : at(peer.where).find("dnsSelector").items()) {
            if (isGone("name:" + std::string(name.value())))
                m_edit.remove(name);
        }
    }
    std::vector<std::pair<PeerOrder, std::size_t>> keys;
    std::size_t i = 0;
    auto next = mine.peers.begin(); // peers stand in the order of the text
    for (const NodeRef item : list.items()) {
        if (next != mine.peers.end() && next->where.node == item.id())
            keys.emplace_back(orderOf(*next++), i);
        ++i;
    }
    const auto isNew = [&](const std::string& peer) {
        return before.peers.count(peer) == 0 && have.peers.count(peer) == 0;
    };
    const Words order{key, "processes", "ports"};
    Value fresh = Value::list();
    std::vector<std::string> moreNames;
    for (const Peer& peer : wanted.peers) {
        if (peer.ip ? !isNew(peerText(*peer.ip))
                    : peer.dnsNames.empty() || !isNew("name:" + peer.dnsNames.front()))
            continue;
        if (!peer.ip && names != nullptr)
            moreNames.push_back(peer.dnsNames.front());
        else if (list)
            m_edit.insertItem(list, sortedPlace(keys, orderOf(peer), list.size()), peerValue(peer));
        else
            fresh.items.push_back(peerValue(peer));
    }
    if (!moreNames.empty())
        strings(at(names->where), "dnsSelector", {}, {}, moreNames);
    if (!fresh.items.empty())
        m_edit.insertEntry(owner, 0, std::string(key), std::move(fresh));
}

void Difference::rule(const NetworkRule& mine, const NetworkRule& base, const NetworkRule& wanted,
                      Direction direction)
{
    const NodeRef node = at(mine.where);
    const std::string_view key = direction == Direction::Ingress ? "from" : "to";
    const Words order{key, "processes", "ports"};
    peers(node, key, mine, base, wanted);
    if (mine.processes && !wanted.processes)
        m_edit.remove(node.find("processes"));
    else if (wanted.processes && (mine.processes || base.processes))
        strings(node, "processes", order, base.processes.value_or(std::vector<std::string>()),
                *wanted.processes);
    ports(node, "ports", order, mine.ports, base.ports, wanted.ports, false);
}

std::optional<Error> Difference::rules(const GuardianDocument& target, const GuardianDocument& base,
                                       const GuardianDocument& outcome, Direction direction)
{
    static const std::vector<NetworkRule> none;
    const auto listOf = [direction](const GuardianDocument& document) -> const auto& {
        return document.spec.networkPolicy ? document.spec.networkPolicy->rules(direction) : none;
    };
    const auto allFacts = [](const std::vector<NetworkRule>& rules) {
        std::vector<RuleFacts> out;
        out.reserve(rules.size());
        for (const NetworkRule& rule : rules)
            out.push_back(factsOf(rule));
        return out;
    };
    const std::vector<NetworkRule>& mine = listOf(target);
    const std::vector<NetworkRule>& before = listOf(base);
    const std::vector<NetworkRule>& after = listOf(outcome);
    const std::vector<RuleFacts> mineFacts = allFacts(mine);
    const std::vector<RuleFacts> beforeFacts = allFacts(before);
    const std::vector<RulePair> pairs = changedRules(beforeFacts, allFacts(after));
    if (pairs.empty())
        return std::nullopt;

    // Which rule of the base each rule of the text is, or is part of.
    std::map<RuleFacts, std::size_t> known;
    for (std::size_t b = 0; b < before.size(); ++b)
        known.emplace(beforeFacts[b], b);
    std::map<std::size_t, std::vector<std::size_t>> textOf;
    for (std::size_t m = 0; m < mine.size(); ++m) {
        std::size_t best = noRule;
        if (const auto same = known.find(mineFacts[m]); same != known.end()) {
            best = same->second;
        } else {
            std::size_t most = 0;
            for (std::size_t b = 0; b < before.size(); ++b) {
                if (const std::size_t like = likeness(mineFacts[m], beforeFacts[b]); like > most) {
                    most = like;
                    best = b;
                }
            }
        }
        if (best != noRule)
            textOf[best].push_back(m);
    }
    std::vector<const NetworkRule*> added;
    for (const RulePair& pair : pairs) {
        const auto texts = textOf.find(pair.before);
        if (pair.after == noRule) {
            if (texts != textOf.end()) {
                for (const std::size_t m : texts->second)
                    m_edit.remove(at(mine[m].where));
            }
            continue;
        }
        if (pair.before == noRule || texts == textOf.end()) {
            added.push_back(&after[pair.after]);
            continue;
        }
        const std::size_t best = *std::max_element(
            texts->second.begin(), texts->second.end(), [&](std::size_t a, std::size_t b) {
                return likeness(mineFacts[a], beforeFacts[pair.before])
                    < likeness(mineFacts[b], beforeFacts[pair.before]);
            });
        rule(mine[best], before[pair.before], after[pair.after], direction);
    }
    if (added.empty())
        return std::nullopt;
    const NodeRef network = at(target.spec.networkPolicy->where);
    const std::string_view key = direction == Direction::Ingress ? "ingress" : "egress";
    const NodeRef list = network.find(key);
    Value fresh = Value::list();
    for (const NetworkRule* rule : added) {
        if (list)
            m_edit.insertItem(list, list.size(), ruleValue(*rule, direction));
        else
            fresh.items.push_back(ruleValue(*rule, direction));
    }
    if (!list)
        m_edit.insertEntry(network, placeOf(network, key, {"ingress", "egress"}), std::string(key),
                           std::move(fresh));
    return std::nullopt;
}

std::optional<Error> Difference::networks(const GuardianDocument& target,
                                          const GuardianDocument& base,
                                          const GuardianDocument& outcome)
{
    if (!outcome.spec.networkPolicy)
        return std::nullopt;
    if (!target.spec.networkPolicy) {
        const policy::NetworkPolicy& network = *outcome.spec.networkPolicy;
        if (network.ingress.empty() && network.egress.empty())
            return std::nullopt;
        const NodeRef spec = at(target.spec.where);
        if (!spec)
            return Error{"cannot-change", "it has no spec", {}};
        if (const NodeRef odd = spec.find("networkPolicy"))
            m_edit.set(odd, specPart(outcome, "networkPolicy"));
        else
            m_edit.insertEntry(spec, placeOf(spec, "networkPolicy", specKeys), "networkPolicy",
                               specPart(outcome, "networkPolicy"));
        return std::nullopt;
    }
    for (const Direction direction : {Direction::Ingress, Direction::Egress}) {
        if (auto error = rules(target, base, outcome, direction))
            return error;
    }
    return std::nullopt;
}

} // namespace

ProcessList::ProcessList(const policy::Spec& spec)
{
    if (!spec.processPolicy)
        return;
    for (const ProcessNode& root : *spec.processPolicy)
        add(root, nullptr, {});
}

void ProcessList::add(const ProcessNode& node, const ProcessNode* parent,
                      const std::vector<std::string>& users)
{
    std::vector<std::string> own = node.euser ? *node.euser : users;
    std::sort(own.begin(), own.end());
    if (!byId.try_emplace(node.id, ListedProcess{&node, parent, own}).second)
        twice = node.id;
    else
        order.push_back(node.id);
    for (const ProcessNode& child : node.children)
        add(child, &node, own);
}

const ListedProcess* ProcessList::find(std::string_view id) const
{
    const auto at = byId.find(id);
    return at == byId.end() ? nullptr : &at->second;
}

Value specPart(const GuardianDocument& document, std::string_view key)
{
    const Value all = policy::encode(document);
    const Value* part = all.find("spec")->find(key);
    return part != nullptr ? *part : Value();
}

std::optional<Error> wishDifference(const yaml::Document& document, const GuardianDocument& target,
                                    const GuardianDocument& base, const GuardianDocument& outcome,
                                    TreeEdit& edit)
{
    Difference difference(document, edit);
    if (auto error = difference.processes(target, base, outcome))
        return error;
    return difference.networks(target, base, outcome);
}

void wishMetadata(const yaml::Document& document, const GuardianDocument& target,
                  const GuardianDocument& outcome, TreeEdit& edit)
{
    const NodeRef metadata = NodeRef(document, target.where.node).find("metadata");
    for (const auto& [key, value] : outcome.metadata.entries) {
        const Value* old = target.metadata.find(key);
        if (old == nullptr && metadata)
            edit.insertEntry(metadata, metadata.size(), key, value);
        else if (old != nullptr && *old != value)
            edit.set(metadata.find(key), value);
    }
}

} // namespace pw::ops
