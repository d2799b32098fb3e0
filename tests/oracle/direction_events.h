#pragma once
// Single events at the borders of what a policy allows: a process with its ancestors, or one
// connection. Two policies are asked about all of them.

#include "core/policy/policy.h"
#include "tests/oracle/allowance.h"

#include <string>
#include <vector>

namespace pw::oracle {

struct Event
{
    std::string words;
    Behaviour seen; ///< nothing but this
};

/// For every process and every rule: texts that its patterns fit or just miss, the first and last
/// address of every block and hole with those beside them, and the same of ports.
[[nodiscard]] std::vector<Event> eventsOf(const Behaviour& policy);

/// Texts that fit the pattern, and some that just do not.
[[nodiscard]] std::vector<std::string> samplesOf(const std::string& pattern);

} // namespace pw::oracle
