#pragma once
// The process around a command, so that tests can be one.

#include "core/base/clock.h"

#include <cstdlib>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace pw::pwctl {

struct Surroundings
{
    ClockFn now = systemTime;
    /// Nothing for a variable that is not set.
    std::function<std::optional<std::string>(const char* name)> variable = [](const char* name) {
        const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    /// Writes both streams and empties the texts; not set: they are written at the end.
    std::function<void(std::string& out, std::string& err)> write = {};
    /// A line that a person at the terminal types after the question; nothing when nobody is there.
    std::function<std::optional<std::string>(const std::string& question)> ask = {};
    /// Waits so many seconds, or until stopped.
    std::function<void(double seconds)> sleep = {};
    std::stop_token stop = {}; ///< Ctrl+C
    bool showProgress = false; ///< a person watches the error stream
};

} // namespace pw::pwctl
