#pragma once
// What a review is made from, gathered on a worker's thread: the server's copies, the other
// policies, and what ran in the time range.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/server_origin.h"
#include "core/ops/apply_review.h"
#include "core/snapshot.h"
#include "ui/diff/diff_rows.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pw::app {

struct ReviewQuestion
{
    SnapshotPtr snapshot; ///< of the text that would be applied
    std::vector<ServerOrigin> origins; ///< what the documents of the text began as
    ClientPtr client;
    FingerprintListPtr fingerprints; ///< rows of the time range; null: none are loaded
    std::string range; ///< as a sentence names it
    double now = 0;
};

/// One review for each document of the text that can be applied, with the diffs of their texts.
struct GatheredReviews
{
    std::vector<ops::ReviewPtr> reviews;
    std::vector<ui::TextDiffPtr> diffs;
    std::vector<std::size_t> units; ///< of the snapshot
    std::vector<yaml::Value> documents; ///< as they would be sent
    std::vector<std::optional<api::Applied>> server; ///< the server's copies
    std::vector<bool> isThere; ///< what the server holds says the same
    std::vector<std::optional<std::int64_t>> edited; ///< versions that the texts began as
};

/// Called with reviews that are not complete yet.
using GatheredFn = std::function<void(GatheredReviews)>;

/// Error code: `nothing-to-apply`. What the server does not answer stands in the reviews.
[[nodiscard]] Result<GatheredReviews> gatherReviews(const ReviewQuestion& question,
                                                    const GatheredFn& partial,
                                                    const std::stop_token& stop,
                                                    const ProgressFn& progress);

/// Policies and rulesets.
[[nodiscard]] api::Resource resourceOf(policy::Kind kind);

} // namespace pw::app
