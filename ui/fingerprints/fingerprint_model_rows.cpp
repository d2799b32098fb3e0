// How FingerprintModel goes from one table to the next: at no step does a row point into the wrong
// list.

#include "ui/common/dispose.h"
#include "ui/fingerprints/fingerprint_group.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Difference = std::ptrdiff_t;

/// Where each of those that stay goes: the other way round than `order`.
std::vector<std::size_t> newPlaces(const std::vector<std::size_t>& order)
{
    std::vector<std::size_t> out(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        out[order[place]] = place;
    return out;
}

bool isInserted(const std::vector<RowSpans::Span>& inserted, std::size_t row)
{
    const auto after = std::ranges::upper_bound(inserted, row, {}, &RowSpans::Span::first);
    return after != inserted.begin() && row < std::prev(after)->first + std::prev(after)->count;
}

/// The rows that are there already, in the order in which they stand now.
std::vector<std::size_t> withoutInserted(const std::vector<std::size_t>& members,
                                         const RowsChange& change)
{
    std::vector<std::size_t> out;
    out.reserve(members.size());
    for (std::size_t at = 0; at < members.size(); ++at) {
        if (!isInserted(change.inserted, at))
            out.push_back(members[at]);
    }
    if (change.order.empty())
        return out;
    std::vector<std::size_t> before(out.size());
    for (std::size_t place = 0; place < out.size(); ++place)
        before[change.order[place]] = out[place];
    return before;
}

} // namespace

void FingerprintModel::apply(FingerprintChange change)
{
    if (change.from != m_shown)
        change = changeOf(m_shown, std::move(change.to));
    if (change.whole) {
        replace(std::move(change));
        return;
    }
    const std::vector<Group*> kept = keptGroups(change);
    removeRows(change, kept);
    takeValues(change, kept);
    reorder(change, kept);
    insertRows(change, kept);
    announceValues();
    disposeElsewhere(std::move(change.from));
}

void FingerprintModel::replace(FingerprintChange change)
{
    beginResetModel();
    const ShownPtr before = m_shown;
    replaceAll(std::move(change.to));
    endResetModel();
    change.from.reset();
    disposeElsewhere(before);
}

void FingerprintModel::replaceAll(ShownPtr shown)
{
    m_shown = std::move(shown);
    m_groups.clear();
    for (std::size_t row = 0; row < m_shown->table.groups.size(); ++row)
        m_groups.push_back(std::make_unique<Group>(row, m_shown->table.groups[row].members));
    renumber();
    makeColumns();
}

/// The groups that stay, in the order of the new table.
std::vector<FingerprintModel::Group*>
FingerprintModel::keptGroups(const FingerprintChange& change) const
{
    std::vector<bool> goes(m_groups.size(), false);
    for (const RowSpans::Span& span : change.groups.removed)
        std::fill_n(goes.begin() + static_cast<Difference>(span.first), span.count, true);
    std::vector<Group*> before;
    for (std::size_t at = 0; at < m_groups.size(); ++at) {
        if (!goes[at])
            before.push_back(m_groups[at].get());
    }
    if (change.groups.order.empty())
        return before;
    std::vector<Group*> out;
    for (const std::size_t place : change.groups.order)
        out.push_back(before[place]);
    return out;
}

void FingerprintModel::removeRows(const FingerprintChange& change, const std::vector<Group*>& kept)
{
    for (const RowSpans::Span& span : change.groups.removed) {
        const auto first = m_groups.begin() + static_cast<Difference>(span.first);
        beginRemoveRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        m_groups.erase(first, first + static_cast<Difference>(span.count));
        renumber();
        endRemoveRows();
    }
    for (std::size_t at = 0; at < kept.size(); ++at) {
        Group& group = *kept[at];
        for (const RowSpans::Span& span : change.members[at].removed) {
            const auto first = group.members.begin() + static_cast<Difference>(span.first);
            beginRemoveRows(groupIndex(group), static_cast<int>(span.first),
                            static_cast<int>(span.first + span.count) - 1);
            group.members.erase(first, first + static_cast<Difference>(span.count));
            endRemoveRows();
        }
    }
}

/// The new list takes the place of the old one, for the rows that are in both.
void FingerprintModel::takeValues(const FingerprintChange& change, const std::vector<Group*>& kept)
{
    m_shown = change.to;
    std::size_t next = 0;
    for (std::size_t row = 0; row < m_shown->table.groups.size(); ++row) {
        if (isInserted(change.groups.inserted, row))
            continue;
        Group& group = *kept[next];
        group.row = row;
        group.members = withoutInserted(m_shown->table.groups[row].members, change.members[next]);
        ++next;
    }
}

void FingerprintModel::reorder(const FingerprintChange& change, const std::vector<Group*>& kept)
{
    const bool membersMove = std::ranges::any_of(
        change.members, [](const RowsChange& members) { return !members.order.empty(); });
    if (change.groups.order.empty() && !membersMove)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    for (std::size_t at = 0; at < kept.size(); ++at)
        kept[at]->newPlaces = newPlaces(change.members[at].order);
    const QModelIndexList before = persistentIndexList();
    std::vector<const Group*> groupAt; // where an index to a group pointed
    for (const auto& group : m_groups)
        groupAt.push_back(group.get());
    if (!change.groups.order.empty()) {
        std::vector<std::unique_ptr<Group>> groups(m_groups.size());
        for (std::size_t place = 0; place < groups.size(); ++place)
            groups[place] = std::move(m_groups[change.groups.order[place]]);
        m_groups = std::move(groups);
        renumber();
    }
    for (std::size_t at = 0; at < kept.size(); ++at) {
        const std::vector<std::size_t> members = kept[at]->members;
        for (std::size_t old = 0; old < kept[at]->newPlaces.size(); ++old)
            kept[at]->members[kept[at]->newPlaces[old]] = members[old];
    }
    QModelIndexList after;
    for (const QModelIndex& index : before) {
        const auto* const group = static_cast<const Group*>(index.constInternalPointer());
        const auto row = static_cast<std::size_t>(index.row());
        if (group == nullptr)
            after += createIndex(groupAt[row]->place, index.column(), nullptr);
        else if (group->newPlaces.empty())
            after += index;
        else
            after += createIndex(static_cast<int>(group->newPlaces[row]), index.column(),
                                 index.internalPointer());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void FingerprintModel::insertRows(const FingerprintChange& change, const std::vector<Group*>& kept)
{
    for (std::size_t at = 0; at < kept.size(); ++at) {
        Group& group = *kept[at];
        const std::vector<std::size_t>& members = m_shown->table.groups[group.row].members;
        for (const RowSpans::Span& span : change.members[at].inserted) {
            const auto first = static_cast<Difference>(span.first);
            const auto end = static_cast<Difference>(span.first + span.count);
            beginInsertRows(groupIndex(group), static_cast<int>(first), static_cast<int>(end) - 1);
            group.members.insert(group.members.begin() + first, members.begin() + first,
                                 members.begin() + end);
            endInsertRows();
        }
    }
    for (const RowSpans::Span& span : change.groups.inserted) {
        beginInsertRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        std::vector<std::unique_ptr<Group>> added;
        for (std::size_t row = span.first; row < span.first + span.count; ++row)
            added.push_back(std::make_unique<Group>(row, m_shown->table.groups[row].members));
        m_groups.insert(m_groups.begin() + static_cast<Difference>(span.first),
                        std::make_move_iterator(added.begin()),
                        std::make_move_iterator(added.end()));
        renumber();
        endInsertRows();
    }
}

void FingerprintModel::announceValues()
{
    if (m_groups.empty())
        return;
    const int last = columnCount() - 1;
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_groups.size()) - 1, last));
    for (const auto& group : m_groups) {
        const QModelIndex parent = groupIndex(*group);
        Q_EMIT dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, last, parent));
    }
}

void FingerprintModel::renumber()
{
    for (std::size_t place = 0; place < m_groups.size(); ++place)
        m_groups[place]->place = static_cast<int>(place);
}

} // namespace pw::ui
