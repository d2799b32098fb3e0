#pragma once
// Address blocks, IPv4 and IPv6.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// A network: family, address and prefix length. Bits behind the prefix are zero.
struct Cidr
{
    bool v6 = false;
    std::uint64_t high = 0; ///< IPv6: the upper 64 bits; IPv4: 0
    std::uint64_t low = 0; ///< IPv4: the address in the lower 32 bits
    std::uint8_t prefix = 0; ///< 0–32 or 0–128

    /// By family (IPv4 first), address, prefix length.
    constexpr auto operator<=>(const Cidr&) const = default;

    [[nodiscard]] bool contains(const Cidr& other) const;
    [[nodiscard]] bool isHost() const { return prefix == (v6 ? 128 : 32); }
};

enum class CidrProblem : std::uint8_t { None, Malformed, HostBits };

struct ParsedCidr
{
    CidrProblem problem = CidrProblem::Malformed;
    Cidr cidr; ///< with host bits cut off when there were some
};

/// `10.0.0.0/8`, `10.1.2.3` (one host), `2001:db8::/32`, `::ffff:1.2.3.4`. No leading zeros, no
/// white space; a zone (`fe80::1%eth0`) is left out; a mask (`/255.0.0.0`) is read as Python's
/// ipaddress reads it.
[[nodiscard]] ParsedCidr parseCidr(std::string_view text);

/// `10.0.0.0/8`; IPv6 in its shortest form, always with the prefix length.
[[nodiscard]] std::string toString(const Cidr& cidr);

/// The network of that shorter prefix length around it.
[[nodiscard]] Cidr supernet(const Cidr& cidr, std::uint8_t prefix);

/// First and last address are in one special-purpose range, as Python's `is_private` has it.
[[nodiscard]] bool isPrivate(const Cidr& cidr);
/// It is private, or a whole range of private addresses lies in it.
[[nodiscard]] bool holdsPrivate(const Cidr& cidr);

} // namespace pw::ops
