#include "core/ops/rule_sentence.h"

#include "core/ops/cidr.h"

#include <algorithm>
#include <utility>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::NetworkRule;
using policy::PortRange;
using policy::ProcessNode;
using yaml::NodeRef;
using Texts = std::vector<std::string>;

constexpr std::size_t networksNamed = 2;
constexpr std::size_t dnsNamesNamed = 3;

bool isThere(NodeRef value)
{
    return value && !value.isNull() && (!value.isSequence() || value.size() > 0);
}

void addOnce(Texts& texts, const std::string& text)
{
    if (std::ranges::find(texts, text) == texts.end())
        texts.push_back(text);
}

/// Says who the rule is for; true when they are several.
bool saySubject(Sentence& out, const NetworkRule& rule, const ProcessNames& names, NodeRef written)
{
    const bool isUnread = isThere(written.find("processes"));
    if (!rule.processes || rule.processes->empty()) {
        out.say(isUnread ? "something" : rule.processes ? "no process" : "any process");
        return false;
    }
    Texts called;
    Texts users;
    const Texts* before = nullptr;
    bool alike = true; // all of them run as the same users
    for (std::size_t i = 0; i < rule.processes->size(); ++i) {
        const std::string& id = (*rule.processes)[i];
        const ProcessNames::Named* const known = names.find(id);
        addOnce(called,
                known == nullptr || known->process->name.empty() ? id : known->process->name);
        const Texts* const own = known == nullptr ? nullptr : known->users;
        const bool same = before == own || (before != nullptr && own != nullptr && *before == *own);
        alike = alike && (i == 0 || same);
        before = own;
        if (own == nullptr)
            continue;
        for (const std::string& user : *own)
            addOnce(users, user);
    }
    out.list(called);
    if (!users.empty() && (alike || called.size() == 1))
        out.say(", run by ").list(users, "or").say(",");
    return called.size() > 1;
}

std::string portsText(const PortRange& range)
{
    std::string out = std::to_string(range.port);
    if (range.endPort != range.port)
        out += " to " + std::to_string(range.endPort);
    return out;
}

/// The blocks of some peers, by how they are told.
struct Blocks
{
    Texts hosts;
    std::vector<const policy::IpBlock*> networks;
    bool anyV4 = false;
    bool anyV6 = false;
};

void addBlock(Blocks& out, const policy::IpBlock& block)
{
    const ParsedCidr parsed = parseCidr(block.cidr);
    const bool isRead = parsed.problem != CidrProblem::Malformed;
    if (isRead && parsed.cidr.isHost()) {
        out.hosts.push_back(block.cidr.substr(0, block.cidr.find('/')));
    } else if (isRead && parsed.cidr.prefix == 0 && block.except.empty()) {
        (parsed.cidr.v6 ? out.anyV6 : out.anyV4) = true;
    } else {
        out.networks.push_back(&block);
    }
}

void sayHoles(Sentence& out, const Texts& except)
{
    if (except.size() == 1)
        out.say(" except ").name(except.front());
    else if (!except.empty())
        out.say(" except " + std::to_string(except.size()) + " blocks");
}

void addNetworks(const std::vector<const policy::IpBlock*>& networks, std::vector<Sentence>& out)
{
    if (networks.size() <= networksNamed) {
        for (const policy::IpBlock* const block : networks)
            sayHoles(out.emplace_back().name(block->cidr), block->except);
        return;
    }
    Texts holes;
    for (const policy::IpBlock* const block : networks)
        holes.insert(holes.end(), block->except.begin(), block->except.end());
    sayHoles(out.emplace_back().say(std::to_string(networks.size()) + " networks"), holes);
}

} // namespace

ProcessNames::ProcessNames(const std::vector<ProcessNode>& roots)
{
    for (const ProcessNode& root : roots)
        add(root, nullptr);
}

void ProcessNames::add(const ProcessNode& process, const Texts* inherited)
{
    const Texts* const users = process.euser ? &*process.euser : inherited;
    if (!process.id.empty())
        m_byId.try_emplace(process.id, Named{&process, users});
    for (const ProcessNode& child : process.children)
        add(child, users);
}

const ProcessNames::Named* ProcessNames::find(std::string_view id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &found->second;
}

Sentence ruleSentence(const NetworkRule& rule, Direction direction, const ProcessNames& names,
                      NodeRef written)
{
    const bool comesIn = direction == Direction::Ingress;
    Sentence out;
    const bool several = saySubject(out, rule, names, written);
    out.say(comesIn ? " accept" : " open").say(several ? " " : "s ");
    if (!rule.ports.empty())
        out.add(portsSentence(rule.ports));
    else
        out.say(isThere(written.find("ports")) ? "connections" : "connections on no port");
    if (!rule.peers.empty() || !isThere(written.find(comesIn ? "from" : "to")))
        out.say(comesIn ? " from " : " to ").add(peersSentence(rule.peers));
    return out;
}

Sentence processSentence(const ProcessNode& process, const Texts* inherited)
{
    Sentence out;
    if (process.isPolicyNode)
        return out.say("below ").name(process.id).say(", a process of the policy");
    const std::string& called = process.name.empty() ? process.id : process.name;
    if (called.empty())
        out.say("a process");
    else
        out.name(called);
    out.say(" runs");
    if (!process.exe.empty())
        out.say(" ").list(process.exe, "or");
    const Texts* const users = process.euser ? &*process.euser : inherited;
    if (users != nullptr && !users->empty())
        out.say(" as ").list(*users, "or").say(process.euser ? "" : ", like its parent");
    if (!process.listeningSockets.empty())
        out.say(process.euser || users == nullptr ? " and" : ", and")
            .say(" listens on ")
            .add(portsSentence(process.listeningSockets));
    return out;
}

Sentence portsSentence(const std::vector<PortRange>& ports)
{
    Sentence out;
    if (ports.empty())
        return out.say("no port");
    Texts texts;
    for (const auto& [protocol, word] :
         {std::pair(policy::Protocol::Tcp, "TCP"), std::pair(policy::Protocol::Udp, "UDP")}) {
        bool isFirst = true;
        for (const PortRange& range : ports) {
            if (range.protocol != protocol)
                continue;
            if (range.port == 0 && range.endPort == 65535)
                texts.push_back("any " + std::string(word) + " port");
            else
                texts.push_back((isFirst ? std::string(word) + ' ' : std::string())
                                + portsText(range));
            isFirst = false;
        }
    }
    return out.list(texts);
}

Sentence peersSentence(const std::vector<policy::Peer>& peers)
{
    Blocks blocks;
    Texts dnsNames;
    for (const policy::Peer& peer : peers) {
        if (peer.ip)
            addBlock(blocks, *peer.ip);
        else
            dnsNames.insert(dnsNames.end(), peer.dnsNames.begin(), peer.dnsNames.end());
    }
    std::vector<Sentence> told;
    if (blocks.anyV4 || blocks.anyV6)
        told.emplace_back().say(!blocks.anyV6       ? "any IPv4 address"
                                    : !blocks.anyV4 ? "any IPv6 address"
                                                    : "any address");
    if (blocks.hosts.size() == 1)
        told.emplace_back().name(blocks.hosts.front());
    else if (!blocks.hosts.empty())
        told.emplace_back().say(std::to_string(blocks.hosts.size()) + " addresses");
    addNetworks(blocks.networks, told);
    if (dnsNames.size() > dnsNamesNamed)
        told.emplace_back().say(std::to_string(dnsNames.size()) + " names");
    else
        for (const std::string& name : dnsNames)
            told.emplace_back().name(name);

    Sentence out;
    if (told.empty())
        out.say("nobody");
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (i > 0)
            out.say(i + 1 == told.size() ? " and " : ", ");
        out.add(std::move(told[i]));
    }
    return out;
}

} // namespace pw::ops
