#include "core/ops/deviation_count.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace pw::ops {
namespace {

/// Records that are the same deviation; without a checksum each is one of its own.
std::string identityOf(const DeviationRecord& record)
{
    return record.checksum.empty() ? "id " + record.id : "checksum " + record.checksum;
}

/// A cluster policy's rules are in its rulesets: what it has logged is news until it is looked at.
bool judgedByMerging(const policy::GuardianDocument& policy)
{
    return policy.type() == "container" || policy.type() == "linux-service";
}

} // namespace

void sortDeviations(std::vector<DeviationRecord>& records)
{
    std::stable_sort(records.begin(), records.end(),
                     [](const DeviationRecord& a, const DeviationRecord& b) {
                         return std::tie(a.time, a.id) < std::tie(b.time, b.id);
                     });
}

DeviationCount countDeviations(const policy::GuardianDocument& policy,
                               const std::vector<DeviationRecord>& records,
                               const std::stop_token& stop)
{
    DeviationCount count;
    count.relevant.assign(records.size(), false);
    std::unordered_map<std::string, std::size_t> inputOf;
    std::vector<MergeInput> inputs;
    for (const DeviationRecord& record : records) {
        if (inputOf.try_emplace(identityOf(record), inputs.size()).second)
            inputs.push_back({record.document, record.id});
    }

    std::vector<bool> relevant(inputs.size(), true);
    std::unordered_set<std::string> unjudged;
    if (!inputs.empty() && judgedByMerging(policy)) {
        const Result<MergeOutcome> outcome = updatePolicy(policy, inputs, {}, {}, stop);
        if (outcome) {
            relevant = outcome->relevant;
            for (const SkippedInput& skipped : outcome->report.skipped) {
                unjudged.insert(skipped.label);
                count.skipped.push_back(skipped);
            }
        } else {
            relevant.assign(inputs.size(), false);
            count.skipped.push_back({policy.name(), outcome.error().text()});
        }
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (unjudged.contains(inputs[i].label))
            relevant[i] = false;
        count.unique += relevant[i] ? 1 : 0;
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        count.relevant[i] = relevant[inputOf.at(identityOf(records[i]))];
        count.total += count.relevant[i] ? 1 : 0;
    }
    return count;
}

} // namespace pw::ops
