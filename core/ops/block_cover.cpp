#include "core/ops/block_cover.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace pw::ops {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

int bitsOf(bool v6)
{
    return v6 ? 128 : 32;
}

Cidr hostAt(bool v6, Address address)
{
    return {v6, v6 ? static_cast<std::uint64_t>(address >> 64) : 0,
            static_cast<std::uint64_t>(address & ~std::uint64_t{0}),
            static_cast<std::uint8_t>(bitsOf(v6))};
}

/// How many first bits two addresses share.
int sharedBits(bool v6, Address one, Address other)
{
    const Address differ = one ^ other;
    const auto high = static_cast<std::uint64_t>(differ >> 64);
    const auto low = static_cast<std::uint64_t>(differ);
    const int leading = high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(low);
    return std::min(bitsOf(v6), leading - (v6 ? 0 : 96));
}

AddressCount plus(AddressCount one, AddressCount other)
{
    return one > everyAddress - other ? everyAddress : one + other;
}

/// Blocks without those that lie in another one, by address.
std::vector<Cidr> outermost(std::vector<Cidr> blocks)
{
    std::ranges::sort(blocks);
    std::vector<Cidr> out;
    for (const Cidr& block : blocks) {
        if (out.empty() || !out.back().contains(block))
            out.push_back(block);
    }
    return out;
}

/// The binary tree of the prefixes at which the blocks part.
class PrefixTree
{
public:
    PrefixTree(const std::vector<Cidr>& leaves, std::size_t most) : m_most(most)
    {
        m_nodes.reserve(2 * leaves.size());
        m_root = build(leaves);
    }

    [[nodiscard]] std::vector<std::vector<Cidr>> covers() const
    {
        std::vector<std::vector<Cidr>> out;
        for (std::size_t lines = 1; lines <= m_most; ++lines) {
            std::vector<Cidr> blocks;
            collect(m_root, std::min(lines, m_nodes[m_root].least.size()), blocks);
            out.push_back(std::move(blocks));
        }
        return out;
    }

private:
    struct Node
    {
        Cidr block; ///< the smallest one around all below it
        std::size_t left = none;
        std::size_t right = none;
        /// At [lines - 1] the fewest addresses that so many blocks or fewer allow.
        std::vector<AddressCount> least;
    };

    std::size_t add(Node node)
    {
        m_nodes.push_back(std::move(node));
        return m_nodes.size() - 1;
    }

    /// From left to right, with the nodes on the way down to the last leaf at hand.
    std::size_t build(const std::vector<Cidr>& leaves)
    {
        std::vector<std::size_t> open;
        const auto close = [&] {
            const std::size_t right = open.back();
            open.pop_back();
            Node& above = m_nodes[open.back()];
            above.right = right;
            count(above);
        };
        for (std::size_t at = 0; at < leaves.size(); ++at) {
            const std::size_t leaf = add({leaves[at], none, none, {addressesIn(leaves[at])}});
            if (at > 0) {
                const std::uint8_t shared = prefixOf(leaves[at - 1], leaves[at]);
                while (open.size() > 1 && m_nodes[open[open.size() - 2]].block.prefix > shared)
                    close();
                const std::size_t below = open.back();
                open.back() = add({supernet(leaves[at], shared), below, none, {}});
            }
            open.push_back(leaf);
        }
        while (open.size() > 1)
            close();
        return open.front();
    }

    static std::uint8_t prefixOf(const Cidr& one, const Cidr& other)
    {
        const int shared = sharedBits(one.v6, rangeOf(one).first, rangeOf(other).first);
        return static_cast<std::uint8_t>(std::min({shared, int{one.prefix}, int{other.prefix}}));
    }

    void count(Node& node) const
    {
        const std::vector<AddressCount>& left = m_nodes[node.left].least;
        const std::vector<AddressCount>& right = m_nodes[node.right].least;
        const std::size_t size = std::min(m_most, left.size() + right.size());
        node.least.assign(size, everyAddress);
        node.least.front() = addressesIn(node.block);
        for (std::size_t a = 0; a < left.size(); ++a) {
            for (std::size_t b = 0; b < right.size() && a + b + 1 < size; ++b)
                node.least[a + b + 1] = std::min(node.least[a + b + 1], plus(left[a], right[b]));
        }
        for (std::size_t at = 1; at < size; ++at)
            node.least[at] = std::min(node.least[at], node.least[at - 1]);
    }

    void collect(std::size_t at, std::size_t lines, std::vector<Cidr>& out) const
    {
        const Node& node = m_nodes[at];
        while (lines > 1 && node.least[lines - 2] == node.least[lines - 1])
            --lines; // fewer lines do as well
        if (lines == 1) {
            out.push_back(node.block);
            return;
        }
        const std::vector<AddressCount>& left = m_nodes[node.left].least;
        const std::vector<AddressCount>& right = m_nodes[node.right].least;
        for (std::size_t a = 0; a + 1 < lines && a < left.size(); ++a) {
            const std::size_t b = lines - a - 2;
            if (b >= right.size() || plus(left[a], right[b]) != node.least[lines - 1])
                continue;
            collect(node.left, a + 1, out);
            collect(node.right, b + 1, out);
            return;
        }
    }

    std::size_t m_most;
    std::size_t m_root = none;
    std::vector<Node> m_nodes;
};

} // namespace

AddressCount addressesIn(const Cidr& cidr)
{
    const int open = bitsOf(cidr.v6) - cidr.prefix;
    return open == 128 ? everyAddress : AddressCount{1} << open;
}

AddressCount addressesIn(const std::vector<Cidr>& blocks)
{
    AddressCount out = 0;
    for (const Cidr& block : outermost(blocks))
        out = plus(out, addressesIn(block));
    return out;
}

std::vector<Cidr> collapsed(std::vector<Cidr> blocks)
{
    std::vector<Cidr> out;
    for (Cidr block : outermost(std::move(blocks))) {
        // Two halves become their whole, and that perhaps one of two halves.
        while (!out.empty() && block.prefix > 0 && out.back().v6 == block.v6
               && out.back().prefix == block.prefix && out.back() != block
               && supernet(out.back(), static_cast<std::uint8_t>(block.prefix - 1))
                   == supernet(block, static_cast<std::uint8_t>(block.prefix - 1))) {
            block = supernet(block, static_cast<std::uint8_t>(block.prefix - 1));
            out.pop_back();
        }
        out.push_back(block);
    }
    return out;
}

Cidr smallestAround(const std::vector<Cidr>& blocks)
{
    const auto [first, last] = std::ranges::minmax(blocks);
    int prefix = sharedBits(first.v6, rangeOf(first).first, rangeOf(last).last);
    for (const Cidr& block : blocks)
        prefix = std::min(prefix, int{block.prefix});
    return supernet(hostAt(first.v6, rangeOf(first).first), static_cast<std::uint8_t>(prefix));
}

std::vector<std::vector<Cidr>> bestCovers(const std::vector<Cidr>& blocks, std::size_t most)
{
    const std::vector<Cidr> leaves = collapsed(blocks);
    if (leaves.empty() || most == 0)
        return {};
    return PrefixTree(leaves, std::min(most, leaves.size())).covers();
}

} // namespace pw::ops
