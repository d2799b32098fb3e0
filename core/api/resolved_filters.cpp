#include "core/api/resolved_filters.h"

#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/text/glob.h"

#include <algorithm>
#include <map>

namespace pw::api {
namespace {

constexpr std::string_view machinePrefix = "mach:";

Result<wire::ObjectList> fetchList(Session& session, std::string_view verb, std::string_view path,
                                   const Call& call)
{
    const Result<Request> request = session.request("GET", path, call);
    if (!request)
        return request.error().withContext(std::string(verb));
    Result<Response> reply = session.sender().send(verb, *request, call);
    if (!reply)
        return reply.error();
    Result<wire::ObjectList> read = wire::readList(*reply, wire::BrokenLines::Refuse, call.stop);
    return read ? std::move(read) : errorOf(verb, *reply, read.error());
}

bool isUid(const std::string& value)
{
    return value.starts_with(machinePrefix) && !text::isPattern(value);
}

std::string namesOf(const std::vector<std::string>& values)
{
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "" : ", ") + wire::shownText(value, 80);
    return out;
}

Result<std::vector<std::string>>
machineUids(Session& session, const std::vector<std::string>& values, const Call& call)
{
    if (std::all_of(values.begin(), values.end(), isUid))
        return values;
    const Result<std::vector<Machine>> machines = fetchMachines(session, call);
    if (!machines)
        return machines.error();
    std::vector<std::string> uids;
    for (const Machine& machine : *machines) {
        if (fitsAny(values, machine.name) || fitsAny(values, machine.hostname)
            || fitsAny(values, machine.uid))
            uids.push_back(machine.uid);
    }
    if (uids.empty())
        return Error{"no-such-machine", "No machine is named " + namesOf(values), {}};
    return uids;
}

} // namespace

bool ResolvedFilters::passes(FilterField field, const policy::FingerprintFacts& facts) const
{
    const auto found = filters.find(field);
    return found == filters.end() || fits(field, found->second, facts);
}

Result<ResolvedFilters> resolveFilters(Session& session, const Filters& filters, const Call& call)
{
    ResolvedFilters out{filters, {}};
    std::erase_if(out.filters, [](const auto& one) { return one.second.empty(); });
    if (const auto machines = out.filters.find(FilterField::Machine);
        machines != out.filters.end()) {
        Result<std::vector<std::string>> uids = machineUids(session, machines->second, call);
        if (!uids)
            return uids.error();
        machines->second = *std::move(uids);
    }
    const auto clusters = out.filters.find(FilterField::Cluster);
    if (clusters == out.filters.end())
        return out;
    const Result<std::vector<Cluster>> all = fetchClusters(session, call);
    if (!all)
        return all.error();
    const std::vector<std::string> wanted = std::move(clusters->second);
    clusters->second.clear();
    for (const Cluster& cluster : *all) {
        if (!fitsAny(wanted, cluster.name) && !fitsAny(wanted, cluster.uid))
            continue;
        out.clusterUids.push_back(cluster.uid);
        clusters->second.push_back(cluster.name);
    }
    if (out.clusterUids.empty())
        return Error{"no-such-cluster", "No cluster is named " + namesOf(wanted), {}};
    return out;
}

Result<std::vector<Machine>> fetchMachines(Session& session, const Call& call)
{
    const Result<wire::ObjectList> sources
        = fetchList(session, "list machines", wire::sourcesPath, call);
    if (!sources)
        return sources.error();
    const Result<wire::ObjectList> agents
        = fetchList(session, "list agents", wire::agentsPath, call);
    if (!agents)
        return agents.error();
    std::map<std::string, yaml::NodeRef> agentOf;
    for (const yaml::NodeRef agent : agents->objects)
        agentOf[wire::scalarAt(agent.find(wire::runtimeDetails), wire::sourceUid)] = agent;

    std::vector<Machine> out;
    for (const yaml::NodeRef source : sources->objects) {
        Machine machine;
        machine.uid = wire::scalarAt(source, wire::uid);
        if (!machine.uid.starts_with(machinePrefix))
            continue; // the pseudo source of what belongs to no machine
        machine.name = wire::scalarAt(source, wire::name);
        machine.lastData = wire::scalarAt(source, wire::lastData);
        if (const auto agent = agentOf.find(machine.uid); agent != agentOf.end()) {
            const std::string shown = wire::scalarAt(agent->second, wire::description);
            machine.name = shown.empty() ? machine.name : shown;
            machine.hostname
                = wire::scalarAt(agent->second.find(wire::runtimeDetails), wire::hostname);
        }
        out.push_back(std::move(machine));
    }
    return out;
}

Result<std::vector<Cluster>> fetchClusters(Session& session, const Call& call)
{
    const Result<wire::ObjectList> list
        = fetchList(session, "list clusters", wire::clustersPath, call);
    if (!list)
        return list.error();
    std::vector<Cluster> out;
    for (const yaml::NodeRef node : list->objects) {
        Cluster cluster{wire::scalarAt(node, wire::uid), wire::scalarAt(node, wire::name)};
        if (!cluster.uid.empty() && cluster.uid.find('/') == std::string::npos)
            out.push_back(std::move(cluster));
    }
    return out;
}

} // namespace pw::api
