#pragma once
// Sets of addresses as disjoint ranges, IPv4 and IPv6 apart: what blocks with holes really allow.

#include "core/ops/cidr.h"
#include "core/policy/network.h"

#include <map>
#include <vector>

namespace pw::ops {

__extension__ using Address = unsigned __int128; ///< an IPv4 address stands in the lower 32 bits
using AddressCount = Address;

/// All of IPv6 is one more than that can say: it counts as this many.
inline constexpr AddressCount everyAddress = ~AddressCount{0};

/// Both ends included.
struct AddressRange
{
    Address first = 0;
    Address last = 0;
    bool operator==(const AddressRange&) const = default;
};

[[nodiscard]] AddressRange rangeOf(const Cidr& cidr);

/// A block with its holes, parsed.
struct AddressBlock
{
    Cidr cidr;
    std::vector<Cidr> except; ///< sorted
    auto operator<=>(const AddressBlock&) const = default;
};

/// The block as far as it can be read; a cidr that cannot be read gives nothing, an except that
/// cannot be read or lies outside is dropped. Host bits are cut off.
[[nodiscard]] std::optional<AddressBlock> parseBlock(const policy::IpBlock& block);

/// `10.0.0.0/8 except 10.1.0.0/16`.
[[nodiscard]] std::string toString(const AddressBlock& block);

class AddressSet
{
public:
    void add(const AddressBlock& block);
    void add(bool v6, AddressRange range);
    void add(const AddressSet& other);
    void subtract(bool v6, AddressRange range);

    /// How many; all of IPv6 counts as everyAddress.
    [[nodiscard]] AddressCount size(bool v6) const;
    [[nodiscard]] bool empty() const { return m_v4.empty() && m_v6.empty(); }
    [[nodiscard]] bool contains(bool v6, AddressRange range) const;
    [[nodiscard]] bool contains(const AddressBlock& block) const;
    [[nodiscard]] bool contains(const AddressSet& other) const;

    bool operator==(const AddressSet&) const = default;

private:
    using Ranges = std::map<Address, Address>; // first to last; disjoint, with gaps between them
    [[nodiscard]] const Ranges& ranges(bool v6) const { return v6 ? m_v6 : m_v4; }
    Ranges m_v4;
    Ranges m_v6;
};

} // namespace pw::ops
