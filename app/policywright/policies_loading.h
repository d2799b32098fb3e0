#pragma once
// The applied policies of an organization with their deviations and what they are for; on a
// worker's thread.

#include "app/policywright/chosen_fingerprints.h"
#include "core/ops/policy_list.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pw::app {

/// How far back deviations are counted.
inline constexpr double deviationSeconds = 30.0 * 86400;

struct LoadedPolicies
{
    std::vector<ops::PolicyListRow> rows; ///< by type and name
    std::vector<policy::GuardianDocument> policies; ///< in the order of the server
    std::vector<std::string> notes; ///< what is not as asked for
};

/// `range` is that of the deviations. What the policies cover is not said yet.
[[nodiscard]] Result<LoadedPolicies> loadPolicies(api::Client& client, const api::TimeRange& range,
                                                  const std::stop_token& stop,
                                                  const ProgressFn& progress);

/// With what each policy covers of the rows that are loaded, as far as the server says which
/// policies cover a row.
[[nodiscard]] std::vector<ops::PolicyListRow> rowsWithCovers(const LoadedPolicies& loaded,
                                                             const ops::FingerprintList& list,
                                                             const std::stop_token& stop);

/// The present version first, then those before it.
[[nodiscard]] Result<std::vector<ops::PolicyVersionRow>>
loadVersions(api::Client& client, const std::string& uid, const std::stop_token& stop);

struct FetchedPolicy
{
    api::Applied present;
    std::optional<api::Applied> older; ///< when a version was asked for
    text::SourceText text; ///< of the older one, if it was asked for, else of the present one

    [[nodiscard]] const api::Applied& shown() const { return older ? *older : present; }
};

/// `key`: a uid or a name; `version`: one of the archive, or 0.
[[nodiscard]] Result<FetchedPolicy> fetchPolicy(api::Client& client, const std::string& key,
                                                std::int64_t version, const std::stop_token& stop);

/// The document in spyctl's layout, as a text to be edited.
[[nodiscard]] std::string textOf(const api::Applied& applied);

} // namespace pw::app
