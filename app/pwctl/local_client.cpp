#include "app/pwctl/local_client.h"

#include "app/pwctl/sample_organization.h"

#include "core/api/context.h"
#include "core/organization/local_organization.h"

namespace pw::pwctl {

Result<std::shared_ptr<organization::LocalOrganization>>
openLocal(const std::string& path, Session& session, organization::Generation generation)
{
    if (path.empty())
        return Error{"no-home", "neither HOME nor XDG_DATA_HOME names a folder; use --db FILE", {}};
    organization::OrganizationOptions options;
    options.generation = generation;
    options.clock = session.around.now;
    auto organization
        = organization::LocalOrganization::open(path, sampleOrganization(), std::move(options));
    if (!organization)
        return organization.error();
    for (const organization::OpenNote& note : (*organization)->store().notes())
        session.say(note.message);
    return organization;
}

Result<std::unique_ptr<api::Client>> localClient(const std::string& path, Session& session)
{
    auto organization = openLocal(path, session);
    if (!organization)
        return organization.error();
    api::ClientOptions options;
    options.contextName = std::string(api::localContextName);
    return std::make_unique<api::Client>(
        std::make_shared<organization::LocalTransport>(
            organization::LocalOrganization::service(std::move(*organization))),
        std::move(options));
}

} // namespace pw::pwctl
