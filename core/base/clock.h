#pragma once
// What time it is, so that tests can say so.

#include <chrono>
#include <functional>

namespace pw {

/// Epoch seconds.
using ClockFn = std::function<double()>;

[[nodiscard]] inline double systemTime()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace pw
