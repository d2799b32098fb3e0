#include "ui/fingerprints/facet_model.h"

#include "ui/common/cell.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

using ops::FingerprintField;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::FacetModel)
};

enum Column { Value, Count, ColumnCount };

} // namespace

QString fieldTitle(FingerprintField field)
{
    switch (field) {
    case FingerprintField::Namespace:
        return Texts::tr("Namespace");
    case FingerprintField::Cluster:
        return Texts::tr("Cluster");
    case FingerprintField::Image:
        return Texts::tr("Image");
    case FingerprintField::ImageId:
        return Texts::tr("Image ID");
    case FingerprintField::Id:
        return Texts::tr("Fingerprint ID");
    case FingerprintField::Machine:
        return Texts::tr("Machine");
    case FingerprintField::Pod:
        return Texts::tr("Pod");
    case FingerprintField::Cgroup:
        return Texts::tr("Cgroup");
    case FingerprintField::Status:
        return Texts::tr("Status");
    case FingerprintField::Label:
        break;
    }
    return Texts::tr("Pod labels");
}

QString noneOf(FingerprintField field)
{
    switch (field) {
    case FingerprintField::Namespace:
        return Texts::tr("No namespace");
    case FingerprintField::Cluster:
        return Texts::tr("No cluster");
    case FingerprintField::Machine:
        return Texts::tr("No machine");
    case FingerprintField::Pod:
        return Texts::tr("No pod");
    case FingerprintField::Label:
        return Texts::tr("No labels");
    default:
        return Texts::tr("Not known");
    }
}

void FacetModel::setFacet(FingerprintField field, const ops::Facet& facet,
                          const std::vector<std::string>& patterns, const QString& search)
{
    std::vector<Row> rows;
    for (const std::string& pattern : patterns) {
        if (std::ranges::find(facet.values, pattern, &ops::FacetValue::value) == facet.values.end())
            rows.push_back({{pattern, {}, 0}, false});
    }
    for (const ops::FacetValue& value : facet.values) {
        const bool found = search.isEmpty()
            || toQString(value.value).contains(search, Qt::CaseInsensitive)
            || toQString(value.note).contains(search, Qt::CaseInsensitive);
        if (found)
            rows.push_back({value, true});
    }
    const bool sameRows = field == m_field && rows.size() == m_rows.size()
        && std::ranges::equal(rows, m_rows, [](const Row& a, const Row& b) {
                              return a.value.value == b.value.value && a.counted == b.counted;
                          });
    if (!sameRows)
        beginResetModel();
    m_field = field;
    m_rows = std::move(rows);
    m_patterns = patterns;
    if (!sameRows)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::optional<std::string> FacetModel::onlyFound() const
{
    if (std::ranges::count(m_rows, true, &Row::counted) != 1)
        return std::nullopt;
    return std::ranges::find(m_rows, true, &Row::counted)->value.value;
}

bool FacetModel::holds(std::string_view value) const
{
    return std::ranges::any_of(
        m_rows, [value](const Row& row) { return row.counted && row.value.value == value; });
}

bool FacetModel::isTicked(const Row& row) const
{
    return std::ranges::find(m_patterns, row.value.value) != m_patterns.end();
}

QString FacetModel::text(const Row& row) const
{
    return row.value.value.empty() ? noneOf(m_field) : toQString(row.value.value);
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FacetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString count = row.counted ? number(row.value.count) : QString();
    if (index.column() == Count) {
        Cell cell;
        cell.tone = Tone::Muted;
        if (role == CellRole)
            return QVariant::fromValue(cell);
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        if (role == Qt::AccessibleTextRole)
            return row.counted ? tr("%1 fingerprints").arg(count) : tr("pattern");
        return role == Qt::DisplayRole ? QVariant(count) : QVariant();
    }
    Cell cell;
    cell.mono = !row.value.value.empty();
    cell.elideMiddle = true;
    cell.tone = cell.mono ? Tone::Normal : Tone::Muted;
    cell.note = toQString(row.value.note);
    cell.noteMono = true;
    switch (role) {
    case Qt::DisplayRole:
        return text(row);
    case Qt::ToolTipRole:
        return plainTip(text(row));
    case Qt::AccessibleTextRole:
        return withNote(text(row), QVariant::fromValue(cell));
    case Qt::CheckStateRole:
        return isTicked(row) ? Qt::Checked : Qt::Unchecked;
    case CellRole:
        return QVariant::fromValue(cell);
    default:
        return {};
    }
}

bool FacetModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole)
        return false;
    const std::string pattern = m_rows[static_cast<std::size_t>(index.row())].value.value;
    std::erase(m_patterns, pattern);
    if (value.toInt() == Qt::Checked)
        m_patterns.push_back(pattern);
    Q_EMIT dataChanged(index, index);
    Q_EMIT patternsChanged();
    return true;
}

void FacetModel::toggle(const QModelIndex& index)
{
    const QModelIndex first = index.siblingAtColumn(0);
    const bool on = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    setData(first, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return index.column() == Value ? plain | Qt::ItemIsUserCheckable : plain;
}

} // namespace pw::ui
