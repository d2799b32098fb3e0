#include "app/policywright/server_tabs.h"

#include "app/policywright/main_window.h"
#include "app/policywright/server_documents.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <algorithm>
#include <utility>

namespace pw::app {

ServerTabs::ServerTabs(Session& session, MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
}

void ServerTabs::reopen(const OpenTabs& tabs)
{
    for (const OpenTab& tab : tabs.tabs) {
        if (tab.path.empty())
            m_waiting.push_back(tab);
    }
    m_current = tabs.current;
    tryAgain();
}

void ServerTabs::setOrganization(const ClientPtr& client, const std::string& context)
{
    m_fetching.cancel();
    m_client = client;
    m_context = context;
    tryAgain();
}

void ServerTabs::tryAgain()
{
    if (m_client == nullptr || m_fetching.isRunning())
        return;
    std::vector<OpenTab> tabs;
    std::ranges::copy_if(m_waiting, std::back_inserter(tabs),
                         [this](const OpenTab& tab) { return tab.context == m_context; });
    if (tabs.empty())
        return;
    m_fetching.run(
        [client = m_client, tabs](const std::stop_token& stop, const ProgressFn&) {
            std::vector<Fetched> out;
            for (const OpenTab& tab : tabs) {
                if (!stop.stop_requested())
                    out.push_back(fetch(*client, tab, stop));
            }
            return out;
        },
        [this](const std::vector<Fetched>& fetched) { take(fetched); });
}

ServerTabs::Fetched ServerTabs::fetch(api::Client& client, const OpenTab& tab,
                                      const std::stop_token& stop)
{
    Fetched out{tab, std::vector<FetchedPolicy>(), {}};
    std::string bytes;
    for (const PolicyInTab& policy : tab.policies) {
        Result<FetchedPolicy> fetched = fetchPolicy(client, policy.uid, policy.version, stop);
        if (!fetched) {
            out.policies = fetched.error();
            return out;
        }
        bytes += bytes.empty() ? "" : "---\n";
        bytes += fetched->text.bytes();
        out.policies->push_back(*std::move(fetched));
    }
    Result<text::SourceText> text = text::SourceText::make(std::move(bytes), "policies");
    if (text)
        out.text = *std::move(text);
    else
        out.policies = text.error();
    return out;
}

/// What a person opened meanwhile stays in front.
void ServerTabs::take(const std::vector<Fetched>& fetched)
{
    QWidget* const before = m_window.shownPage();
    const std::string current = std::exchange(m_current, {});
    Document* front = nullptr;
    int gone = 0;
    QString why;
    for (const Fetched& one : fetched) {
        if (!one.policies && one.policies.error().code != "not-found") {
            why = ui::toQString(one.policies.error().text());
            continue;
        }
        std::erase(m_waiting, one.tab);
        if (!one.policies) {
            ++gone;
            continue;
        }
        Document& document = show(one, *one.policies);
        if (one.tab.key() == current)
            front = &document;
    }
    if (before == &m_window.page() && front != nullptr)
        m_session.setCurrent(front);
    else if (before != nullptr)
        m_window.showPage(before);
    if (!why.isEmpty())
        Q_EMIT messageRequested(
            tr("A policy that was open the last time could not be read: %1").arg(why));
    else if (gone > 0)
        Q_EMIT messageRequested(
            gone == 1 ? tr("1 policy that was open the last time is not applied any more")
                      : tr("%1 policies that were open the last time are not applied any more")
                            .arg(gone));
}

/// The tab that somebody opened meanwhile is the one.
Document& ServerTabs::show(const Fetched& fetched, const std::vector<FetchedPolicy>& policies)
{
    const PolicyInTab& first = fetched.tab.policies.front();
    if (Document* const open = documentOf(m_session, fetched.tab.context, first.uid);
        open != nullptr && first.version == 0)
        return *open;
    Document& document = showPolicies(m_session, fetched.tab.context, policies, fetched.text);
    lookAgain(document, fetched.tab);
    return document;
}

} // namespace pw::app
