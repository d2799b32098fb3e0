#pragma once
// What a client does when a server fails for a moment.

#include <chrono>
#include <functional>
#include <stop_token>

namespace pw::api {

/// How often a read is tried and how long it waits in between.
struct RetryRules
{
    int tries = 3;
    std::chrono::milliseconds firstWait{1'000}; ///< doubled each time, with some jitter
    std::chrono::milliseconds longestWait{30'000}; ///< also when the server asks for more
    std::chrono::milliseconds longestSearch{300'000}; ///< from its start to its last page
    /// Waits so long, or until cancelled; tests count instead.
    std::function<void(std::chrono::milliseconds, const std::stop_token&)> sleep;
};

} // namespace pw::api
