// The table that a query asks for: rows of an index, grouped.

#include "core/ops/fingerprint_list.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace pw::ops {
namespace {

using Column = FingerprintIndex::Column;

Column columnOf(GroupField field)
{
    switch (field) {
    case GroupField::Namespace:
        return Column::Namespace;
    case GroupField::Cluster:
        return Column::Cluster;
    case GroupField::Machine:
        break;
    }
    return Column::Machine;
}

/// The rows with the first and the last of the times seen, none before there was a time.
struct TimeSpan
{
    std::optional<std::size_t> earliest;
    std::optional<std::size_t> latest;

    void note(const FingerprintIndex& index, std::size_t row)
    {
        const double time = index.time(row);
        if (std::isnan(time))
            return;
        if (!earliest || time < index.time(*earliest))
            earliest = row;
        if (!latest || time > index.time(*latest))
            latest = row;
    }
};

std::string timeOf(const FingerprintList& list, std::optional<std::size_t> row)
{
    return row ? list.instances[*row].facts.time : std::string();
}

/// Gives each pair of numbers a number.
class PairNumbers
{
public:
    ValueNumber of(ValueNumber a, ValueNumber b)
    {
        const std::uint64_t pair = std::uint64_t{a} << 32U | b;
        return m_known.try_emplace(pair, static_cast<ValueNumber>(m_known.size())).first->second;
    }

private:
    std::unordered_map<std::uint64_t, ValueNumber> m_known;
};

/// Which group each row belongs to, by the numbers of its values.
class RowKeys
{
public:
    RowKeys(const FingerprintIndex& index, const FingerprintQuery& query)
        : m_index(index), m_service(query.filter.type == "linux-service"),
          m_pairs(query.groupBy.size() + 1)
    {
        for (const GroupField field : query.groupBy)
            m_columns.push_back(&index[columnOf(field)]);
    }

    /// A row of the table stands for it.
    [[nodiscard]] bool canBeListed(std::size_t row) const
    {
        return m_service
            ? m_index[Column::Cgroup].of(row) != 0
            : m_index[Column::Image].of(row) != 0 && m_index[Column::ImageId].of(row) != 0;
    }

    [[nodiscard]] ValueNumber of(std::size_t row)
    {
        const ValueNumber image = m_index[Column::Image].of(row);
        ValueNumber key = m_service
            ? m_index[Column::Cgroup].of(row)
            : m_pairs.front().of(m_index.nameOf(image), m_index[Column::ImageId].of(row));
        for (std::size_t field = 0; field < m_columns.size(); ++field)
            key = m_pairs[field + 1].of(key, m_columns[field]->of(row));
        return key;
    }

    [[nodiscard]] std::vector<std::string> valuesOf(std::size_t row) const
    {
        std::vector<std::string> out;
        for (const FingerprintColumn* const column : m_columns)
            out.emplace_back(column->value(column->of(row)));
        return out;
    }

private:
    const FingerprintIndex& m_index;
    bool m_service;
    std::vector<PairNumbers> m_pairs; ///< image and id; then what is before with each field
    std::vector<const FingerprintColumn*> m_columns;
};

/// The groups in the order first seen, with their members and nothing else.
std::vector<std::vector<std::size_t>>
membersOf(const FingerprintIndex& index, const FingerprintSelection& selection, RowKeys& keys)
{
    std::vector<std::vector<std::size_t>> groups;
    std::unordered_map<ValueNumber, std::size_t> groupOf;
    for (std::size_t row = 0; row < index.rows(); ++row) {
        if (!selection.shown(row) || !keys.canBeListed(row))
            continue;
        const auto [found, isNew] = groupOf.try_emplace(keys.of(row), groups.size());
        if (isNew)
            groups.emplace_back();
        groups[found->second].push_back(row);
    }
    return groups;
}

/// Prepared, or made for this once.
std::shared_ptr<const FingerprintIndex> indexOf(const FingerprintList& list)
{
    return list.index != nullptr ? list.index
                                 : std::make_shared<const FingerprintIndex>(list.instances);
}

/// The different values of a column, asked for one group after another.
class ValueCounter
{
public:
    explicit ValueCounter(const FingerprintColumn& column)
        : m_column(column), m_seenIn(column.size(), 0)
    {
    }

    GroupValues count(const std::vector<std::size_t>& members)
    {
        GroupValues out;
        ++m_group;
        ValueNumber last = 0;
        for (const std::size_t row : members) {
            const ValueNumber number = m_column.of(row);
            if (number == 0 || m_seenIn[number] == m_group)
                continue;
            m_seenIn[number] = m_group;
            last = number;
            ++out.count;
        }
        if (out.count == 1)
            out.one = m_column.value(last);
        return out;
    }

private:
    const FingerprintColumn& m_column;
    std::vector<std::uint32_t> m_seenIn; ///< of each value: the last group that has it
    std::uint32_t m_group = 0;
};

/// Counts of the whole list, and the times of the type.
void noteAll(FingerprintTable& table, const FingerprintList& list, const FingerprintIndex& index,
             const FingerprintSelection& selection)
{
    const FingerprintColumn& types = index[Column::Type];
    std::vector<bool> isService;
    for (ValueNumber type = 0; type < types.size(); ++type)
        isService.push_back(types.value(type) == "linux-service");
    TimeSpan times;
    for (std::size_t row = 0; row < index.rows(); ++row) {
        ++(isService[types.of(row)] ? table.services : table.containers);
        if (selection.ofType(row))
            times.note(index, row);
        table.shown += selection.shown(row) ? 1U : 0U;
    }
    table.earliest = timeOf(list, times.earliest);
    table.latest = timeOf(list, times.latest);
}

FingerprintGroupRow rowOf(const FingerprintList& list, const FingerprintIndex& index,
                          std::vector<std::size_t> members, bool service)
{
    FingerprintGroupRow row = newGroupRow(list.instances[members.front()].facts, service);
    TimeSpan times;
    ValueNumber before = 0;
    for (const std::size_t member : members) {
        const ValueNumber image = index[Column::Image].of(member);
        if (!service && image != before)
            row.repos.push_back(splitImage(index[Column::Image].value(image)).repo);
        before = image;
        row.covered += index.covered(member) ? 1U : 0U;
        times.note(index, member);
    }
    nameRepo(row);
    row.total = members.size();
    row.latestTime = timeOf(list, times.latest);
    row.members = std::move(members);
    return row;
}

void addGroups(FingerprintTable& table, const FingerprintList& list, const FingerprintIndex& index,
               const FingerprintQuery& query, const FingerprintSelection& selection)
{
    RowKeys keys(index, query);
    ValueCounter clusters(index[Column::Cluster]);
    ValueCounter namespaces(index[Column::Namespace]);
    ValueCounter machines(index[Column::Machine]);
    std::vector<std::pair<FingerprintGroupRow, GroupPlaces>> groups;
    for (std::vector<std::size_t>& members : membersOf(index, selection, keys)) {
        GroupPlaces places{clusters.count(members), namespaces.count(members),
                           machines.count(members)};
        std::vector<std::string> values = keys.valuesOf(members.front());
        FingerprintGroupRow row
            = rowOf(list, index, std::move(members), query.filter.type == "linux-service");
        row.groupValues = std::move(values);
        groups.emplace_back(std::move(row), std::move(places));
    }
    std::ranges::stable_sort(
        groups, {}, [](const auto& group) -> const std::string& { return group.first.title; });
    for (auto& [row, places] : groups) {
        table.groups.push_back(std::move(row));
        table.places.push_back(std::move(places));
    }
}

} // namespace

FingerprintTable tableOf(const FingerprintList& list, const FingerprintQuery& query,
                         const std::stop_token& stop)
{
    FingerprintTable table;
    const std::shared_ptr<const FingerprintIndex> index = indexOf(list);
    const FingerprintSelection selection(*index, query.filter, stop);
    noteAll(table, list, *index, selection);
    table.namespaces = allValuesOf(FingerprintField::Namespace, *index, selection);
    table.clusters = allValuesOf(FingerprintField::Cluster, *index, selection);
    if (stop.stop_requested())
        return table;
    table.facets = facetsOf(*index, selection);
    if (!stop.stop_requested() && !query.filter.type.empty())
        addGroups(table, list, *index, query, selection);
    if (query.sort && !stop.stop_requested())
        sortTable(table, *index, *query.sort);
    return table;
}

SelectionCounts countsOf(const FingerprintList& list, const std::vector<std::size_t>& instances)
{
    SelectionCounts out;
    out.fingerprints = instances.size();
    if (instances.empty())
        return out;
    out.services = list.instances[instances.front()].facts.type == "linux-service";
    const std::shared_ptr<const FingerprintIndex> index = indexOf(list);
    for (const std::size_t at : instances)
        out.covered += index->covered(at) ? 1U : 0U;
    out.images = ValueCounter((*index)[out.services ? Column::Cgroup : Column::Image])
                     .count(instances)
                     .count;
    out.namespaces = ValueCounter((*index)[Column::Namespace]).count(instances).count;
    return out;
}

} // namespace pw::ops
