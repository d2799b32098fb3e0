#include "core/ops/policy_table.h"

#include <algorithm>
#include <tuple>

namespace pw::ops {

PolicyRow policyRow(const policy::GuardianDocument& policy)
{
    PolicyRow row;
    row.uid = policy.uid();
    row.name = policy.name();
    row.status = policyStatus(policy);
    row.type = policy.type();
    row.version = policy.metadataText("version");
    row.createTime = policy.metadataText("creationTimestamp");
    return row;
}

TextTable policyTable(std::vector<PolicyRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const PolicyRow& a, const PolicyRow& b) {
        return std::tie(a.type, a.name, a.uid) < std::tie(b.type, b.name, b.uid);
    });
    const bool counted = std::any_of(
        rows.begin(), rows.end(), [](const PolicyRow& row) { return row.deviations.has_value(); });
    TextTable table;
    table.headers = {"UID", "NAME", "STATUS", "TYPE", "VERSION", "CREATE_TIME"};
    if (counted)
        table.headers.emplace_back("DEVIATIONS_(UNIQ/TOT)");
    for (const PolicyRow& row : rows) {
        std::vector<std::string> cells{row.uid.empty() ? "N/A" : row.uid,
                                       row.name,
                                       std::string(toString(row.status)),
                                       row.type,
                                       row.version,
                                       formatTimestamp(row.createTime)};
        if (counted) {
            const DeviationCount count = row.deviations.value_or(DeviationCount{});
            cells.push_back(std::to_string(count.unique) + "/" + std::to_string(count.total));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

} // namespace pw::ops
