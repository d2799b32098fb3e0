#pragma once
// The same behaviour has the same key in every document: a process by what it is and what it stands
// under, a connection by its direction, process, port and peer.

#include "core/ops/cidr.h"
#include "core/policy/network.h"
#include "core/policy/process.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// A longer key is a digest: each one holds what is above it, and a file may give a process
/// megabytes of names and hang thousands of others below.
inline constexpr std::size_t longestKey = 512;

/// 128 bits as 32 hexadecimal digits, the same for ever; not against who wants two texts to meet.
[[nodiscard]] std::string digestOf(std::string_view text);

/// The key itself when it is not too long.
[[nodiscard]] std::string shortKey(std::string key);

/// `parent` is empty for a root; exe and euser (the effective set) are sorted and without
/// duplicates.
[[nodiscard]] std::string processKey(std::string_view parent, std::string_view name,
                                     const std::vector<std::string>& exe,
                                     const std::vector<std::string>& euser);

/// For a process id that its document does not hold.
[[nodiscard]] std::string unknownProcessKey(std::string_view id);

/// `process` is the key of one process, several as `joinedKeys`, or empty for any; `port` a short
/// key too.
[[nodiscard]] std::string connectionKey(policy::Direction way, std::string_view process,
                                        std::string_view port, std::string_view peer);

/// Keys of processes as one; `keys` is sorted.
[[nodiscard]] std::string joinedKeys(const std::vector<std::string>& keys);

/// One peer of a rule, DNS names apart, as rows show it.
struct RulePeer
{
    std::string text; ///< `10.1.2.3`, `10.0.0.0/8 except 10.1.0.0/16`, `db.local`
    std::optional<Cidr> cidr;
    bool hasExcept = false;
    std::size_t peer = 0; ///< of the rule
    std::size_t name = 0; ///< of that peer's dnsNames
};
[[nodiscard]] std::vector<RulePeer> peersOf(const policy::NetworkRule& rule);

/// A rule of more combinations than this is one row a peer: nobody reads them apart, and a small
/// file could ask for billions.
inline constexpr std::size_t combinationsApart = 4096;

[[nodiscard]] std::vector<std::string> sortedUnique(std::vector<std::string> texts);

} // namespace pw::ops
