#pragma once
// A client for the organization of a context: the one inside the program, or one of a server.

#include "app/connections/surroundings.h"
#include "core/api/client.h"
#include "core/api/context.h"
#include "core/organization/local_organization.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::connections {

struct OpenedClient
{
    std::unique_ptr<api::Client> client;
    std::string server; ///< where its key belongs to; empty: the local one
    std::vector<std::string> notes; ///< what the person should hear about the local database
};

/// Opens the database, which is made with the sample organization when there is none. Error codes:
/// those of the store; `no-home` for an empty path.
[[nodiscard]] Result<std::shared_ptr<organization::LocalOrganization>>
openLocal(const std::string& path, const Surroundings& around,
          organization::Generation generation = organization::Generation::Auto);

/// A client of it. What is asked of it runs on a thread of its own.
[[nodiscard]] Result<OpenedClient> openLocalClient(const std::string& path,
                                                   const Surroundings& around);

/// A client of a server, with its key at hand; nothing is sent yet. Error codes: those of
/// CurlTransport.
[[nodiscard]] Result<OpenedClient> openServer(const api::Context& context, api::ApiSecret secret,
                                              const Patience& patience);

/// A client of the context's organization; nothing is sent yet. May wait for the disk and for the
/// keyring. Error codes beside those above: `no-key`, those of the keyring and of CurlTransport.
[[nodiscard]] Result<OpenedClient>
openClient(const api::Context& context, const Surroundings& around, const std::stop_token& stop);

} // namespace pw::connections
