#include "app/policywright/policies_controller.h"

#include "app/policywright/document.h"
#include "app/policywright/server_documents.h"
#include "app/policywright/session.h"
#include "core/ops/policy_export.h"
#include "core/ops/policy_switch.h"
#include "core/yaml/yaml_writer.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/policies/delete_policy_dialog.h"
#include "ui/policies/policies_page.h"

#include <QFileDialog>
#include <QHash>
#include <QMessageBox>

#include <algorithm>

namespace pw::app {
namespace {

/// The older version's content under the present one's name, uid and version.
yaml::Value restored(const api::Applied& present, const api::Applied& older)
{
    yaml::Value out = older.document;
    if (const yaml::Value* const metadata = present.document.find("metadata"))
        out.set("metadata", *metadata);
    return out;
}

} // namespace

PoliciesController::PoliciesController(files::FileStore& store, Session& session,
                                       ui::PoliciesPage& page, QWidget& window, ClockFn clock,
                                       QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_page(page), m_window(window),
      m_clock(std::move(clock))
{
    connect(&page, &ui::PoliciesPage::refreshRequested, this, &PoliciesController::refresh);
    connect(&page, &ui::PoliciesPage::cancelRequested, this, &PoliciesController::cancel);
    connect(&page, &ui::PoliciesPage::openRequested, this, &PoliciesController::open);
    connect(&page, &ui::PoliciesPage::openVersionRequested, this, &PoliciesController::openVersion);
    connect(&page, &ui::PoliciesPage::restoreRequested, this, &PoliciesController::restore);
    connect(&page, &ui::PoliciesPage::versionsRequested, this, &PoliciesController::fetchVersions);
    connect(&m_loading, &Job::progressed, this, [this](int done, int total, const QString&) {
        m_page.showLoading(tr("Reading policies…"), done, total);
    });
}

PoliciesController::~PoliciesController() = default;

void PoliciesController::setOrganization(const ClientPtr& client, const std::string& context,
                                         const QString& organization)
{
    if (client == m_client && client != nullptr)
        return refresh();
    for (Job* const job : {&m_loading, &m_covering, &m_versions, &m_fetching, &m_editing})
        job->cancel();
    if (m_dialog != nullptr && !m_writing.isRunning())
        m_dialog->reject(); // it asks about a policy of the organization that was left
    m_client = client;
    m_context = context;
    m_organization = organization;
    m_fingerprints = nullptr;
    m_loaded = nullptr;
    m_isCurrent = false;
    m_page.clear();
    if (client != nullptr)
        refresh();
    else
        m_page.showLoading(tr("Opening the organization…"), 0, 0);
}

void PoliciesController::setFingerprints(const FingerprintListPtr& list)
{
    m_fingerprints = list;
    cover();
}

void PoliciesController::cover()
{
    if (!m_isCurrent || m_fingerprints == nullptr || m_loading.isRunning())
        return;
    m_covering.run(
        [loaded = m_loaded, list = m_fingerprints](const std::stop_token& stop, const ProgressFn&) {
            return rowsWithCovers(*loaded, *list, stop);
        },
        [this](std::vector<ops::PolicyListRow> rows) {
            m_page.setRows(std::move(rows), m_loadedAt);
        });
}

void PoliciesController::showUnreachable(const QString& why)
{
    m_page.showFailed(why);
}

void PoliciesController::refresh()
{
    if (m_client == nullptr)
        return;
    const double now = m_clock();
    m_page.showLoading(tr("Reading policies…"), 0, 0);
    m_loading.run(
        [client = m_client, now](const std::stop_token& stop, const ProgressFn& progress) {
            return loadPolicies(*client, {now - deviationSeconds, now}, stop, progress);
        },
        [this, now](Result<LoadedPolicies> read) { take(std::move(read), now); });
}

void PoliciesController::take(Result<LoadedPolicies> read, double at)
{
    if (!read) {
        m_isCurrent = false;
        m_covering.cancel();
        Q_EMIT answered(read.error());
        m_page.showFailed(ui::toQString(read.error().text()));
        return;
    }
    Q_EMIT answered(std::nullopt);
    m_loaded = std::make_shared<const LoadedPolicies>(*std::move(read));
    m_loadedAt = at;
    m_isCurrent = true;
    m_page.setRows(m_loaded->rows, at);
    cover();
    if (const QStringList selected = m_page.selectedUids(); selected.size() == 1)
        fetchVersions(selected.front()); // there may be another one
    for (const std::string& note : m_loaded->notes)
        Q_EMIT messageRequested(ui::toQString(note));
    Q_EMIT loaded();
}

void PoliciesController::cancel()
{
    if (!m_loading.isRunning())
        return;
    m_loading.cancel();
    m_page.showCancelled();
}

void PoliciesController::fetchVersions(const QString& uid)
{
    if (m_client == nullptr)
        return;
    m_versions.run(
        [client = m_client, key = ui::toUtf8(uid)](const std::stop_token& stop, const ProgressFn&) {
            return loadVersions(*client, key, stop);
        },
        [this, uid](Result<std::vector<ops::PolicyVersionRow>> rows) {
            if (rows)
                m_page.setVersions(uid, *std::move(rows));
            else
                m_page.showVersionsFailed(uid, ui::toQString(rows.error().text()));
        });
}

void PoliciesController::fetch(const QString& uid, qint64 version, Use use)
{
    if (m_client == nullptr)
        return;
    m_fetching.run([client = m_client, key = ui::toUtf8(uid), version](
                       const std::stop_token& stop,
                       const ProgressFn&) { return fetchPolicy(*client, key, version, stop); },
                   [this, use = std::move(use)](const Result<FetchedPolicy>& fetched) {
                       if (fetched)
                           return use(*fetched);
                       Q_EMIT answered(fetched.error());
                       auto* const box = new QMessageBox(QMessageBox::Warning, tr("Policies"),
                                                         tr("The policy could not be read."),
                                                         QMessageBox::Ok, &m_window);
                       box->setObjectName(QStringLiteral("policyNotRead"));
                       box->setAttribute(Qt::WA_DeleteOnClose);
                       box->setInformativeText(ui::toQString(fetched.error().text()));
                       box->open();
                   });
}

void PoliciesController::open(const QString& uid)
{
    QString key = uid;
    for (const ops::PolicyListRow& row : rows()) {
        if (ui::toQString(row.name) == uid)
            key = ui::toQString(row.uid);
    }
    if (Document* const document = documentOf(m_session, m_context, ui::toUtf8(key)))
        return m_session.setCurrent(document);
    fetch(key, 0,
          [this](const FetchedPolicy& fetched) { showPolicy(m_session, m_context, fetched); });
}

void PoliciesController::openVersion(const QString& uid, qint64 version)
{
    fetch(uid, version,
          [this](const FetchedPolicy& fetched) { showPolicy(m_session, m_context, fetched); });
}

void PoliciesController::restore(const QString& uid, qint64 version)
{
    fetch(uid, version, [this, uid](const FetchedPolicy& fetched) {
        change(uid, [fetched](const text::SourceText&) -> Result<std::string> {
            return yaml::writeYaml(restored(fetched.present, *fetched.older));
        });
    });
}

void PoliciesController::change(const QString& uid, const Edit& edit)
{
    if (Document* const document = documentOf(m_session, m_context, ui::toUtf8(uid)))
        return editIn(*document, edit);
    fetch(uid, 0, [this, edit](const FetchedPolicy& fetched) {
        editIn(showPolicy(m_session, m_context, fetched), edit);
    });
}

/// The change stands in the tab as one undo step; nothing is written before the review.
void PoliciesController::editIn(Document& document, const Edit& edit)
{
    m_session.setCurrent(&document);
    m_editing.run(
        [bytes = document.bytes(), edit](const std::stop_token&,
                                         const ProgressFn&) -> Result<std::string> {
            const Result<text::SourceText> text = text::SourceText::make(bytes, "policy");
            return text ? edit(*text) : text.error();
        },
        [this, number = document.number(),
         revision = document.revision()](const Result<std::string>& changed) {
            Document* const edited = m_session.byNumber(number);
            if (edited == nullptr)
                return;
            if (!changed || edited->revision() != revision) {
                Q_EMIT messageRequested(changed ? tr("The text was changed meanwhile; try again")
                                                : ui::toQString(changed.error().text()));
                return;
            }
            edited->editor().replaceText(*changed);
            Q_EMIT reviewRequested(*edited);
        });
}

void PoliciesController::setMode(const QString& uid, const QString& mode)
{
    change(uid, [word = ui::toUtf8(mode)](const text::SourceText& text) -> Result<std::string> {
        Result<ops::ChangedText> changed = ops::withMode(text, word);
        return changed ? std::move(changed->text) : Result<std::string>(changed.error());
    });
}

void PoliciesController::setEnabled(const QString& uid, bool on)
{
    change(uid, [on](const text::SourceText& text) -> Result<std::string> {
        Result<ops::ChangedText> changed = ops::withEnabled(text, on);
        return changed ? std::move(changed->text) : Result<std::string>(changed.error());
    });
}

void PoliciesController::exportFile(const QString& uid)
{
    fetch(uid, 0, [this](const FetchedPolicy& fetched) {
        auto* const dialog = new QFileDialog(&m_window, tr("Export without server fields"));
        dialog->setObjectName(QStringLiteral("exportPolicyDialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({tr("YAML (*.yaml *.yml)")});
        dialog->setDefaultSuffix(QStringLiteral("yaml"));
        dialog->selectFile(nameOf(fetched.present) + QStringLiteral(".yaml"));
        connect(dialog, &QFileDialog::fileSelected, this,
                [this, applied = fetched.present](const QString& path) { write(path, applied); });
        dialog->open();
    });
}

void PoliciesController::write(const QString& path, const api::Applied& applied)
{
    m_writing.run(
        [&store = m_store, file = ui::toUtf8(path),
         document = applied.document](const std::stop_token&, const ProgressFn&) {
            // The dialog has asked whether an old file may go.
            return store.save(file, yaml::writeYaml(ops::exportable(document)));
        },
        [this, path](const Result<Done>& done) {
            Q_EMIT messageRequested(done ? tr("Exported to %1").arg(path)
                                         : ui::toQString(done.error().text()));
        });
}

void PoliciesController::remove(const QString& uid)
{
    const ops::PolicyListRow* const row = m_page.row(uid);
    if (row == nullptr || m_dialog != nullptr)
        return;
    m_dialog = new ui::DeletePolicyDialog(*row, m_organization, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ui::DeletePolicyDialog::deleteRequested, this,
            &PoliciesController::removeNow);
    m_dialog->open();
}

void PoliciesController::removeNow()
{
    if (m_client == nullptr)
        return m_dialog->showProblem(tr("No organization is open"));
    m_dialog->showDeleting();
    struct Removed
    {
        std::optional<text::SourceText> copy; ///< as it can be applied again
        Result<api::Written> written;
    };
    m_writing.run(
        [client = m_client, uid = ui::toUtf8(m_dialog->uid()),
         keep = m_dialog->keepsCopy()](const std::stop_token& stop, const ProgressFn&) {
            const api::Call call{stop, {}};
            Removed out{{}, Error{}};
            if (keep) {
                const Result<api::Applied> copy = client->get(api::Resource::Policy, uid, call);
                if (!copy) {
                    out.written = copy.error();
                    return out;
                }
                const Result<text::SourceText> text = text::SourceText::make(
                    yaml::writeYaml(ops::exportable(copy->document)), copy->name);
                if (!text) {
                    out.written = text.error();
                    return out;
                }
                out.copy = *text;
            }
            out.written = client->remove(api::Resource::Policy, uid, call);
            return out;
        },
        [this](const Removed& removed) {
            if (!removed.written) {
                if (m_dialog != nullptr)
                    m_dialog->showProblem(ui::toQString(removed.written.error().text()));
                return;
            }
            if (m_dialog != nullptr)
                m_dialog->accept();
            if (removed.copy)
                m_session.add(*removed.copy, ui::toQString(removed.copy->name()));
            Q_EMIT messageRequested(tr("The policy is deleted"));
            Q_EMIT deleted();
        });
}

std::span<const ops::PolicyListRow> PoliciesController::rows() const
{
    return m_loaded == nullptr ? std::span<const ops::PolicyListRow>() : m_loaded->rows;
}

QHash<QString, QString> PoliciesController::names() const
{
    QHash<QString, QString> out;
    for (const ops::PolicyListRow& row : rows())
        out.insert(ui::toQString(row.uid), ui::toQString(row.name));
    return out;
}

bool PoliciesController::isIdle() const
{
    return !m_loading.isRunning() && !m_covering.isRunning() && !m_versions.isRunning()
        && !m_fetching.isRunning() && !m_editing.isRunning() && !m_writing.isRunning();
}

} // namespace pw::app
