#include "ui/apply/review_gate.h"

#include "ui/common/convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::ui::ReviewGate", text);
}

bool asksForName(const ops::ApplyReview& review)
{
    return review.deletes || (review.enforces() && review.hasKillActions);
}

/// One policy is asked for by its own name, several by that of the organization.
void ask(const GateInput& input, ReviewGate& gate)
{
    if (!input.target.production)
        return;
    const auto asking = std::ranges::count_if(
        input.reviews, [](const ops::ReviewPtr& review) { return asksForName(*review); });
    if (asking == 0)
        return;
    if (input.reviews.size() == 1) {
        gate.nameToType = toQString(input.reviews.front()->name);
        gate.question = gate.deletes
            ? tr("Deleting in production asks for the name of the policy:")
            : tr("Enforcing in production asks for the name of the policy:");
    } else {
        gate.nameToType = input.target.organization;
        gate.question = tr("Enforcing in production asks for the name of the organization:");
    }
}

bool forbids(const ops::ReviewCheck& check, const GateInput& input)
{
    return check.state == ops::ReviewCheck::State::Blocking
        && !(input.inSpiteOfServer && check.kind == ops::ReviewCheck::Kind::ServerCopy);
}

QString forbiddenBy(const ops::ReviewCheck& check)
{
    const QString sentence = toQString(check.sentence);
    switch (check.kind) {
    case ops::ReviewCheck::Kind::Valid:
        return tr("the text is not valid: %1").arg(sentence);
    case ops::ReviewCheck::Kind::ServerCopy:
        return tr("the server's copy: %1").arg(sentence);
    default:
        return sentence;
    }
}

/// What stands in the way, whoever types what.
QString obstacle(const GateInput& input)
{
    if (input.phase == ApplyPhase::Sending)
        return tr("Sending to %1…").arg(input.target.organization);
    if (!input.target.readOnly.isEmpty())
        return input.target.readOnly;
    if (input.reviews.empty())
        return tr("Comparing with the server…");
    if (input.unclear)
        return tr("Look again first: it may have arrived");
    if (input.conflict)
        return tr("Choose above what becomes of the newer version");
    for (const ops::ReviewPtr& review : input.reviews) {
        const QString front
            = input.reviews.size() > 1 ? toQString(review->name) + QStringLiteral(": ") : QString();
        for (const ops::ReviewCheck& check : review->checks) {
            if (forbids(check, input))
                return front + forbiddenBy(check);
        }
    }
    const bool complete = std::ranges::all_of(
        input.reviews, [](const ops::ReviewPtr& review) { return review->complete; });
    return complete ? QString() : tr("The review is still being made…");
}

} // namespace

ReviewGate gateOf(const GateInput& input)
{
    ReviewGate out;
    const auto any = [&input](auto wanted) {
        return std::ranges::any_of(input.reviews,
                                   [&](const ops::ReviewPtr& review) { return wanted(*review); });
    };
    out.offersAudit = any([](const ops::ApplyReview& one) { return one.startsEnforcing(); });
    out.enforces = any([](const ops::ApplyReview& one) { return one.enforces(); });
    out.deletes = any([](const ops::ApplyReview& one) { return one.deletes; });
    if (input.phase == ApplyPhase::Ended) {
        out.open = true;
        out.offersAudit = false;
        return out;
    }
    if (input.partlyDone) {
        out.others = true;
        out.offersAudit = false;
    }
    ask(input, out);
    out.reason = obstacle(input);
    out.audit = out.reason.isEmpty() && out.offersAudit;
    if (out.reason.isEmpty() && !out.nameToType.isEmpty() && input.typed != out.nameToType)
        out.reason = tr("Type %1 first").arg(out.nameToType);
    out.open = out.reason.isEmpty();
    return out;
}

} // namespace pw::ui
