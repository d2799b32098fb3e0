#include "ui/fingerprints/fingerprint_change.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace pw::ui {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::string groupKey(const ops::FingerprintGroupRow& row)
{
    std::string key = row.title + '\n' + row.fullImageId + '\n' + row.cgroup;
    for (const std::string& value : row.groupValues)
        key += '\n' + value;
    return key;
}

std::string_view memberKey(ShownFingerprints& shown, std::size_t member)
{
    const std::string& id = shown.list->instances[member].facts.id;
    if (!id.empty())
        return id;
    return shown.madeKeys.emplace_back(shown.list->identity(member));
}

/// Spans of the places for which `wanted` says yes, front to back, counted in the whole list.
template <typename Wanted>
std::vector<RowSpans::Span> spansOf(std::size_t size, const Wanted& wanted)
{
    std::vector<RowSpans::Span> out;
    for (std::size_t at = 0; at < size; ++at) {
        if (!wanted(at))
            continue;
        if (!out.empty() && out.back().first + out.back().count == at)
            ++out.back().count;
        else
            out.push_back({at, 1});
    }
    return out;
}

/// Keys are unique in a list.
template <typename Key>
RowsChange rowsChange(const std::vector<Key>& before, const std::vector<Key>& after)
{
    RowsChange out;
    if (before == after)
        return out;
    std::unordered_map<std::string_view, std::size_t> placeBefore;
    for (std::size_t at = 0; at < before.size(); ++at)
        placeBefore.emplace(before[at], at);
    std::vector<std::size_t> oldPlaces; // of those that stay, in the new order
    std::vector<bool> stays(before.size(), false);
    std::vector<bool> isNew(after.size(), true);
    for (std::size_t at = 0; at < after.size(); ++at) {
        const auto found = placeBefore.find(after[at]);
        if (found == placeBefore.end() || stays[found->second])
            continue;
        stays[found->second] = true;
        isNew[at] = false;
        oldPlaces.push_back(found->second);
    }
    out.removed = spansOf(before.size(), [&](std::size_t at) { return !stays[at]; });
    std::ranges::reverse(out.removed);
    out.inserted = spansOf(after.size(), [&](std::size_t at) { return isNew[at]; });
    if (!std::ranges::is_sorted(oldPlaces)) {
        // Places among those that stay.
        std::vector<std::size_t> among(before.size(), nowhere);
        std::size_t next = 0;
        for (std::size_t at = 0; at < before.size(); ++at) {
            if (stays[at])
                among[at] = next++;
        }
        for (const std::size_t place : oldPlaces)
            out.order.push_back(among[place]);
    }
    return out;
}

} // namespace

ShownPtr shownOf(FingerprintListPtr list, ops::FingerprintTable table,
                 const ops::FingerprintQuery& query)
{
    auto shown = std::make_shared<ShownFingerprints>();
    shown->list = std::move(list);
    shown->table = std::move(table);
    shown->query = query;
    for (const ops::FingerprintGroupRow& row : shown->table.groups) {
        shown->groupKeys.push_back(groupKey(row));
        std::vector<std::string_view>& keys = shown->memberKeys.emplace_back();
        keys.reserve(row.members.size());
        for (const std::size_t member : row.members)
            keys.push_back(memberKey(*shown, member));
    }
    return shown;
}

FingerprintChange changeOf(ShownPtr from, ShownPtr to)
{
    FingerprintChange out;
    out.whole = from == nullptr || from->query.filter.type != to->query.filter.type
        || from->query.groupBy != to->query.groupBy;
    if (!out.whole) {
        out.groups = rowsChange(from->groupKeys, to->groupKeys);
        std::unordered_map<std::string_view, std::size_t> groupBefore;
        for (std::size_t at = 0; at < from->groupKeys.size(); ++at)
            groupBefore.emplace(from->groupKeys[at], at);
        for (std::size_t at = 0; at < to->groupKeys.size(); ++at) {
            if (const auto found = groupBefore.find(to->groupKeys[at]); found != groupBefore.end())
                out.members.push_back(
                    rowsChange(from->memberKeys[found->second], to->memberKeys[at]));
        }
    }
    out.spans = out.groups.removed.size() + out.groups.inserted.size();
    for (const RowsChange& change : out.members)
        out.spans += change.removed.size() + change.inserted.size();
    out.from = std::move(from);
    out.to = std::move(to);
    return out;
}

} // namespace pw::ui
