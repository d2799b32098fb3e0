#pragma once
// Reads a text as what it is: JSON, NDJSON or YAML.

#include "core/base/progress.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <stop_token>

namespace pw::yaml {

struct ReadLimits
{
    std::size_t maxDepth = 256; ///< nested collections; a process takes two
    std::size_t maxNodes = 20'000'000;
};

/// A text whose first sign is `{` or `[` is tried as JSON (one value, or one a line) and, if that
/// fails, as YAML; the reader that got further speaks. Never fails: what is wrong stands in
/// `problems()`. Cancelled work gives a document that is not complete.
[[nodiscard]] Document read(const text::SourceText& source, const ReadLimits& limits = {},
                            const std::stop_token& stop = {});

/// A text that must be JSON, one value or one a line: there is no second try as YAML.
[[nodiscard]] Document readJsonText(const text::SourceText& source, const ReadLimits& limits = {},
                                    const std::stop_token& stop = {});

} // namespace pw::yaml
