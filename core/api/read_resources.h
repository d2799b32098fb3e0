#pragma once
// Policies and rulesets as the server holds them.

#include "core/api/session.h"

namespace pw::api {

[[nodiscard]] Result<std::vector<Applied>> listResources(Session& session, Resource resource,
                                                         const ListQuery& query, const Call& call);
[[nodiscard]] Result<Applied> getResource(Session& session, Resource resource,
                                          const std::string& uid, const Call& call);
[[nodiscard]] Result<Applied> getResourceVersion(Session& session, Resource resource,
                                                 const std::string& uid, std::int64_t version,
                                                 const Call& call);

/// `wire::policiesPath` or `wire::rulesetsPath`.
[[nodiscard]] std::string_view pathOf(Resource resource);
/// The key of the document in requests and replies.
[[nodiscard]] std::string_view keyOf(Resource resource);
/// What the older generation has no call for.
[[nodiscard]] Error notSupported(std::string_view verb, std::string_view what);

/// A record of the server; the document stands in it as an object or as a text. Error code:
/// `malformed-reply`.
[[nodiscard]] Result<Applied> appliedOf(Resource resource, yaml::NodeRef record);

} // namespace pw::api
