#include "core/organization/local_organization.h"

#include "core/organization/sample.h"

#include <utility>

namespace pw::organization {

LocalOrganization::LocalOrganization(std::unique_ptr<Store> store, OrganizationOptions options)
    : m_store(std::move(store)), m_guardian(m_store->database()),
      m_routes(*m_store, m_guardian, std::move(options))
{
}

Result<std::shared_ptr<LocalOrganization>> LocalOrganization::open(const std::string& path,
                                                                   std::string_view sample,
                                                                   OrganizationOptions options)
{
    Result<std::unique_ptr<Store>> store = Store::open(path);
    if (!store)
        return store.error();
    if (!sample.empty()) {
        const Result<Done> filled = addSample(**store, sample, options.clock());
        if (!filled)
            return filled.error().withContext("make the sample organization");
    }
    return std::shared_ptr<LocalOrganization>(
        new LocalOrganization(std::move(*store), std::move(options)));
}

bool LocalOrganization::workSlice(const std::stop_token& stop)
{
    return m_guardian.workSlice(stop).value_or(false);
}

LocalService LocalOrganization::service(std::shared_ptr<LocalOrganization> organization)
{
    return {[organization](const api::Request& request, const std::stop_token& stop) {
                return organization->handle(request, stop);
            },
            [organization](const std::stop_token& stop) { return organization->workSlice(stop); }};
}

} // namespace pw::organization
