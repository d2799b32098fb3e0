#pragma once
// Fingerprints as they are merged.

#include "app/policywright/chosen_fingerprints.h"
#include "core/ops/merge.h"

#include <stop_token>
#include <vector>

namespace pw::app {

/// The instances of a list that has its texts, in the order in which they are merged.
[[nodiscard]] Result<std::vector<ops::MergeInput>>
readInputs(const ops::FingerprintList& list, const std::vector<std::size_t>& instances,
           const std::stop_token& stop);

} // namespace pw::app
