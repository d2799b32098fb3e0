#include "core/ops/activity.h"

#include "core/ops/behaviour_key.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace pw::ops {
namespace {

using policy::Direction;

/// More addresses of one process and port than this stand together in one row; those that most
/// fingerprints talked with apart from those that few did.
constexpr std::size_t addressesApart = 4;

/// Counts each document once, however often it is seen in it.
struct Seen
{
    std::size_t count = 0;
    std::size_t last = 0; ///< number of the document, from 1

    void in(std::size_t document)
    {
        if (last != document) {
            last = document;
            ++count;
        }
    }
};

struct ProcessEntry
{
    ProcessActivity shown; ///< without children
    std::string label; ///< the id of the first one
    Seen seen;
    std::vector<std::size_t> children; ///< indexes, in the order of first sight
};

/// Who a rule is for.
struct RuleProcess
{
    std::string label;
    std::string key;
    auto operator<=>(const RuleProcess&) const = default;
};

/// Whose a connection is. A rule's peers share one: it may name very many processes.
struct Owner
{
    std::string label;
    std::string key; ///< apart, when two processes have one label
    std::string portKey;
    std::vector<std::string> processKeys;
};

/// Ordered by how connections are listed when they are equally common.
struct ConnectionKey
{
    Direction way = Direction::Ingress;
    std::shared_ptr<const Owner> owner;
    std::string port;
    std::optional<Cidr> cidr;
    std::string peer;

    [[nodiscard]] bool sameRow(const ConnectionKey& other) const
    {
        return way == other.way && order(*other.owner) == 0 && port == other.port;
    }
    std::strong_ordering operator<=>(const ConnectionKey& other) const
    {
        if (way != other.way)
            return way <=> other.way;
        if (const auto owners = order(*other.owner); owners != 0)
            return owners;
        return std::tie(port, cidr, peer) <=> std::tie(other.port, other.cidr, other.peer);
    }

private:
    [[nodiscard]] std::strong_ordering order(const Owner& other) const
    {
        return owner.get() == &other
            ? std::strong_ordering::equal
            : std::tie(owner->label, owner->key) <=> std::tie(other.label, other.key);
    }
};

struct ConnectionEntry
{
    Seen seen;
    std::vector<std::size_t> documents; ///< numbers, ascending
};

PeerScope scopeOf(const std::optional<Cidr>& cidr)
{
    if (!cidr)
        return PeerScope::Name;
    return isPrivate(*cidr) ? PeerScope::Private : PeerScope::Public;
}

ConnectionActivity rowOf(const ConnectionKey& key, std::size_t seenIn)
{
    const Owner& owner = *key.owner;
    ConnectionActivity out{key.way, key.peer, scopeOf(key.cidr), key.port, owner.label, seenIn,
                           {},      {},       owner.processKeys};
    out.key = connectionKey(key.way, owner.key, owner.portKey, key.peer);
    return out;
}

bool moreCommon(const ConnectionActivity& a, const ConnectionActivity& b)
{
    return a.way != b.way ? a.way < b.way : a.seenIn > b.seenIn;
}

} // namespace

struct ActivityBuilder::Data
{
    std::size_t documents = 0;
    std::vector<ProcessEntry> processes;
    std::vector<std::size_t> roots;
    std::unordered_map<std::string, std::size_t> processAt; ///< parent and identity
    std::map<ConnectionKey, ConnectionEntry> connections;
    std::unordered_map<std::string, std::size_t> idAt; ///< of the document being added

    void addProcesses(const std::vector<policy::ProcessNode>& nodes, std::size_t parent,
                      const std::vector<std::string>& inherited);
    void addRule(Direction way, const policy::NetworkRule& rule);
    void addConnection(ConnectionKey key);
    [[nodiscard]] RuleProcess processOf(const std::string& id) const;
    [[nodiscard]] std::vector<ProcessActivity> tree(const std::vector<std::size_t>& level) const;
    using Connection = std::map<ConnectionKey, ConnectionEntry>::const_iterator;
    void appendAddresses(std::vector<ConnectionActivity>& out,
                         const std::vector<Connection>& addresses) const;
    [[nodiscard]] std::vector<ConnectionActivity> list() const;
};

namespace {
constexpr std::size_t noParent = static_cast<std::size_t>(-1);
} // namespace

void ActivityBuilder::Data::addProcesses(const std::vector<policy::ProcessNode>& nodes,
                                         std::size_t parent,
                                         const std::vector<std::string>& inherited)
{
    for (const policy::ProcessNode& node : nodes) {
        const std::vector<std::string> euser = node.euser ? sortedUnique(*node.euser) : inherited;
        const std::vector<std::string> exe = sortedUnique(node.exe);
        const std::string key
            = processKey(parent == noParent ? std::string_view() : processes[parent].shown.key,
                         node.name, exe, euser);
        const auto [found, isNew] = processAt.try_emplace(key, processes.size());
        const std::size_t at = found->second;
        if (isNew) {
            processes.push_back({{node.name, exe, euser, {}, 0, {}, key}, node.id, {}, {}});
            (parent == noParent ? roots : processes[parent].children).push_back(at);
        }
        processes[at].seen.in(documents);
        for (const policy::PortRange& socket : node.listeningSockets) {
            std::vector<std::string>& listening = processes[at].shown.listening;
            std::string text = portText(socket);
            if (std::ranges::find(listening, text) == listening.end())
                listening.push_back(std::move(text));
        }
        idAt.try_emplace(node.id, at);
        addProcesses(node.children, at, euser);
    }
}

/// Ids are a document's own; what is the same process is shown under one of them.
RuleProcess ActivityBuilder::Data::processOf(const std::string& id) const
{
    const auto found = idAt.find(id);
    if (found == idAt.end())
        return {id, unknownProcessKey(id)};
    const ProcessEntry& entry = processes[found->second];
    return {entry.label, entry.shown.key};
}

void ActivityBuilder::Data::addConnection(ConnectionKey key)
{
    ConnectionEntry& entry = connections[std::move(key)];
    entry.seen.in(documents);
    if (entry.documents.empty() || entry.documents.back() != documents)
        entry.documents.push_back(documents);
}

void ActivityBuilder::Data::addRule(Direction way, const policy::NetworkRule& rule)
{
    std::vector<RuleProcess> of;
    for (const std::string& id : rule.processes.value_or(std::vector<std::string>()))
        of.push_back(processOf(id));
    std::ranges::sort(of);
    of.erase(std::ranges::unique(of).begin(), of.end());
    std::vector<std::string> ports;
    ports.reserve(rule.ports.size());
    for (const policy::PortRange& range : rule.ports)
        ports.push_back(portText(range));
    ports = sortedUnique(std::move(ports));
    const std::vector<RulePeer> peers = peersOf(rule);
    const auto addPeers = [&](std::string label, std::vector<std::string> keys,
                              const std::string& port) {
        const std::string key = joinedKeys(keys);
        const auto owner = std::make_shared<const Owner>(
            Owner{std::move(label), key, shortKey(port), std::move(keys)});
        for (const RulePeer& peer : peers)
            addConnection({way, owner, port, peer.hasExcept ? std::nullopt : peer.cidr, peer.text});
    };
    const std::size_t owners = rule.processes ? of.size() : 1;
    if (peers.size() * owners * ports.size() > combinationsApart) {
        std::vector<std::string> labels;
        std::vector<std::string> keys;
        labels.reserve(of.size());
        keys.reserve(of.size());
        for (const RuleProcess& process : of) {
            labels.push_back(process.label);
            keys.push_back(process.key);
        }
        addPeers(rule.processes ? joined(labels, ", ") : "any", sortedUnique(std::move(keys)),
                 joined(ports, ", "));
        return;
    }
    for (const std::string& port : ports) {
        if (!rule.processes)
            addPeers("any", {}, port);
        for (const RuleProcess& process : of)
            addPeers(process.label, {process.key}, port);
    }
}

std::vector<ProcessActivity>
ActivityBuilder::Data::tree(const std::vector<std::size_t>& level) const
{
    std::vector<ProcessActivity> out;
    out.reserve(level.size());
    for (const std::size_t at : level) {
        ProcessActivity shown = processes[at].shown;
        shown.seenIn = processes[at].seen.count;
        shown.children = tree(processes[at].children);
        out.push_back(std::move(shown));
    }
    std::ranges::stable_sort(out, std::ranges::greater(), &ProcessActivity::seenIn);
    return out;
}

/// Many addresses become one row with a part for each.
void ActivityBuilder::Data::appendAddresses(std::vector<ConnectionActivity>& out,
                                            const std::vector<Connection>& addresses) const
{
    std::vector<ConnectionActivity> rows;
    std::vector<std::size_t> documentsOf;
    for (const Connection at : addresses) {
        const auto& [key, entry] = *at;
        rows.push_back(rowOf(key, entry.seen.count));
        documentsOf.insert(documentsOf.end(), entry.documents.begin(), entry.documents.end());
    }
    if (rows.size() <= addressesApart) {
        std::ranges::move(rows, std::back_inserter(out));
        return;
    }
    ConnectionActivity row = rows.front();
    row.peer = rows.front().peer + " – " + rows.back().peer;
    const bool allAlike = std::ranges::all_of(
        rows, [&row](const ConnectionActivity& part) { return part.scope == row.scope; });
    if (!allAlike)
        row.scope = PeerScope::Mixed;
    std::ranges::sort(documentsOf);
    documentsOf.erase(std::ranges::unique(documentsOf).begin(), documentsOf.end());
    row.seenIn = documentsOf.size();
    row.key = "from " + row.key;
    row.parts = std::move(rows);
    out.push_back(std::move(row));
}

std::vector<ConnectionActivity> ActivityBuilder::Data::list() const
{
    std::vector<ConnectionActivity> out;
    for (auto at = connections.begin(); at != connections.end();) {
        // The map holds one direction, process and port side by side, names before addresses.
        const ConnectionKey& first = at->first;
        std::vector<Connection> common;
        std::vector<Connection> rare;
        for (; at != connections.end() && at->first.sameRow(first); ++at) {
            const auto& [key, entry] = *at;
            if (!key.cidr)
                out.push_back(rowOf(key, entry.seen.count));
            else
                (isOutlier(entry.seen.count, documents) ? rare : common).push_back(at);
        }
        appendAddresses(out, common);
        appendAddresses(out, rare);
    }
    std::ranges::stable_sort(out, moreCommon);
    return out;
}

ActivityBuilder::ActivityBuilder() : m_data(std::make_unique<Data>()) { }
ActivityBuilder::~ActivityBuilder() = default;

void ActivityBuilder::add(const policy::GuardianDocument& document)
{
    ++m_data->documents;
    m_data->idAt.clear();
    if (document.spec.processPolicy)
        m_data->addProcesses(*document.spec.processPolicy, noParent, {});
    if (!document.spec.networkPolicy)
        return;
    for (const Direction way : {Direction::Ingress, Direction::Egress}) {
        for (const policy::NetworkRule& rule : document.spec.networkPolicy->rules(way))
            m_data->addRule(way, rule);
    }
}

CombinedActivity ActivityBuilder::build() const
{
    CombinedActivity out;
    out.of = m_data->documents;
    out.processes = m_data->tree(m_data->roots);
    out.connections = m_data->list();
    for (const ProcessEntry& entry : m_data->processes)
        out.outliers += isOutlier(entry.seen.count, out.of) ? 1 : 0;
    for (const ConnectionActivity& row : out.connections)
        out.outliers += isOutlier(row.seenIn, out.of) ? 1 : 0;
    return out;
}

} // namespace pw::ops
