#pragma once
// One request on its way through a route; only the routes include this.

#include "core/api/transport.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/organization/answers.h"
#include "core/organization/routes.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

namespace wire = api::wire;

class Query;
class SearchJobs;
struct EventSearch;

struct Call
{
    const api::Request& request;
    const std::stop_token& stop;
    Store& store;
    Guardian& guardian;
    const OrganizationOptions& options;
    SearchJobs& searches;
    std::string id; ///< what stands at `{id}` in the path
    yaml::Value body; ///< an object, when the route takes one

    /// The first parameter of the query with that name.
    [[nodiscard]] const std::string* parameter(std::string_view name) const;
    /// A text of the body, empty when it is missing or something else.
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::optional<double> seconds(std::string_view key) const;
    [[nodiscard]] double now() const { return options.clock(); }
    /// What waits to be evaluated is done, so that a reader sees the end of it.
    [[nodiscard]] Result<Done> finishEvaluation() const;
    /// The same for who asks which fingerprints are covered and no more.
    [[nodiscard]] Result<Done> finishCoverage() const;
};

struct Route
{
    std::string_view method;
    /// `{org}` stands for this organization, `{id}` for any text; a `/` at the end may be missing.
    std::string_view path;
    api::Response (*answer)(Call& call);
    bool takesBody = false; ///< a JSON object
};

[[nodiscard]] std::span<const Route> fingerprintRoutes();
[[nodiscard]] std::span<const Route> helperRoutes();
[[nodiscard]] std::span<const Route> logRoutes();
[[nodiscard]] std::span<const Route> placeRoutes();
[[nodiscard]] std::span<const Route> policyRoutes();
[[nodiscard]] std::span<const Route> searchRoutes();

/// The records of events that fit, one a line, after what waits is evaluated.
[[nodiscard]] api::Response eventLines(Call& call, const EventSearch& where, const Query& filter);

/// The value that a JSON text holds. Error code `invalid-document`, with the place.
[[nodiscard]] Result<yaml::Value> valueOfJson(std::string text);

} // namespace pw::organization
