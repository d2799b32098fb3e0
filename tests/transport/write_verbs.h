#pragma once
// The verbs of the client that change something.

#include "tests/transport/world.h"

#include <array>

namespace pw::tests {

inline bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The applied policy with another mode.
inline yaml::Value enforced(const std::string& uid)
{
    yaml::Value document = policyValue(R"(, "uid": ")" + uid + "\"");
    yaml::Value spec = *document.find("spec");
    spec.set("mode", yaml::Value::string("enforce"));
    document.set("spec", std::move(spec));
    return document;
}

struct WriteVerb
{
    const char* name; ///< as it stands in messages
    const char* method;
    std::function<Result<api::Written>(api::Client&, World&)> run;
    std::function<bool(World&)> isDone; ///< asks the organization itself
};

inline const std::array writeVerbs{
    WriteVerb{
        "apply policy", "POST",
        [](api::Client& client, World&) { return client.apply(policyValue({}, "second-policy")); },
        [](World& world) {
            return has(world.ask("GET", "/analyticspolicy/").body, "second-policy");
        }},
    WriteVerb{
        "apply policy", "PUT",
        [](api::Client& client, World& world) {
            return client.apply(enforced(world.policyUid()), 1);
        },
        [](World& world) { return has(world.ask("GET", "/analyticspolicy/").body, "enforce"); }},
    WriteVerb{"delete policy", "DELETE",
              [](api::Client& client, World& world) {
                  return client.remove(api::Resource::Policy, world.policyUid());
              },
              [](World& world) {
                  return !has(world.ask("GET", "/analyticspolicy/").body, "mongo-policy");
              }},
};

inline constexpr const char* writeTarget = "/analyticspolicy/";

/// A client that knows the server; the fault strikes what the verb writes.
[[nodiscard]] inline std::unique_ptr<WorldClient> clientWithFault(World& world,
                                                                  const WriteVerb& verb,
                                                                  const Fault& fault,
                                                                  const FaultProxy::Plan& plan = {})
{
    world.proxy().setPlan(plan);
    auto out = std::make_unique<WorldClient>(world.proxy().url());
    if (const auto known = out->client->list(api::Resource::Policy); !known)
        return nullptr;
    if (fault.stalls)
        out->transport->hurry(verb.method, writeTarget);
    world.proxy().forget();
    world.proxy().setPlan([verb, fault, plan](const Seen& request) {
        if (request.is(verb.method, writeTarget) && !has(request.target, "logs"))
            return fault;
        return plan ? plan(request) : Fault();
    });
    return out;
}

} // namespace pw::tests
