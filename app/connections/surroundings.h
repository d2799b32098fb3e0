#pragma once
// The process around a connection, so that tests can be one.

#include "core/api/retry_rules.h"
#include "core/api/transport.h"
#include "core/base/clock.h"

#include <functional>
#include <optional>
#include <string>

namespace pw::files {
class FileStore;
} // namespace pw::files

namespace pw::api {
class SecretStore;
} // namespace pw::api

namespace pw::connections {

/// A variable of the environment; nothing when it is not set.
using VariableFn = std::function<std::optional<std::string>(const char* name)>;
[[nodiscard]] std::optional<std::string> environmentVariable(const char* name);

/// How long a client waits for a server, and how often it asks.
struct Patience
{
    api::SendLimits limits;
    api::RetryRules retries;
};

/// What is referred to must outlive its user.
struct Surroundings
{
    files::FileStore& files;
    api::SecretStore& keyring;
    VariableFn variable = environmentVariable;
    ClockFn now = systemTime;
    Patience patience = {}; ///< with servers; the local organization has no need of it
};

} // namespace pw::connections
