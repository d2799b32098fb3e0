#pragma once
// What a Client is asked and what it answers: connections, policies, machines.

#include "core/base/progress.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::api {

/// Who waits for an answer.
struct Call
{
    std::stop_token stop;
    ProgressFn progress;
};

enum class Generation : std::uint8_t { Newer, Older }; ///< of the API: 0.24, 0.13

/// Epoch seconds.
struct TimeRange
{
    double from = 0;
    double to = 0;
};

struct Organization
{
    std::string uid;
    std::string name;
};

struct ConnectionStep
{
    enum class Name : std::uint8_t { NameResolution, Connection, Tls, Key, Organization };
    enum class State : std::uint8_t { Passed, Failed, NotNeeded, NotReached };
    Name name = Name::NameResolution;
    State state = State::NotReached;
    std::string message; ///< what was found
    std::string advice; ///< what to do when it failed
};
[[nodiscard]] std::string_view toString(ConnectionStep::Name name);

enum class Resource : std::uint8_t { Policy, Ruleset };
[[nodiscard]] std::string_view toString(Resource resource); ///< `policy`, `ruleset`

struct ListQuery
{
    std::string type; ///< `container`, `linux-service`, `cluster`, `trace`; empty: all
    std::string nameOrUid; ///< a part of it, wildcards allowed
    bool exactName = false; ///< the whole of it; a uid also without its `pol:`
    std::string inPolicy; ///< of rulesets: uid of the policy that names them
    bool fromArchive = false; ///< replaced versions instead of present ones
};

/// A policy or ruleset as the server holds it.
struct Applied
{
    std::string uid;
    std::string name;
    std::string type;
    std::optional<std::int64_t> version; ///< the older generation has none
    std::string validFrom; ///< epoch seconds as written
    std::string lastUpdated; ///< epoch seconds as written
    std::string lastUpdatedBy;
    yaml::Value document; ///< its metadata filled by the server
};

/// How a write ended when it ended well.
struct Written
{
    std::string uid;
    Resource resource = Resource::Policy;
    bool created = false; ///< else updated, or deleted
    std::optional<std::int64_t> version; ///< where the server says so
    /// The reply got lost and the server was asked: it has what was sent. When it has not, the
    /// write is the error `write-not-applied`; when that cannot be told, `write-unclear`.
    bool confirmedByReading = false;
};

struct Machine
{
    std::string uid;
    std::string name;
    std::string hostname;
    std::string lastData; ///< ISO time
};

struct Cluster
{
    std::string uid;
    std::string name;
};

} // namespace pw::api
