#pragma once
// The fields of the schema in a few words.

#include "core/policy/schema.h"

#include <string_view>

namespace pw::ops {

/// `list of texts`, `true or false`: what a value of that kind is called where it is shown.
[[nodiscard]] std::string_view kindWords(policy::FieldKind kind);

} // namespace pw::ops
