#pragma once
// From one list of rows to another in few steps, so that views keep selection and place.

#include <cstddef>
#include <unordered_set>
#include <vector>

namespace pw::ui {

/// What becomes of a list: first the removals (back to front), then the insertions (front to
/// back). Rows are counted in the list as it is at that step.
struct RowSpans
{
    struct Span
    {
        std::size_t first = 0;
        std::size_t count = 0;
        bool operator==(const Span&) const = default;
    };
    std::vector<Span> removed;
    std::vector<Span> inserted;
};

/// Rows are known by their keys, which are unique in a list. Rows that changed places go and come
/// back.
template <typename Key>
[[nodiscard]] RowSpans rowSpans(const std::vector<Key>& before, const std::vector<Key>& after)
{
    const std::unordered_set<Key> wanted(after.begin(), after.end());
    std::unordered_set<Key> pending(before.begin(), before.end());
    // Kept are the rows of `before` that come in the order of `after`.
    std::vector<bool> kept(before.size(), false);
    std::unordered_set<Key> keptKeys;
    std::size_t at = 0;
    for (std::size_t row = 0; row < before.size(); ++row) {
        pending.erase(before[row]);
        if (!wanted.contains(before[row]))
            continue;
        std::size_t found = at;
        while (found < after.size() && after[found] != before[row]) {
            if (pending.contains(after[found]))
                break; // this row moved behind a later one: it goes and comes back
            ++found;
        }
        if (found < after.size() && after[found] == before[row]) {
            kept[row] = true;
            keptKeys.insert(before[row]);
            at = found + 1;
        }
    }
    RowSpans out;
    for (std::size_t row = before.size(); row-- > 0;) {
        if (kept[row])
            continue;
        if (!out.removed.empty() && out.removed.back().first == row + 1) {
            out.removed.back().first = row;
            ++out.removed.back().count;
        } else {
            out.removed.push_back({row, 1});
        }
    }
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (keptKeys.contains(after[row]))
            continue;
        if (!out.inserted.empty() && out.inserted.back().first + out.inserted.back().count == row)
            ++out.inserted.back().count;
        else
            out.inserted.push_back({row, 1});
    }
    return out;
}

} // namespace pw::ui
