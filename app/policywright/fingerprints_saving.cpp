#include "app/policywright/fingerprints_saving.h"

#include "core/ops/fingerprint_items.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"
#include "ui/common/convert.h"

#include <QFileDialog>
#include <QMessageBox>

namespace pw::app {
namespace {

/// `docker.io/library/mongo:latest` and `systemd:/system.slice/nginx.service` by their last part.
QString shortName(const policy::FingerprintFacts& facts)
{
    const std::string& whole = facts.type == "linux-service" ? facts.cgroup : facts.image;
    QString name = ui::toQString(whole).section(u'/', -1).section(u':', 0, 0);
    name.remove(u'*');
    return name.isEmpty() ? QStringLiteral("fprints") : name + QStringLiteral("-fprints");
}

QString suggestedName(const ops::FingerprintList& list, const std::vector<std::size_t>& instances)
{
    const QString first = shortName(list.instances[instances.front()].facts);
    for (const std::size_t at : instances) {
        if (shortName(list.instances[at].facts) != first)
            return QStringLiteral("fprints.yaml");
    }
    return first + QStringLiteral(".yaml");
}

} // namespace

FingerprintsSaving::FingerprintsSaving(files::FileStore& store, QWidget* parent)
    : m_store(store), m_parent(parent)
{
    connect(&m_job, &Job::started, this, &FingerprintsSaving::runningChanged);
    connect(&m_job, &Job::finished, this, &FingerprintsSaving::runningChanged);
}

void FingerprintsSaving::start(ChosenFingerprints chosen)
{
    if (chosen.empty())
        return;
    auto* const dialog = new QFileDialog(m_parent, tr("Save fingerprints"));
    dialog->setObjectName(QStringLiteral("saveFingerprintsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("YAML (*.yaml *.yml)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("yaml"));
    dialog->selectFile(suggestedName(*chosen.list, chosen.instances));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QStringLiteral("json")) ? QStringLiteral("json")
                                                                         : QStringLiteral("yaml"));
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, chosen = std::move(chosen)](const QString& path) { write(path, chosen); });
    dialog->open();
}

void FingerprintsSaving::write(const QString& path, ChosenFingerprints chosen)
{
    const auto count = static_cast<int>(chosen.instances.size());
    m_job.run(
        [&store = m_store, file = ui::toUtf8(path), chosen = std::move(chosen)](
            const std::stop_token& stop, const ProgressFn& progress) -> Result<Done> {
            const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
            if (!loaded)
                return loaded.error();
            if (loaded->missing > 0)
                return Error{"not-found",
                             std::to_string(loaded->missing)
                                 + " of the fingerprints are gone from the organization; reload",
                             "save fingerprints"};
            const Result<yaml::Value> items
                = ops::fingerprintItems(*loaded->list, loaded->instances, stop);
            if (!items)
                return items.error();
            if (stop.stop_requested())
                return Error{std::string(cancelledCode), "Cancelled", {}};
            const bool json = file.ends_with(".json");
            // The dialog has asked whether an old file may go.
            return store.save(file, json ? yaml::writeJson(*items) : yaml::writeYaml(*items));
        },
        [this, path, count](const Result<Done>& done) {
            if (done) {
                Q_EMIT saved(path, count);
                return;
            }
            const QString reason = ui::toQString(done.error().text());
            auto* const box = new QMessageBox(QMessageBox::Warning, tr("Fingerprints not saved"),
                                              tr("The fingerprints could not be saved."),
                                              QMessageBox::Ok, m_parent);
            box->setObjectName(QStringLiteral("saveFingerprintsFailed"));
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->setInformativeText(reason);
            box->open();
            Q_EMIT failed(reason);
        });
}

} // namespace pw::app
