#include "ui/diff/diff_model.h"

#include "core/text/utf8.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <algorithm>

namespace pw::ui {
namespace {

/// Cut between two characters.
std::string_view beginning(std::string_view line)
{
    if (line.size() <= shownBytes)
        return line;
    std::size_t end = 0;
    while (end < shownBytes)
        end += text::characterAt(line, end).size();
    return line.substr(0, end);
}

} // namespace

DiffLine shownLine(std::string_view text, const std::vector<text::Span>& words)
{
    DiffLine out;
    out.text = beginning(text);
    out.tokens = yamlTokens(out.text);
    const auto end = static_cast<text::ByteOffset>(out.text.size());
    for (const text::Span& span : words) {
        if (span.begin < end)
            out.words.push_back({span.begin, std::min(span.end, end)});
    }
    return out;
}

void DiffModel::setDiff(const TextDiffPtr& diff)
{
    beginResetModel();
    m_rows = DiffRows(diff);
    endResetModel();
}

void DiffModel::open(int row)
{
    if (row < 0 || row >= m_rows.size() || !m_rows.at(row).isFold())
        return;
    const DiffRow& fold = m_rows.at(row);
    const auto lines = static_cast<int>(fold.count);
    const int rows = fold.kind == DiffRow::Kind::EqualFold ? lines : 2 * lines;
    beginInsertRows({}, row + 1, row + rows);
    m_rows.unfold(row);
    endInsertRows();
    beginRemoveRows({}, row, row);
    m_rows.removeFold(row);
    endRemoveRows();
}

int DiffModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

QVariant DiffModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case LineRole:
        return QVariant::fromValue(line(index.row()));
    case Qt::DisplayRole:
        return m_rows.at(index.row()).isFold() ? note(index.row())
                                               : toQString(m_rows.text(index.row()));
    case Qt::AccessibleTextRole:
        return sentence(index.row());
    default:
        return {};
    }
}

DiffLine DiffModel::line(int row) const
{
    DiffLine out;
    if (!m_rows.at(row).isFold())
        out = shownLine(m_rows.text(row), m_rows.words(row));
    out.row = m_rows.at(row);
    out.note = note(row);
    out.digits = static_cast<int>(std::to_string(m_rows.lineCount()).size());
    return out;
}

QString DiffModel::note(int row) const
{
    const DiffRow& shown = m_rows.at(row);
    const QString count = number(shown.count);
    if (shown.kind == DiffRow::Kind::EqualFold)
        return tr("%1 equal lines").arg(count);
    if (shown.kind == DiffRow::Kind::LineEndFold)
        return tr("%1 lines differ only in how they end").arg(count);
    switch (m_rows.lineEnd(row)) {
    case DiffRows::LineEnd::Lf:
        return tr("ends with LF");
    case DiffRows::LineEnd::CrLf:
        return tr("ends with CRLF");
    case DiffRows::LineEnd::Cr:
        return tr("ends with CR");
    case DiffRows::LineEnd::NoLineEnd:
        return tr("no line end");
    case DiffRows::LineEnd::NotShown:
        break;
    }
    return {};
}

/// `removed line 11: mode: audit`
QString DiffModel::sentence(int row) const
{
    const DiffRow& shown = m_rows.at(row);
    if (shown.isFold())
        return tr("%1, folded").arg(note(row));
    const QString behind = note(row).isEmpty() ? QString() : QStringLiteral(", ") + note(row);
    const QString words = toQString(beginning(m_rows.text(row))) + behind;
    switch (shown.kind) {
    case DiffRow::Kind::Removed:
        return tr("removed line %1: %2").arg(shown.left + 1).arg(words);
    case DiffRow::Kind::Added:
        return tr("added line %1: %2").arg(shown.right + 1).arg(words);
    default:
        return tr("line %1: %2").arg(shown.right + 1).arg(words);
    }
}

} // namespace pw::ui
