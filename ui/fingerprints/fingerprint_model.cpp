#include "ui/fingerprints/fingerprint_columns.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/timestamp.h"
#include "ui/common/convert.h"

#include <algorithm>
#include <array>

namespace pw::ui {

namespace {

std::string keyOf(const ops::FingerprintGroupRow& row)
{
    std::string key = row.title + '\n' + row.fullImageId + '\n' + row.cgroup;
    for (const std::string& value : row.groupValues)
        key += '\n' + value;
    return key;
}

std::vector<std::string> memberKeysOf(const ops::FingerprintList& list,
                                      const std::vector<std::size_t>& members)
{
    std::vector<std::string> keys;
    keys.reserve(members.size());
    for (const std::size_t member : members)
        keys.push_back(list.identity(member));
    return keys;
}

} // namespace

FingerprintModel::FingerprintModel(QObject* parent)
    : QAbstractItemModel(parent), m_list(std::make_shared<ops::FingerprintList>())
{
}

FingerprintModel::~FingerprintModel() = default;

std::vector<FingerprintModel::ColumnSpec>
FingerprintModel::columnsFor(const ops::FingerprintQuery& query) const
{
    static constexpr std::array container{
        ColumnSpec{Column::Title, QLatin1String("IMAGE_NAME:TAG"), {43, 206}},
        ColumnSpec{Column::ImageId, QLatin1String("IMAGEID"), {18, 116}},
        ColumnSpec{Column::Repo, QLatin1String("REPO"), {31, 166}},
        ColumnSpec{Column::Covered, QLatin1String("COVERED_BY_POLICY"), {33, 264}},
        ColumnSpec{Column::Latest, QLatin1String("LATEST_TIMESTAMP"), {27, 168}}};
    static constexpr std::array service{
        ColumnSpec{Column::Title, QLatin1String("SERVICE_NAME"), {43, 206}},
        ColumnSpec{Column::Cgroup, QLatin1String("CGROUP"), {49, 240}},
        ColumnSpec{Column::Covered, QLatin1String("COVERED_BY_POLICY"), {33, 264}},
        ColumnSpec{Column::Latest, QLatin1String("LATEST_TIMESTAMP"), {27, 168}}};
    std::vector<ColumnSpec> out;
    if (query.filter.type == serviceType)
        out.assign(service.begin(), service.end());
    else
        out.assign(container.begin(), container.end());
    for (std::size_t field = 0; field < query.groupBy.size(); ++field) {
        ColumnSpec spec{
            Column::GroupValue, QLatin1String("NAMESPACE"), {18, 110}, static_cast<int>(field)};
        if (query.groupBy[field] == ops::GroupField::Cluster)
            spec.title = QLatin1String("CLUSTER_NAME");
        else if (query.groupBy[field] == ops::GroupField::Machine)
            spec.title = QLatin1String("MUID");
        out.push_back(spec);
    }
    return out;
}

void FingerprintModel::setTable(FingerprintListPtr list, ops::FingerprintTable table,
                                const ops::FingerprintQuery& query)
{
    const bool sameTable = !m_columns.empty() && m_query.filter.type == query.filter.type
        && m_query.groupBy == query.groupBy;
    m_query = query;
    if (sameTable) {
        update(std::move(list), std::move(table));
        return;
    }
    beginResetModel();
    m_columns = columnsFor(query);
    replaceAll(std::move(list), std::move(table));
    endResetModel();
}

void FingerprintModel::replaceAll(FingerprintListPtr list, ops::FingerprintTable table)
{
    m_list = std::move(list);
    m_table = std::move(table);
    m_groups.clear();
    for (const ops::FingerprintGroupRow& row : m_table.groups) {
        m_groups.push_back(
            std::make_unique<Group>(Group{row, keyOf(row), memberKeysOf(*m_list, row.members), 0}));
    }
    renumber();
}

/// First what is gone goes, then the new list takes the place of the old one, then what is new
/// comes: at no step does a row point into the wrong list.
void FingerprintModel::update(FingerprintListPtr list, ops::FingerprintTable table)
{
    std::vector<std::string> before;
    for (const auto& group : m_groups)
        before.push_back(group->key);
    std::vector<std::string> after;
    std::vector<std::vector<std::string>> memberKeys;
    for (const ops::FingerprintGroupRow& row : table.groups) {
        after.push_back(keyOf(row));
        memberKeys.push_back(memberKeysOf(*list, row.members));
    }
    const RowSpans spans = rowSpans(before, after);
    for (const RowSpans::Span& span : spans.removed) {
        const auto first = m_groups.begin() + static_cast<std::ptrdiff_t>(span.first);
        beginRemoveRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        m_groups.erase(first, first + static_cast<std::ptrdiff_t>(span.count));
        renumber();
        endRemoveRows();
    }
    std::vector<bool> isNew(after.size(), false);
    for (const RowSpans::Span& span : spans.inserted)
        std::fill_n(isNew.begin() + static_cast<std::ptrdiff_t>(span.first), span.count, true);
    std::vector<RowSpans> memberSpans(after.size());
    std::size_t place = 0;
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (isNew[row])
            continue;
        Group& group = *m_groups[place++];
        memberSpans[row] = rowSpans(group.memberKeys, memberKeys[row]);
        removeMembers(group, memberSpans[row].removed);
    }
    m_list = std::move(list);
    place = 0;
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (!isNew[row])
            takeMembers(*m_groups[place++], table.groups[row], memberKeys[row]);
    }
    place = 0;
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (!isNew[row])
            insertMembers(*m_groups[place++], memberSpans[row].inserted, table.groups[row].members,
                          memberKeys[row]);
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        for (std::size_t row = span.first; row < span.first + span.count; ++row) {
            m_groups.insert(m_groups.begin() + static_cast<std::ptrdiff_t>(row),
                            std::make_unique<Group>(Group{table.groups[row], after[row],
                                                          std::move(memberKeys[row]), 0}));
        }
        renumber();
        endInsertRows();
    }
    m_table = std::move(table);
    announceValues();
}

void FingerprintModel::removeMembers(Group& group, const std::vector<RowSpans::Span>& spans)
{
    for (const RowSpans::Span& span : spans) {
        const auto first = static_cast<std::ptrdiff_t>(span.first);
        const auto end = static_cast<std::ptrdiff_t>(span.first + span.count);
        beginRemoveRows(groupIndex(group), static_cast<int>(first), static_cast<int>(end) - 1);
        group.row.members.erase(group.row.members.begin() + first, group.row.members.begin() + end);
        group.memberKeys.erase(group.memberKeys.begin() + first, group.memberKeys.begin() + end);
        endRemoveRows();
    }
}

/// The values of the new row; of its members those that are here already, in the same order.
void FingerprintModel::takeMembers(Group& group, const ops::FingerprintGroupRow& row,
                                   const std::vector<std::string>& keys)
{
    std::vector<std::size_t> members;
    for (std::size_t at = 0; at < keys.size() && members.size() < group.memberKeys.size(); ++at) {
        if (keys[at] == group.memberKeys[members.size()])
            members.push_back(row.members[at]);
    }
    group.row = row;
    group.row.members = std::move(members);
}

void FingerprintModel::insertMembers(Group& group, const std::vector<RowSpans::Span>& spans,
                                     const std::vector<std::size_t>& members,
                                     const std::vector<std::string>& keys)
{
    for (const RowSpans::Span& span : spans) {
        const auto first = static_cast<std::ptrdiff_t>(span.first);
        const auto end = static_cast<std::ptrdiff_t>(span.first + span.count);
        beginInsertRows(groupIndex(group), static_cast<int>(first), static_cast<int>(end) - 1);
        group.row.members.insert(group.row.members.begin() + first, members.begin() + first,
                                 members.begin() + end);
        group.memberKeys.insert(group.memberKeys.begin() + first, keys.begin() + first,
                                keys.begin() + end);
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

QModelIndex FingerprintModel::groupIndex(const Group& group) const
{
    return createIndex(group.place, 0, nullptr);
}

std::vector<std::size_t> FingerprintModel::instancesOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const auto* const group = static_cast<const Group*>(index.constInternalPointer());
    if (group == nullptr)
        return m_groups[static_cast<std::size_t>(index.row())]->row.members;
    return {group->row.members[static_cast<std::size_t>(index.row())]};
}

QList<ColumnWidth> FingerprintModel::columnWidths() const
{
    QList<ColumnWidth> widths;
    for (const ColumnSpec& spec : m_columns)
        widths.push_back(spec.width);
    return widths;
}

QModelIndex FingerprintModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, nullptr);
    return createIndex(row, column, m_groups[static_cast<std::size_t>(parent.row())].get());
}

QModelIndex FingerprintModel::parent(const QModelIndex& child) const
{
    const auto* const group = static_cast<const Group*>(child.constInternalPointer());
    return group == nullptr ? QModelIndex() : groupIndex(*group);
}

int FingerprintModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalPointer() != nullptr || parent.column() > 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())]->row.members.size());
}

int FingerprintModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid() && parent.internalPointer() != nullptr)
        return 0;
    return static_cast<int>(m_columns.size());
}

QVariant FingerprintModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QString(m_columns[static_cast<std::size_t>(section)].title);
    return {};
}

QVariant FingerprintModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ColumnSpec& spec = m_columns[static_cast<std::size_t>(index.column())];
    const auto* const parent = static_cast<const Group*>(index.constInternalPointer());
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return parent == nullptr
            ? text(*m_groups[row], spec.column, spec.groupField)
            : text(m_list->instances[parent->row.members[row]].facts, spec.column);
    case CellRole:
        return QVariant::fromValue(
            parent == nullptr
                ? cell(*m_groups[row], spec.column)
                : cell(m_list->instances[parent->row.members[row]].facts, spec.column));
    case Qt::AccessibleTextRole:
        if (parent == nullptr && spec.column == Column::Covered)
            return tr("%1 of %2 covered")
                .arg(m_groups[row]->row.covered)
                .arg(m_groups[row]->row.total);
        return withNote(data(index, Qt::DisplayRole), data(index, CellRole));
    case Qt::ToolTipRole:
        return tip(index);
    case SortRole:
        return sortKey(index);
    default:
        return {};
    }
}

} // namespace pw::ui
