#include "core/ops/behaviour_key.h"

#include "core/ops/wording.h"

#include <algorithm>

namespace pw::ops {
namespace {

// Signs that no name, path or address holds.
constexpr char betweenParts = '\x1f';
constexpr char betweenLevels = '\x1e';
constexpr std::string_view betweenTexts = "\x1d";

} // namespace

std::string processKey(std::string_view parent, std::string_view name,
                       const std::vector<std::string>& exe, const std::vector<std::string>& euser)
{
    std::string out(parent);
    out += betweenLevels;
    out += name;
    out += betweenParts;
    out += joined(exe, betweenTexts);
    out += betweenParts;
    out += joined(euser, betweenTexts);
    return out;
}

std::string unknownProcessKey(std::string_view id)
{
    return "?" + std::string(id);
}

std::string connectionKey(policy::Direction way, std::string_view process, std::string_view port,
                          std::string_view peer)
{
    std::string out = way == policy::Direction::Ingress ? "ingress" : "egress";
    out += betweenParts;
    out += process;
    out += betweenParts;
    out += port;
    out += betweenParts;
    out += peer;
    return out;
}

std::vector<RulePeer> peersOf(const policy::NetworkRule& rule)
{
    std::vector<RulePeer> out;
    for (std::size_t at = 0; at < rule.peers.size(); ++at) {
        const policy::Peer& peer = rule.peers[at];
        if (!peer.ip) {
            for (std::size_t name = 0; name < peer.dnsNames.size(); ++name)
                out.push_back({peer.dnsNames[name], std::nullopt, false, at, name});
            continue;
        }
        const ParsedCidr parsed = parseCidr(peer.ip->cidr);
        RulePeer entry{peer.ip->cidr, std::nullopt, !peer.ip->except.empty(), at, 0};
        if (parsed.problem == CidrProblem::None) {
            entry.cidr = parsed.cidr;
            entry.text = toString(parsed.cidr);
            if (parsed.cidr.isHost())
                entry.text.resize(entry.text.rfind('/'));
        }
        if (entry.hasExcept)
            entry.text += " except " + joined(peer.ip->except, ", ");
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<std::string> sortedUnique(std::vector<std::string> texts)
{
    std::ranges::sort(texts);
    texts.erase(std::ranges::unique(texts).begin(), texts.end());
    return texts;
}

} // namespace pw::ops
