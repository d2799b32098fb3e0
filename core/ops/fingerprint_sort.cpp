#include "core/ops/fingerprint_sort.h"

#include "core/ops/fingerprint_filter.h"
#include "core/ops/fingerprint_list.h"
#include "core/ops/timestamp.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace pw::ops {
namespace {

using Column = FingerprintIndex::Column;

/// A row's place among the others: by number, then by text.
using Key = std::pair<double, std::string>;

std::string shownText(const GroupValues& values)
{
    return values.count > 1 ? "MULTIPLE" : loweredText(values.one);
}

Key keyOf(const FingerprintGroupRow& row, const GroupPlaces& places, TableColumn column)
{
    switch (column) {
    case TableColumn::Title:
        return {0, loweredText(row.title)};
    case TableColumn::ImageId:
        return {0, row.imageId};
    case TableColumn::Repo:
        return {0, loweredText(row.repo)};
    case TableColumn::Cgroup:
        return {0, loweredText(row.cgroup)};
    case TableColumn::Covered:
        return {static_cast<double>(row.covered) / static_cast<double>(row.total), {}};
    case TableColumn::Latest:
        return {timestampValue(row.latestTime).value_or(-1), {}};
    case TableColumn::Cluster:
        return {static_cast<double>(places.clusters.count > 1), shownText(places.clusters)};
    case TableColumn::Namespace:
        return {static_cast<double>(places.namespaces.count > 1), shownText(places.namespaces)};
    case TableColumn::Machines:
        return {static_cast<double>(places.machines.count), loweredText(places.machines.one)};
    case TableColumn::Count:
        return {static_cast<double>(row.total), {}};
    }
    return {};
}

/// The texts that instances are sorted by; none where they are sorted by a number.
std::optional<Column> textColumnOf(TableColumn column)
{
    switch (column) {
    case TableColumn::Title:
        return Column::Title;
    case TableColumn::ImageId:
        return Column::ContainerId;
    case TableColumn::Repo:
        return Column::Place;
    case TableColumn::Cgroup:
        return Column::Id;
    case TableColumn::Cluster:
        return Column::Cluster;
    case TableColumn::Namespace:
        return Column::Namespace;
    case TableColumn::Machines:
        return Column::Machine;
    case TableColumn::Covered:
    case TableColumn::Latest:
    case TableColumn::Count:
        break;
    }
    return std::nullopt;
}

template <typename Rows, typename Less> void sortRows(Rows& rows, bool descending, const Less& less)
{
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return descending ? less(b, a) : less(a, b);
    });
}

void sortMembers(std::vector<std::size_t>& members, const FingerprintIndex& index,
                 const TableSort& sort)
{
    if (const std::optional<Column> text = textColumnOf(sort.column)) {
        const FingerprintColumn& column = index[*text];
        sortRows(members, sort.descending, [&column](std::size_t a, std::size_t b) {
            return column.of(a) != column.of(b)
                && column.lowered(column.of(a)) < column.lowered(column.of(b));
        });
    } else if (sort.column == TableColumn::Covered) {
        sortRows(members, sort.descending, [&index](std::size_t a, std::size_t b) {
            return index.covered(a) < index.covered(b);
        });
    } else if (sort.column == TableColumn::Latest) {
        const auto time = [&index](std::size_t row) {
            return std::isnan(index.time(row)) ? -1 : index.time(row);
        };
        sortRows(members, sort.descending,
                 [&time](std::size_t a, std::size_t b) { return time(a) < time(b); });
    }
}

} // namespace

const std::string& instanceTitle(const policy::FingerprintFacts& facts)
{
    if (facts.type == "linux-service") {
        if (!facts.machine.empty())
            return facts.machine;
        return facts.id.empty() ? facts.name : facts.id;
    }
    if (!facts.podName.empty())
        return facts.podName;
    return facts.containerName.empty() ? facts.name : facts.containerName;
}

const std::string& instancePlace(const policy::FingerprintFacts& facts)
{
    return facts.namespaceName.empty() ? facts.clusterName : facts.namespaceName;
}

void sortTable(FingerprintTable& table, const FingerprintIndex& index, const TableSort& sort)
{
    std::vector<Key> keys;
    keys.reserve(table.groups.size());
    for (std::size_t at = 0; at < table.groups.size(); ++at)
        keys.push_back(keyOf(table.groups[at], table.places[at], sort.column));
    std::vector<std::size_t> order(table.groups.size());
    std::iota(order.begin(), order.end(), 0);
    sortRows(order, sort.descending,
             [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::vector<FingerprintGroupRow> groups;
    std::vector<GroupPlaces> places;
    for (const std::size_t at : order) {
        groups.push_back(std::move(table.groups[at]));
        places.push_back(std::move(table.places[at]));
        sortMembers(groups.back().members, index, sort);
    }
    table.groups = std::move(groups);
    table.places = std::move(places);
}

} // namespace pw::ops
