#pragma once
// The same value in the order of another one, so that two texts can be compared line by line.

#include "core/yaml/value.h"

namespace pw::ops {

/// Entries in the order in which `like` has them, the rest behind; items with the same `id` or
/// `name`, or else at the same place, are ordered alike. The value means what it meant.
[[nodiscard]] yaml::Value inOrderOf(const yaml::Value& value, const yaml::Value& like);

} // namespace pw::ops
