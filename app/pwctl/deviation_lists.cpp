#include "app/pwctl/deviation_lists.h"

#include "core/ops/policy_table.h"

namespace pw::pwctl {

std::vector<ops::DeviationCount> countsOf(const std::vector<policy::GuardianDocument>& policies,
                                          const DeviationsByPolicy& deviations, Session& session)
{
    std::vector<ops::DeviationCount> counts;
    counts.reserve(policies.size());
    for (const policy::GuardianDocument& policy : policies) {
        const auto found = deviations.find(policy.uid());
        counts.push_back(found == deviations.end()
                             ? ops::DeviationCount{}
                             : ops::countDeviations(policy, found->second, session.around.stop));
        for (const ops::SkippedInput& skipped : counts.back().skipped)
            session.say("not counted: " + skipped.label + ": " + skipped.reason);
    }
    return counts;
}

std::string policiesText(const std::vector<policy::GuardianDocument>& policies,
                         const DeviationsByPolicy* deviations, Session& session)
{
    std::vector<ops::PolicyRow> rows;
    rows.reserve(policies.size());
    for (const policy::GuardianDocument& policy : policies)
        rows.push_back(ops::policyRow(policy));
    if (deviations != nullptr) {
        std::vector<ops::DeviationCount> counts = countsOf(policies, *deviations, session);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].deviations = std::move(counts[i]);
    }
    ops::TextTable table = ops::policyTable(std::move(rows));
    return ops::toText(table);
}

} // namespace pw::pwctl
