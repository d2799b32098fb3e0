#pragma once
// What is wrong with the documents of a text, all of it at once.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <stop_token>
#include <vector>

namespace pw::ops {

/// The reader's own problems, duplicate keys and aliases included, the schema's and every rule of
/// sense, sorted by place. Empty means valid; `text::hasErrors` tells whether it can be applied.
[[nodiscard]] std::vector<text::Diagnostic> validate(const yaml::Document& document,
                                                     const std::stop_token& stop = {});

} // namespace pw::ops
