#pragma once
// What a client has found out about its server: which organization it works with, which generation
// of the API is spoken, what can be searched.

#include "core/api/sender.h"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pw::api {

/// For each schema of the search the fields that can be asked for.
using SearchSchemas = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

/// May be used by several threads at once.
class Session
{
public:
    Session(Sender sender, std::string organization);

    [[nodiscard]] const Sender& sender() const { return m_sender; }

    [[nodiscard]] Result<std::vector<Organization>> organizations(const Call& call) const;
    [[nodiscard]] static Result<std::vector<Organization>> organizationsIn(const Response& reply,
                                                                           const Call& call);
    /// By name or uid; without either the only one there is. Asked once. Error code:
    /// `no-such-organization`.
    [[nodiscard]] Result<Organization> organization(const Call& call);
    [[nodiscard]] Result<Organization> choose(const std::vector<Organization>& all) const;

    /// Asks the server once: one that has no search speaks the older one.
    [[nodiscard]] Result<Generation> generation(const Call& call);
    [[nodiscard]] std::optional<Generation> knownGeneration() const;
    /// A search was answered with 404.
    void rememberOlder();
    /// Of the newer generation; what every server has when this one does not say.
    [[nodiscard]] SearchSchemas schemas() const;

    /// `/api/v1/org/ORG` + the rest, which begins with a slash.
    [[nodiscard]] Result<Request> request(std::string method, std::string_view rest,
                                          const Call& call);
    /// The same for an object below a path. Error code: `bad-request` for what is no uid.
    [[nodiscard]] Result<Request> requestFor(std::string method, std::string_view path,
                                             std::string_view uid, const Call& call);

    /// The range that was asked for last: the older generation needs one to find documents by id.
    void rememberRange(TimeRange range);
    [[nodiscard]] std::optional<TimeRange> lastRange() const;

private:
    Result<std::optional<SearchSchemas>> askSchemas(const Call& call);
    Result<bool> hasSearch(const Call& call);

    Sender m_sender;
    std::string m_wanted;
    mutable std::mutex m_mutex; ///< of what follows
    std::optional<Organization> m_organization;
    std::optional<Generation> m_generation;
    SearchSchemas m_schemas;
    std::optional<TimeRange> m_range;
};

/// What works over all ways to write JSON bodies.
[[nodiscard]] std::string bodyOf(const yaml::Value& value);

} // namespace pw::api
