#include "core/organization/routes.h"

#include "core/ops/timestamp.h"
#include "core/organization/call.h"
#include "core/organization/guardian.h"
#include "core/organization/search_jobs.h"
#include "core/organization/store.h"
#include "core/yaml/reader.h"

#include <array>
#include <utility>

namespace pw::organization {
namespace {

constexpr std::size_t maxPathBytes = 4096;
constexpr yaml::ReadLimits bodyLimits{200, 2'000'000};

/// One after the other, the parts between the signs `/`.
std::optional<std::string_view> nextPart(std::string_view& path)
{
    if (path.empty())
        return std::nullopt;
    path.remove_prefix(path.front() == '/' ? 1 : 0);
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
}

struct PathMatch
{
    std::string organization;
    std::string id;
};

std::optional<PathMatch> matchPath(std::string_view pattern, std::string_view path)
{
    PathMatch match;
    while (!pattern.empty()) {
        const std::optional<std::string_view> wanted = nextPart(pattern);
        const std::optional<std::string_view> found = nextPart(path);
        if (!found)
            return std::nullopt;
        if (*wanted == "{org}" && !found->empty())
            match.organization = *found;
        else if (*wanted == "{id}" && !found->empty())
            match.id = *found;
        else if (*wanted != *found)
            return std::nullopt;
    }
    return path.empty() || path == "/" ? std::optional(std::move(match)) : std::nullopt;
}

struct Found
{
    const Route* route = nullptr;
    PathMatch match;
    std::string otherMethods; ///< that the path is known for
};

/// A path that is written out comes before one with `{id}`: the tables are in that order.
Found findRoute(const api::Request& request)
{
    Found found;
    const std::array tables{placeRoutes(),  fingerprintRoutes(), logRoutes(),
                            searchRoutes(), policyRoutes(),      helperRoutes()};
    for (const std::span<const Route> table : tables) {
        for (const Route& route : table) {
            std::optional<PathMatch> match = matchPath(route.path, request.path);
            if (!match)
                continue;
            if (route.method == request.method)
                return {&route, std::move(*match), {}};
            found.otherMethods
                += (found.otherMethods.empty() ? "" : ", ") + std::string(route.method);
        }
    }
    return found;
}

api::Response noRoute(const Found& found)
{
    if (found.otherMethods.empty())
        return errorResponse(404, "there is nothing at this path");
    api::Response response = errorResponse(405, "this path takes " + found.otherMethods);
    response.headers.emplace_back("allow", found.otherMethods);
    return response;
}

} // namespace

struct Organization::Parts
{
    Store& store;
    Guardian& guardian;
    OrganizationOptions options;
    SearchJobs searches;

    api::Response answer(const api::Request& request, const std::stop_token& stop)
    {
        if (request.path.size() > maxPathBytes)
            return errorResponse(414, "the path is too long");
        if (request.body.size() > options.bodyBytes)
            return errorResponse(413, "the body is too long");
        Found found = findRoute(request);
        if (found.route == nullptr)
            return noRoute(found);
        if (!found.match.organization.empty()
            && found.match.organization != store.organizationUid())
            return errorResponse(403, "there is no access to this organization");
        Call call{request, stop, store, guardian, options, searches, std::move(found.match.id), {}};
        if (found.route->takesBody) {
            Result<yaml::Value> body = valueOfJson(request.body);
            if (!body)
                return failedAnswer(body.error().withContext("the body"));
            if (body->kind != yaml::Value::Kind::Map)
                return errorResponse(400, "the body must be a JSON object");
            call.body = std::move(*body);
        }
        if (stop.stop_requested())
            return failedAnswer({std::string(cancelledCode), "the request was given up", {}});
        return found.route->answer(call);
    }
};

std::optional<Generation> generationNamed(std::string_view word)
{
    if (word == "auto")
        return Generation::Auto;
    if (word == "0.13")
        return Generation::V013;
    return word == "0.24" ? std::optional(Generation::V024) : std::nullopt;
}

Organization::Organization(Store& store, Guardian& guardian, OrganizationOptions options)
{
    SearchJobs searches(options.searches, options.searchSeconds);
    m_parts
        = std::make_unique<Parts>(Parts{store, guardian, std::move(options), std::move(searches)});
}

Organization::~Organization() = default;

api::Response Organization::handle(const api::Request& request, const std::stop_token& stop)
{
    api::Response response = m_parts->answer(request, stop);
    addContextUid(response);
    return response;
}

const std::string* Call::parameter(std::string_view name) const
{
    for (const auto& [key, value] : request.query) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

std::string Call::text(std::string_view key) const
{
    const yaml::Value* const value = body.find(key);
    return value != nullptr && value->kind == yaml::Value::Kind::String ? value->text
                                                                        : std::string();
}

std::optional<double> Call::seconds(std::string_view key) const
{
    const yaml::Value* const value = body.find(key);
    return value != nullptr && value->kind == yaml::Value::Kind::Number
        ? ops::timestampValue(value->text)
        : std::nullopt;
}

Result<Done> Call::finishEvaluation() const
{
    return guardian.finish(stop);
}

Result<Done> Call::finishCoverage() const
{
    return guardian.finishCoverage(stop);
}

Result<yaml::Value> valueOfJson(std::string text)
{
    const Result<text::SourceText> source = text::SourceText::make(std::move(text));
    if (!source)
        return Error{"invalid-document", source.error().message, {}};
    const yaml::Document document = yaml::readJsonText(*source, bodyLimits);
    for (const text::Diagnostic& problem : document.problems()) {
        if (problem.severity != text::Severity::Error)
            continue;
        const text::LineColumn place = source->lineColumn(problem.span.begin);
        return Error{"invalid-document",
                     "no valid JSON: " + problem.message + " (line " + std::to_string(place.line)
                         + ", column " + std::to_string(place.column) + ")",
                     {}};
    }
    if (document.roots().size() != 1)
        return Error{"invalid-document", "no valid JSON: one value is expected", {}};
    return yaml::toValue(document.roots().front());
}

} // namespace pw::organization
