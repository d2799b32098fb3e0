#include "core/ops/policy_list.h"

#include "core/ops/scope_lines.h"
#include "core/ops/timestamp.h"
#include "core/ops/word_filter.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <tuple>

namespace pw::ops {
namespace {

const std::string& firstOf(const std::string& one, const std::string& other)
{
    return one.empty() ? other : one;
}

/// Policies of clusters and traces have no workload to be named after.
std::string scopeText(const PolicyListRow& row, const policy::GuardianDocument& policy)
{
    std::string summary = scopeSummary(policy);
    if (!summary.empty())
        return summary;
    std::vector<std::string> parts;
    for (const auto& [field, value] : row.scopeFields)
        parts.push_back(field + " " + value);
    return joined(parts);
}

} // namespace

PolicyListRow policyListRow(const policy::GuardianDocument& policy, const PolicyRecordFacts& record)
{
    PolicyListRow row;
    row.uid = policy.uid();
    row.name = policy.name();
    row.status = policyStatus(policy);
    row.mode = policy.spec.mode.value_or(std::string());
    row.type = policy.type();
    row.version = firstOf(record.version, policy.metadataText("version"));
    row.createTime = policy.metadataText("creationTimestamp");
    row.createdBy = policy.metadataText("createdBy");
    row.lastUpdated = firstOf(record.lastUpdated, policy.metadataText("lastUpdatedTimestamp"));
    row.lastUpdatedBy = firstOf(record.lastUpdatedBy, policy.metadataText("lastUpdatedBy"));
    for (ScopeLine& line : scopeLines({}, policy))
        row.scopeFields.emplace_back(std::move(line.field), std::move(line.value));
    row.scope = scopeText(row, policy);
    return row;
}

void takeDeviations(PolicyListRow& row, const DeviationCount& count,
                    const std::vector<DeviationRecord>& records, double from)
{
    row.deviations = DeviationTally{count.unique, count.total};
    row.quiet.reset();
    if (row.status != PolicyStatus::Auditing)
        return;
    // Another version is another policy: it has to be quiet anew.
    double since = timestampValue(firstOf(row.lastUpdated, row.createTime)).value_or(from);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (count.relevant.at(i) || !count.skipped.empty())
            since = std::max(since, records[i].time);
    }
    row.quiet = QuietTime{std::max(since, from), since <= from};
}

void sortPolicies(std::vector<PolicyListRow>& rows)
{
    std::ranges::stable_sort(rows, [](const PolicyListRow& a, const PolicyListRow& b) {
        return std::tie(a.type, a.name, a.uid) < std::tie(b.type, b.name, b.uid);
    });
}

bool PolicyListFilter::matches(const PolicyListRow& row) const
{
    if (!type.empty() && row.type != type)
        return false;
    std::vector<std::string> values{
        row.uid,   row.name,      row.type,         std::string(toString(row.status)),
        row.scope, row.createdBy, row.lastUpdatedBy};
    for (const auto& [field, value] : row.scopeFields)
        values.push_back(value);
    return WordFilter(text).matches(std::move(values));
}

bool PolicyListFilter::empty() const
{
    return type.empty() && WordFilter(text).empty();
}

} // namespace pw::ops
