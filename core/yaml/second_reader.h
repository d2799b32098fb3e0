#pragma once
// yaml-cpp's opinion of a text: where it differs from ours, another tool may read another policy.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <vector>

namespace pw::yaml {

/// Reads the text of a complete YAML document once more with yaml-cpp and compares every value.
/// Empty for JSON and for texts that our reader did not accept (yaml-cpp may hang on those).
/// Codes: `second-reader-refuses`, `second-reader-differs`, both warnings.
[[nodiscard]] std::vector<text::Diagnostic> secondOpinion(const Document& document);

} // namespace pw::yaml
