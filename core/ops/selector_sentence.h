#pragma once
// Selectors as a person would say them: what of the world they fit.

#include "core/ops/sentence.h"
#include "core/policy/selectors.h"

#include <string_view>
#include <vector>

namespace pw::ops {

/// `pods with app=web and no label canary`; `all pods` for an empty one.
[[nodiscard]] Sentence selectorSentence(const policy::Selector& selector);

/// All of them have to fit: `containers with image mongo:* in pods with app=web`. The workload
/// comes first, whatever the order. Empty when there are none.
[[nodiscard]] Sentence scopeSentence(const std::vector<policy::Selector>& selectors);

/// Behind other words: ` of containers with image mongo:* in pods with app=web`.
[[nodiscard]] Sentence scopeBehind(const std::vector<policy::Selector>& selectors);

/// What one asks for: `image mongo:* and container name web`. Empty for an empty one.
[[nodiscard]] Sentence conditionsSentence(const policy::Selector& selector);

} // namespace pw::ops
