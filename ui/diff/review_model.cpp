#include "ui/diff/review_model.h"

#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"

#include <algorithm>

namespace pw::ui {
namespace {

std::vector<std::string> keysOf(const std::vector<ReviewRow>& rows)
{
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const ReviewRow& row : rows)
        out.push_back(row.key);
    return out;
}

QString spokenText(const ReviewRow& row)
{
    QStringList parts;
    for (const QString& part :
         {row.title, row.spoken, toQString(row.sentence.text()), row.detail, row.effect}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

void ReviewModel::setRows(std::vector<ReviewRow> rows)
{
    if (m_hasHeadings) {
        beginResetModel();
        m_groups.assign(1, {});
        m_hasHeadings = false;
        endResetModel();
    }
    replaceRows(0, std::move(rows));
}

void ReviewModel::setGroups(std::vector<ReviewGroup> groups)
{
    const bool same = m_hasHeadings
        && std::ranges::equal(groups, m_groups, {}, &ReviewGroup::title, &ReviewGroup::title);
    if (!same) {
        beginResetModel();
        m_groups = std::move(groups);
        m_hasHeadings = true;
        endResetModel();
        return;
    }
    for (std::size_t at = 0; at < groups.size(); ++at)
        replaceRows(at, std::move(groups[at].rows));
}

void ReviewModel::replaceRows(std::size_t group, std::vector<ReviewRow> rows)
{
    std::vector<ReviewRow>& shown = m_groups[group].rows;
    const QModelIndex above = indexOf(group);
    const RowSpans spans = rowSpans(keysOf(shown), keysOf(rows));
    const auto at = [](std::size_t row) { return static_cast<std::ptrdiff_t>(row); };
    for (const RowSpans::Span& span : spans.removed) {
        beginRemoveRows(above, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        shown.erase(shown.begin() + at(span.first), shown.begin() + at(span.first + span.count));
        endRemoveRows();
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows(above, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        shown.insert(shown.begin() + at(span.first), rows.begin() + at(span.first),
                     rows.begin() + at(span.first + span.count));
        endInsertRows();
    }
    shown = std::move(rows);
    if (above.isValid())
        Q_EMIT dataChanged(above, above);
    if (!shown.empty())
        Q_EMIT dataChanged(index(0, 0, above), index(rowCount(above) - 1, 0, above));
}

QModelIndex ReviewModel::indexOf(std::size_t group) const
{
    return m_hasHeadings ? createIndex(static_cast<int>(group), 0, quintptr(0)) : QModelIndex();
}

/// Null: below it are no rows but headings, or nothing.
const std::vector<ReviewRow>* ReviewModel::rowsBelow(const QModelIndex& parent) const
{
    if (!m_hasHeadings)
        return parent.isValid() ? nullptr : &m_groups.front().rows;
    const bool isHere = isHeading(parent) && parent.column() == 0;
    return isHere ? &m_groups.at(static_cast<std::size_t>(parent.row())).rows : nullptr;
}

const ReviewRow* ReviewModel::rowAt(const QModelIndex& index) const
{
    const std::vector<ReviewRow>* const rows
        = index.isValid() && !isHeading(index) ? rowsBelow(index.parent()) : nullptr;
    return rows == nullptr ? nullptr : &rows->at(static_cast<std::size_t>(index.row()));
}

QModelIndex ReviewModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A row says which heading it is below; 0: none.
    return createIndex(row, column, quintptr(parent.isValid() ? parent.row() + 1 : 0));
}

QModelIndex ReviewModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int ReviewModel::rowCount(const QModelIndex& parent) const
{
    if (m_hasHeadings && !parent.isValid())
        return static_cast<int>(m_groups.size());
    const std::vector<ReviewRow>* const rows = rowsBelow(parent);
    return rows == nullptr ? 0 : static_cast<int>(rows->size());
}

int ReviewModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ReviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isHeading(index)) {
        const ReviewGroup& group = m_groups.at(static_cast<std::size_t>(index.row()));
        const auto count = static_cast<int>(group.rows.size());
        if (role == Qt::DisplayRole)
            return group.title;
        if (role == Qt::AccessibleTextRole)
            return QStringLiteral("%1, %2").arg(group.title, QString::number(count));
        return role == CountRole ? QVariant(count) : QVariant();
    }
    const ReviewRow& row = *rowAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return toQString(row.sentence.text());
    case Qt::AccessibleTextRole:
        return spokenText(row);
    case Qt::ToolTipRole:
        return plainTip(QString(toQString(row.sentence.text()) + u'\n' + row.detail).trimmed());
    case ReviewRowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

} // namespace pw::ui
