#pragma once
// A connection tried step by step, so that a person sees where it ends.

#include "core/api/session.h"

namespace pw::api {

/// `server` is the base URL; empty for the organization inside the program.
[[nodiscard]] std::vector<ConnectionStep> tryConnection(Session& session, const std::string& server,
                                                        const Call& call);

} // namespace pw::api
