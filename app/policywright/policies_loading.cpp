#include "app/policywright/policies_loading.h"

#include "app/connections/deviation_records.h"
#include "core/ops/workload.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"

namespace pw::app {
namespace {

policy::GuardianDocument decoded(const api::Applied& one)
{
    return ops::guardianOf(yaml::writeJson(one.document, yaml::JsonLayout::OneLine));
}

ops::PolicyRecordFacts factsOf(const api::Applied& one)
{
    return {one.version ? std::to_string(*one.version) : std::string(), one.lastUpdated,
            one.lastUpdatedBy};
}

/// Of those that the server says; nothing where it does not say which policies cover a row.
void takeCovers(std::vector<ops::PolicyListRow>& rows,
                const std::vector<policy::GuardianDocument>& policies,
                const ops::FingerprintList& fingerprints, const std::stop_token& stop)
{
    ops::PolicyCovers covers(policies);
    for (const ops::FingerprintInstance& instance : fingerprints.instances) {
        if (stop.stop_requested())
            return;
        covers.add(instance.facts, instance.facts.coveredBy.get());
    }
    for (ops::PolicyListRow& row : rows)
        row.cover = covers.of(row.uid);
}

} // namespace

Result<LoadedPolicies> loadPolicies(api::Client& client, const api::TimeRange& range,
                                    const FingerprintListPtr& fingerprints,
                                    const std::stop_token& stop, const ProgressFn& progress)
{
    const api::Call call{stop, progress};
    const Result<std::vector<api::Applied>> applied = client.list(api::Resource::Policy, {}, call);
    if (!applied)
        return applied.error();
    LoadedPolicies out;
    std::vector<policy::GuardianDocument> policies;
    for (const api::Applied& one : *applied) {
        policies.push_back(decoded(one));
        out.rows.push_back(ops::policyListRow(policies.back(), factsOf(one)));
    }
    if (!policies.empty()) {
        api::DeviationQuery query;
        query.range = range;
        query.unique = false;
        const Result<api::Deviations> deviations = client.deviations(query, call);
        if (!deviations)
            return deviations.error();
        out.notes = deviations->notes;
        const connections::DeviationsByPolicy records = connections::byPolicy(deviations->records);
        for (std::size_t i = 0; i < policies.size() && !stop.stop_requested(); ++i) {
            const auto found = records.find(policies[i].uid());
            const std::vector<ops::DeviationRecord> none;
            const auto& own = found == records.end() ? none : found->second;
            ops::takeDeviations(out.rows[i], ops::countDeviations(policies[i], own, stop), own,
                                range.from);
        }
        if (fingerprints != nullptr)
            takeCovers(out.rows, policies, *fingerprints, stop);
    }
    ops::sortPolicies(out.rows);
    return out;
}

Result<std::vector<ops::PolicyVersionRow>> loadVersions(api::Client& client, const std::string& uid,
                                                        const std::stop_token& stop)
{
    const api::Call call{stop, {}};
    const Result<api::Applied> present = client.get(api::Resource::Policy, uid, call);
    if (!present)
        return present.error();
    const Result<std::vector<api::Applied>> older
        = client.versions(api::Resource::Policy, uid, call);
    if (!older)
        return older.error();
    std::vector<ops::PolicyVersionRow> rows;
    const auto add = [&rows](const api::Applied& one, bool isPresent) {
        rows.push_back({one.version.value_or(0),
                        one.lastUpdated.empty() ? one.validFrom : one.lastUpdated,
                        one.lastUpdatedBy, isPresent});
    };
    add(*present, true);
    for (const api::Applied& one : *older)
        add(one, false);
    return rows;
}

std::string textOf(const api::Applied& applied)
{
    return yaml::writeYaml(applied.document);
}

} // namespace pw::app
