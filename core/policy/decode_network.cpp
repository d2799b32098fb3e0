#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

namespace pw::policy {

namespace {

using yaml::NodeRef;

std::optional<std::uint16_t> portNumber(NodeRef node)
{
    const std::optional<std::int64_t> number = integerOf(node);
    if (!number || *number < 0 || *number > 65535)
        return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

std::optional<Peer> decodePeer(NodeRef node)
{
    Peer peer;
    peer.where = {node.id()};
    if (const NodeRef block = node.find("ipBlock"); block.isMapping()) {
        const std::optional<std::string_view> cidr = textOf(block.find("cidr"));
        if (!cidr)
            return std::nullopt;
        peer.ip = IpBlock{std::string(*cidr),
                          textsOf(block.find("except")).value_or(std::vector<std::string>())};
        return peer;
    }
    std::optional<std::vector<std::string>> names = textsOf(node.find("dnsSelector"));
    if (!names)
        return std::nullopt;
    peer.dnsNames = std::move(*names);
    return peer;
}

std::vector<NetworkRule> decodeRules(NodeRef list, Direction direction)
{
    std::vector<NetworkRule> out;
    out.reserve(list.size());
    for (const NodeRef item : list.items()) {
        if (item.isMapping())
            out.push_back(decodeRule(item, direction));
    }
    return out;
}

} // namespace

std::optional<PortRange> decodePort(NodeRef node)
{
    PortRange out;
    std::optional<std::uint16_t> first;
    std::optional<std::uint16_t> last;
    bool protocol = false;
    for (const auto& [key, value] : node.entries()) {
        const std::string_view word = key.value();
        if (word == "protocol") {
            protocol = value.isString() && (value.value() == "TCP" || value.value() == "UDP");
            out.protocol = value.value() == "UDP" ? Protocol::Udp : Protocol::Tcp;
        } else if (word == "port") {
            first = portNumber(value);
        } else if (word == "endPort") {
            last = portNumber(value);
        }
    }
    if (!protocol || !first)
        return std::nullopt;
    out.port = *first;
    out.endPort = last && *last > *first ? *last : *first;
    out.where = {node.id()};
    return out;
}

std::vector<PortRange> decodePorts(NodeRef list)
{
    std::vector<PortRange> out;
    out.reserve(list.size());
    for (const NodeRef item : list.items()) {
        if (const std::optional<PortRange> port = decodePort(item))
            out.push_back(*port);
    }
    return out;
}

NetworkRule decodeRule(NodeRef node, Direction direction)
{
    const std::string_view peersKey = direction == Direction::Ingress ? "from" : "to";
    NetworkRule rule;
    rule.where = {node.id()};
    for (const auto& [key, value] : node.entries()) {
        const std::string_view word = key.value();
        if (word == peersKey) {
            rule.peers.clear();
            for (const NodeRef item : value.items()) {
                if (std::optional<Peer> peer = decodePeer(item))
                    rule.peers.push_back(std::move(*peer));
            }
        } else if (word == "processes") {
            rule.processes = textsOf(value);
        } else if (word == "ports") {
            rule.ports = decodePorts(value);
        }
    }
    return rule;
}

NetworkPolicy decodeNetwork(NodeRef node)
{
    NetworkPolicy out;
    out.where = {node.id()};
    for (const auto& [key, value] : node.entries()) {
        const std::string_view word = key.value();
        if (word == "ingress")
            out.ingress = decodeRules(value, Direction::Ingress);
        else if (word == "egress")
            out.egress = decodeRules(value, Direction::Egress);
        else
            out.others.emplace_back(word, yaml::toValue(value));
    }
    return out;
}

} // namespace pw::policy
