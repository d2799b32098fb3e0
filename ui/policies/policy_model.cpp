#include "ui/policies/policy_model.h"

#include "core/ops/timestamp.h"
#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"
#include "ui/common/times.h"
#include "ui/policies/policy_words.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace pw::ui {
namespace {

using ops::PolicyListRow;

struct ColumnSpec
{
    QLatin1String title;
    ColumnWidth width;
};

constexpr std::array specs{ColumnSpec{QLatin1String("UID"), {22, 110}},
                           ColumnSpec{QLatin1String("NAME"), {24, 130}},
                           ColumnSpec{QLatin1String("STATUS"), {13, 112}},
                           ColumnSpec{QLatin1String("TYPE"), {13, 128}},
                           ColumnSpec{QLatin1String("VERSION"), {8, 76}},
                           ColumnSpec{QLatin1String("CREATE_TIME"), {19, 168}},
                           ColumnSpec{QLatin1String("DEVIATIONS_(UNIQ/TOT)"), {17, 168}},
                           ColumnSpec{QLatin1String("READINESS"), {16, 130}},
                           ColumnSpec{QLatin1String("COVERS"), {14, 122}}};

std::vector<PolicyListRow> eachOnce(std::vector<PolicyListRow> rows)
{
    std::unordered_set<std::string> seen;
    std::erase_if(rows, [&seen](const PolicyListRow& row) { return !seen.insert(row.uid).second; });
    return rows;
}

std::vector<std::string> uidsOf(const std::vector<PolicyListRow>& rows)
{
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const PolicyListRow& row : rows)
        out.push_back(row.uid);
    return out;
}

} // namespace

PolicyModel::PolicyModel(QObject* parent) : QAbstractTableModel(parent) { }

void PolicyModel::setRows(std::vector<PolicyListRow> rows, double now)
{
    const std::vector<PolicyListRow> after = eachOnce(std::move(rows));
    m_now = now;
    const RowSpans spans = rowSpans(uidsOf(m_rows), uidsOf(after));
    for (const RowSpans::Span& gone : spans.removed) {
        const auto first = m_rows.begin() + static_cast<std::ptrdiff_t>(gone.first);
        beginRemoveRows({}, static_cast<int>(gone.first),
                        static_cast<int>(gone.first + gone.count) - 1);
        m_rows.erase(first, first + static_cast<std::ptrdiff_t>(gone.count));
        endRemoveRows();
    }
    for (const RowSpans::Span& come : spans.inserted) {
        const auto first = after.begin() + static_cast<std::ptrdiff_t>(come.first);
        beginInsertRows({}, static_cast<int>(come.first),
                        static_cast<int>(come.first + come.count) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(come.first), first,
                      first + static_cast<std::ptrdiff_t>(come.count));
        endInsertRows();
    }
    // Both lists have the same order by now.
    m_rows = after;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const PolicyListRow* PolicyModel::find(const QString& uid) const
{
    const auto found = std::ranges::find(m_rows, toUtf8(uid), &PolicyListRow::uid);
    return found == m_rows.end() ? nullptr : &*found;
}

QList<ColumnWidth> PolicyModel::columnWidths()
{
    QList<ColumnWidth> out;
    for (const ColumnSpec& spec : specs)
        out << spec.width;
    return out;
}

int PolicyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PolicyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(specs.size());
}

QString PolicyModel::text(const PolicyListRow& row, Column column) const
{
    switch (column) {
    case Column::Uid:
        return toQString(row.uid);
    case Column::Name:
        return toQString(row.name);
    case Column::Status:
        return statusChip(row.status).word;
    case Column::Type:
        return toQString(row.type);
    case Column::Version:
        return toQString(row.version);
    case Column::CreateTime:
        return timeText(row.createTime);
    case Column::Deviations:
        return row.deviations
            ? QStringLiteral("%1/%2").arg(row.deviations->unique).arg(row.deviations->total)
            : QStringLiteral("…");
    case Column::Readiness:
        return quietText(row, m_now, AtLeast::Sign);
    case Column::Covers:
        return row.cover ? fingerprintsText(row.cover->count) : QStringLiteral("…");
    }
    return {};
}

QString PolicyModel::spoken(const PolicyListRow& row, Column column) const
{
    if (column == Column::Deviations)
        return deviationsText(row);
    if (column == Column::Readiness)
        return quietText(row, m_now);
    if (column == Column::Covers)
        return tr("covers %1").arg(coverText(row));
    if (column == Column::Status && lacksMode(row))
        return tr("%1, no mode stated").arg(text(row, column));
    return text(row, column);
}

Cell PolicyModel::cell(const PolicyListRow& row, Column column)
{
    Cell out;
    switch (column) {
    case Column::Uid:
        out.mono = true;
        out.elideMiddle = true;
        break;
    case Column::Name:
        out.bold = true;
        break;
    case Column::Status: {
        const Chip chip = statusChip(row.status);
        out.kind = CellKind::Chip;
        out.icon = lacksMode(row) ? QStringLiteral("warn") : chip.icon;
        out.tone = chip.tone;
        break;
    }
    case Column::Type:
        out.icon = typeIcon(row.type);
        out.iconTone = Tone::Muted;
        break;
    case Column::CreateTime:
        out.mono = true;
        out.tone = Tone::Muted;
        break;
    case Column::Deviations:
        if (!row.deviations)
            out.tone = Tone::Muted;
        else if (row.deviations->total > 0)
            out.tone = Tone::Uncovered;
        out.bold = row.deviations && row.deviations->total > 0;
        break;
    case Column::Readiness:
        out.tone = Tone::Muted;
        break;
    case Column::Covers:
        if (!row.cover || row.cover->count == 0)
            out.tone = Tone::Muted;
        break;
    case Column::Version:
        break;
    }
    return out;
}

QVariant PolicyModel::sortKey(const PolicyListRow& row, Column column) const
{
    constexpr double more = 1e9; // different ones first, then how often
    switch (column) {
    case Column::Status:
        return static_cast<int>(row.status);
    case Column::Version:
        return toQString(row.version).toLongLong();
    case Column::CreateTime:
        return ops::timestampValue(row.createTime).value_or(0);
    case Column::Deviations:
        return row.deviations ? static_cast<double>(row.deviations->unique) * more
                + static_cast<double>(row.deviations->total)
                              : -1.0;
    case Column::Readiness:
        return row.quiet ? m_now - row.quiet->since : -1.0;
    case Column::Covers:
        return row.cover ? static_cast<double>(row.cover->count) : -1.0;
    case Column::Uid:
    case Column::Name:
    case Column::Type:
        break;
    }
    return text(row, column);
}

QString PolicyModel::tip(const PolicyListRow& row, Column column) const
{
    switch (column) {
    case Column::Uid:
    case Column::Name:
        return text(row, column);
    case Column::Status:
        return modeSentence(row);
    case Column::CreateTime:
        return localTimeText(row.createTime);
    case Column::Deviations:
        return deviationsText(row);
    case Column::Readiness:
        return row.quiet
            ? tr("Without a deviation since %1").arg(timeText(ops::timestampText(row.quiet->since)))
            : tr("For policies that audit: how long nothing deviated");
    case Column::Covers:
        return spoken(row, column);
    case Column::Type:
    case Column::Version:
        break;
    }
    return {};
}

QVariant PolicyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const PolicyListRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::ToolTipRole:
        return plainTip(tip(row, column));
    case CellRole:
        return QVariant::fromValue(cell(row, column));
    case SortRole:
        return sortKey(row, column);
    default:
        return {};
    }
}

QVariant PolicyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= columnCount())
        return {};
    return QString(specs.at(static_cast<std::size_t>(section)).title);
}

PolicyProxy::PolicyProxy(PolicyModel* model) : QSortFilterProxyModel(model), m_model(model)
{
    setSourceModel(model);
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void PolicyProxy::setFilter(const ops::PolicyListFilter& filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

const PolicyListRow& PolicyProxy::row(const QModelIndex& shown) const
{
    return m_model->rows().at(static_cast<std::size_t>(mapToSource(shown).row()));
}

bool PolicyProxy::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const
{
    return m_filter.matches(m_model->rows().at(static_cast<std::size_t>(row)));
}

} // namespace pw::ui
