#pragma once
// The files that hold contexts and keys: ours, and spyctl's in the home folder. Never those of the
// working folder.

#include "app/connections/surroundings.h"
#include "core/api/context.h"

#include <functional>
#include <set>
#include <stop_token>
#include <string>

namespace pw::connections {

/// `$XDG_CONFIG_HOME/policywright/config`; empty without a home.
[[nodiscard]] std::string ourConfigPath(const VariableFn& variable);
/// `$XDG_STATE_HOME/policywright/recovery`; empty without a home.
[[nodiscard]] std::string recoveryFolderPath(const VariableFn& variable);
/// `$XDG_DATA_HOME/policywright/local.db`; empty without a home.
[[nodiscard]] std::string localDatabasePath(const VariableFn& variable);

/// Ours, then spyctl's that have another name, then the local one.
struct KnownContexts
{
    api::Contexts contexts; ///< `current` is ours alone: spyctl's choice is spyctl's
    std::set<std::string, std::less<>> ofSpyctl; ///< names of those that stand in spyctl's file
    std::string notes; ///< lines about files that could not be read or are not right
};
[[nodiscard]] KnownContexts knownContexts(const Surroundings& around);

/// Changes our file of contexts, which is made with its folder when there is none. Error codes:
/// `no-home`, those of the change and of files.
using ConfigChange = std::function<Result<std::string>(const text::SourceText& config)>;
[[nodiscard]] Result<Done> changeOurConfig(const Surroundings& around, const ConfigChange& change);

/// The key of a context and the address it belongs to: from the keyring, else from spyctl's
/// secrets. Error codes: `no-key`, those of the keyring.
[[nodiscard]] Result<api::ApiSecret>
secretOf(const api::Context& context, const Surroundings& around, const std::stop_token& stop);

} // namespace pw::connections
