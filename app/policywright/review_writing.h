#pragma once
// What a review writes to the server, and what of the answer goes into the text; on a worker's
// thread.

#include "app/policywright/review_gathering.h"
#include "core/text/text_edit.h"

#include <functional>
#include <optional>
#include <vector>

namespace pw::app {

/// One document on its way.
struct Outgoing
{
    std::size_t at = 0; ///< among the reviews
    yaml::Value document;
    api::Resource resource = api::Resource::Policy;
    std::optional<std::int64_t> expectedVersion;
};

struct SentDocument
{
    std::size_t at = 0;
    Result<api::Written> written = Error{};
    std::optional<api::Applied> copy; ///< as the server has it now
};

/// Rulesets first. `overNewer`: whatever version stands there; `asNew`: without its uid. Of several
/// documents those that the server holds already are left out.
[[nodiscard]] std::vector<Outgoing>
outgoing(const Snapshot& snapshot, const GatheredReviews& reviews, bool overNewer, bool asNew);

/// One after the other, going on behind an error; `sent` is told of each.
void sendAll(api::Client& client, const std::vector<Outgoing>& documents,
             const std::function<void(const SentDocument&)>& sent, const std::stop_token& stop);

/// Edits of the text as it stands now. Documents are found again by their place and name.
[[nodiscard]] Result<text::TextEdits> planServerMarks(const text::SourceText& text,
                                                      const Snapshot& reviewed,
                                                      const GatheredReviews& reviews,
                                                      const std::vector<SentDocument>& sent);

} // namespace pw::app
