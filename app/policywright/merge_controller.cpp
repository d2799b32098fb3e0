#include "app/policywright/merge_controller.h"

#include "app/policywright/merge_inputs.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"

#include <algorithm>

namespace pw::app {
namespace {

QString noteOf(const ops::MergeTarget& target, std::size_t inputs)
{
    if (target.fitting == inputs)
        return {};
    const QString reason = ui::toQString(target.reason);
    if (target.fitting == 0)
        return MergeController::tr("Takes none of them: %1").arg(reason);
    return MergeController::tr("Takes %1 of %2; skipped: %3")
        .arg(target.fitting)
        .arg(inputs)
        .arg(reason);
}

ui::TextDiffPtr diffOf(const text::SourceText& source, const text::TextEdits& edits)
{
    std::string before(source.bytes());
    const Result<std::string> after = edits.apply(before);
    return after ? ui::TextDiff::of(std::move(before), *after) : nullptr;
}

/// The policy in a later text: by uid, else by its place and name.
std::optional<policy::Unit> unitIn(const Snapshot& now, const Snapshot& then, std::size_t unit)
{
    const auto documentOf = [](const Snapshot& snapshot, const policy::Unit& one) {
        return policy::decodeGuardian(yaml::NodeRef(*snapshot.document, one.root));
    };
    const policy::GuardianDocument wanted = documentOf(then, then.units[unit]);
    const policy::Unit* found = nullptr;
    for (std::size_t i = 0; i < now.units.size(); ++i) {
        const policy::GuardianDocument other = documentOf(now, now.units[i]);
        const bool same
            = wanted.uid().empty() ? other.name() == wanted.name() : other.uid() == wanted.uid();
        if (same && now.units[i].kind == then.units[unit].kind && (found == nullptr || i == unit))
            found = &now.units[i];
    }
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

/// Read without judging: a plan needs no diagnostics.
SnapshotPtr readAgain(std::string bytes, const std::string& name, quint64 revision,
                      const std::stop_token& stop)
{
    Result<text::SourceText> source = text::SourceText::make(std::move(bytes), name);
    if (!source)
        return nullptr;
    Snapshot out;
    out.revision = revision;
    out.document = std::make_shared<const yaml::Document>(yaml::read(*source, {}, stop));
    out.source = std::move(*source);
    out.units = policy::unitsOf(*out.document, true);
    return std::make_shared<const Snapshot>(std::move(out));
}

} // namespace

MergeController::MergeController(QWidget* window, NewestFn newest, QObject* parent)
    : QObject(parent), m_window(window), m_newest(std::move(newest))
{
}

bool MergeController::isIdle() const
{
    return !m_reading.isRunning() && !m_planning.isRunning();
}

void MergeController::start(ChosenFingerprints chosen, std::vector<OpenPolicy> policies)
{
    if (m_dialog != nullptr || chosen.empty())
        return;
    std::erase_if(policies, [](const OpenPolicy& policy) { return policy.snapshot == nullptr; });
    m_policies = std::move(policies);
    m_choices.clear();
    m_planned.reset();
    m_dialog = new ui::MergeDialog(m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ui::MergeDialog::choiceChanged, this, &MergeController::plan);
    connect(m_dialog, &ui::MergeDialog::mergeRequested, this, &MergeController::accept);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_reading.cancel();
        m_planning.cancel();
        m_policies.clear();
        m_choices.clear();
        m_inputs.reset();
        m_planned.reset();
    });
    m_dialog->showReading(static_cast<int>(chosen.instances.size()));
    m_dialog->open();
    m_reading.run(
        [chosen = std::move(chosen), policies = m_policies](
            const std::stop_token& stop, const ProgressFn& progress) -> Result<Offer> {
            const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
            if (!loaded)
                return loaded.error();
            Offer out;
            Result<std::vector<ops::MergeInput>> inputs
                = readInputs(*loaded->list, loaded->instances, stop);
            if (!inputs)
                return inputs.error();
            out.inputs = std::make_shared<const std::vector<ops::MergeInput>>(*std::move(inputs));
            for (std::size_t i = 0; i < policies.size() && !stop.stop_requested(); ++i) {
                for (ops::MergeTarget& target : ops::mergeTargets(
                         *policies[i].snapshot->document, policies[i].snapshot->units, *out.inputs))
                    out.choices.push_back({i, std::move(target)});
            }
            std::stable_sort(out.choices.begin(), out.choices.end(),
                             [](const Choice& a, const Choice& b) {
                                 return a.target.fitting > b.target.fitting;
                             });
            return out;
        },
        [this](Result<Offer> made) { offer(std::move(made)); });
}

void MergeController::offer(Result<Offer> offer)
{
    if (m_dialog == nullptr)
        return;
    if (!offer) {
        m_dialog->showProblem(tr("The selected fingerprints could not be fetched"),
                              ui::toQString(offer.error().text()));
        return;
    }
    m_inputs = std::move(offer->inputs);
    m_choices = std::move(offer->choices);
    std::vector<ui::MergeChoice> choices;
    for (const Choice& choice : m_choices) {
        QString title = m_policies[choice.policy].title;
        const QString name = ui::toQString(choice.target.name);
        if (!choice.target.label.empty() || (!name.isEmpty() && !title.startsWith(name)))
            title += QStringLiteral(" · ") + name;
        if (!choice.target.label.empty())
            title += QStringLiteral(" (%1)").arg(ui::toQString(choice.target.label));
        choices.push_back(
            {title, noteOf(choice.target, m_inputs->size()), choice.target.fitting > 0});
    }
    m_dialog->setChoices(choices);
}

void MergeController::plan(int choice)
{
    const auto at = static_cast<std::size_t>(choice);
    if (m_dialog == nullptr || choice < 0 || at >= m_choices.size())
        return;
    m_planned.reset();
    m_dialog->setNotice({});
    m_dialog->setBusy(false);
    m_dialog->showPlanning();
    m_planning.run(
        [snapshot = m_policies[m_choices[at].policy].snapshot, unit = m_choices[at].target.unit,
         inputs = m_inputs](const std::stop_token& stop, const ProgressFn& progress) {
            Planned out{ops::planMerge(*snapshot->document, snapshot->units, snapshot->units[unit],
                                       *inputs, {}, progress, stop),
                        {},
                        snapshot};
            if (out.plan)
                out.diff = diffOf(snapshot->source, out.plan->edits);
            return out;
        },
        [this](Planned planned) { show(std::move(planned)); });
}

void MergeController::show(Planned planned)
{
    if (m_dialog == nullptr)
        return;
    m_dialog->setBusy(false);
    if (!planned.plan) {
        m_planned.reset();
        m_dialog->showProblem(tr("The policy cannot take them in"),
                              ui::toQString(planned.plan.error().text()));
        return;
    }
    m_dialog->showPlan(*planned.plan, planned.diff);
    m_planned = std::move(planned);
}

void MergeController::accept()
{
    if (m_dialog == nullptr || !m_planned || m_dialog->choice() < 0)
        return;
    const Choice& choice = m_choices[static_cast<std::size_t>(m_dialog->choice())];
    const int document = m_policies[choice.policy].document;
    const std::optional<NewestText> newest = m_newest(document);
    if (!newest) {
        m_planned.reset();
        m_dialog->showProblem(tr("The policy was closed"), {});
    } else if (newest->revision == m_planned->snapshot->revision) {
        finish(document, m_planned->plan->edits, newest->revision);
    } else {
        planAgain(*newest);
    }
}

void MergeController::planAgain(const NewestText& text)
{
    const Choice& choice = m_choices[static_cast<std::size_t>(m_dialog->choice())];
    const int document = m_policies[choice.policy].document;
    const bool agreed = m_planned->plan->rewriteReason.has_value();
    m_dialog->setBusy(true);
    m_planning.run(
        [text, then = m_policies[choice.policy].snapshot, unit = choice.target.unit,
         inputs = m_inputs](const std::stop_token& stop, const ProgressFn& progress) {
            const SnapshotPtr now = readAgain(text.bytes, then->source.name(), text.revision, stop);
            if (now == nullptr)
                return Planned{Error{"too-large", "the text has become too large", {}}, {}, then};
            if (!now->document->complete()) {
                return Planned{
                    Error{"does-not-parse", "the text does not parse any more", {}}, {}, now};
            }
            const std::optional<policy::Unit> same = unitIn(*now, *then, unit);
            if (!same)
                return Planned{
                    Error{"no-such-policy", "the policy is gone from the text", {}}, {}, now};
            Planned out{
                ops::planMerge(*now->document, now->units, *same, *inputs, {}, progress, stop),
                {},
                now};
            if (out.plan)
                out.diff = diffOf(now->source, out.plan->edits);
            return out;
        },
        [this, document, agreed](Planned planned) {
            if (m_dialog == nullptr)
                return;
            const bool asks = planned.plan && planned.plan->rewriteReason && !agreed;
            const std::optional<NewestText> newest = m_newest(document);
            const bool stale = !newest || newest->revision != planned.snapshot->revision;
            if (planned.plan && planned.plan->changed && !asks && !stale) {
                finish(document, planned.plan->edits, planned.snapshot->revision);
                return;
            }
            m_dialog->setNotice(tr("The text has changed; this is what would change now."));
            show(std::move(planned));
        });
}

void MergeController::finish(int document, const text::TextEdits& edits, quint64 revision)
{
    const text::TextEdits planned = edits; // the plan goes with the dialog
    m_dialog->accept();
    m_dialog = nullptr;
    m_planned.reset();
    Q_EMIT mergePlanned(document, planned, revision);
}

} // namespace pw::app
