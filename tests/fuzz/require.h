#pragma once
// A property that must hold for every input.

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace pw::fuzz {

inline void require(bool holds, std::string_view property)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(property.size()),
                 property.data());
    std::abort();
}

} // namespace pw::fuzz
