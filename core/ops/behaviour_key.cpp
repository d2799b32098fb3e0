#include "core/ops/behaviour_key.h"

#include "core/ops/wording.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace pw::ops {
namespace {

// Signs that no name, path or address holds.
constexpr char betweenParts = '\x1f';
constexpr char betweenLevels = '\x1e';
constexpr std::string_view betweenTexts = "\x1d";
constexpr char isDigest = '#';

} // namespace

std::string digestOf(std::string_view text)
{
    // Two mixes that have nothing in common.
    std::uint64_t first = 0xCBF29CE484222325U;
    std::uint64_t second = 0x9E3779B97F4A7C15U + text.size();
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        first = (first ^ byte) * 0x100000001B3U; // FNV-1a
        second = (std::rotl(second, 23) + byte + 1) * 0xD6E8FEB86659FD93U;
        second ^= second >> 32U;
    }
    std::string out;
    for (const std::uint64_t part : std::array{first, second}) {
        for (int shift = 60; shift >= 0; shift -= 4)
            out += "0123456789abcdef"[part >> static_cast<unsigned>(shift) & 0xFU];
    }
    return out;
}

std::string shortKey(std::string key)
{
    return key.size() > longestKey ? isDigest + digestOf(key) : key;
}

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
    return shortKey(std::move(out));
}

std::string unknownProcessKey(std::string_view id)
{
    return shortKey("?" + std::string(id));
}

std::string joinedKeys(const std::vector<std::string>& keys)
{
    return shortKey(joined(keys));
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
    return shortKey(std::move(out));
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
