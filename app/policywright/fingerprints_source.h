#pragma once
// Where the rows of the page Fingerprints come from: files, or an organization and a time range.

#include "app/policywright/chosen_fingerprints.h"
#include "core/files/file_store.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace pw::app {

struct FingerprintFiles
{
    std::vector<std::string> paths;
};

struct OrganizationRows
{
    ClientPtr client;
    api::Filters filters; ///< of the context
    api::TimeRange range;
};

using FingerprintsSource = std::variant<FingerprintFiles, OrganizationRows>;

/// What one reading gave.
struct FingerprintsRead
{
    ops::FingerprintList list;
    std::vector<std::string> notes; ///< what is not as asked for
    std::optional<Error> error; ///< of the organization; the list is empty then
};

/// On a worker's thread. Files that cannot be read are problems of the list.
[[nodiscard]] FingerprintsRead readFingerprints(const files::FileStore& store,
                                                const FingerprintsSource& source,
                                                const std::stop_token& stop,
                                                const ProgressFn& progress);

/// `NAME: why` for files that gave nothing because of an error.
[[nodiscard]] std::vector<std::string> filesWithoutAny(const ops::FingerprintList& list);

} // namespace pw::app
