#pragma once
// Few blocks around many addresses: which ones allow the least beside what has to be in them.

#include "core/ops/address_set.h"

#include <cstddef>
#include <vector>

namespace pw::ops {

[[nodiscard]] AddressCount addressesIn(const Cidr& cidr);
/// Of the union, each address once; families together.
[[nodiscard]] AddressCount addressesIn(const std::vector<Cidr>& blocks);

/// The same addresses in the fewest blocks, by family and address.
[[nodiscard]] std::vector<Cidr> collapsed(std::vector<Cidr> blocks);

/// The smallest block around all of them, which are of one family and not none.
[[nodiscard]] Cidr smallestAround(const std::vector<Cidr>& blocks);

/// For each number of lines up to `most` the blocks that allow the fewest addresses, at index
/// `lines - 1`; of equal ones the shorter list. The last one is the collapsed list when that has no
/// more lines. All of one family. Grows with the number of blocks times `most`.
[[nodiscard]] std::vector<std::vector<Cidr>> bestCovers(const std::vector<Cidr>& blocks,
                                                        std::size_t most);

} // namespace pw::ops
