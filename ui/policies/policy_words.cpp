#include "ui/policies/policy_words.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace pw::ui {
namespace {

constexpr double day = 86400;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PolicyWords)
};

} // namespace

Chip statusChip(ops::PolicyStatus status)
{
    switch (status) {
    case ops::PolicyStatus::Auditing:
        return {QStringLiteral("eye"), Tone::Auditing, Words::tr("Auditing")};
    case ops::PolicyStatus::Enforcing:
        return {QStringLiteral("enforce"), Tone::Enforcing, Words::tr("Enforcing")};
    case ops::PolicyStatus::Disabled:
        return {QStringLiteral("off"), Tone::Muted, Words::tr("Disabled")};
    case ops::PolicyStatus::NotAppliedDisabled:
        return {QStringLiteral("off"), Tone::Muted, Words::tr("Not applied & disabled")};
    case ops::PolicyStatus::NotApplied:
        break;
    }
    return {QStringLiteral("ring"), Tone::Muted, Words::tr("Not applied")};
}

QString typeIcon(std::string_view type)
{
    if (type == "linux-service")
        return QStringLiteral("service");
    if (type == "cluster")
        return QStringLiteral("cluster");
    return type == "trace" ? QStringLiteral("process") : QStringLiteral("container");
}

bool lacksMode(const ops::PolicyListRow& row)
{
    return row.mode.empty() && row.type != "trace";
}

QString modeSentence(const ops::PolicyListRow& row)
{
    if (row.status == ops::PolicyStatus::Disabled
        || row.status == ops::PolicyStatus::NotAppliedDisabled)
        return Words::tr("It is switched off: nothing is evaluated against it.");
    if (lacksMode(row))
        return Words::tr("The document states no mode, which counts as enforce: response actions "
                         "are taken.");
    if (row.mode == "audit")
        return Words::tr("Deviations are logged with what would have been done; nothing is done.");
    return Words::tr("Deviations raise flags and the response actions, kills included, are taken.");
}

std::optional<int> quietDays(const ops::PolicyListRow& row, double now)
{
    if (!row.quiet)
        return std::nullopt;
    return static_cast<int>(std::max(0.0, std::floor((now - row.quiet->since) / day)));
}

QString quietText(const ops::PolicyListRow& row, double now, AtLeast how)
{
    const std::optional<int> days = quietDays(row, now);
    if (!days)
        return {};
    const QString text
        = *days == 1 ? Words::tr("1 day quiet") : Words::tr("%1 days quiet").arg(*days);
    if (!row.quiet->atLeast || *days == 0)
        return text;
    return (how == AtLeast::Sign ? Words::tr("≥ %1") : Words::tr("at least %1")).arg(text);
}

QString deviationsText(const ops::PolicyListRow& row)
{
    if (!row.deviations)
        return Words::tr("not counted yet");
    const auto [unique, total] = *row.deviations;
    if (total == 0)
        return Words::tr("no deviations");
    return unique == 1
        ? (total == 1 ? Words::tr("1 deviation, seen once")
                      : Words::tr("1 deviation, seen %1 times").arg(number(total)))
        : Words::tr("%1 deviations, seen %2 times").arg(number(unique), number(total));
}

QString coverText(const ops::PolicyListRow& row)
{
    if (!row.cover)
        return Words::tr("not looked up yet");
    return row.cover->count == 0 ? Words::tr("no fingerprint that is loaded")
                                 : fingerprintsText(row.cover->count);
}

QString fingerprintsText(std::size_t count)
{
    return count == 1 ? Words::tr("1 fingerprint")
                      : Words::tr("%1 fingerprints").arg(number(count));
}

QString countsText(const std::vector<ops::PolicyListRow>& rows, int shown)
{
    const auto part = [&rows](ops::PolicyStatus status, const QString& word) {
        const auto count = std::ranges::count(rows, status, &ops::PolicyListRow::status);
        return count == 0
            ? QString()
            : QStringLiteral("%1 %2").arg(number(static_cast<std::size_t>(count)), word);
    };
    const QString all = rows.size() == 1 ? Words::tr("1 policy")
                                         : Words::tr("%1 policies").arg(number(rows.size()));
    const auto seen = static_cast<std::size_t>(shown);
    QStringList parts{seen < rows.size() ? Words::tr("%1 of %2").arg(number(seen), all) : all,
                      part(ops::PolicyStatus::Auditing, Words::tr("auditing")),
                      part(ops::PolicyStatus::Enforcing, Words::tr("enforcing")),
                      part(ops::PolicyStatus::Disabled, Words::tr("disabled"))};
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace pw::ui
