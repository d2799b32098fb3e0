#include "app/policywright/import_controller.h"

#include "app/connections/known_contexts.h"
#include "core/files/file_store.h"
#include "core/organization/import.h"
#include "core/organization/store.h"
#include "ui/common/convert.h"

#include <QFileDialog>
#include <QMessageBox>

namespace pw::app {
namespace {

QString lines(const std::vector<std::string>& texts)
{
    QStringList out;
    for (const std::string& text : texts)
        out += ui::toQString(text);
    return out.join(u'\n');
}

} // namespace

ImportController::ImportController(const connections::Surroundings& around, std::string database,
                                   QWidget& window, QObject* parent)
    : QObject(parent), m_around(around), m_database(std::move(database)), m_window(window)
{
    if (m_database.empty())
        m_database = connections::localDatabasePath(around.variable);
    connect(&m_job, &Job::started, this, &ImportController::runningChanged);
    connect(&m_job, &Job::finished, this, &ImportController::runningChanged);
    connect(&m_job, &Job::cancelled, this, &ImportController::runningChanged);
    connect(&m_job, &Job::progressed, this, &ImportController::progressed);
}

void ImportController::start()
{
    auto* const dialog = new QFileDialog(&m_window, tr("Import fingerprints"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Fingerprints (*.yaml *.yml *.json *.ndjson)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &ImportController::importFiles);
    dialog->open();
}

void ImportController::importFiles(const QStringList& paths)
{
    if (paths.isEmpty() || m_job.isRunning())
        return;
    std::vector<std::string> files;
    for (const QString& path : paths)
        files.push_back(ui::toUtf8(path));
    m_job.run(
        [around = m_around, database = m_database,
         files](const std::stop_token& stop, const ProgressFn& progress) -> Result<Outcome> {
            // A connection of its own: the window's goes on answering meanwhile.
            auto store = organization::Store::open(database);
            if (!store)
                return store.error();
            Outcome out;
            for (std::size_t at = 0; at < files.size() && !stop.stop_requested(); ++at) {
                const Result<text::SourceText> source = around.files.load(files[at]);
                const auto report = source
                    ? organization::importText(**store, *source, around.now(), progress, stop)
                    : Result<organization::ImportReport>(source.error());
                if (!report) {
                    out.failed.push_back(files[at] + ": " + report.error().message);
                    continue;
                }
                out.added += report->count.added;
                out.replaced += report->count.replaced;
                out.unchanged += report->count.unchanged;
                for (const organization::Skipped& skipped : report->skipped)
                    out.skipped.push_back(files[at] + ":" + std::to_string(skipped.line) + ": "
                                          + skipped.reason);
            }
            return out;
        },
        [this](const Result<Outcome>& outcome) {
            if (outcome)
                return tell(*outcome);
            Outcome none;
            none.failed.push_back(outcome.error().text());
            tell(none);
        });
}

void ImportController::tell(const Outcome& outcome)
{
    const std::size_t fresh = outcome.added + outcome.replaced;
    QString sentence = fresh == 1
        ? tr("1 fingerprint imported into the local organization")
        : tr("%1 fingerprints imported into the local organization").arg(fresh);
    if (outcome.unchanged > 0)
        sentence += tr(", %1 known already").arg(outcome.unchanged);
    if (fresh + outcome.unchanged > 0)
        Q_EMIT imported(sentence);
    if (outcome.failed.empty() && outcome.skipped.empty())
        return;
    const auto failed = static_cast<int>(outcome.failed.size());
    const QString title = failed == 0 ? tr("Some documents were left out.")
        : failed == 1                 ? tr("Nothing was taken of one file.")
                                      : tr("Nothing was taken of %n files.", nullptr, failed);
    auto* const box = new QMessageBox(failed == 0 ? QMessageBox::Information : QMessageBox::Warning,
                                      tr("Import fingerprints"), title, QMessageBox::Ok, &m_window);
    box->setObjectName(QStringLiteral("importProblems"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    std::vector<std::string> all = outcome.failed;
    all.insert(all.end(), outcome.skipped.begin(), outcome.skipped.end());
    constexpr std::size_t most = 12;
    const std::size_t left = all.size() > most ? all.size() - most : 0;
    all.resize(all.size() - left);
    QString details = lines(all);
    if (left > 0)
        details += u'\n' + tr("… and %1 more").arg(left);
    box->setInformativeText(details);
    box->open();
}

void ImportController::cancel()
{
    m_job.cancel();
}

} // namespace pw::app
