#include "ui/diff/side_model.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Kind = DiffRow::Kind;

DiffSide sideOf(const QModelIndex& index)
{
    return index.column() == 0 ? DiffSide::Left : DiffSide::Right;
}

DiffSide other(DiffSide side)
{
    return side == DiffSide::Left ? DiffSide::Right : DiffSide::Left;
}

} // namespace

void SideModel::setDiff(const TextDiffPtr& diff)
{
    beginResetModel();
    m_rows = SideRows(diff);
    const std::size_t lines = std::max(diff->lines.left.size(), diff->lines.right.size());
    m_digits = static_cast<int>(std::to_string(lines).size());
    endResetModel();
}

void SideModel::open(int row)
{
    if (row < 0 || row >= m_rows.size() || !m_rows.at(row).isFold())
        return;
    const auto lines = static_cast<int>(m_rows.at(row).folded);
    beginInsertRows({}, row + 1, row + lines);
    m_rows.unfold(row);
    endInsertRows();
    beginRemoveRows({}, row, row);
    m_rows.removeFold(row);
    endRemoveRows();
}

int SideModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int SideModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant SideModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DiffSide side = sideOf(index);
    switch (role) {
    case LineRole:
        return QVariant::fromValue(line(index.row(), side));
    case Qt::DisplayRole:
        return m_rows.at(index.row()).isFold() ? note(index.row(), side)
                                               : toQString(m_rows.text(index.row(), side));
    case Qt::AccessibleTextRole:
        return sentence(index.row(), side);
    default:
        return {};
    }
}

Kind SideModel::kind(int row, DiffSide side) const
{
    const SideRow& shown = m_rows.at(row);
    if (shown.isFold())
        return Kind::EqualFold;
    if (shown.line(side) == SideRow::none)
        return Kind::Ghost;
    if (!shown.changed)
        return Kind::Equal;
    if (shown.line(other(side)) != SideRow::none && !shown.apart)
        return Kind::Changed;
    return side == DiffSide::Left ? Kind::Removed : Kind::Added;
}

DiffLine SideModel::line(int row, DiffSide side) const
{
    const SideRow& shown = m_rows.at(row);
    DiffLine out;
    if (!shown.isFold() && shown.line(side) != SideRow::none)
        out = shownLine(m_rows.text(row, side), m_rows.words(row, side));
    out.row.kind = kind(row, side);
    (side == DiffSide::Left ? out.row.left : out.row.right) = shown.line(side);
    out.row.count = std::max(shown.folded, 1U);
    out.note = note(row, side);
    out.digits = m_digits;
    out.oneNumber = true;
    return out;
}

QString SideModel::note(int row, DiffSide side) const
{
    const SideRow& shown = m_rows.at(row);
    if (shown.isFold())
        return tr("%1 equal lines").arg(number(shown.folded));
    if (m_rows.differsInLineEnd(row)) {
        const std::string_view end = text::lineEndOf(m_rows.wholeText(row, side));
        return end.empty()  ? tr("no line end")
            : end == "\r\n" ? tr("ends with CRLF")
            : end == "\n"   ? tr("ends with LF")
                            : tr("ends with CR");
    }
    if (!shown.moved || shown.line(side) == SideRow::none)
        return {};
    const std::uint32_t there = m_rows.movedTo(row, side);
    if (there == SideRow::none)
        return {};
    return side == DiffSide::Left ? tr("from here on moved to line %1").arg(there + 1)
                                  : tr("from here on moved from line %1").arg(there + 1);
}

/// `changed line 11: mode: audit`
QString SideModel::sentence(int row, DiffSide side) const
{
    const QString behind = note(row, side);
    if (m_rows.at(row).isFold())
        return tr("%1, folded").arg(behind);
    const DiffLine shown = line(row, side);
    const QString words
        = toQString(shown.text) + (behind.isEmpty() ? QString() : QStringLiteral(", ") + behind);
    const std::uint32_t at = m_rows.at(row).line(side) + 1;
    switch (shown.row.kind) {
    case Kind::Ghost:
        return tr("no line here");
    case Kind::Changed:
        return tr("changed line %1: %2").arg(at).arg(words);
    case Kind::Removed:
        return tr("removed line %1: %2").arg(at).arg(words);
    case Kind::Added:
        return tr("added line %1: %2").arg(at).arg(words);
    default:
        return tr("line %1: %2").arg(at).arg(words);
    }
}

} // namespace pw::ui
