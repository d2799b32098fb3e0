#pragma once
// Deviations as Guardian reports them: what would allow each, told apart by a checksum.

#include "core/ops/activity_walk.h"
#include "core/ops/match.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// The process that deviated or that owns the connection; all empty for a connection of any.
struct DeviatingProcess
{
    std::string name;
    std::vector<std::string> exe;
    std::vector<std::string> euser;
    bool operator==(const DeviatingProcess&) const = default;
};

struct ReportedDeviation
{
    std::string type; ///< `process`, `ingress`, `egress`
    /// Of what deviated: the same in every document that shows the same, whatever its ids.
    std::string checksum;
    std::string what; ///< `Process nc (/usr/bin/nc) by root under sh`
    DeviatingProcess process;
    /// The spec of a GuardianDeviation: merged into the policy, it allows what deviated.
    yaml::Value spec;
    bool operator==(const ReportedDeviation&) const = default;
};

/// One for each of `deviationsOf`, in its order, those of one checksum once.
[[nodiscard]] std::vector<ReportedDeviation>
reportDeviations(const Behaviour& policy, const policy::GuardianDocument& fingerprint);

/// `ingress` and so on.
[[nodiscard]] std::string_view toString(DeviationType type);

/// `Process nc (/usr/bin/nc) by root under sh deviated from policy shop-frontend`.
[[nodiscard]] std::string describe(const ReportedDeviation& deviation, std::string_view policyName);

/// The GuardianDeviation of a policy. `uid` is that of its record.
[[nodiscard]] yaml::Value deviationDocument(const ReportedDeviation& deviation,
                                            std::string_view policyUid, std::string_view uid);

/// As texts to be kept, and back again; nothing is lost.
[[nodiscard]] std::string writeReport(const std::vector<ReportedDeviation>& deviations);
[[nodiscard]] std::vector<ReportedDeviation> readReport(std::string text);

} // namespace pw::ops
