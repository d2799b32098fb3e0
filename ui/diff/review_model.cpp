#include "ui/diff/review_model.h"

#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"

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
    const RowSpans spans = rowSpans(keysOf(m_rows), keysOf(rows));
    const auto at = [](std::size_t row) { return static_cast<std::ptrdiff_t>(row); };
    for (const RowSpans::Span& span : spans.removed) {
        beginRemoveRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        m_rows.erase(m_rows.begin() + at(span.first), m_rows.begin() + at(span.first + span.count));
        endRemoveRows();
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows({}, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        m_rows.insert(m_rows.begin() + at(span.first), rows.begin() + at(span.first),
                      rows.begin() + at(span.first + span.count));
        endInsertRows();
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const ReviewRow& ReviewModel::row(int at) const
{
    return m_rows.at(static_cast<std::size_t>(at));
}

int ReviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ReviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReviewRow& row = m_rows[static_cast<std::size_t>(index.row())];
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
