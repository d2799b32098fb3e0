#pragma once
// Searches of the newer generation: made, waited for, read page by page, split when too large.

#include "core/api/session.h"

#include <functional>

namespace pw::api {

struct Search
{
    std::string_view schema;
    std::string query = "*";
    TimeRange range;
    std::vector<std::string> fields; ///< of each result
};

/// One result; it lives as long as the call. What cannot be read is counted by the receiver.
using ResultFn = std::function<void(yaml::NodeRef result)>;

/// The server answered the very first search with 404: it speaks the older generation.
inline constexpr std::string_view noSearchCode = "no-search";

/// Every result; one that the server would cut at its limit is split by time. False when more stand
/// at one moment than a search may list. A result may come twice. Error codes beside the sender's:
/// `search-failed`, `noSearchCode`.
[[nodiscard]] Result<bool> searchAll(Session& session, std::string_view verb, const Search& search,
                                     const ResultFn& onResult, const Call& call);

/// Calls with the whole record that a result holds as an object or as a text; false when it holds
/// none that can be read.
[[nodiscard]] bool visitFullJson(yaml::NodeRef result, const ResultFn& onRecord);

/// What a person should know about records that are not all there.
[[nodiscard]] std::vector<std::string> notesOf(std::size_t unreadable, bool complete);

} // namespace pw::api
