#pragma once
// Chosen fingerprints as one document: the file that a policy is made of later.

#include "core/ops/fingerprint_list.h"
#include "core/yaml/value.h"

namespace pw::ops {

/// An items list of the fingerprints as they were read, in the order in which they are merged:
/// by image or cgroup, latest timestamp and id. Cancelled work gives a shorter list. Error code
/// `not-fetched`: some of them have no text here.
[[nodiscard]] Result<yaml::Value> fingerprintItems(const FingerprintList& list,
                                                   const std::vector<std::size_t>& instances,
                                                   const std::stop_token& stop = {});

} // namespace pw::ops
