#include "ui/apply/strip_content.h"

#include "ui/apply/review_words.h"
#include "ui/common/convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

using Content = OutcomeStrip::Content;
using State = ApplyOutcome::State;

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::ui::ReviewStrip", text);
}

/// A button that writes: it needs all that the main button needs, but for the server's copy.
OutcomeStrip::Button writing(const QString& name, const QString& text, GateInput gate)
{
    gate.conflict = false;
    gate.inSpiteOfServer = true;
    const ReviewGate answer = gateOf(gate);
    return {name, text, answer.open, answer.reason};
}

/// Why a button that writes is not open.
QString noteOf(const OutcomeStrip::Button& button)
{
    return button.enabled ? QString() : QStringLiteral("%1: %2").arg(button.text, button.tip);
}

Content conflictContent(const GateInput& gate, const ApplyConflict& conflict)
{
    // Of several nothing is written before each is decided.
    const OutcomeStrip::Button mine = conflict.name.isEmpty()
        ? writing(keepMineButton, tr("Keep mine"), gate)
        : OutcomeStrip::Button{keepMineButton, tr("Keep mine"), true,
                               tr("Yours follows on theirs; nothing is written yet")};
    Content out;
    out.icon = QStringLiteral("warn");
    out.tone = Tone::Security;
    out.sentence = conflict.name.isEmpty()
        ? tr("The server's copy changed since you read it: %1").arg(conflict.words)
        : tr("%1: the server's copy changed since you read it: %2")
              .arg(conflict.name, conflict.words);
    out.note = noteOf(mine);
    out.buttons = {{mergeBothButton, tr("Merge both…"), true, {}},
                   mine,
                   {takeTheirsButton, tr("Take theirs"), true, {}},
                   {sideBySideButton, tr("Both side by side"), true, {}}};
    return out;
}

Content unknownContent(const GateInput& gate)
{
    const ops::ApplyReview& review = *gate.reviews.front();
    Content out;
    out.icon = QStringLiteral("warn");
    out.tone = Tone::Security;
    out.sentence = tr("The server has nothing with the uid %1").arg(toQString(review.uid));
    if (review.deletes) {
        out.note = tr("It is deleted already.");
        return out;
    }
    const OutcomeStrip::Button asNew = writing(applyAsNewButton, tr("Apply as new"), gate);
    out.note = noteOf(asNew);
    out.buttons = {asNew};
    return out;
}

QString detailsOf(const ApplyOutcome& outcome)
{
    QStringList lines;
    if (!outcome.details.isEmpty())
        lines += outcome.details;
    if (!outcome.contextUid.isEmpty())
        lines += tr("Context UID: %1").arg(outcome.contextUid);
    return lines.join(u'\n');
}

Content outcomeContent(const GateInput& gate, const ApplyOutcome& outcome)
{
    Content out;
    out.sentence = outcome.words;
    switch (outcome.state) {
    case State::Done:
        out.icon = QStringLiteral("okc");
        out.tone = Tone::Covered;
        if (!outcome.uid.isEmpty())
            out.sentence += QStringLiteral(" \u00B7 ") + outcome.uid;
        break;
    case State::Failed:
        out.icon = QStringLiteral("error");
        out.tone = Tone::Error;
        out.buttons = {writing(tryAgainButton, tr("Try again"), gate)};
        out.note = noteOf(out.buttons.front());
        break;
    case State::Unclear:
        out.icon = QStringLiteral("warn");
        out.tone = Tone::Security;
        out.sentence = tr("Whether it arrived is not known");
        out.buttons = {{lookAgainButton, tr("Look again"), true, {}}};
        break;
    case State::UnknownUid:
        out = unknownContent(gate);
        break;
    case State::Waiting:
    case State::Sending:
        return {};
    }
    out.details = detailsOf(outcome);
    return out;
}

/// Of several documents: how many were written; each one's own words stand in the list.
Content listContent(const GateInput& gate, const std::vector<ApplyOutcome>& outcomes)
{
    const auto count = [&outcomes](State state) {
        return std::ranges::count(outcomes, state, &ApplyOutcome::state);
    };
    if (count(State::Sending) > 0 || count(State::Waiting) == std::ssize(outcomes))
        return {};
    const auto done = count(State::Done);
    Content out;
    out.icon = QStringLiteral("okc");
    out.tone = Tone::Covered;
    out.sentence = tr("%1 of %2 documents were applied").arg(done).arg(outcomes.size());
    if (done == std::ssize(outcomes))
        return out;
    out.icon = QStringLiteral("error");
    out.tone = Tone::Error;
    if (count(State::Unclear) > 0)
        out.buttons.append({lookAgainButton, tr("Look again"), true, {}});
    if (count(State::Failed) > 0)
        out.buttons.append(writing(tryAgainButton, tr("Try the others again"), gate));
    return out;
}

} // namespace

std::optional<ApplyConflict> conflictIn(const std::vector<ops::ReviewPtr>& reviews,
                                        const std::vector<ApplyOutcome>& outcomes,
                                        std::size_t shown)
{
    const bool isOneOfSeveral = reviews.size() > 1;
    if (shown >= reviews.size() || reviews[shown]->server != ops::ServerState::ChangedSince
        || (isOneOfSeveral && outcomes.at(shown).state != State::Waiting))
        return std::nullopt;
    const ops::ApplyReview& review = *reviews[shown];
    QString words = toQString(review.changedThereBy);
    if (const QString version = versionNow(review); !version.isEmpty())
        words = tr("%1 by %2").arg(version, words);
    return ApplyConflict{isOneOfSeveral ? toQString(review.name) : QString(), words,
                         review.changedThere};
}

Content stripContent(const GateInput& gate, const std::vector<ApplyOutcome>& outcomes,
                     const std::optional<ApplyConflict>& conflict)
{
    if (gate.reviews.empty())
        return {};
    if (gate.reviews.size() > 1)
        return conflict ? conflictContent(gate, *conflict) : listContent(gate, outcomes);
    if (outcomes.front().state != State::Waiting)
        return outcomeContent(gate, outcomes.front());
    if (conflict)
        return conflictContent(gate, *conflict);
    if (gate.reviews.front()->server == ops::ServerState::UnknownUid)
        return unknownContent(gate);
    return {};
}

} // namespace pw::ui
