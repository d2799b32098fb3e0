// Bits of what a policy allows beyond what was seen.

#include "core/ops/activity_walk.h"
#include "core/ops/breadth.h"
#include "core/ops/fingerprint_table.h"
#include "core/ops/selector_terms.h"

#include <algorithm>
#include <bitset>
#include <cmath>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::GuardianDocument;

using Ports = std::bitset<65536>;

double bitsOf(AddressCount count)
{
    constexpr double halfRange = 18446744073709551616.0; // 2^64
    return std::log2(static_cast<double>(static_cast<std::uint64_t>(count >> 64)) * halfRange
                     + static_cast<double>(static_cast<std::uint64_t>(count)));
}

/// `65,536`, and of more than 64 bits `2^96`.
std::string shown(AddressCount count)
{
    if (count >> 63 != 0)
        return "2^" + std::to_string(static_cast<int>(std::lround(bitsOf(count))));
    std::string digits = std::to_string(static_cast<std::uint64_t>(count));
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string wayOf(Direction direction)
{
    return direction == Direction::Ingress ? "ingress" : "egress";
}

void addPorts(const policy::PortRange& range, std::array<Ports, 2>& out)
{
    Ports& ports = out[range.protocol == policy::Protocol::Tcp ? 0 : 1];
    for (std::size_t port = range.port; port <= range.endPort; ++port)
        ports.set(port);
}

/// Addresses and ports of one direction.
struct Reachable
{
    AddressSet addresses;
    std::array<Ports, 2> ports; ///< TCP, UDP
};

void addCounted(std::vector<SlackPart>& out, std::string dimension, AddressCount allowed,
                AddressCount seen)
{
    if (allowed == 0)
        return;
    const double bits = bitsOf(allowed) - bitsOf(std::max<AddressCount>(seen, 1));
    if (bits > 0)
        out.push_back({std::move(dimension), shown(allowed), shown(seen), bits, false, {}});
}

void addNetwork(const Behaviour& policy, const std::vector<Evidence>& selected, Direction direction,
                std::vector<SlackPart>& out)
{
    if (switchesOff(policy.options.disableConnections, direction))
        return; // nobody judges it: that is no matter of bits
    Reachable allowed;
    for (const Rule& rule : policy.rules(direction).rules()) {
        allowed.addresses.add(rule.addresses);
        for (const policy::PortRange& range : rule.ports)
            addPorts(range, allowed.ports);
    }
    Reachable seen;
    for (const Evidence& one : selected) {
        const Activity activity(one.document.spec);
        for (const Connection& connection : activity.connections) {
            if (connection.direction != direction)
                continue;
            if (connection.peer.block)
                seen.addresses.add(*connection.peer.block);
            addPorts(connection.ports, seen.ports);
        }
    }
    for (const bool v6 : {false, true})
        addCounted(out, wayOf(direction) + " addresses, " + (v6 ? "IPv6" : "IPv4"),
                   allowed.addresses.size(v6), seen.addresses.size(v6));
    for (const std::size_t protocol : {std::size_t{0}, std::size_t{1}})
        addCounted(out, wayOf(direction) + " ports, " + (protocol == 0 ? "TCP" : "UDP"),
                   allowed.ports[protocol].count(), seen.ports[protocol].count());
}

std::size_t wildcardsIn(std::string_view pattern)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(pattern, [](char sign) { return sign == '*' || sign == '?'; })
        + std::ranges::count(pattern, '['));
}

double bitsOfName(std::string_view pattern)
{
    if (wildcardsIn(pattern) == 0)
        return 0;
    return pattern.find_first_not_of('*') == std::string_view::npos ? nominalBits::wholeName
                                                                    : nominalBits::partOfName;
}

/// A star crosses `/`: only one in the last part, with fixed text before it, stays there by what
/// people mean by it.
double bitsOfPath(std::string_view pattern)
{
    if (wildcardsIn(pattern) == 0)
        return 0;
    const std::size_t slash = pattern.rfind('/');
    const std::size_t first = pattern.find_first_of("*?[");
    if (slash == std::string_view::npos || slash == 0 || first < slash)
        return nominalBits::wholePath;
    return bitsOfName(pattern.substr(slash + 1));
}

double bitsOfImage(std::string_view pattern)
{
    const ImageName name = splitImage(pattern);
    double bits = 0;
    const std::size_t colon = name.nameAndTag.rfind(':');
    const std::string_view whole = name.nameAndTag;
    const std::string_view path = whole.substr(0, colon);
    if (colon == std::string::npos ? wildcardsIn(whole) > 0 : wildcardsIn(whole.substr(colon)) > 0)
        bits += nominalBits::imageTag;
    if (wildcardsIn(path) > 0)
        bits += nominalBits::imagePath;
    if (wildcardsIn(name.repo) > 0 || pattern.starts_with('*'))
        bits += nominalBits::imageRegistry;
    return bits;
}

class Patterns
{
public:
    explicit Patterns(std::vector<SlackPart>& out) : m_out(out) { }

    void addSelectors(const policy::Spec& spec)
    {
        for (const SelectorTerm& term : termsOf(spec.selectors)) {
            if (term.op != "In")
                continue;
            for (const std::string& value : term.values) {
                const bool isImage = term.path == "containerSelector.image";
                add(isImage ? "image " + value : term.path + " " + value,
                    isImage ? bitsOfImage(value) : bitsOfName(value), term.where);
            }
        }
    }

    void addProcesses(const std::vector<policy::ProcessNode>& list)
    {
        for (const policy::ProcessNode& node : list) {
            add("name " + node.name, bitsOfName(node.name), node.where);
            for (const std::string& exe : node.exe)
                add("executable " + exe, bitsOfPath(exe), node.where);
            for (const std::string& user : node.euser.value_or(std::vector<std::string>()))
                add("user " + user,
                    user == "*"                 ? nominalBits::anyUser
                        : wildcardsIn(user) > 0 ? nominalBits::user
                                                : 0,
                    node.where);
            addProcesses(node.children);
        }
    }

    void addNames(const std::vector<policy::NetworkRule>& rules)
    {
        for (const policy::NetworkRule& rule : rules) {
            for (const policy::Peer& peer : rule.peers) {
                for (const std::string& name : peer.dnsNames)
                    add("DNS name " + name,
                        nominalBits::dnsLabel * static_cast<double>(wildcardsIn(name)), peer.where);
            }
        }
    }

private:
    void add(std::string dimension, double bits, policy::Where where)
    {
        if (bits > 0)
            m_out.push_back({std::move(dimension), {}, {}, bits, true, where});
    }

    std::vector<SlackPart>& m_out;
};

} // namespace

std::vector<SlackPart> slackOf(const GuardianDocument& policy,
                               const std::vector<Evidence>& selected)
{
    std::vector<SlackPart> out;
    const Behaviour behaviour(policy.spec);
    addNetwork(behaviour, selected, Direction::Ingress, out);
    addNetwork(behaviour, selected, Direction::Egress, out);
    Patterns patterns(out);
    patterns.addSelectors(policy.spec);
    if (policy.spec.processPolicy)
        patterns.addProcesses(*policy.spec.processPolicy);
    if (policy.spec.networkPolicy) {
        patterns.addNames(policy.spec.networkPolicy->ingress);
        patterns.addNames(policy.spec.networkPolicy->egress);
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &SlackPart::bits);
    return out;
}

} // namespace pw::ops
