#include "app/policywright/fingerprints_status.h"

#include "app/policywright/fingerprints_controller.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <QCoreApplication>

namespace pw::app {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::app::FingerprintsStatus)
};

QString shellWord(const QString& word)
{
    static const QString plain = QStringLiteral("_-./:,+@%=");
    for (const QChar sign : word) {
        if (!sign.isLetterOrNumber() && !plain.contains(sign))
            return u'\'' + QString(word).replace(u'\'', QLatin1String("'\\''")) + u'\'';
    }
    return word;
}

QString timeRange(const ops::FingerprintTable& table)
{
    const QString from = ui::toQString(ops::formatTimestamp(table.earliest));
    const QString to = ui::toQString(ops::formatTimestamp(table.latest));
    if (to.isEmpty())
        return {};
    const QString day = to.section(u'T', 0, 0);
    if (from == to)
        return to;
    // The day is said once when it is the same.
    return from.section(u'T', 0, 0) == day
        ? QStringLiteral("%1 %2 – %3 UTC")
              .arg(day, from.section(u'T', 1).chopped(1), to.section(u'T', 1).chopped(1))
        : QStringLiteral("%1 – %2").arg(from, to);
}

} // namespace

FingerprintsStatus statusOf(const ops::FingerprintTable& table, const ops::FingerprintQuery& query,
                            const FingerprintsController& from)
{
    const bool services = query.filter.type == "linux-service";
    const std::size_t all = services ? table.services : table.containers;
    const bool single = table.groups.size() == 1;
    const QString groups = services ? (single ? Texts::tr("service") : Texts::tr("services"))
                                    : (single ? Texts::tr("image") : Texts::tr("images"));
    FingerprintsStatus out;
    out.times = timeRange(table);
    out.status
        = Texts::tr("%1 in %2 %3")
              .arg(table.shown == 1 ? Texts::tr("1 fingerprint")
                                    : Texts::tr("%1 fingerprints").arg(ui::number(table.shown)),
                   ui::number(table.groups.size()), groups);
    if (table.shown != all)
        out.status += Texts::tr(" (of %1)").arg(ui::number(all));
    if (const std::size_t duplicates = from.list()->duplicates; duplicates > 0)
        out.status += Texts::tr(", %1 older duplicates left out").arg(ui::number(duplicates));
    out.command = QStringLiteral("pwctl get fingerprints --type ")
        + (services ? QStringLiteral("linux-service") : QStringLiteral("container"));
    if (from.fromFiles())
        out.command += QStringLiteral(" -f");
    for (const QString& file : from.files())
        out.command += u' ' + shellWord(file);
    return out;
}

} // namespace pw::app
