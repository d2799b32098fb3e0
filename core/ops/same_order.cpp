#include "core/ops/same_order.h"

#include <algorithm>

namespace pw::ops {
namespace {

using yaml::Value;

/// The item of the list that is most like the one at that place of another list.
const Value* counterpart(const Value& item, std::size_t place, const Value& list)
{
    for (const std::string_view key : {"id", "name"}) {
        const Value* const wanted = item.find(key);
        if (wanted == nullptr)
            continue;
        const auto same = std::ranges::find_if(list.items, [&](const Value& other) {
            const Value* const found = other.find(key);
            return found != nullptr && *found == *wanted;
        });
        if (same != list.items.end())
            return &*same;
    }
    if (list.items.empty())
        return nullptr;
    return &list.items[std::min(place, list.items.size() - 1)];
}

} // namespace

Value inOrderOf(const Value& value, const Value& like)
{
    Value out = value;
    for (std::size_t i = 0; i < out.items.size(); ++i) {
        if (const Value* const other = counterpart(value.items[i], i, like))
            out.items[i] = inOrderOf(value.items[i], *other);
    }
    const auto rank = [&like](const std::string& key) {
        const auto found
            = std::ranges::find(like.entries, key, &std::pair<std::string, Value>::first);
        return found - like.entries.begin();
    };
    std::ranges::stable_sort(out.entries, {}, [&](const auto& entry) { return rank(entry.first); });
    for (auto& [key, below] : out.entries) {
        if (const Value* const other = like.find(key))
            below = inOrderOf(below, *other);
    }
    return out;
}

} // namespace pw::ops
