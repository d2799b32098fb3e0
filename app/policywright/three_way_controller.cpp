#include "app/policywright/three_way_controller.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

namespace pw::app {
namespace {

struct Planned
{
    Result<ops::ThreeWayPlan> plan;
    ui::TextDiffPtr diff;
};

Planned planned(const ThreeWayController::Question& question, const ops::MergeChoices& choices)
{
    Planned out{ops::planThreeWay(question.base, *question.snapshot->document, question.unit,
                                  question.theirs.copy.document, choices),
                nullptr};
    if (!out.plan)
        return out;
    const std::string mine(question.snapshot->source.bytes());
    const Result<std::string> merged = out.plan->edits.apply(mine);
    if (!merged)
        return {merged.error(), nullptr};
    out.diff = ui::TextDiff::of(mine, *merged);
    return out;
}

} // namespace

ThreeWayController::ThreeWayController(Session& session, QWidget& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
}

Document* ThreeWayController::document() const
{
    return m_session.byNumber(m_question.document);
}

void ThreeWayController::start(Question question)
{
    if (m_dialog != nullptr)
        return;
    m_question = std::move(question);
    m_plan.reset();
    m_dialog = new ui::ThreeWayDialog(m_question.words, &m_window);
    connect(m_dialog, &ui::ThreeWayDialog::choicesChanged, this, &ThreeWayController::plan);
    connect(m_dialog, &ui::ThreeWayDialog::mergeRequested, this, &ThreeWayController::accept);
    connect(m_dialog, &QDialog::finished, this, [this] { m_planning.cancel(); });
    m_dialog->open();
    plan();
}

void ThreeWayController::plan()
{
    m_plan.reset();
    m_dialog->showPlanning();
    m_planning.run(
        [question = m_question, choices = m_dialog->choices()](
            const std::stop_token&, const ProgressFn&) { return planned(question, choices); },
        [this](Planned made) {
            if (m_dialog == nullptr)
                return;
            if (!made.plan)
                return m_dialog->showProblem(
                    tr("They cannot be merged: %1").arg(ui::toQString(made.plan.error().text())));
            m_dialog->showPlan(*made.plan, made.diff);
            m_plan = *std::move(made.plan);
        });
}

void ThreeWayController::accept()
{
    Document* const under = document();
    if (!m_plan || m_dialog == nullptr)
        return;
    if (under == nullptr)
        return m_dialog->showProblem(tr("The text was closed."));
    if (!under->editor().applyEdits(m_plan->edits, m_question.snapshot->revision))
        return m_dialog->showProblem(
            tr("The text was changed meanwhile. Cancel, and look at the review again."));
    if (!m_question.theirs.copy.uid.empty())
        under->setOrigin(m_question.theirs);
    under->analyseNow();
    m_dialog->accept();
    Q_EMIT merged(*under);
}

} // namespace pw::app
