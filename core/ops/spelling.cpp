#include "core/ops/spelling.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace pw::ops {

namespace {

/// Longer words are no slips of ours; it bounds the tables below.
constexpr std::size_t longestWord = 48;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Slips between the words, case aside: the optimal string alignment distance.
std::size_t slips(std::string_view a, std::string_view b)
{
    using Row = std::array<std::size_t, longestWord + 1>;
    Row before{};
    Row previous{};
    Row current{};
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            current[j] = std::min(
                {previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2])
                && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
        before = previous;
        previous = current;
    }
    return previous[b.size()];
}

} // namespace

std::string_view closestWord(std::string_view word, std::span<const std::string_view> candidates)
{
    if (word.empty() || word.size() > longestWord)
        return {};
    std::string_view best;
    std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        if (longer > longestWord || longer - std::min(word.size(), candidate.size()) >= fewest)
            continue;
        const std::size_t distance = slips(word, candidate);
        if (distance < fewest && distance < candidate.size()) {
            fewest = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace pw::ops
