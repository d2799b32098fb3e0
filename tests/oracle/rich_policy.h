#pragma once
// Documents with everything that the schema knows: what a form may be opened on.

#include "core/yaml/value.h"

#include <random>

namespace pw::oracle {

/// A valid policy: processes with children, rules both ways, selectors, labels, actions.
/// `processes`: about how many.
[[nodiscard]] yaml::Value richPolicy(std::mt19937_64& random, std::size_t processes = 6);
/// Another kind of document: a cluster or trace policy, a ruleset, a fingerprint, a baseline.
[[nodiscard]] yaml::Value otherDocument(std::mt19937_64& random);
/// A process with an id that others may have, and children.
[[nodiscard]] yaml::Value randomProcess(std::mt19937_64& random, int depth);

} // namespace pw::oracle
