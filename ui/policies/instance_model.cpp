#include "ui/policies/instance_model.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"

namespace pw::ui {
namespace {

constexpr int columns = 2;

} // namespace

void InstanceModel::setCover(const std::optional<ops::PolicyCover>& cover)
{
    if (cover == m_cover)
        return;
    beginResetModel();
    m_cover = cover;
    endResetModel();
}

QList<ColumnWidth> InstanceModel::columnWidths()
{
    return {{65, 120}, {35, 70}};
}

int InstanceModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    const std::size_t named = m_cover ? m_cover->instances.size() : 0;
    return static_cast<int>(named) + (lastLine().isEmpty() ? 0 : 1);
}

int InstanceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString InstanceModel::lastLine() const
{
    if (!m_cover)
        return tr("not looked up yet");
    const std::size_t more = m_cover->count - m_cover->instances.size();
    if (more > 0)
        return tr("and %1 more").arg(number(static_cast<std::size_t>(more)));
    return m_cover->count == 0 ? tr("none that is loaded") : QString();
}

QString InstanceModel::text(int row, int column) const
{
    const auto at = static_cast<std::size_t>(row);
    if (!m_cover || at >= m_cover->instances.size())
        return column == 0 ? lastLine() : QString();
    const ops::ScopedInstance& instance = m_cover->instances[at];
    return toQString(column == 0 ? instance.name : instance.place);
}

Cell InstanceModel::cell(int row, int column) const
{
    Cell out;
    const bool last = !m_cover || static_cast<std::size_t>(row) >= m_cover->instances.size();
    out.mono = !last && column == 0;
    out.elideMiddle = out.mono;
    out.tone = last || column > 0 ? Tone::Muted : Tone::Normal;
    return out;
}

QVariant InstanceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return plainTip(text(index.row(), index.column()));
    case CellRole:
        return QVariant::fromValue(cell(index.row(), index.column()));
    default:
        return {};
    }
}

QVariant InstanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("IN ITS SCOPE") : tr("WHERE");
}

} // namespace pw::ui
