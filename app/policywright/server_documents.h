#pragma once
// Policies of an organization in tabs.

#include "app/policywright/policies_loading.h"

#include <QString>

#include <string>
#include <vector>

namespace pw::app {

class Document;
class Session;

/// Its name; of one without a name the uid.
[[nodiscard]] QString nameOf(const api::Applied& applied);

/// The tab in which the present version is; null: it is in none. `context`: name of the one where
/// it is applied.
[[nodiscard]] Document* documentOf(const Session& session, const std::string& context,
                                   const std::string& uid);

/// In a new tab, called as its first policy; nothing in it counts as changed. `text` is theirs, in
/// their order.
Document& showPolicies(Session& session, const std::string& context,
                       const std::vector<FetchedPolicy>& policies, const text::SourceText& text);
Document& showPolicy(Session& session, const std::string& context, const FetchedPolicy& policy);

} // namespace pw::app
