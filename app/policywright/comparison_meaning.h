#pragma once
// What two texts say otherwise, in meaning.

#include "core/ops/comparison.h"

#include <stop_token>
#include <string_view>

namespace pw::app {

/// For a worker's thread. Of a text that cannot be read whole nothing is said: the rest of it would
/// seem to be gone.
[[nodiscard]] ops::Comparison meaningOf(std::string_view left, std::string_view right,
                                        const std::stop_token& stop);

} // namespace pw::app
