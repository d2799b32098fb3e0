#include "app/connections/open_client.h"

#include "app/connections/known_contexts.h"
#include "app/connections/sample_organization.h"
#include "core/api/curl_transport.h"

#include <utility>

namespace pw::connections {

Result<std::shared_ptr<organization::LocalOrganization>>
openLocal(const std::string& path, const Surroundings& around, organization::Generation generation)
{
    if (path.empty())
        return Error{"no-home", "neither HOME nor XDG_DATA_HOME names a folder; use --db FILE", {}};
    organization::OrganizationOptions options;
    options.generation = generation;
    options.clock = around.now;
    return organization::LocalOrganization::open(path, sampleOrganization(), std::move(options));
}

Result<OpenedClient> openLocalClient(const std::string& path, const Surroundings& around)
{
    auto organization = openLocal(path, around);
    if (!organization)
        return organization.error();
    OpenedClient opened;
    for (const organization::OpenNote& note : (*organization)->store().notes())
        opened.notes.push_back(note.message);
    api::ClientOptions options;
    options.contextName = std::string(api::localContextName);
    opened.client = std::make_unique<api::Client>(
        std::make_shared<organization::LocalTransport>(
            organization::LocalOrganization::service(std::move(*organization))),
        std::move(options));
    return opened;
}

Result<OpenedClient> openServer(const api::Context& context, api::ApiSecret secret,
                                const Patience& patience)
{
    api::ClientOptions options;
    options.organization = context.organization;
    options.server = secret.url;
    options.contextName = context.name;
    options.readOnly = context.readOnly;
    options.limits = patience.limits;
    options.retries = patience.retries;
    auto transport = api::CurlTransport::make(
        {secret.url, std::move(secret.key), context.proxy, context.caFile});
    if (!transport)
        return transport.error().withContext("context " + context.name);
    std::string server = options.server;
    return OpenedClient{
        std::make_unique<api::Client>(*transport, std::move(options)), std::move(server), {}};
}

Result<OpenedClient> openClient(const api::Context& context, const Surroundings& around,
                                const std::stop_token& stop)
{
    if (context.local)
        return openLocalClient(localDatabasePath(around.variable), around);
    Result<api::ApiSecret> secret = secretOf(context, around, stop);
    if (!secret)
        return secret.error();
    return openServer(context, *std::move(secret), around.patience);
}

} // namespace pw::connections
