#include "app/policywright/conflict_controller.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

#include <algorithm>

namespace pw::app {
namespace {

/// What the policy of the text began as; nothing when it was not read from there.
const ServerOrigin* originOf(const Document& document, const Conflict& conflict)
{
    const auto found = std::ranges::find_if(document.origins(), [&](const ServerOrigin& one) {
        return one.context == conflict.theirs.context && one.copy.uid == conflict.theirs.copy.uid;
    });
    return found == document.origins().end() ? nullptr : &*found;
}

/// Groups count as one unit for edits, and as many for reviews.
std::optional<std::size_t> unitToEdit(const Conflict& conflict)
{
    const std::vector<policy::Unit> units = policy::unitsOf(*conflict.snapshot->document, false);
    const auto found = std::ranges::find(units, conflict.snapshot->units.at(conflict.unit).root,
                                         &policy::Unit::root);
    if (found == units.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - units.begin());
}

/// As if nothing had been changed here.
Result<text::TextEdits> editsToTheirs(const Conflict& conflict, std::size_t unit)
{
    const yaml::Document& mine = *conflict.snapshot->document;
    const yaml::NodeRef root(mine, conflict.snapshot->units.at(conflict.unit).root);
    Result<ops::ThreeWayPlan> plan
        = ops::planThreeWay(yaml::toValue(root), mine, unit, conflict.theirs.copy.document);
    if (!plan)
        return plan.error();
    return std::move(plan->edits);
}

} // namespace

ConflictController::ConflictController(Session& session, QWidget& window, QObject* parent)
    : QObject(parent), m_session(session), m_threeWay(session, window)
{
    connect(&m_threeWay, &ThreeWayController::merged, this, &ConflictController::settled);
}

bool ConflictController::isIdle() const
{
    return m_threeWay.isIdle() && !m_asking.isRunning() && !m_taking.isRunning();
}

void ConflictController::mergeBoth(const Conflict& conflict)
{
    const Document* const under = m_session.byNumber(conflict.document);
    if (under == nullptr)
        return;
    if (const ServerOrigin* const origin = originOf(*under, conflict))
        return ask(conflict, origin->copy.document);
    if (!conflict.edited || conflict.client == nullptr) {
        Q_EMIT messageRequested(tr("What the text began as is not known, so that it cannot be "
                                   "said who changed what; compare both side by side"));
        return;
    }
    m_asking.run(
        [conflict](const std::stop_token& stop, const ProgressFn&) {
            return conflict.client->getVersion(conflict.resource, conflict.theirs.copy.uid,
                                               *conflict.edited, {stop, {}});
        },
        [this, conflict](const Result<api::Applied>& base) {
            if (base)
                ask(conflict, base->document);
            else
                Q_EMIT messageRequested(tr("The version that the text began as cannot be read: %1")
                                            .arg(ui::toQString(base.error().text())));
        });
}

void ConflictController::ask(const Conflict& conflict, const yaml::Value& base)
{
    const std::optional<std::size_t> unit = unitToEdit(conflict);
    if (!unit)
        return;
    m_threeWay.start({conflict.document, conflict.snapshot, *unit, base, conflict.theirs,
                      tr("Applied meanwhile: %1").arg(conflict.by)});
}

void ConflictController::takeTheirs(const Conflict& conflict)
{
    Document* const under = m_session.byNumber(conflict.document);
    if (under == nullptr)
        return;
    if (conflict.isAlone) {
        under->editor().replaceText(conflict.theirText);
        under->setOrigins({conflict.theirs});
        under->setKeptOnServer(under->revision());
        Q_EMIT messageRequested(tr("The text is the server's now; undo brings yours back"));
        return;
    }
    const std::optional<std::size_t> unit = unitToEdit(conflict);
    if (!unit)
        return;
    m_taking.run([conflict, unit](const std::stop_token&,
                                  const ProgressFn&) { return editsToTheirs(conflict, *unit); },
                 [this, conflict](const Result<text::TextEdits>& edits) {
                     Document* const mine = m_session.byNumber(conflict.document);
                     if (mine == nullptr)
                         return;
                     const bool isThere
                         = edits && mine->editor().applyEdits(*edits, conflict.snapshot->revision);
                     if (!isThere) {
                         Q_EMIT messageRequested(
                             edits ? tr("The text was changed meanwhile; look at it again")
                                   : ui::toQString(edits.error().text()));
                         return;
                     }
                     mine->setOrigin(conflict.theirs);
                     mine->analyseNow();
                     Q_EMIT settled(*mine);
                 });
}

void ConflictController::keepMine(const Conflict& conflict)
{
    Document* const under = m_session.byNumber(conflict.document);
    if (under == nullptr)
        return;
    under->setOrigin(conflict.theirs);
    Q_EMIT settled(*under);
}

} // namespace pw::app
