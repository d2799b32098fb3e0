#include "ui/policies/version_model.h"

#include "ui/common/convert.h"
#include "ui/common/times.h"

#include <algorithm>

namespace pw::ui {
namespace {

using ops::PolicyVersionRow;
using Column = VersionModel::Column;

constexpr int columns = 5;

QString text(const PolicyVersionRow& row, Column column)
{
    switch (column) {
    case Column::Version:
        return QString::number(row.version);
    case Column::Applied:
        return row.applied.empty() ? VersionModel::tr("not known") : timeText(row.applied);
    case Column::By:
        return toQString(row.by);
    case Column::Open:
        return VersionModel::tr("Open");
    case Column::Restore:
        return row.present ? VersionModel::tr("applied now") : VersionModel::tr("Restore…");
    }
    return {};
}

QString spoken(const PolicyVersionRow& row, Column column)
{
    const QString plain = text(row, column);
    switch (column) {
    case Column::Version:
        return VersionModel::tr("version %1").arg(plain);
    case Column::Open:
        return VersionModel::tr("Open version %1").arg(row.version);
    case Column::Restore:
        return row.present ? plain : VersionModel::tr("Restore version %1").arg(row.version);
    case Column::Applied:
    case Column::By:
        break;
    }
    return plain;
}

Cell cell(const PolicyVersionRow& row, Column column)
{
    Cell out;
    switch (column) {
    case Column::Version:
        out.bold = row.present;
        break;
    case Column::Applied:
        out.mono = !row.applied.empty();
        out.tone = Tone::Muted;
        break;
    case Column::By:
        break;
    case Column::Open:
        out.link = true;
        out.tone = Tone::Accent;
        break;
    case Column::Restore:
        out.link = !row.present;
        out.tone = row.present ? Tone::Muted : Tone::Accent;
        break;
    }
    return out;
}

} // namespace

void VersionModel::setVersions(std::vector<PolicyVersionRow> versions)
{
    std::ranges::stable_sort(versions, std::ranges::greater(), &PolicyVersionRow::version);
    if (versions == m_versions)
        return;
    beginResetModel();
    m_versions = std::move(versions);
    endResetModel();
}

const PolicyVersionRow& VersionModel::version(int row) const
{
    return m_versions.at(static_cast<std::size_t>(row));
}

QList<ColumnWidth> VersionModel::columnWidths()
{
    return {{12, 74}, {27, 174}, {26, 60}, {10, 58}, {16, 100}};
}

int VersionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_versions.size());
}

int VersionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant VersionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const PolicyVersionRow& row = version(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::ToolTipRole:
        return column == Column::Applied ? localTimeText(row.applied) : QString();
    case CellRole:
        return QVariant::fromValue(cell(row, column));
    default:
        return {};
    }
}

QVariant VersionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Version:
        return tr("VERSION");
    case Column::Applied:
        return tr("APPLIED");
    case Column::By:
        return tr("BY");
    case Column::Open:
    case Column::Restore:
        return QString();
    }
    return {};
}

} // namespace pw::ui
