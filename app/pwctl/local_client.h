#pragma once
// The organization inside the program.

#include "app/pwctl/commands.h"
#include "core/api/client.h"
#include "core/organization/routes.h"

#include <memory>
#include <string>

namespace pw::organization {
class LocalOrganization;
} // namespace pw::organization

namespace pw::pwctl {

/// Opens the database, which is made with the sample organization when there is none; what the
/// person should hear about the file is said. Error codes: those of the store; `no-home` for an
/// empty path.
[[nodiscard]] Result<std::shared_ptr<organization::LocalOrganization>>
openLocal(const std::string& path, Session& session,
          organization::Generation generation = organization::Generation::Auto);

/// A client of it.
[[nodiscard]] Result<std::unique_ptr<api::Client>> localClient(const std::string& path,
                                                               Session& session);

} // namespace pw::pwctl
