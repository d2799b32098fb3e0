#pragma once
// Tabs of the last time whose policies are at an organization and in no file: opened again once
// that organization answers.

#include "app/policywright/job.h"
#include "app/policywright/open_tabs.h"
#include "app/policywright/policies_loading.h"

#include <QObject>

#include <string>
#include <vector>

namespace pw::app {

class Document;
class MainWindow;
class Session;

class ServerTabs : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ServerTabs(Session& session, MainWindow& window, QObject* parent = nullptr);

    /// Those that are in no file, one after the other. The one that was in front comes to the front
    /// unless a person has gone elsewhere meanwhile.
    void reopen(const OpenTabs& tabs);
    /// Null: none is open now.
    void setOrganization(const ClientPtr& client, const std::string& context);
    /// It answers again.
    void tryAgain();
    /// What could not be opened so far: the organization does not answer, or another one is open.
    [[nodiscard]] const std::vector<OpenTab>& waiting() const { return m_waiting; }
    [[nodiscard]] bool isIdle() const { return !m_fetching.isRunning(); }

Q_SIGNALS:
    void messageRequested(const QString& message);

private:
    struct Fetched
    {
        OpenTab tab;
        Result<std::vector<FetchedPolicy>> policies;
        text::SourceText text;
    };
    [[nodiscard]] static Fetched fetch(api::Client& client, const OpenTab& tab,
                                       const std::stop_token& stop);
    void take(const std::vector<Fetched>& fetched);
    Document& show(const Fetched& fetched, const std::vector<FetchedPolicy>& policies);

    Session& m_session;
    MainWindow& m_window;
    ClientPtr m_client;
    std::string m_context;
    std::vector<OpenTab> m_waiting;
    std::string m_current; ///< key of the tab that was in front
    Job m_fetching;
};

} // namespace pw::app
