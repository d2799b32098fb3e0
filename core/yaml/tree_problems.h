#pragma once
// What is wrong with a tree that any reader made, whatever its keys mean.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <vector>

namespace pw::yaml {

/// `duplicate-key`, `empty-key`, `complex-key`, `merge-key`, `anchor`, `alias`, `empty-document`.
/// Linear but for the sorting of keys.
[[nodiscard]] std::vector<text::Diagnostic> treeProblems(const Document& document);

} // namespace pw::yaml
