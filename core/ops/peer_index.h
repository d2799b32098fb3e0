#pragma once
// Finds rules by the peers they share with a question.

#include "core/ops/address_set.h"

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pw::ops {

using RuleIndex = std::uint32_t;

/// Who is asked for: a block or, when there is none, a name.
struct PeerQuestion
{
    std::optional<AddressBlock> block;
    std::string name;
};

/// Answers are candidates, with repetitions and in no order. Nothing is ever taken out.
class PeerIndex
{
public:
    void add(RuleIndex rule, const AddressBlock& block);
    void add(RuleIndex rule, const std::string& name);
    [[nodiscard]] bool empty() const { return m_blocks.empty() && m_names.empty(); }

    /// Rules with a block that overlaps this one.
    void collect(const AddressBlock& block, std::vector<RuleIndex>& out) const;
    /// Rules with a name that fits this one, or that this one fits.
    void collect(const std::string& name, std::vector<RuleIndex>& out) const;
    void collect(const PeerQuestion& peer, std::vector<RuleIndex>& out) const;

private:
    using Rules = std::vector<RuleIndex>;
    std::map<Cidr, Rules> m_blocks;
    std::bitset<33> m_v4Prefixes; // lengths that occur
    std::bitset<129> m_v6Prefixes;
    std::unordered_map<std::string, Rules> m_names;
    Rules m_patternNames;
    Rules m_allNames;
};

} // namespace pw::ops
