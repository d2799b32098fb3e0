#include "ui/common/line_model.h"

#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"

namespace pw::ui {
namespace {

std::vector<std::string> keysOf(const std::vector<Line>& lines)
{
    std::vector<std::string> out;
    out.reserve(lines.size());
    for (const Line& line : lines)
        out.push_back(line.key);
    return out;
}

} // namespace

LineModel::LineModel(QStringList titles, QObject* parent)
    : QAbstractTableModel(parent), m_titles(std::move(titles))
{
}

void LineModel::setLines(std::vector<Line> lines)
{
    const RowSpans spans = rowSpans(keysOf(m_lines), keysOf(lines));
    const auto at = [](std::size_t row) { return static_cast<int>(row); };
    for (const RowSpans::Span& span : spans.removed) {
        beginRemoveRows({}, at(span.first), at(span.first + span.count - 1));
        const auto first = m_lines.begin() + at(span.first);
        m_lines.erase(first, first + at(span.count));
        endRemoveRows();
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows({}, at(span.first), at(span.first + span.count - 1));
        const auto first = lines.begin() + at(span.first);
        m_lines.insert(m_lines.begin() + at(span.first), first, first + at(span.count));
        endInsertRows();
    }
    m_lines = std::move(lines);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(at(m_lines.size()) - 1, at(m_titles.size()) - 1));
}

int LineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

QVariant LineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && !m_lines.empty()
        && m_lines.front().cells.value(section).atRight)
        return static_cast<int>(Qt::AlignRight); // a title stands over its figures
    if (role != Qt::DisplayRole)
        return {};
    return m_titles.value(section);
}

QVariant LineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    const Cell cell = line.cells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return line.texts.value(index.column());
    case CellRole:
        return QVariant::fromValue(cell);
    case Qt::AccessibleTextRole:
        return withNote(line.texts.value(index.column()), QVariant::fromValue(cell));
    case Qt::ToolTipRole:
        return plainTip(line.tip.isEmpty() ? line.texts.value(index.column()) : line.tip);
    case Qt::CheckStateRole:
        if (index.column() == 0 && line.ticked)
            return static_cast<int>(*line.ticked ? Qt::Checked : Qt::Unchecked);
        return {};
    default:
        return {};
    }
}

bool LineModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (!line.ticked)
        return false;
    const std::string key = line.key; // the list may change before this returns
    Q_EMIT tickRequested(key, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags LineModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return QAbstractTableModel::flags(index);
    Qt::ItemFlags out = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    if (index.column() == 0 && m_lines[static_cast<std::size_t>(index.row())].ticked)
        out |= Qt::ItemIsUserCheckable;
    return out;
}

} // namespace pw::ui
