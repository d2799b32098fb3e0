#include "ui/problems/problem_model.h"

#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"
#include "ui/common/severity.h"

#include <array>
#include <unordered_map>

namespace pw::ui {
namespace {

struct ColumnSpec
{
    QLatin1String title;
    ColumnWidth width;
};

constexpr std::array specs{
    ColumnSpec{QLatin1String("KIND"), {12, 124}},  ColumnSpec{QLatin1String("LINE"), {7, 62}},
    ColumnSpec{QLatin1String("PLACE"), {24, 150}}, ColumnSpec{QLatin1String("MESSAGE"), {56, 220}},
    ColumnSpec{QLatin1String("CODE"), {16, 110}},  ColumnSpec{QLatin1String("FIX"), {8, 56}}};

/// Steps of that many spans cost the views more than beginning anew.
constexpr std::size_t manySpans = 500;

/// Equal problems are told apart by their order.
std::vector<std::string> keysOf(const std::vector<text::Diagnostic>& problems)
{
    std::unordered_map<std::string, int> seen;
    std::vector<std::string> keys;
    keys.reserve(problems.size());
    for (const text::Diagnostic& problem : problems) {
        std::string key = std::string(toString(problem.severity)) + '\n' + problem.code + '\n'
            + problem.path + '\n' + problem.message;
        const int count = ++seen[key];
        keys.push_back(std::move(key) + '\n' + std::to_string(count));
    }
    return keys;
}

/// Without the names that say nothing new: `ingress[0].from[1]`.
QString shortPlace(const std::string& path)
{
    QString rest = toQString(path);
    for (const QString& front : {QStringLiteral("spec."), QStringLiteral("networkPolicy.")}) {
        if (rest.startsWith(front))
            rest = rest.mid(front.size());
    }
    return rest;
}

} // namespace

ProblemModel::ProblemModel(QObject* parent) : QAbstractTableModel(parent) { }

const text::Diagnostic& ProblemModel::problem(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row));
}

QList<ColumnWidth> ProblemModel::columnWidths()
{
    QList<ColumnWidth> out;
    for (const ColumnSpec& spec : specs)
        out << spec.width;
    return out;
}

void ProblemModel::setSnapshot(const SnapshotPtr& snapshot)
{
    static const std::vector<text::Diagnostic> none;
    const auto& after = snapshot == nullptr ? none : snapshot->diagnostics;
    update(snapshot, keysOf(after));
}

void ProblemModel::update(const SnapshotPtr& snapshot, std::vector<std::string> keys)
{
    const std::vector<text::Diagnostic> after
        = snapshot == nullptr ? std::vector<text::Diagnostic>() : snapshot->diagnostics;
    const RowSpans spans = rowSpans(m_keys, keys);
    if (spans.removed.size() + spans.inserted.size() > manySpans) {
        beginResetModel();
        m_snapshot = snapshot;
        m_rows = after;
        m_keys = std::move(keys);
        endResetModel();
        return;
    }
    for (const RowSpans::Span& span : spans.removed) {
        const auto first = static_cast<std::ptrdiff_t>(span.first);
        const auto end = static_cast<std::ptrdiff_t>(span.first + span.count);
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + end);
        m_keys.erase(m_keys.begin() + first, m_keys.begin() + end);
        endRemoveRows();
    }
    m_snapshot = snapshot;
    // Rows that stay take their new places before others come between them.
    std::size_t at = 0;
    std::size_t span = 0;
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (span < spans.inserted.size() && row == spans.inserted[span].first) {
            row += spans.inserted[span++].count - 1;
            continue;
        }
        m_rows[at++] = after[row];
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    for (const RowSpans::Span& added : spans.inserted) {
        const auto first = static_cast<std::ptrdiff_t>(added.first);
        const auto end = static_cast<std::ptrdiff_t>(added.first + added.count);
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + first, after.begin() + first, after.begin() + end);
        m_keys.insert(m_keys.begin() + first, keys.begin() + first, keys.begin() + end);
        endInsertRows();
    }
}

int ProblemModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProblemModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(specs.size());
}

QString ProblemModel::text(int row, Column column) const
{
    const text::Diagnostic& problem = m_rows.at(static_cast<std::size_t>(row));
    switch (column) {
    case Column::Kind:
        return severityWord(problem.severity);
    case Column::Line: {
        const text::LineColumn place = m_snapshot->source.lineColumn(problem.span.begin);
        return QStringLiteral("%1:%2").arg(place.line).arg(place.column);
    }
    case Column::Place:
        return shortPlace(problem.path);
    case Column::Message:
        return toQString(problem.message);
    case Column::Code:
        return toQString(problem.code);
    case Column::Fix:
        return problem.fixes.empty() ? QString() : tr("Fix");
    }
    return {};
}

Cell ProblemModel::cell(int row, Column column) const
{
    const text::Severity severity = m_rows.at(static_cast<std::size_t>(row)).severity;
    Cell out;
    switch (column) {
    case Column::Kind:
        out.icon = severityIcon(severity);
        out.iconTone = severityTone(severity);
        out.tone = out.iconTone;
        break;
    case Column::Place:
        out.mono = true;
        out.elideMiddle = true;
        break;
    case Column::Code:
        out.mono = true;
        out.tone = Tone::Muted;
        break;
    case Column::Fix:
        out.link = true;
        out.tone = Tone::Accent;
        break;
    case Column::Line:
    case Column::Message:
        break;
    }
    return out;
}

QVariant ProblemModel::sortKey(int row, Column column) const
{
    const text::Diagnostic& problem = m_rows.at(static_cast<std::size_t>(row));
    if (column == Column::Kind) // and then by place
        return static_cast<qulonglong>(problem.severity) << 32U | problem.span.begin;
    if (column == Column::Line)
        return problem.span.begin;
    return text(row, column);
}

QVariant ProblemModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        if (column == Column::Place)
            return plainTip(toQString(problem(index.row()).path));
        if (column == Column::Fix)
            return problem(index.row()).fixes.empty()
                ? QVariant()
                : QVariant(plainTip(toQString(problem(index.row()).fixes.front().title)));
        return plainTip(text(index.row(), column));
    case CellRole:
        return QVariant::fromValue(cell(index.row(), column));
    case SortRole:
        return sortKey(index.row(), column);
    default:
        return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QString(specs.at(static_cast<std::size_t>(section)).title);
    return {};
}

} // namespace pw::ui
