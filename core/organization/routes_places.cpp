// The organization and where its workloads run: sources, agents, clusters.

#include "core/ops/timestamp.h"
#include "core/organization/call.h"
#include "core/organization/store.h"

#include <array>

namespace pw::organization {
namespace {

/// `2026-04-02T10:00:00Z`
std::string isoTime(double seconds)
{
    return ops::formatTime(seconds).value_or("1970-01-01T00:00:00Z");
}

api::Response listOrganizations(Call& call)
{
    const Result<std::string> name = call.store.organizationName();
    if (!name)
        return failedAnswer(name.error());
    JsonList list;
    list.addJson(JsonObject()
                     .add(wire::uid, call.store.organizationUid())
                     .add(wire::name, *name)
                     .addSeconds(wire::validFrom, call.store.createdAt())
                     .text());
    return jsonAnswer(list.text());
}

api::Response listSources(Call& call)
{
    const Result<std::vector<Machine>> machines = call.store.machines();
    if (!machines)
        return failedAnswer(machines.error());
    JsonList list;
    for (const Machine& machine : *machines) {
        const std::string details = JsonObject()
                                        .add(wire::hostname, machine.hostname)
                                        .add("cluster_uid", machine.clusterUid)
                                        .text();
        list.addJson(JsonObject()
                         .add(wire::uid, machine.uid)
                         .add(wire::name, machine.hostname)
                         .addJson(wire::runtimeDetails, details)
                         .addSeconds(wire::validFrom, machine.firstSeen)
                         .add(wire::lastData, isoTime(machine.lastSeen))
                         .add("last_stored_chunk_end_time", isoTime(machine.lastSeen))
                         .text());
    }
    return jsonAnswer(list.text());
}

/// What saw the fingerprints; one on each machine.
std::string agentUid(const std::string& machineUid)
{
    return "agent:" + machineUid.substr(machineUid.find(':') + 1);
}

api::Response listAgents(Call& call)
{
    const Result<std::vector<Machine>> machines = call.store.machines();
    if (!machines)
        return failedAnswer(machines.error());
    JsonList list;
    for (const Machine& machine : *machines) {
        const std::string details
            = JsonObject().add("src_uid", machine.uid).add(wire::hostname, machine.hostname).text();
        list.addJson(JsonObject()
                         .add(wire::uid, agentUid(machine.uid))
                         .add(wire::description, machine.hostname)
                         .addJson(wire::runtimeDetails, details)
                         .text());
    }
    return jsonAnswer(list.text());
}

api::Response listClusters(Call& call)
{
    const Result<std::vector<Cluster>> clusters = call.store.clusters();
    if (!clusters)
        return failedAnswer(clusters.error());
    JsonList list;
    for (const Cluster& cluster : *clusters) {
        list.addJson(JsonObject()
                         .add(wire::uid, cluster.uid)
                         .add(wire::name, cluster.name)
                         .addJson("cluster_details", JsonObject().text())
                         .addSeconds(wire::validFrom, cluster.firstSeen)
                         .add(wire::lastData, isoTime(cluster.lastSeen))
                         .text());
    }
    return jsonAnswer(list.text());
}

constexpr std::array<Route, 4> routes{{
    {"GET", "/api/v1/org", listOrganizations},
    {"GET", "/api/v1/org/{org}/source", listSources},
    {"GET", "/api/v1/org/{org}/agent", listAgents},
    {"GET", "/api/v1/org/{org}/cluster", listClusters},
}};

} // namespace

std::span<const Route> placeRoutes()
{
    return routes;
}

} // namespace pw::organization
