#pragma once
// Where the reading of a policy's log stopped, as a word that spyctl understands, too.

#include <optional>
#include <string>
#include <string_view>

namespace pw::api {

struct LogIterator
{
    double from = 0; ///< a minute before the last event, because events come late
    std::string lastId;
};

/// Base64 of the time, a bar and the id.
[[nodiscard]] std::string writeIterator(std::string_view lastTime, std::string_view lastId);
[[nodiscard]] std::optional<LogIterator> readIterator(std::string_view word);

} // namespace pw::api
