#pragma once
// A fingerprint as the organization keeps and serves it, made from whatever a file says.

#include "core/organization/fingerprints.h"
#include "core/yaml/document.h"

namespace pw::organization {

/// The record of a fingerprint document or record: every key of it, and what readers of the API
/// need where it is missing: id, schema, status, image or cgroup, times and so on, taken from the
/// document. One without an id gets one that its content gives again; one without any time is of
/// `now`. Facts must be those of the node and can be listed.
[[nodiscard]] NewFingerprint completeFingerprint(yaml::NodeRef root, policy::FingerprintFacts facts,
                                                 double now);

} // namespace pw::organization
