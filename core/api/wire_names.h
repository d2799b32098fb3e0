#pragma once
// Every name that the HTTP API uses, once: the client reads by it, the organization writes by it.

#include <cstddef>
#include <string_view>

namespace pw::api::wire {

// Paths. Those of one organization are written behind `/api/v1/org/ORG`.
inline constexpr std::string_view prefix = "/api/v1";
inline constexpr std::string_view organizationsPath = "/api/v1/org/";
inline constexpr std::string_view guardianQueryPath = "/api/v1/fingerprint/guardian/query";
inline constexpr std::string_view sourceQueryPath = "/api/v1/source/query/";
inline constexpr std::string_view policiesPath = "/analyticspolicy/";
inline constexpr std::string_view rulesetsPath = "/analyticsruleset/";
inline constexpr std::string_view logsPath = "/analyticspolicy/logs";
inline constexpr std::string_view sourcesPath = "/source/";
inline constexpr std::string_view agentsPath = "/agent/";
inline constexpr std::string_view clustersPath = "/cluster/";
inline constexpr std::string_view searchPath = "/search/";
inline constexpr std::string_view searchSchemasPath = "/search/schema/";
inline constexpr std::string_view searchValidatePath = "/search/validate";
inline constexpr std::string_view objectsPath = "/objects";
inline constexpr std::string_view helpersPath = "/spyctl/"; ///< `validate/`, `diff/`, `merge/`, …
inline constexpr std::string_view validatePath = "/spyctl/validate/";

// Headers.
inline constexpr std::string_view contextUidHeader = "x-context-uid";
inline constexpr std::string_view retryAfterHeader = "retry-after";
inline constexpr std::string_view contentTypeHeader = "content-type";
inline constexpr std::string_view locationHeader = "location";

// Limits of the service.
inline constexpr std::size_t searchLimit = 10'000; ///< ids of one search
inline constexpr std::size_t pageLimit = 999; ///< results of one page
inline constexpr std::size_t objectsLimit = 500; ///< ids of one objects call
inline constexpr std::size_t listFilterLimit = 64; ///< characters of a list filter
inline constexpr double blockSeconds = 43'200; ///< of one query of the older generation

// Schemas of the search.
inline constexpr std::string_view fingerprintSchema = "model_fingerprint";
inline constexpr std::string_view deviationSchema = "event_deviation";
inline constexpr std::string_view guardianDeviationSchema = "event_deviation:guardian";
inline constexpr std::string_view redflagSchema = "event_redflag";
inline constexpr std::string_view opsflagSchema = "event_opsflag";
inline constexpr std::string_view auditSchema = "event_audit";
inline constexpr std::string_view auditDeviationSchema = "event_audit:guardian_deviation";
inline constexpr std::string_view auditActionSchema = "event_audit:guardian_action";
inline constexpr std::string_view auditRedflagSchema = "event_audit:guardian_redflag";
inline constexpr std::string_view auditOpsflagSchema = "event_audit:guardian_opsflag";
inline constexpr std::string_view fullJson = "full_json";

} // namespace pw::api::wire
