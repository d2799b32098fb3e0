#pragma once
// What is wrong with a tree that any reader made, whatever its keys mean.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <vector>

namespace pw::yaml {

/// `duplicate-key`, `empty-key`, `complex-key`, `merge-key`, `anchor`, `alias`, `empty-document`.
/// Looks at the suspects alone: aliases, nodes with anchors, and mappings whose keys may be wrong.
/// Linear but for the sorting of keys.
[[nodiscard]] std::vector<text::Diagnostic> treeProblems(const Document& document,
                                                         const std::vector<NodeId>& suspects);

} // namespace pw::yaml
