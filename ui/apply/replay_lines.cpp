#include "ui/apply/replay_lines.h"

#include "core/ops/action_words.h"
#include "core/ops/fingerprint_table.h"
#include "ui/apply/review_words.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::ui::Review", text);
}

/// `measure`, then the figure before and the one after, which stands out when it is another one.
Line numberLine(const std::string& key, const QString& measure, const QString& before,
                const QString& after, bool kill = false)
{
    Cell right;
    right.atRight = true;
    right.tone = Tone::Muted;
    Cell changed = right;
    changed.tone = kill ? Tone::Enforcing : Tone::Normal;
    changed.bold = before != after || kill;
    Line out;
    out.key = key;
    out.texts = {measure, before, after};
    out.cells = {{}, right, changed};
    return out;
}

bool isService(const ops::ApplyReview& review)
{
    return review.type == "linux-service";
}

} // namespace

QStringList killTitles()
{
    return {tr("TIME"), tr("INSTANCE"), tr("PROCESS"), tr("WHAT"), tr("RESPONSE"), tr("LINE")};
}

std::vector<Line> killLines(const ops::ApplyReview& review)
{
    Cell mono;
    mono.mono = true;
    Cell time = mono;
    time.tone = Tone::Muted;
    Cell instance = mono;
    instance.elideMiddle = true;
    Cell chip;
    chip.kind = CellKind::WouldChip;
    chip.icon = QStringLiteral("kill");
    chip.tone = Tone::Enforcing;
    Cell link = mono;
    link.link = true;
    link.tone = Tone::Accent;
    std::vector<Line> out;
    out.reserve(review.kills.size());
    for (const ops::ReviewedKill& one : review.kills) {
        Line line;
        line.key = std::to_string(out.size());
        line.texts = {toQString(ops::formatTimestamp(one.kill.time)),
                      toQString(one.kill.instance),
                      toQString(one.kill.process),
                      toQString(one.kill.what),
                      tr("would %1").arg(toQString(ops::actionName(one.kill.action))),
                      one.line > 0 ? QString::number(one.line) : QString()};
        line.cells = {time, instance, mono, {}, chip, link};
        out.push_back(std::move(line));
    }
    return out;
}

QString killsSentence(const ops::ApplyReview& review)
{
    if (!review.after)
        return {};
    const QString counts
        = tr("%1 processes, %2 pods")
              .arg(number(review.after->killedProcesses), number(review.after->killedPods));
    const QString over = tr("replay of %1 over %2 instances: %3")
                             .arg(toQString(review.range), number(review.after->covered), counts);
    return review.enforces() ? over : tr("%1, if it enforced").arg(over);
}

QString noKillsSentence(const ops::ApplyReview& review)
{
    if (review.deletes)
        return tr("A deleted policy kills nothing.");
    if (!review.hasMode)
        return tr("A ruleset has no responses of its own.");
    if (!review.hasKillActions)
        return tr("No action of this policy kills anything.");
    if (!review.after)
        return tr("No fingerprints were read, so nobody knows what would be killed.");
    return tr("Nothing that was seen in %1 would be killed.").arg(toQString(review.range));
}

QStringList numberTitles()
{
    return {tr("MEASURE"), tr("NOW"), tr("AFTER")};
}

QString numbersSentence(const ops::ApplyReview& review)
{
    const QString now = versionNow(review);
    const QString after = versionAfter(review);
    const QString range = toQString(review.range);
    return now.isEmpty() || after.isEmpty() ? range
                                            : tr("%1 now, %2 after; %3").arg(now, after, range);
}

std::vector<Line> numberLines(const ops::ApplyReview& review)
{
    const QString none = QStringLiteral("\u2013");
    const ops::ReplayNumbers* const before = review.before ? &*review.before : nullptr;
    const ops::ReplayNumbers* const after = review.after ? &*review.after : nullptr;
    const auto share = [&](const ops::ReplayNumbers* numbers, std::size_t part, std::size_t of) {
        return numbers == nullptr ? none : number(part) + u'/' + number(of);
    };
    const auto count
        = [&](const ops::ReplayNumbers* numbers, std::size_t ops::ReplayNumbers::*value) {
              return numbers == nullptr ? none : number(numbers->*value);
          };
    const auto covered = [&](const ops::ReplayNumbers* numbers) {
        return numbers == nullptr ? none : share(numbers, numbers->covered, review.fingerprints);
    };
    const auto allowed = [&](const ops::ReplayNumbers* numbers) {
        return numbers == nullptr ? none : share(numbers, numbers->allowed, numbers->behaviours);
    };
    const auto killed = [&](const ops::ReplayNumbers* numbers, bool enforces) {
        if (numbers == nullptr)
            return none;
        return enforces ? number(numbers->killedProcesses + numbers->killedPods)
                        : QStringLiteral("0");
    };
    const bool enforced = review.statusNow == ops::PolicyStatus::Enforcing;
    const QString killedAfter = killed(after, review.enforces());
    const bool kills = after != nullptr && killedAfter != QStringLiteral("0");
    return {
        numberLine("covered", tr("Fingerprints covered"), covered(before), covered(after)),
        numberLine("allowed", tr("Behaviours allowed"), allowed(before), allowed(after)),
        numberLine("flagged", tr("Would be flagged"), count(before, &ops::ReplayNumbers::flagged),
                   count(after, &ops::ReplayNumbers::flagged)),
        numberLine("killed", tr("Would be killed"), killed(before, enforced), killedAfter, kills),
        numberLine("images", isService(review) ? tr("Services selected") : tr("Images selected"),
                   count(before, &ops::ReplayNumbers::images),
                   count(after, &ops::ReplayNumbers::images))};
}

QStringList documentTitles()
{
    return {tr("NAME"), tr("KIND"), tr("NOW"), tr("AFTER"), tr("CHECKS"), tr("RESULT")};
}

Line documentLine(const std::string& key, const ops::ApplyReview& review,
                  const ApplyOutcome& outcome)
{
    using State = ApplyOutcome::State;
    const auto cellOf = [](const StatusLook& look) {
        Cell cell;
        cell.icon = look.icon;
        cell.iconTone = cell.tone = look.tone;
        return cell;
    };
    const StatusLook now = statusNow(review);
    const StatusLook after = statusAfter(review);
    const std::vector<ReviewRow> checks = checkRows(review, {}, {});
    const bool blocked = review.blocking() != nullptr;
    const bool toRead = std::ranges::any_of(
        checks, [](const ReviewRow& row) { return row.icon == QStringLiteral("warn"); });
    Cell check;
    check.icon = blocked ? QStringLiteral("error")
        : toRead         ? QStringLiteral("warn")
                         : QStringLiteral("okc");
    check.iconTone = blocked ? Tone::Error : toRead ? Tone::Security : Tone::Covered;
    Cell result;
    if (outcome.state != State::Waiting) {
        const bool done = outcome.state == State::Done;
        const bool sending = outcome.state == State::Sending;
        result.icon = done ? QStringLiteral("okc")
            : sending      ? QStringLiteral("apply")
                           : QStringLiteral("error");
        result.iconTone = result.tone = done ? Tone::Covered : sending ? Tone::Muted : Tone::Error;
    }
    Cell name;
    name.bold = true;
    Line out;
    out.key = key;
    out.texts = {toQString(review.name),
                 review.kind == policy::Kind::Ruleset ? tr("ruleset") : toQString(review.type),
                 now.word,
                 after.word,
                 checksSentence(checks),
                 outcome.state == State::Sending ? tr("sending…") : outcome.words};
    out.cells = {name, {}, cellOf(now), cellOf(after), check, result};
    out.tip = outcome.details;
    return out;
}

} // namespace pw::ui
