#pragma once
// May the bytes be edited as text? An editor would cut at NUL and mangle what is not UTF-8.

#include "core/base/result.h"
#include "core/text/source_text.h"

namespace pw::text {

/// Error codes: `nul`, `invalid-utf8`, `utf-16`. The message tells line, column and offset of the
/// first such byte, never the bytes themselves.
[[nodiscard]] Result<Done> checkText(const SourceText& source);

} // namespace pw::text
