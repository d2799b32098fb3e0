#include "ui/fingerprints/fingerprint_model.h"

#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"
#include "ui/fingerprints/fingerprint_group.h"

#include <algorithm>

namespace pw::ui {

namespace {

using ops::TableColumn;

constexpr std::string_view serviceType = "linux-service";

ColumnWidth widthOf(TableColumn column, bool service)
{
    switch (column) {
    case TableColumn::Title:
        return {43, 206};
    case TableColumn::ImageId:
        return {18, 116};
    case TableColumn::Repo:
        return {31, 166};
    case TableColumn::Cgroup:
        return {49, 240};
    case TableColumn::Covered:
        return {33, 264};
    case TableColumn::Latest:
        return {service ? 31 : 27, 168};
    case TableColumn::Cluster:
    case TableColumn::Namespace:
        return {18, 110};
    case TableColumn::Machines:
        return {16, 124};
    case TableColumn::Count:
        return {12, 112};
    }
    return {};
}

FingerprintTableColumn groupColumn(ops::GroupField field, int place)
{
    switch (field) {
    case ops::GroupField::Namespace:
        return {TableColumn::Namespace, QStringLiteral("NAMESPACE"), {18, 110}, place};
    case ops::GroupField::Cluster:
        return {TableColumn::Cluster, QStringLiteral("CLUSTER_NAME"), {18, 110}, place};
    case ops::GroupField::Machine:
        break;
    }
    return {TableColumn::Machines, QStringLiteral("MUID"), {18, 110}, place};
}

bool isNumber(const FingerprintTableColumn& column)
{
    return column.groupField < 0
        && (column.column == TableColumn::Machines || column.column == TableColumn::Count);
}

} // namespace

FingerprintModel::FingerprintModel(QObject* parent)
    : QAbstractItemModel(parent), m_shown(shownOf(std::make_shared<ops::FingerprintList>(), {}, {}))
{
}

FingerprintModel::~FingerprintModel() = default;

void FingerprintModel::setTable(FingerprintListPtr list, ops::FingerprintTable table,
                                const ops::FingerprintQuery& query)
{
    apply(changeOf(m_shown, shownOf(std::move(list), std::move(table), query)));
}

void FingerprintModel::setColumns(const ColumnChoice& choice)
{
    if (choice == m_choice)
        return;
    beginResetModel();
    m_choice = choice;
    m_cells.wide = choice.wide;
    replaceAll(m_shown);
    endResetModel();
}

void FingerprintModel::setPolicyNames(const QHash<QString, QString>& names)
{
    m_cells.policyNames = names;
    announceValues();
}

void FingerprintModel::makeColumns()
{
    const std::string& type = m_shown->query.filter.type;
    const bool service = type == serviceType;
    const std::vector<TableColumn> offered = choosableColumns(type);
    m_columns = {{TableColumn::Title, columnTitle(TableColumn::Title, type),
                  widthOf(TableColumn::Title, service)}};
    std::vector<FingerprintTableColumn> grouping;
    for (const ops::GroupField field : m_shown->query.groupBy)
        grouping.push_back(groupColumn(field, static_cast<int>(grouping.size())));
    for (const TableColumn column : m_choice.columns) {
        // What is grouped by has a column of its own.
        const bool grouped = column != TableColumn::Machines
            && std::ranges::find(grouping, column, &FingerprintTableColumn::column)
                != grouping.end();
        if (!grouped && std::ranges::find(offered, column) != offered.end())
            m_columns.push_back({column, columnTitle(column, type), widthOf(column, service)});
    }
    m_columns.insert(m_columns.end(), grouping.begin(), grouping.end());
}

const FingerprintTableColumn& FingerprintModel::columnAt(int column) const
{
    return m_columns[static_cast<std::size_t>(column)];
}

QList<ColumnWidth> FingerprintModel::columnWidths() const
{
    QList<ColumnWidth> widths;
    for (const FingerprintTableColumn& column : m_columns)
        widths.push_back(column.width);
    return widths;
}

std::vector<std::size_t> FingerprintModel::instancesOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const auto* const group = static_cast<const Group*>(index.constInternalPointer());
    if (group == nullptr)
        return m_groups[static_cast<std::size_t>(index.row())]->members;
    return {group->members[static_cast<std::size_t>(index.row())]};
}

const policy::FingerprintFacts* FingerprintModel::factsAt(const QModelIndex& index) const
{
    const auto* const group = static_cast<const Group*>(index.constInternalPointer());
    if (group == nullptr)
        return nullptr;
    return &list()->instances[group->members[static_cast<std::size_t>(index.row())]].facts;
}

QString FingerprintModel::policyOf(const QModelIndex& index) const
{
    const policy::FingerprintFacts* const facts = index.isValid() ? factsAt(index) : nullptr;
    const bool has
        = facts != nullptr && facts->covered.value_or(false) && !facts->coveredBy.empty();
    return has ? toQString(*facts->coveredBy.begin()) : QString();
}

std::string FingerprintModel::keyOf(const QModelIndex& index) const
{
    const auto* const group = static_cast<const Group*>(index.constInternalPointer());
    if (group != nullptr)
        return list()->identity(group->members[static_cast<std::size_t>(index.row())]);
    return m_shown->groupKeys[m_groups[static_cast<std::size_t>(index.row())]->row];
}

QModelIndex FingerprintModel::groupIndex(const Group& group) const
{
    return createIndex(group.place, 0, nullptr);
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
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())]->members.size());
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
        return columnAt(section).title;
    if (role == Qt::TextAlignmentRole && isNumber(columnAt(section)))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant FingerprintModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return index.internalPointer() == nullptr ? groupData(index, role) : instanceData(index, role);
}

QVariant FingerprintModel::groupData(const QModelIndex& index, int role) const
{
    const std::size_t at = m_groups[static_cast<std::size_t>(index.row())]->row;
    const ops::FingerprintGroupRow& row = table().groups[at];
    const FingerprintTableColumn& column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return m_cells.text(row, table().places[at], column);
    case CellRole:
        return QVariant::fromValue(FingerprintCells::cell(row, column));
    case Qt::AccessibleTextRole:
        if (column.groupField < 0 && column.column == TableColumn::Covered)
            return tr("%1 of %2 covered").arg(row.covered).arg(row.total);
        return m_cells.text(row, table().places[at], column);
    case Qt::ToolTipRole:
        return plainTip(FingerprintCells::tip(row, column));
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    default:
        return {};
    }
}

QVariant FingerprintModel::instanceData(const QModelIndex& index, int role) const
{
    const policy::FingerprintFacts& facts = *factsAt(index);
    const FingerprintTableColumn& column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return m_cells.text(facts, column);
    case CellRole:
        return QVariant::fromValue(FingerprintCells::cell(facts, column));
    case Qt::AccessibleTextRole: {
        const Cell cell = FingerprintCells::cell(facts, column);
        const QString text = m_cells.text(facts, column);
        return withNote(cell.link ? tr("covered by %1").arg(text) : text,
                        QVariant::fromValue(cell));
    }
    case Qt::ToolTipRole:
        return plainTip(m_cells.tip(facts, column));
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    default:
        return {};
    }
}

} // namespace pw::ui
