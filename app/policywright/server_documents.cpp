#include "app/policywright/server_documents.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace pw::app {
namespace {

QString titleOf(const FetchedPolicy& policy)
{
    if (!policy.older)
        return nameOf(policy.present);
    return QCoreApplication::translate("ServerDocuments", "%1 v%2")
        .arg(nameOf(*policy.older))
        .arg(policy.older->version.value_or(0));
}

} // namespace

QString nameOf(const api::Applied& applied)
{
    return ui::toQString(applied.name.empty() ? applied.uid : applied.name);
}

Document* documentOf(const Session& session, const std::string& context, const std::string& uid)
{
    const auto found = std::ranges::find_if(session.documents(), [&](const auto& document) {
        return std::ranges::any_of(document->origins(), [&](const ServerOrigin& origin) {
            return !origin.isOlder && origin.context == context && origin.copy.uid == uid;
        });
    });
    return found == session.documents().end() ? nullptr : found->get();
}

Document& showPolicies(Session& session, const std::string& context,
                       const std::vector<FetchedPolicy>& policies, const text::SourceText& text)
{
    Document& document = session.add(text, titleOf(policies.front()));
    std::vector<ServerOrigin> origins;
    for (const FetchedPolicy& policy : policies)
        origins.push_back({context, policy.shown(),
                           policy.older && policy.older->version != policy.present.version});
    document.setOrigins(std::move(origins));
    document.setKeptOnServer(document.revision());
    return document;
}

Document& showPolicy(Session& session, const std::string& context, const FetchedPolicy& policy)
{
    return showPolicies(session, context, {policy}, policy.text);
}

} // namespace pw::app
