#pragma once
// From values to a document to be written, in the key order that spyctl writes.

#include "core/policy/policy.h"

namespace pw::policy {

/// `apiVersion, kind, metadata, spec`; spec in the order of the layout, else selectors, mode,
/// disable…, enabled, processPolicy, networkPolicy, response.
[[nodiscard]] yaml::Value encode(const GuardianDocument& document);

} // namespace pw::policy
