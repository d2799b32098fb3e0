#include "ui/connections/organization_model.h"

#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"

#include <algorithm>

namespace pw::ui {
namespace {

std::vector<QString> idsOf(const QList<OrganizationEntry>& entries)
{
    std::vector<QString> out;
    for (const OrganizationEntry& entry : entries)
        out.push_back(entry.id);
    return out;
}

} // namespace

QString iconOf(OrganizationEntry::Kind kind)
{
    switch (kind) {
    case OrganizationEntry::Kind::Local:
        return QStringLiteral("machine");
    case OrganizationEntry::Kind::Context:
        return QStringLiteral("server");
    case OrganizationEntry::Kind::Files:
        break;
    }
    return QStringLiteral("documents");
}

QString spokenName(const OrganizationEntry& entry)
{
    QStringList words{entry.name};
    if (entry.production)
        words += OrganizationModel::tr("production");
    if (entry.readOnly)
        words += OrganizationModel::tr("read only");
    return words.join(QStringLiteral(", "));
}

void OrganizationModel::setEntries(const QList<OrganizationEntry>& entries,
                                   const QString& currentId)
{
    const RowSpans spans = rowSpans(idsOf(m_entries), idsOf(entries));
    const auto at = [](std::size_t row) { return static_cast<int>(row); };
    for (const RowSpans::Span& span : spans.removed) {
        beginRemoveRows({}, at(span.first), at(span.first + span.count - 1));
        m_entries.remove(at(span.first), at(span.count));
        endRemoveRows();
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows({}, at(span.first), at(span.first + span.count - 1));
        for (std::size_t row = span.first; row < span.first + span.count; ++row)
            m_entries.insert(at(row), entries.at(at(row)));
        endInsertRows();
    }
    m_entries = entries;
    m_current = currentId;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int OrganizationModel::rowOf(const QString& id) const
{
    const auto found = std::ranges::find(m_entries, id, &OrganizationEntry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int OrganizationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant OrganizationModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OrganizationEntry& entry = m_entries.at(index.row());
    const bool current = entry.id == m_current;
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::ToolTipRole:
        return plainTip(entry.tip);
    case Qt::AccessibleTextRole: {
        QStringList words{spokenName(entry), entry.note};
        if (entry.ofSpyctl)
            words += tr("from spyctl");
        if (current)
            words += tr("shown now");
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    case RowRole:
        return QVariant::fromValue(OrganizationRow{entry, current});
    default:
        return {};
    }
}

} // namespace pw::ui
