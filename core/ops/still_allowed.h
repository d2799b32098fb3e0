#pragma once
// Unticking takes away what was seen; it stays allowed all the same where something ticked covers
// it.

#include "core/ops/policy_draft.h"

#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// What was left out of `source` and is allowed by `made` nonetheless: `10.1.2.3 TCP 443 by nginx`,
/// each once.
[[nodiscard]] std::vector<std::string> stillAllowed(const DraftSource& source,
                                                    const DraftTicks& ticks,
                                                    const policy::GuardianDocument& made,
                                                    const std::stop_token& stop = {});

} // namespace pw::ops
