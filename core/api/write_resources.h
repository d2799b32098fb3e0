#pragma once
// Writes: sent once, and when their end is unclear the server is read before anything else.

#include "core/api/session.h"

namespace pw::api {

/// See Client::apply, Client::applyAll, Client::remove and Client::checkWithServer.
[[nodiscard]] Result<Written> applyDocument(Session& session, const yaml::Value& document,
                                            std::optional<std::int64_t> expectedVersion,
                                            const Call& call);
[[nodiscard]] std::vector<Result<Written>> applyDocuments(Session& session,
                                                          const std::vector<yaml::Value>& documents,
                                                          bool expectWrittenVersions,
                                                          const Call& call);
[[nodiscard]] Result<Written> removeResource(Session& session, Resource resource,
                                             const std::string& uid, const Call& call);
[[nodiscard]] Result<std::string> checkDocument(Session& session, const yaml::Value& document,
                                                const Call& call);

} // namespace pw::api
