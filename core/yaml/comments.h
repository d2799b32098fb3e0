#pragma once
// The comments of a text.

#include "core/yaml/document.h"

#include <vector>

namespace pw::yaml {

/// From each `#` to the end of its line, ascending; none behind a place where reading stopped, and
/// none of a block scalar's head. JSON has none.
[[nodiscard]] std::vector<text::Span> commentsIn(const Document& document);

} // namespace pw::yaml
