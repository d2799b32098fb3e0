#pragma once
// From the organization to the page Policies and back: lists, opens, restores, exports and deletes.
// Changes of a policy become edits of its text in a tab; applying them is another story.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/job.h"
#include "app/policywright/policies_loading.h"
#include "core/base/clock.h"
#include "core/files/file_store.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <span>
#include <string>

class QWidget;

namespace pw::ui {
class DeletePolicyDialog;
class PoliciesPage;
} // namespace pw::ui

namespace pw::app {

class Document;
class Session;

class PoliciesController : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it; `window` is where dialogs open.
    PoliciesController(files::FileStore& store, Session& session, ui::PoliciesPage& page,
                       QWidget& window, ClockFn clock, QObject* parent = nullptr);
    ~PoliciesController() override;

    /// Null: another organization is being opened, nothing is known. Names are for messages.
    void setOrganization(const ClientPtr& client, const std::string& context,
                         const QString& organization);
    /// For what each policy covers; those loaded last.
    void setFingerprints(const FingerprintListPtr& list);
    void showUnreachable(const QString& why);
    void refresh();
    void cancel();

    /// By uid or name, in a tab: the one that is open already, or the server's copy.
    void open(const QString& uid);
    void openVersion(const QString& uid, qint64 version);
    /// The content of an older version as an edit of the present one.
    void restore(const QString& uid, qint64 version);
    void setMode(const QString& uid, const QString& mode);
    void setEnabled(const QString& uid, bool on);
    void exportFile(const QString& uid);
    void remove(const QString& uid);

    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] std::span<const ops::PolicyListRow> rows() const;
    [[nodiscard]] int count() const { return static_cast<int>(rows().size()); }
    /// `pol:` uids to names, for whatever shows uids.
    [[nodiscard]] QHash<QString, QString> names() const;

Q_SIGNALS:
    void loaded();
    void answered(const std::optional<pw::Error>& error);
    void messageRequested(const QString& message);
    /// The edit stands in the tab; the review comes next.
    void reviewRequested(pw::app::Document& document);
    void deleted();

private:
    using Use = std::function<void(const FetchedPolicy& fetched)>;
    /// The text as it should be; on a worker's thread.
    using Edit = std::function<Result<std::string>(const text::SourceText& text)>;

    void take(Result<LoadedPolicies> loaded, double at);
    /// What each policy covers, of the rows that are loaded.
    void cover();
    void fetchVersions(const QString& uid);
    /// Asks for the policy, and a version of it unless that is 0, then uses them.
    void fetch(const QString& uid, qint64 version, Use use);
    void change(const QString& uid, const Edit& edit);
    void editIn(Document& document, const Edit& edit);
    void write(const QString& path, const api::Applied& applied);
    void removeNow();

    files::FileStore& m_store;
    Session& m_session;
    ui::PoliciesPage& m_page;
    QWidget& m_window;
    ClockFn m_clock;
    ClientPtr m_client;
    std::string m_context;
    QString m_organization;
    FingerprintListPtr m_fingerprints;
    std::shared_ptr<const LoadedPolicies> m_loaded; ///< null: none yet
    double m_loadedAt = 0;
    bool m_isCurrent = false; ///< the list was not asked for in vain since
    QPointer<ui::DeletePolicyDialog> m_dialog;
    Job m_loading;
    Job m_covering;
    Job m_versions;
    Job m_fetching;
    Job m_editing;
    Job m_writing;
};

} // namespace pw::app
