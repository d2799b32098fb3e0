// What a row of the fingerprint table shows: texts, cells, sort keys and tips.

#include "core/ops/fingerprint_table.h"
#include "core/ops/timestamp.h"
#include "ui/common/convert.h"
#include "ui/fingerprints/fingerprint_columns.h"

namespace pw::ui {

namespace {

QString firstOf(std::initializer_list<std::string_view> texts)
{
    for (const std::string_view text : texts) {
        if (!text.empty())
            return toQString(text);
    }
    return {};
}

QString shortened(const std::string& id)
{
    constexpr int shown = 12;
    return toQString(id).left(shown);
}

QVariant timeKey(const std::string& time)
{
    return ops::timestampValue(time).value_or(-1.0);
}

} // namespace

QString FingerprintModel::text(const Group& group, Column column, int groupField) const
{
    const ops::FingerprintGroupRow& row = group.row;
    switch (column) {
    case Column::Title:
        return toQString(row.title);
    case Column::ImageId:
        return toQString(row.imageId);
    case Column::Repo:
        return toQString(row.repo);
    case Column::Cgroup:
        return toQString(row.cgroupShown);
    case Column::Covered:
        return QStringLiteral("%1/%2").arg(row.covered).arg(row.total);
    case Column::Latest:
        return toQString(ops::formatTimestamp(row.latestTime));
    case Column::GroupValue:
        return toQString(row.groupValues[static_cast<std::size_t>(groupField)]);
    }
    return {};
}

QString FingerprintModel::text(const policy::FingerprintFacts& facts, Column column) const
{
    switch (column) {
    case Column::Title:
        return facts.type == serviceType
            ? firstOf({facts.machine, facts.id, facts.name})
            : firstOf({facts.podName, facts.containerName, facts.name});
    case Column::ImageId:
        return shortened(facts.containerId);
    case Column::Repo:
        return firstOf({facts.namespaceName, facts.clusterName});
    case Column::Cgroup:
        return toQString(facts.id);
    case Column::Covered:
        return facts.covered.value_or(false) ? tr("covered") : tr("no policy");
    case Column::Latest:
        return toQString(ops::formatTimestamp(facts.time));
    case Column::GroupValue:
        break;
    }
    return {};
}

Cell FingerprintModel::cell(const Group& group, Column column) const
{
    Cell out;
    switch (column) {
    case Column::Title:
        out.bold = true;
        out.icon = m_query.filter.type == serviceType ? QStringLiteral("service")
                                                      : QStringLiteral("container");
        break;
    case Column::Covered:
        out.kind = CellKind::Coverage;
        out.count = group.row.covered;
        out.of = group.row.total;
        break;
    case Column::ImageId:
    case Column::Cgroup:
    case Column::Latest:
    case Column::GroupValue:
        out.mono = true;
        break;
    case Column::Repo:
        out.elideMiddle = true;
        break;
    }
    return out;
}

Cell FingerprintModel::cell(const policy::FingerprintFacts& facts, Column column) const
{
    Cell out;
    switch (column) {
    case Column::Title:
        out.mono = true;
        out.elideMiddle = true;
        break;
    case Column::Covered: {
        const bool covered = facts.covered.value_or(false);
        out.icon = covered ? QStringLiteral("ok") : QStringLiteral("ring");
        out.tone = out.iconTone = covered ? Tone::Covered : Tone::Muted;
        break;
    }
    case Column::Repo:
        out.note = toQString(facts.machine);
        out.noteMono = true;
        break;
    case Column::ImageId:
    case Column::Cgroup:
    case Column::Latest:
    case Column::GroupValue:
        out.mono = true;
        out.tone = Tone::Muted;
        break;
    }
    return out;
}

QVariant FingerprintModel::sortKey(const QModelIndex& index) const
{
    const ColumnSpec& spec = m_columns[static_cast<std::size_t>(index.column())];
    const auto* const parent = static_cast<const Group*>(index.constInternalPointer());
    const auto row = static_cast<std::size_t>(index.row());
    if (parent == nullptr) {
        const ops::FingerprintGroupRow& group = m_groups[row]->row;
        if (spec.column == Column::Latest)
            return timeKey(group.latestTime);
        if (spec.column == Column::Covered)
            return static_cast<double>(group.covered) / static_cast<double>(group.total);
    } else {
        const policy::FingerprintFacts& facts = m_list->instances[parent->row.members[row]].facts;
        if (spec.column == Column::Latest)
            return timeKey(facts.time);
        if (spec.column == Column::Covered)
            return facts.covered.value_or(false) ? 1 : 0;
    }
    return data(index, Qt::DisplayRole);
}

QString FingerprintModel::tip(const QModelIndex& index) const
{
    const ColumnSpec& spec = m_columns[static_cast<std::size_t>(index.column())];
    const auto* const parent = static_cast<const Group*>(index.constInternalPointer());
    const auto row = static_cast<std::size_t>(index.row());
    if (parent == nullptr) {
        const ops::FingerprintGroupRow& group = m_groups[row]->row;
        if (spec.column == Column::ImageId)
            return toQString(group.fullImageId);
        if (spec.column == Column::Cgroup)
            return toQString(group.cgroup);
        if (spec.column == Column::Repo) {
            QStringList repos;
            for (const std::string& repo : group.repos)
                repos += toQString(repo);
            return repos.join(u'\n');
        }
        return {};
    }
    const policy::FingerprintFacts& facts = m_list->instances[parent->row.members[row]].facts;
    if (spec.column == Column::Title)
        return toQString(facts.id);
    if (spec.column == Column::ImageId)
        return toQString(facts.containerId);
    return {};
}

} // namespace pw::ui
