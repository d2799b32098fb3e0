#include "app/policywright/create_controller.h"

#include "ui/common/convert.h"

#include <QFile>

#include <algorithm>
#include <optional>

namespace pw::app {
namespace {

constexpr int pauseMs = 60;
constexpr int patienceMs = 150;
const QLatin1String tablePath(":/tables/attack_programs.yaml");

ops::AttackPrograms ownTable()
{
    QFile file(tablePath);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<text::SourceText> source
        = text::SourceText::make(file.readAll().toStdString(), "attack_programs.yaml");
    return source ? ops::readAttackPrograms(*source) : ops::AttackPrograms();
}

/// What messages call a fingerprint: its pod or machine where it has one, and its id.
std::string labelOf(const ops::FingerprintList& list, std::size_t instance)
{
    const policy::FingerprintFacts& facts = list.instances[instance].facts;
    const std::string& place = !facts.podName.empty() ? facts.podName : facts.machine;
    if (!place.empty())
        return place;
    if (!facts.id.empty())
        return facts.id;
    if (!list.hasText(instance))
        return list.identity(instance);
    return list.sources[list.sourceOf[instance]].name() + " #" + std::to_string(instance + 1);
}

Result<ui::DraftSourcePtr> readSource(const ChosenFingerprints& chosen,
                                      const ops::AttackPrograms& table, const std::stop_token& stop,
                                      const ProgressFn& progress)
{
    const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
    if (!loaded)
        return loaded.error();
    const ops::FingerprintList& list = *loaded->list;
    // Texts are read once each, one behind the other.
    std::vector<std::size_t> inOrder = loaded->instances;
    std::ranges::stable_sort(inOrder, {},
                             [&list](std::size_t instance) { return list.sourceOf[instance]; });
    std::vector<ops::MergeInput> inputs;
    inputs.reserve(inOrder.size());
    const Result<Done> visited = ops::visitDocuments(
        list, inOrder,
        [&](const policy::GuardianDocument& document) {
            inputs.push_back({document, labelOf(list, inOrder[inputs.size()])});
            if (inputs.size() % 64 == 0)
                progress(inputs.size(), inOrder.size(), inputs.back().label);
        },
        stop);
    if (!visited)
        return visited.error();
    return std::make_shared<const ops::DraftSource>(ops::prepareDraft(std::move(inputs), table));
}

/// A made policy, or why there is none.
struct Made
{
    std::optional<Error> error;
    std::string text;
};

} // namespace

CreateController::CreateController(QObject* parent) : CreateController(ownTable(), parent) { }

CreateController::CreateController(ops::AttackPrograms attackPrograms, QObject* parent)
    : QObject(parent), m_attackPrograms(std::move(attackPrograms))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &CreateController::computeDraft);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_dialog != nullptr && m_reading.isRunning())
            m_dialog->showReading(tr("Reading the selected fingerprints…"), 0, 0);
    });
    connect(&m_reading, &Job::progressed, this, [this](int done, int total) {
        if (m_dialog != nullptr && !m_patience.isActive())
            m_dialog->showReading(
                tr("Reading the selected fingerprints… %1 of %2").arg(done).arg(total), done,
                total);
    });
}

void CreateController::start(ChosenFingerprints chosen, QWidget* parent)
{
    if (m_dialog != nullptr) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    if (chosen.empty())
        return;
    m_dialog = new ui::CreatePolicyDialog(parent);
    connect(m_dialog, &ui::CreatePolicyDialog::choicesChanged, this, [this] {
        m_dialog->showComputing();
        m_pause.start();
    });
    connect(m_dialog, &ui::CreatePolicyDialog::createRequested, this, &CreateController::make);
    connect(m_dialog, &QDialog::finished, this, &CreateController::end);
    m_patience.start();
    m_reading.run(
        [chosen = std::move(chosen), table = m_attackPrograms](const std::stop_token& stop,
                                                               const ProgressFn& progress) {
            return readSource(chosen, table, stop, progress);
        },
        [this](const Result<ui::DraftSourcePtr>& source) { setSource(source); });
    m_dialog->open();
}

void CreateController::setSource(const Result<ui::DraftSourcePtr>& source)
{
    m_patience.stop();
    if (m_dialog == nullptr)
        return;
    if (!source) {
        m_dialog->showFailed(ui::toQString(source.error().text()));
        return;
    }
    if ((*source)->inputs.empty()) {
        m_dialog->showFailed(tr("None of the selected fingerprints could be read"));
        return;
    }
    m_source = *source;
    m_dialog->setSource(m_source);
    m_pause.stop();
    computeDraft();
}

void CreateController::computeDraft()
{
    if (m_dialog == nullptr || m_source == nullptr)
        return;
    m_dialog->showComputing();
    m_drafting.run(
        [source = m_source, choices = m_dialog->choices()](const std::stop_token& stop,
                                                           const ProgressFn& progress) {
            return std::make_shared<const ops::PolicyDraft>(
                ops::makeDraft(*source, choices, progress, stop));
        },
        [this](const ui::DraftPtr& draft) {
            if (m_dialog != nullptr)
                m_dialog->setDraft(draft);
        });
}

void CreateController::make()
{
    if (m_dialog == nullptr || m_source == nullptr)
        return;
    m_pause.stop();
    m_drafting.cancel();
    m_dialog->showMaking();
    const QString name = ui::toQString(m_dialog->choices().name);
    m_making.run(
        [source = m_source, choices = m_dialog->choices()](const std::stop_token& stop,
                                                           const ProgressFn& progress) {
            ops::PolicyDraft draft = ops::makeDraft(*source, choices, progress, stop);
            std::optional<Error> wrong = draft.error;
            if (!wrong)
                wrong = ops::checkDraft(*source, choices, draft, progress, stop);
            return Made{std::move(wrong), std::move(draft.text)};
        },
        [this, name](const Made& made) {
            if (m_dialog == nullptr)
                return;
            if (made.error) {
                m_dialog->showProblem(ui::toQString(made.error->text()));
                return;
            }
            m_dialog->accept();
            Q_EMIT created(QByteArray::fromStdString(made.text), name);
        });
}

void CreateController::end()
{
    m_pause.stop();
    m_patience.stop();
    m_reading.cancel();
    m_drafting.cancel();
    m_making.cancel();
    m_source = nullptr;
    m_dialog = nullptr; // it deletes itself
}

bool CreateController::isIdle() const
{
    return !m_reading.isRunning() && !m_drafting.isRunning() && !m_making.isRunning()
        && !m_pause.isActive();
}

} // namespace pw::app
