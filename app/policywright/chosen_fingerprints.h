#pragma once
// Rows that a person selected, and their documents: in texts that are there, or fetched from the
// organization when they are needed.

#include "core/api/client.h"
#include "core/ops/fingerprint_list.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace pw::app {

using ClientPtr = std::shared_ptr<api::Client>;
using FingerprintListPtr = std::shared_ptr<const ops::FingerprintList>;

struct ChosenFingerprints
{
    FingerprintListPtr list;
    std::vector<std::size_t> instances; ///< indexes into the list
    ClientPtr client = {}; ///< has the documents; null: the list has its texts

    [[nodiscard]] bool empty() const { return list == nullptr || instances.empty(); }
};

/// A list with the texts of the chosen ones, and their places in it.
struct LoadedFingerprints
{
    FingerprintListPtr list;
    std::vector<std::size_t> instances;
    std::size_t missing = 0; ///< that the organization does not have any more
};

/// Waits for the server: on a worker's thread. Error codes: those of Client::fingerprintDocuments.
[[nodiscard]] Result<LoadedFingerprints> loadDocuments(const ChosenFingerprints& chosen,
                                                       const std::stop_token& stop,
                                                       const ProgressFn& progress);

} // namespace pw::app
