#pragma once
// How long work tells where it is. Cancelling goes through std::stop_token.

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string_view>

namespace pw {

/// Called on the worker's thread, at most a few hundred times a run. `total` 0 means unknown.
using ProgressFn = std::function<void(std::size_t done, std::size_t total, std::string_view what)>;

/// The code of the Error that cancelled work returns.
inline constexpr std::string_view cancelledCode = "cancelled";

} // namespace pw
