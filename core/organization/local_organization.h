#pragma once
// The organization inside the program: its store, its Guardian and its API, put together.

#include "core/organization/guardian.h"
#include "core/organization/local_transport.h"
#include "core/organization/routes.h"
#include "core/organization/store.h"

#include <memory>
#include <string>
#include <string_view>

namespace pw::organization {

class LocalOrganization
{
public:
    /// A file that is not there yet is made. Once in its life it gets the sample, a text of
    /// fingerprints that then end now; an empty text puts nothing in. Error codes: those of
    /// Store::open and of importing.
    [[nodiscard]] static Result<std::shared_ptr<LocalOrganization>>
    open(const std::string& path, std::string_view sample, OrganizationOptions options = {});

    [[nodiscard]] Store& store() { return *m_store; }
    [[nodiscard]] Guardian& guardian() { return m_guardian; }
    [[nodiscard]] api::Response handle(const api::Request& request, const std::stop_token& stop)
    {
        return m_routes.handle(request, stop);
    }
    /// A slice of what waits to be evaluated; false when nothing is left or it failed, which the
    /// next request then says.
    [[nodiscard]] bool workSlice(const std::stop_token& stop);

    /// For a LocalTransport, which keeps it alive.
    [[nodiscard]] static LocalService service(std::shared_ptr<LocalOrganization> organization);

private:
    LocalOrganization(std::unique_ptr<Store> store, OrganizationOptions options);

    std::unique_ptr<Store> m_store;
    Guardian m_guardian;
    Organization m_routes;
};

} // namespace pw::organization
