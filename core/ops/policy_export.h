#pragma once
// A policy as another organization can take it.

#include "core/yaml/value.h"

namespace pw::ops {

/// The server's limit for names, in code points.
inline constexpr std::size_t longestPolicyName = 64;

/// A copy without what a server has filled in: of the metadata only name (cut to the limit) and
/// type, and the spec as it is. Works for rulesets, too.
[[nodiscard]] yaml::Value exportable(const yaml::Value& document);

} // namespace pw::ops
