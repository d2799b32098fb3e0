#pragma once
// What a text in a tab has to do with the organization: which version of which policy it began as.

#include "core/api/client_types.h"

#include <optional>
#include <string>

namespace pw::app {

struct ServerOrigin
{
    std::string context; ///< name of the context it was read from
    api::Applied copy; ///< as the server held it then
    bool isOlder = false; ///< a version from the archive, which a newer one stands above
};

} // namespace pw::app
