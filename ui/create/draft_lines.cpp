#include "ui/create/draft_lines.h"

#include "ui/common/convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

using ops::ScopeLine;
using ops::Widening;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::CreatePolicyDialog)
};

QString whatHappens(Widening::What what)
{
    switch (what) {
    case Widening::What::NameWildcard:
        return Texts::tr("names become a wildcard");
    case Widening::What::SelectorWildcard:
        return Texts::tr("values become a wildcard");
    case Widening::What::SelectorDropped:
        return Texts::tr("does not narrow the scope any more");
    case Widening::What::PortsGained:
        return Texts::tr("addresses on ports they were not seen on");
    case Widening::What::AddressesGained:
        return Texts::tr("processes with addresses they did not talk to");
    case Widening::What::ProcessesGained:
        return Texts::tr("becomes a rule for any process");
    case Widening::What::ExeDirectory:
        return Texts::tr("another directory is the same process");
    case Widening::What::EuserUnion:
        return Texts::tr("each user with each executable");
    }
    return {};
}

std::string lineKey(const Widening& widening)
{
    return std::string(ops::toString(widening.what)) + '\n' + widening.where + '\n'
        + widening.before + '\n' + widening.after;
}

Cell iconCell(const char* name, Tone tone)
{
    Cell out;
    out.icon = QLatin1String(name);
    out.iconTone = tone;
    return out;
}

Cell monoCell(Tone tone = Tone::Normal)
{
    Cell out;
    out.mono = true;
    out.tone = tone;
    return out;
}

Cell mutedCell()
{
    Cell out;
    out.tone = Tone::Muted;
    return out;
}

QString counted(std::size_t count, const QString& one, const QString& many)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
}

std::ptrdiff_t widened(const ops::PolicyDraft& draft)
{
    return std::ranges::count(draft.widenings, false, &ops::DraftWidening::kept);
}

} // namespace

std::vector<Line> scopeLinesOf(const ops::PolicyDraft& draft)
{
    std::vector<Line> out;
    for (const ScopeLine& line : draft.scope) {
        const bool dropped = line.fate == ScopeLine::Fate::Dropped;
        const bool wild = line.fate == ScopeLine::Fate::Wildcard;
        Line shown;
        shown.key = line.path + (dropped ? "\ndropped" : "");
        shown.texts
            = {toQString(line.field), dropped ? Texts::tr("left out") : toQString(line.value),
               toQString(line.reason)};
        shown.cells = {dropped    ? iconCell("off", Tone::Muted)
                           : wild ? iconCell("wider", Tone::Warning)
                                  : iconCell("ok", Tone::Covered),
                       dropped ? mutedCell() : monoCell(), mutedCell()};
        shown.tip = toQString(line.path) + u'\n' + toQString(line.reason);
        out.push_back(std::move(shown));
    }
    return out;
}

std::vector<Line> wideningLinesOf(const ops::PolicyDraft& draft)
{
    std::vector<Line> out;
    for (const ops::DraftWidening& one : draft.widenings) {
        const Widening& widening = one.widening;
        Line line;
        line.key = lineKey(widening);
        line.texts = {toQString(one.place), whatHappens(widening.what), toQString(widening.before),
                      widening.after.empty() ? Texts::tr("(nothing)") : toQString(widening.after)};
        line.cells
            = {Cell(), mutedCell(), monoCell(), monoCell(one.kept ? Tone::Muted : Tone::Normal)};
        QStringList evidence;
        for (const std::string& label : widening.evidence)
            evidence += toQString(label);
        line.tip = Texts::tr("%1: %2\nbecause of %3")
                       .arg(toQString(one.kept ? one.place : widening.where),
                            whatHappens(widening.what), evidence.join(QStringLiteral(", ")));
        if (!widening.key.empty())
            line.ticked = one.kept;
        if (std::ranges::find(out, line.key, &Line::key) == out.end())
            out.push_back(std::move(line));
    }
    return out;
}

QString wideningTitle(const ops::PolicyDraft& draft)
{
    return Texts::tr("Widened (%1)").arg(widened(draft));
}

QString resultSentence(const ops::PolicyDraft& draft)
{
    const auto count = static_cast<std::size_t>(widened(draft));
    return Texts::tr("%1, %2; scope: %3; %4")
        .arg(counted(draft.processes, Texts::tr("process"), Texts::tr("processes")),
             counted(draft.rules, Texts::tr("rule"), Texts::tr("rules")),
             toQString(draft.scopeSummary),
             count == 0 ? Texts::tr("nothing is widened")
                        : Texts::tr("%1 widened")
                              .arg(counted(count, Texts::tr("place is"), Texts::tr("places are"))));
}

void setKeptExact(ops::DraftChoices& choices, const ops::PolicyDraft& draft,
                  const std::string& line, bool on)
{
    const auto chosen
        = std::ranges::find_if(draft.widenings, [&line](const ops::DraftWidening& one) {
              return lineKey(one.widening) == line;
          });
    if (chosen == draft.widenings.end())
        return;
    // What has one key can only be kept together.
    const std::string& key = chosen->widening.key;
    std::erase_if(choices.keepExact,
                  [&key](const ops::DraftWidening& kept) { return kept.widening.key == key; });
    for (const ops::DraftWidening& one : draft.widenings) {
        if (on && one.widening.key == key)
            choices.keepExact.push_back({one.widening, one.place, true});
    }
}

} // namespace pw::ui
