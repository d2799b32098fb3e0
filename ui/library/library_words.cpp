#include "ui/library/library_words.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/severity.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace pw::ui {
namespace {

using ops::LibraryUnit;
using ops::OtherFile;
using policy::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LibraryWords)
};

/// The value that all policies of a file have; `mixed` when they differ.
template <typename ValueOf>
QString sharedValue(const std::vector<LibraryUnit>& units, const ValueOf& valueOf)
{
    QString shared;
    for (const LibraryUnit& unit : units) {
        if (!ops::isPolicy(unit.kind))
            continue;
        const QString value = valueOf(unit);
        if (shared.isEmpty())
            shared = value;
        else if (shared != value)
            return Words::tr("mixed");
    }
    return shared;
}

} // namespace

QString kindWord(Kind kind)
{
    switch (kind) {
    case Kind::Policy:
        return Words::tr("Policy");
    case Kind::ClusterPolicy:
        return Words::tr("Cluster policy");
    case Kind::TracePolicy:
        return Words::tr("Trace policy");
    case Kind::Baseline:
        return Words::tr("Baseline");
    case Kind::Ruleset:
        return Words::tr("Ruleset");
    case Kind::Fingerprint:
        return Words::tr("Fingerprint");
    case Kind::FingerprintRecord:
        return Words::tr("Fingerprint record");
    case Kind::FingerprintGroup:
        return Words::tr("Fingerprint group");
    case Kind::Deviation:
        return Words::tr("Deviation");
    case Kind::DeviationRecord:
        return Words::tr("Deviation record");
    case Kind::UidList:
        return Words::tr("List of UIDs");
    default:
        return Words::tr("Unknown kind");
    }
}

QString kindIcon(Kind kind, const std::string& type)
{
    switch (kind) {
    case Kind::Policy:
        return type == "linux-service" ? QStringLiteral("service") : QStringLiteral("container");
    case Kind::ClusterPolicy:
    case Kind::Ruleset:
        return QStringLiteral("cluster");
    case Kind::TracePolicy:
        return QStringLiteral("process");
    case Kind::Baseline:
        return QStringLiteral("pin");
    case Kind::Fingerprint:
    case Kind::FingerprintRecord:
    case Kind::FingerprintGroup:
        return QStringLiteral("fingerprint");
    case Kind::Deviation:
    case Kind::DeviationRecord:
        return QStringLiteral("wider");
    case Kind::UidList:
        return QStringLiteral("documents");
    default:
        return QStringLiteral("warn");
    }
}

QString kindsText(const ops::LibraryFile& file)
{
    QStringList kinds;
    for (const LibraryUnit& unit : file.units) {
        if (const QString kind = kindWord(unit.kind); !kinds.contains(kind))
            kinds += kind;
    }
    return kinds.join(QStringLiteral(", "));
}

QString modeText(const std::vector<LibraryUnit>& units)
{
    return sharedValue(units, [](const LibraryUnit& unit) {
        return unit.mode.empty() ? Words::tr("not stated") : toQString(unit.mode);
    });
}

QString stateText(const std::vector<LibraryUnit>& units)
{
    return sharedValue(units, [](const LibraryUnit& unit) {
        return unit.enabled == false ? Words::tr("Disabled") : Words::tr("Enabled");
    });
}

Chip modeChip(const QString& mode)
{
    if (mode == QLatin1String("audit"))
        return {QStringLiteral("eye"), Tone::Auditing, mode};
    if (mode == QLatin1String("enforce"))
        return {QStringLiteral("enforce"), Tone::Enforcing, mode};
    if (mode == Words::tr("mixed"))
        return {QStringLiteral("half"), Tone::Muted, mode};
    return {QStringLiteral("warn"), Tone::Warning, mode};
}

Chip stateChip(const QString& state)
{
    if (state == Words::tr("Disabled"))
        return {QStringLiteral("off"), Tone::Muted, state};
    return {state == Words::tr("mixed") ? QStringLiteral("half") : QStringLiteral("ok"),
            Tone::Normal, state};
}

QString problemsText(const ops::ProblemCounts& problems)
{
    return SeverityCounts{problems}.text();
}

std::optional<text::Severity> gravest(const ops::ProblemCounts& problems)
{
    for (const text::Severity severity : severities) {
        if (problems.at(static_cast<std::size_t>(severity)) > 0)
            return severity;
    }
    return std::nullopt;
}

QString whyText(const OtherFile& file)
{
    switch (file.why) {
    case OtherFile::Why::Name:
        return Words::tr("neither YAML nor JSON by its name");
    case OtherFile::Why::Content:
        return Words::tr("no Guardian document is in it");
    case OtherFile::Why::Empty:
        return Words::tr("there is nothing in it");
    case OtherFile::Why::Secret:
        return Words::tr("contexts or keys of spyctl");
    case OtherFile::Why::NoText:
        return Words::tr("no text in UTF-8");
    case OtherFile::Why::TooLarge:
        return Words::tr("too large for an editor");
    case OtherFile::Why::Twice:
        return Words::tr("another name of %1").arg(toQString(file.detail));
    case OtherFile::Why::Special:
        break;
    }
    return Words::tr("no file with content");
}

QString libraryText(const ops::LibraryCounts& counts)
{
    QStringList parts{counted(counts.policies, Words::tr("policy"), Words::tr("policies"))};
    if (counts.documents > 0)
        parts
            += counted(counts.documents, Words::tr("other document"), Words::tr("other documents"));
    if (counts.withErrors > 0)
        parts += Words::tr("%1 with errors").arg(number(counts.withErrors));
    else if (counts.withProblems > 0)
        parts += Words::tr("%1 with problems").arg(number(counts.withProblems));
    else
        parts += Words::tr("no problems");
    if (counts.unread > 0)
        parts += Words::tr("%1 could not be read").arg(number(counts.unread));
    return parts.join(QStringLiteral(" · "));
}

QString otherFilesText(std::size_t count)
{
    return counted(count, Words::tr("other file"), Words::tr("other files"));
}

QString fixText(const ops::FixCount& fix)
{
    QString text = toQString(fix.alike ? fix.example : fix.kind.title);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    if (fix.alike)
        return text;
    return Words::tr("%1 what each place means, such as: %2").arg(text, toQString(fix.example));
}

} // namespace pw::ui
