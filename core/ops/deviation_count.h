#pragma once
// How many deviations of a policy are still news: unique ones and all of them.

#include "core/ops/merge.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// A deviation record as far as counting looks at it.
struct DeviationRecord
{
    std::string id; ///< `dev:…`, `audit:…`
    std::string policyUid;
    std::string policyName;
    std::string checksum; ///< what makes two of them the same
    std::string description;
    std::string ref; ///< id of the object that deviated
    double time = 0;
    policy::GuardianDocument document;
};

struct DeviationCount
{
    std::size_t unique = 0;
    std::size_t total = 0;
    std::vector<bool> relevant; ///< of each record, in the order given
    std::vector<SkippedInput> skipped; ///< records that cannot be judged, not counted
};

/// By time, ties by id.
void sortDeviations(std::vector<DeviationRecord>& records);

/// Relevant is what taking it in would change, after all relevant ones before it (in the order
/// given) were taken in; records of one checksum share the judgement.
[[nodiscard]] DeviationCount countDeviations(const policy::GuardianDocument& policy,
                                             const std::vector<DeviationRecord>& records,
                                             const std::stop_token& stop = {});

} // namespace pw::ops
