#pragma once
// Random documents from small alphabets, so that everything collides with everything.

#include "tests/oracle/properties.h"

#include <cstdint>
#include <random>

namespace pw::oracle {

/// The same seed gives the same scenario: a creation or an update, exact or not.
[[nodiscard]] Scenario randomScenario(std::uint64_t seed);

/// The scenario in YAML, for the message of a failure.
[[nodiscard]] std::string printed(const Scenario& scenario);

} // namespace pw::oracle
