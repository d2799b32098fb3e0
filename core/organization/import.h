#pragma once
// Puts the fingerprints of a text into the store: all of them or, when something is wrong, none.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/organization/fingerprints.h"
#include "core/text/source_text.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::organization {

class Store;

/// Documents of a text that were left out, one line for each reason.
struct Skipped
{
    std::size_t count = 0;
    std::size_t line = 0; ///< of the first one, from 1
    std::string reason; ///< `SpyderbatPolicy: no fingerprint; policies are applied, not imported`
    bool operator==(const Skipped&) const = default;
};

struct ImportReport
{
    std::string source; ///< the text's name
    Fingerprints::PutCount count;
    std::vector<Skipped> skipped;
};

/// Everything that the product reads: records, documents, groups, lists, NDJSON, JSON or YAML; see
/// Fingerprints::put for duplicates. Error codes beside those of Database: `not-valid` with every
/// reason in the message, `nothing-to-import`, `cancelled`.
[[nodiscard]] Result<ImportReport> importText(Store& store, const text::SourceText& source,
                                              double now, const ProgressFn& progress = {},
                                              const std::stop_token& stop = {});

} // namespace pw::organization
