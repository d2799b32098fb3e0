#pragma once
// Every name that the HTTP API uses, once: the client reads by it, the organization writes by it.

#include <cstddef>
#include <string_view>

namespace pw::api::wire {

// Paths.
inline constexpr std::string_view prefix = "/api/v1";

// Headers.
inline constexpr std::string_view contextUidHeader = "x-context-uid";

// Limits of the service.
inline constexpr std::size_t searchLimit = 10'000; ///< ids of one search
inline constexpr std::size_t pageLimit = 999; ///< results of one page
inline constexpr std::size_t objectsLimit = 500; ///< ids of one objects call
inline constexpr std::size_t listFilterLimit = 64; ///< characters of a list filter
inline constexpr double blockSeconds = 43'200; ///< of one query of the older generation

// Schemas of the search.
inline constexpr std::string_view fingerprintSchema = "model_fingerprint";
inline constexpr std::string_view deviationSchema = "event_deviation";
inline constexpr std::string_view fullJson = "full_json";

} // namespace pw::api::wire
