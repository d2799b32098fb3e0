#pragma once
// What two sequences do not share. Elements are small numbers: equal numbers are equal elements.

#include <cstdint>
#include <span>
#include <vector>

namespace pw::text {

using Sequence = std::span<const std::uint32_t>;

/// 1 at each element that the other side does not have there; the others are, in order, the same.
struct SequenceChanges
{
    std::vector<std::uint8_t> left;
    std::vector<std::uint8_t> right;
};

/// The fewest changes while both together, equal ends not counted, have at most `exactElements`;
/// more of them may get a few changes too many. Time: 512 times the elements, at worst.
[[nodiscard]] SequenceChanges shortestChanges(Sequence left, Sequence right);
inline constexpr std::size_t exactElements = 512;

/// Changes as a person would tell them: rare elements hold the sides together, so that common ones
/// do not. Up to `exactElements` at most half more than the fewest. The numbers should be dense:
/// it takes memory by the largest.
[[nodiscard]] SequenceChanges readableChanges(Sequence left, Sequence right);

} // namespace pw::text
