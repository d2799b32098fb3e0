#pragma once
// Fingerprints as FingerprintGroup documents: what `get fingerprints -o yaml` writes.

#include "core/yaml/document.h"
#include "core/yaml/value.h"

#include <string_view>
#include <vector>

namespace pw::ops {

/// A group for each image and image id, or for each cgroup, in the order first seen. Of records
/// with the same metadata.id the one with the greatest latestTimestamp stays. Records of the other
/// type, or without image, image id or cgroup, are left out.
[[nodiscard]] std::vector<yaml::Value> fingerprintGroups(const std::vector<yaml::NodeRef>& records,
                                                         std::string_view type);

/// One document alone, any other number as an items list.
[[nodiscard]] yaml::Value itemsDocument(std::vector<yaml::Value> documents);

} // namespace pw::ops
