#pragma once
// The applied policies of an organization with their deviations and what they are for; on a
// worker's thread.

#include "app/policywright/chosen_fingerprints.h"
#include "core/ops/policy_list.h"

#include <string>
#include <vector>

namespace pw::app {

struct LoadedPolicies
{
    std::vector<ops::PolicyListRow> rows; ///< by type and name
    std::vector<std::string> notes; ///< what is not as asked for
};

/// `range` is that of the deviations; `fingerprints` are the rows that are loaded, null: none.
[[nodiscard]] Result<LoadedPolicies> loadPolicies(api::Client& client, const api::TimeRange& range,
                                                  const FingerprintListPtr& fingerprints,
                                                  const std::stop_token& stop,
                                                  const ProgressFn& progress);

/// The present version first, then those before it.
[[nodiscard]] Result<std::vector<ops::PolicyVersionRow>>
loadVersions(api::Client& client, const std::string& uid, const std::stop_token& stop);

/// The document in spyctl's layout, as a text to be edited.
[[nodiscard]] std::string textOf(const api::Applied& applied);

} // namespace pw::app
