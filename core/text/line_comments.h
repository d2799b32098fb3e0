#pragma once
// Lines of a YAML text become comments, or comments become lines again.

#include "core/text/text_edit.h"

#include <string_view>
#include <vector>

namespace pw::text {

/// Whole lines that the spans touch; a span that ends where a line begins does not touch it. When
/// all of them are comments already, the signs go, else every line gets one in the column of the
/// line that stands furthest left. Blank lines stay as they are.
[[nodiscard]] TextEdits toggleLineComments(std::string_view bytes, const std::vector<Span>& spans);

} // namespace pw::text
