#include "tests/transport/read_verbs.h"

namespace pw::tests {
namespace {

constexpr api::TimeRange shift{mongoNow - 43'000, mongoNow};

template <typename Items, typename Text> std::string joined(const Items& items, Text text)
{
    std::string out;
    for (const auto& item : items)
        out += text(item) + " ";
    return out;
}

Result<std::string> printOrganizations(api::Client& client, World&)
{
    const auto all = client.organizations();
    return all ? joined(*all, [](const auto& one) { return one.name; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicies(api::Client& client, World&)
{
    const auto all = client.list(api::Resource::Policy);
    return all ? joined(*all, [](const auto& one) { return one.name + " " + one.uid; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicy(api::Client& client, World& world)
{
    const auto one = client.get(api::Resource::Policy, world.policyUid());
    return one ? one->name + " " + one->type : Result<std::string>(one.error());
}

Result<std::string> printPolicyVersion(api::Client& client, World& world)
{
    const auto one = client.getVersion(api::Resource::Policy, world.policyUid(), 1);
    return one ? one->name : Result<std::string>(one.error());
}

Result<std::string> printFingerprints(api::Client& client, World&)
{
    api::FingerprintQuery query;
    query.range = shift;
    const auto rows = client.fingerprints(query);
    return rows ? std::to_string(rows->rows.size()) + (rows->complete ? "" : "?")
            + joined(rows->notes, [](const auto& note) { return note; })
                : Result<std::string>(rows.error());
}

Result<std::string> printDocuments(api::Client& client, World&)
{
    const auto records = client.fingerprintDocuments({"fprint:a1", "fprint:s1"});
    return records ? std::to_string(records->ndjson().size())
                   : Result<std::string>(records.error());
}

Result<std::string> printDeviations(api::Client& client, World&)
{
    const auto all = client.deviations({shift, {}, {}, false, true});
    return all ? joined(all->records, [](const auto& one) { return one.description; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicyLog(api::Client& client, World& world)
{
    const auto log = client.policyLog({world.policyUid(), shift, {}, {}});
    return log ? joined(log->events, [](const auto& one) { return one.description; })
               : Result<std::string>(log.error());
}

Result<std::string> printCheck(api::Client& client, World&)
{
    auto complaint = client.checkWithServer(policyValue());
    return complaint ? "valid " + *complaint : complaint;
}

Result<std::string> printMachines(api::Client& client, World&)
{
    const auto all = client.machines();
    return all ? joined(*all, [](const auto& one) { return one.uid + one.name; })
               : Result<std::string>(all.error());
}

Result<std::string> printClusters(api::Client& client, World&)
{
    const auto all = client.clusters();
    return all ? joined(*all, [](const auto& one) { return one.uid; })
               : Result<std::string>(all.error());
}

} // namespace

std::vector<ReadVerb> readVerbs(ReadWorlds& worlds)
{
    World* const newer = &worlds.newer;
    World* const older = &worlds.older;
    const char* const absent = "not-found";
    return {
        {"list organizations", newer, "GET", "/org/", true, printOrganizations, absent},
        {"list policy", newer, "GET", "/analyticspolicy/", true, printPolicies, absent},
        {"get policy", newer, "GET", "/analyticspolicy/pol:", false, printPolicy, absent},
        {"get a version of a policy", newer, "GET", "archive_version", false, printPolicyVersion,
         absent},
        {"get fingerprints", newer, "POST", "/search/?limit", false, printFingerprints},
        {"get fingerprints", newer, "POST", "/search/srch", false, printFingerprints, absent},
        {"get fingerprints", &worlds.large, "POST", "/search/srch", false, printFingerprints,
         absent, 2},
        {"get fingerprint documents", newer, "POST", "/objects", false, printDocuments, absent},
        {"get deviations", newer, "POST", "/search/?limit", false, printDeviations},
        {"read the log of a policy", newer, "POST", "/search/srch", false, printPolicyLog, absent},
        {"check with the server", newer, "POST", "/spyctl/validate/", false, printCheck, absent},
        {"list machines", newer, "GET", "/source/", true, printMachines, absent},
        {"list clusters", newer, "GET", "/cluster/", true, printClusters, absent},
        {"list policy", older, "GET", "?type=container", true, printPolicies, absent},
        {"get fingerprints", older, "POST", "/guardian/query", true, printFingerprints, absent},
        {"get deviations", older, "POST", "/analyticspolicy/logs", true, printDeviations},
        {"read the log of a policy", older, "POST", "/analyticspolicy/logs", true, printPolicyLog},
    };
}

} // namespace pw::tests
