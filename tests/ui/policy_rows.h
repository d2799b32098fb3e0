#pragma once
// Rows of applied policies from a few words, for tests of the place Policies.

#include "core/ops/policy_list.h"

#include <string>
#include <vector>

namespace pw::tests {

constexpr double day = 86400;
/// 2024-01-16T15:00:43Z
constexpr double noon = 1705417243;

inline ops::PolicyListRow policyRow(const std::string& name, ops::PolicyStatus status,
                                    const std::string& type = "container")
{
    ops::PolicyListRow row;
    row.uid = "pol:" + name;
    row.name = name;
    row.status = status;
    row.mode = status == ops::PolicyStatus::Enforcing ? "enforce" : "audit";
    row.type = type;
    row.version = "3";
    row.createTime = "1705417243";
    row.createdBy = "ann@example.org";
    row.lastUpdated = "1705420000";
    row.lastUpdatedBy = "bob@example.org";
    row.scope = name + ":* in namespace dev";
    row.scopeFields = {{"image", "docker.io/library/" + name + ":*"}, {"namespace", "dev"}};
    return row;
}

inline ops::PolicyCover coverOf(std::size_t count, std::size_t alone,
                                std::vector<std::string> others = {})
{
    ops::PolicyCover cover;
    cover.count = count;
    cover.alone = alone;
    cover.others = std::move(others);
    for (std::size_t i = 0; i < count && i < 2; ++i)
        cover.instances.push_back(
            {"fprint:" + std::to_string(i), "pod-" + std::to_string(i), "dev"});
    return cover;
}

/// mongo audits and has news, nginx enforces, chronyd is off.
inline std::vector<ops::PolicyListRow> threePolicies()
{
    ops::PolicyListRow mongo = policyRow("mongo", ops::PolicyStatus::Auditing);
    mongo.deviations = ops::DeviationTally{2, 16};
    mongo.quiet = ops::QuietTime{noon, false};
    mongo.cover = coverOf(14, 12, {"pol:nginx"});
    ops::PolicyListRow nginx = policyRow("nginx", ops::PolicyStatus::Enforcing);
    nginx.deviations = ops::DeviationTally{};
    nginx.cover = coverOf(2, 0, {"pol:mongo"});
    return {mongo, nginx, policyRow("chronyd", ops::PolicyStatus::Disabled, "linux-service")};
}

} // namespace pw::tests
