#pragma once
// Sets of addresses as plain lists of ranges.

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pw::oracle {

struct Address
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const Address&) const = default;
};

/// First to last, both included, of one family.
struct Range
{
    bool v6 = false;
    Address first;
    Address last;
    bool operator==(const Range&) const = default;
};

/// `10.0.0.0/8`, `10.0.0.1`, `fd00::/8`; nothing for what is no block.
[[nodiscard]] std::optional<Range> rangeOf(std::string_view block);

/// Lies in one of the special-purpose ranges.
[[nodiscard]] bool isSpecialPurpose(const Range& range);

/// Any ranges, overlapping or not.
using Ranges = std::vector<Range>;

/// What is in `from` and not in `taken`.
[[nodiscard]] Ranges without(Ranges from, const Ranges& taken);
[[nodiscard]] bool holds(const Ranges& ranges, bool v6, const Address& address);

} // namespace pw::oracle
