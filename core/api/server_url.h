#pragma once
// Addresses of servers: encrypted, or on this machine.

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace pw::api {

/// `https://host[:port][/path]` without a `/` at its end; `http` on this machine alone. Error code:
/// `bad-url`.
[[nodiscard]] Result<std::string> checkedUrl(std::string_view url);

/// The host of a checked address is 127.0.0.0/8, ::1 or localhost.
[[nodiscard]] bool isOnThisMachine(const std::string& url);

/// Percent signs for everything but letters, digits and `-._~`, and what is kept beside them.
[[nodiscard]] std::string percentEncoded(std::string_view text, std::string_view kept = {});

} // namespace pw::api
