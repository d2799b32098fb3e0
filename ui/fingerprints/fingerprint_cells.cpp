#include "ui/fingerprints/fingerprint_cells.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <QCoreApplication>

namespace pw::ui {

namespace {

using ops::TableColumn;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::FingerprintModel)
};

QString shortened(const std::string& id)
{
    constexpr int shown = 12;
    return toQString(id).left(shown);
}

QString lines(const std::vector<std::string>& texts, QChar separator)
{
    QStringList out;
    for (const std::string& text : texts)
        out += toQString(text);
    return out.join(separator);
}

/// In the words of spyctl.
QString oneOrMany(const ops::GroupValues& values)
{
    return values.count > 1 ? QStringLiteral("MULTIPLE (%1)").arg(values.count)
                            : toQString(values.one);
}

} // namespace

QString FingerprintCells::text(const ops::FingerprintGroupRow& row, const ops::GroupPlaces& places,
                               const Column& column) const
{
    if (column.groupField >= 0)
        return toQString(row.groupValues[static_cast<std::size_t>(column.groupField)]);
    switch (column.column) {
    case TableColumn::Title:
        return toQString(row.title);
    case TableColumn::ImageId:
        return toQString(wide ? row.fullImageId : row.imageId);
    case TableColumn::Repo:
        return wide ? lines(row.repos, u' ') : toQString(row.repo);
    case TableColumn::Cgroup:
        return toQString(wide ? row.cgroup : row.cgroupShown);
    case TableColumn::Covered:
        return QStringLiteral("%1/%2").arg(row.covered).arg(row.total);
    case TableColumn::Latest:
        return toQString(ops::formatTimestamp(row.latestTime));
    case TableColumn::Cluster:
        return oneOrMany(places.clusters);
    case TableColumn::Namespace:
        return oneOrMany(places.namespaces);
    case TableColumn::Machines:
        return number(places.machines.count);
    case TableColumn::Count:
        return number(row.total);
    }
    return {};
}

Cell FingerprintCells::cell(const ops::FingerprintGroupRow& row, const Column& column)
{
    Cell out;
    if (column.groupField >= 0) {
        out.mono = true;
        return out;
    }
    switch (column.column) {
    case TableColumn::Title:
        out.bold = true;
        out.icon = row.cgroup.empty() ? QStringLiteral("container") : QStringLiteral("service");
        break;
    case TableColumn::Covered:
        out.kind = CellKind::Coverage;
        out.count = row.covered;
        out.of = row.total;
        break;
    case TableColumn::ImageId:
    case TableColumn::Cgroup:
    case TableColumn::Latest:
        out.mono = true;
        break;
    case TableColumn::Repo:
        out.elideMiddle = true;
        break;
    case TableColumn::Cluster:
    case TableColumn::Namespace:
    case TableColumn::Machines:
    case TableColumn::Count:
        break;
    }
    return out;
}

QString FingerprintCells::tip(const ops::FingerprintGroupRow& row, const Column& column)
{
    if (column.groupField >= 0)
        return {};
    if (column.column == TableColumn::ImageId)
        return toQString(row.fullImageId);
    if (column.column == TableColumn::Cgroup)
        return toQString(row.cgroup);
    return column.column == TableColumn::Repo ? lines(row.repos, u'\n') : QString();
}

QString FingerprintCells::text(const policy::FingerprintFacts& facts, const Column& column) const
{
    if (column.groupField >= 0)
        return {};
    switch (column.column) {
    case TableColumn::Title:
        return toQString(ops::instanceTitle(facts));
    case TableColumn::ImageId:
        return wide ? toQString(facts.containerId) : shortened(facts.containerId);
    case TableColumn::Repo:
        return toQString(ops::instancePlace(facts));
    case TableColumn::Cgroup:
        return toQString(facts.id);
    case TableColumn::Covered:
        if (!facts.covered.value_or(false))
            return Texts::tr("no policy");
        return facts.coveredBy.empty() ? Texts::tr("covered") : policies(facts).front();
    case TableColumn::Latest:
        return toQString(ops::formatTimestamp(facts.time));
    case TableColumn::Cluster:
        return toQString(facts.clusterName);
    case TableColumn::Namespace:
        return toQString(facts.namespaceName);
    case TableColumn::Machines:
        return toQString(facts.hostname.empty() ? facts.machine : facts.hostname);
    case TableColumn::Count:
        break;
    }
    return {};
}

Cell FingerprintCells::cell(const policy::FingerprintFacts& facts, const Column& column)
{
    Cell out;
    switch (column.column) {
    case TableColumn::Title:
        out.mono = true;
        out.elideMiddle = true;
        break;
    case TableColumn::Covered: {
        const bool covered = facts.covered.value_or(false);
        out.icon = covered ? QStringLiteral("ok") : QStringLiteral("ring");
        out.tone = out.iconTone = covered ? Tone::Covered : Tone::Muted;
        if (covered && !facts.coveredBy.empty()) {
            out.link = true;
            out.tone = Tone::Accent;
        }
        if (covered && facts.coveredBy.size() > 1)
            out.note = Texts::tr("and %1 more").arg(facts.coveredBy.size() - 1);
        break;
    }
    case TableColumn::Repo:
        out.note = toQString(facts.machine);
        out.noteMono = true;
        break;
    case TableColumn::ImageId:
    case TableColumn::Cgroup:
    case TableColumn::Latest:
        out.mono = true;
        out.tone = Tone::Muted;
        break;
    case TableColumn::Cluster:
    case TableColumn::Namespace:
    case TableColumn::Machines:
    case TableColumn::Count:
        out.tone = Tone::Muted;
        break;
    }
    return out;
}

QString FingerprintCells::tip(const policy::FingerprintFacts& facts, const Column& column) const
{
    switch (column.column) {
    case TableColumn::Title:
        return toQString(facts.id);
    case TableColumn::ImageId:
        return toQString(facts.containerId);
    case TableColumn::Repo:
    case TableColumn::Machines:
        return toQString(facts.hostname);
    case TableColumn::Covered:
        return policies(facts).join(u'\n');
    default:
        return {};
    }
}

QStringList FingerprintCells::policies(const policy::FingerprintFacts& facts) const
{
    QStringList out;
    for (const std::string& policy : facts.coveredBy) {
        const QString nameOrUid = toQString(policy);
        out += policyNames.value(nameOrUid, nameOrUid);
    }
    return out;
}

} // namespace pw::ui
