#pragma once
// The process around a command, so that tests can be one.

#include "app/connections/surroundings.h"
#include "core/base/clock.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace pw::pwctl {

struct Surroundings
{
    ClockFn now = systemTime;
    connections::VariableFn variable = connections::environmentVariable;
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
