#pragma once
// From nodes to values. Decoding never judges: what has the wrong kind is left out here and
// reported by ops::validate.

#include "core/policy/fingerprint.h"
#include "core/policy/policy.h"

namespace pw::policy {

/// A fingerprint (bare or record), baseline, policy or deviation. A deviation record is decoded
/// through to its `deviation`.
[[nodiscard]] GuardianDocument decodeGuardian(yaml::NodeRef root);

/// The facts of a fingerprint document or record, from the record's own keys first.
[[nodiscard]] FingerprintFacts decodeFacts(yaml::NodeRef root);

} // namespace pw::policy
