#pragma once
// A deviation that Guardian found, as the records that the API hands out.

#include "core/ops/deviation_report.h"
#include "core/organization/events.h"
#include "core/policy/policy.h"

#include <string>
#include <vector>

namespace pw::organization {

/// Whom it is about, beside what deviated.
struct DeviationSource
{
    std::string policyUid;
    std::string policyName;
    std::string policyMode;
    std::string policyType;
    std::string fingerprint; ///< its id
    std::string containerId;
    std::string hostname;
    std::string clusterUid;
    std::string clusterName;
    std::string namespaceName;
    std::string podName;
    double time = 0;
};

/// The same in every evaluation: one for each policy, fingerprint and checksum.
[[nodiscard]] std::string deviationId(const std::string& policyUid, const std::string& fingerprint,
                                      const std::string& checksum);

[[nodiscard]] EventRow deviationRecord(const DeviationSource& source,
                                       const ops::ReportedDeviation& deviation);

/// What the log says of it: the deviation itself and each action that was taken or, in audit mode,
/// would have been.
[[nodiscard]] std::vector<EventRow> auditRecords(const DeviationSource& source,
                                                 const ops::ReportedDeviation& deviation,
                                                 const std::vector<const policy::Action*>& actions);

} // namespace pw::organization
