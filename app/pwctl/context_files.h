#pragma once
// The files that hold contexts and keys: ours, and spyctl's in the home folder. Never those of the
// working folder.

#include "app/pwctl/commands.h"
#include "core/api/context.h"

#include <optional>
#include <string>

namespace pw::pwctl {

/// `$XDG_CONFIG_HOME/policywright/config`; empty without a home.
[[nodiscard]] std::string ourConfigPath(const Surroundings& around);
/// `$XDG_DATA_HOME/policywright/local.db`; empty without a home.
[[nodiscard]] std::string localDatabasePath(const Surroundings& around);

/// Ours, then spyctl's that have another name, then the local one.
struct KnownContexts
{
    api::Contexts contexts; ///< `current` is ours alone: spyctl's choice is spyctl's
    std::string notes; ///< lines about files that could not be read or are not right
};
[[nodiscard]] KnownContexts knownContexts(Session& session);

/// The key of a context and the address it belongs to: from the keyring, else from spyctl's
/// secrets. Error codes: `no-key`, those of the keyring.
[[nodiscard]] Result<api::ApiSecret> secretOf(const api::Context& context, Session& session);

} // namespace pw::pwctl
