#pragma once
// Where two value trees differ, as places in the first.

#include "tests/oracle/decorated_text.h"

#include <vector>

namespace pw::oracle {

struct ValueChanges
{
    std::vector<Path> removed;
    std::vector<Path> changed; ///< another value, or another key
    std::vector<Path> addedTo; ///< collections with more in them
};

[[nodiscard]] ValueChanges changesBetween(const yaml::Value& before, const yaml::Value& after);

} // namespace pw::oracle
