#pragma once
// An application on an organization of its own: in memory, with the sample as it was recorded.

#include "app/policywright/application.h"
#include "core/api/secret_store.h"
#include "core/files/file_store.h"

namespace pw::tests {

/// The time of the newest fingerprint of the sample, so that all of them keep theirs.
inline constexpr double sampleNow = 1705435238.771056;

/// No contexts, keys or files of whoever runs the test. Both must outlive the application.
inline app::ApplicationStart applicationStart(files::FileStore& store, api::SecretStore& keyring)
{
    app::ApplicationStart start{{store, keyring}};
    start.around.variable = [](const char*) { return std::optional<std::string>(); };
    start.around.now = [] { return sampleNow; };
    start.theme = ui::ThemeChoice::Light;
    start.localDatabase = ":memory:";
    return start;
}

} // namespace pw::tests
