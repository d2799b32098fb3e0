#include "app/policywright/policies_loading.h"

#include "app/connections/deviation_records.h"
#include "core/ops/workload.h"
#include "core/yaml/yaml_writer.h"

namespace pw::app {
namespace {

ops::PolicyRecordFacts factsOf(const api::Applied& one)
{
    return {one.version ? std::to_string(*one.version) : std::string(), one.lastUpdated,
            one.lastUpdatedBy};
}

} // namespace

Result<LoadedPolicies> loadPolicies(api::Client& client, const api::TimeRange& range,
                                    const std::stop_token& stop, const ProgressFn& progress)
{
    const api::Call call{stop, progress};
    const Result<std::vector<api::Applied>> applied = client.list(api::Resource::Policy, {}, call);
    if (!applied)
        return applied.error();
    LoadedPolicies out;
    std::vector<policy::GuardianDocument>& policies = out.policies;
    for (const api::Applied& one : *applied) {
        policies.push_back(ops::guardianOf(one.document));
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
    }
    ops::sortPolicies(out.rows);
    return out;
}

std::vector<ops::PolicyListRow> rowsWithCovers(const LoadedPolicies& loaded,
                                               const ops::FingerprintList& list,
                                               const std::stop_token& stop)
{
    std::vector<ops::PolicyListRow> rows = loaded.rows;
    ops::PolicyCovers covers(loaded.policies);
    for (const ops::FingerprintInstance& instance : list.instances) {
        if (stop.stop_requested())
            return rows;
        covers.add(instance.facts, instance.facts.coveredBy.get());
    }
    for (ops::PolicyListRow& row : rows)
        row.cover = covers.of(row.uid);
    return rows;
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

Result<FetchedPolicy> fetchPolicy(api::Client& client, const std::string& key, std::int64_t version,
                                  const std::stop_token& stop)
{
    const api::Call call{stop, {}};
    Result<api::Applied> present = client.get(api::Resource::Policy, key, call);
    if (!present)
        return present.error();
    FetchedPolicy out{*std::move(present), {}, {}};
    if (version != 0) {
        Result<api::Applied> older = client.getVersion(api::Resource::Policy, key, version, call);
        if (!older)
            return older.error();
        out.older = *std::move(older);
    }
    Result<text::SourceText> text = text::SourceText::make(textOf(out.shown()), out.shown().name);
    if (!text)
        return text.error();
    out.text = *std::move(text);
    return out;
}

std::string textOf(const api::Applied& applied)
{
    return yaml::writeYaml(applied.document);
}

} // namespace pw::app
