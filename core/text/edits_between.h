#pragma once
// The edits that make one text another, where only the two texts are known.

#include "core/text/text_edit.h"

namespace pw::text {

/// Lines that stay are not touched, and of those that change only what differs between the first
/// and the last byte that do. Never much slower than reading both.
[[nodiscard]] TextEdits editsBetween(std::string_view before, std::string_view after);

} // namespace pw::text
