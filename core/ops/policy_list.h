#pragma once
// Applied policies as the rows of a list: what they do, since when and by whom, and what for.

#include "core/ops/deviation_count.h"
#include "core/ops/policy_cover.h"
#include "core/ops/policy_status.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pw::ops {

struct DeviationTally
{
    std::size_t unique = 0;
    std::size_t total = 0;
    bool operator==(const DeviationTally&) const = default;
};

/// How long an auditing policy has seen nothing that it does not allow.
struct QuietTime
{
    double since = 0; ///< epoch seconds
    bool atLeast = false; ///< nobody looked further back
    bool operator==(const QuietTime&) const = default;
};

/// What a server's record says beside the document; empty where it says nothing.
struct PolicyRecordFacts
{
    std::string version;
    std::string lastUpdated; ///< epoch seconds as written
    std::string lastUpdatedBy;
};

struct PolicyListRow
{
    std::string uid;
    std::string name;
    PolicyStatus status = PolicyStatus::NotApplied;
    std::string mode; ///< as written; empty: missing, which counts as enforce
    std::string type;
    std::string version; ///< as written; servers of the older kind have none
    std::string createTime; ///< epoch seconds as written
    std::string createdBy;
    std::string lastUpdated; ///< epoch seconds as written
    std::string lastUpdatedBy;
    std::string scope; ///< in words: `mongo:latest in namespace dev`; empty: it selects nothing
    std::vector<std::pair<std::string, std::string>> scopeFields; ///< `pod label app`, `mongo`
    std::optional<DeviationTally> deviations; ///< nothing: not counted
    std::optional<QuietTime> quiet; ///< of those that audit and were counted
    std::optional<PolicyCover> cover; ///< nothing: not looked up
    bool operator==(const PolicyListRow&) const = default;
};

/// From the document, whose metadata the server has filled. What the record says goes before it.
[[nodiscard]] PolicyListRow policyListRow(const policy::GuardianDocument& policy,
                                          const PolicyRecordFacts& record = {});

/// `count` is of `records`, which were asked for from that time (epoch seconds) until now. Records
/// that could not be judged are not counted, but they are not quiet either.
void takeDeviations(PolicyListRow& row, const DeviationCount& count,
                    const std::vector<DeviationRecord>& records, double from);

/// By type and name, as spyctl lists them.
void sortPolicies(std::vector<PolicyListRow>& rows);

struct PolicyListFilter
{
    std::string type; ///< `container`, `linux-service`, `cluster`, `trace`; empty: all
    std::string text; ///< see WordFilter; looks at uid, name, type, status, scope and persons

    [[nodiscard]] bool matches(const PolicyListRow& row) const;
    [[nodiscard]] bool empty() const;
    bool operator==(const PolicyListFilter&) const = default;
};

/// One version of a policy, for its history.
struct PolicyVersionRow
{
    std::int64_t version = 0;
    std::string applied; ///< epoch seconds as written; empty: not known
    std::string by;
    bool present = false; ///< the one that is applied now
    bool operator==(const PolicyVersionRow&) const = default;
};

} // namespace pw::ops
