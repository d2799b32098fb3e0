#include "app/policywright/review_writing.h"

#include "core/ops/applied_marks.h"
#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::app {
namespace {

using yaml::Value;

/// What the server would have given it; without them it is a new document.
Value withoutServerMarks(Value document)
{
    const Value* const metadata = document.find("metadata");
    if (metadata == nullptr)
        return document;
    Value kept = *metadata;
    std::erase_if(kept.entries, [](const auto& entry) { return ops::isServerField(entry.first); });
    document.set("metadata", std::move(kept));
    return document;
}

std::string nameIn(yaml::NodeRef root)
{
    return std::string(root.find("metadata").find("name").value());
}

} // namespace

std::vector<Outgoing> outgoing(const Snapshot& snapshot, const GatheredReviews& reviews,
                               bool overNewer, bool asNew)
{
    std::vector<Outgoing> out;
    for (std::size_t at = 0; at < reviews.units.size(); ++at) {
        if (reviews.isThere[at] && reviews.units.size() > 1)
            continue;
        const ops::ApplyReview& review = *reviews.reviews[at];
        Outgoing one{
            at, reviews.documents[at], resourceOf(snapshot.units[reviews.units[at]].kind), {}};
        const bool unknown = review.server == ops::ServerState::UnknownUid;
        if (asNew && unknown)
            one.document = withoutServerMarks(std::move(one.document));
        else
            one.expectedVersion = review.serverVersion;
        if (review.server == ops::ServerState::NotAsked) // and nobody has seen what stands there
            one.expectedVersion = reviews.edited[at];
        if (review.server == ops::ServerState::ChangedSince && !overNewer)
            continue;
        out.push_back(std::move(one));
    }
    std::ranges::stable_sort(out, [](const Outgoing& a, const Outgoing& b) {
        return a.resource == api::Resource::Ruleset && b.resource != api::Resource::Ruleset;
    });
    return out;
}

void sendAll(api::Client& client, const std::vector<Outgoing>& documents,
             const std::function<void(const SentDocument&)>& sent, const std::stop_token& stop)
{
    for (const Outgoing& one : documents) {
        // What has left is never given up in the middle: nobody would know what became of it.
        SentDocument result{one.at, client.apply(one.document, one.expectedVersion, {}), {}};
        if (result.written) {
            const auto copy = client.get(one.resource, result.written->uid, {stop, {}});
            if (copy)
                result.copy = *copy;
        }
        sent(result);
        if (stop.stop_requested())
            return;
    }
}

Result<text::TextEdits> planServerMarks(const text::SourceText& text, const Snapshot& reviewed,
                                        const GatheredReviews& reviews,
                                        const std::vector<SentDocument>& sent)
{
    const yaml::Document document = yaml::read(text);
    const std::vector<policy::Unit> units = policy::unitsOf(document, true);
    std::vector<ops::AppliedMark> marks;
    for (const SentDocument& one : sent) {
        const std::size_t unit = reviews.units[one.at];
        if (!one.written || unit >= units.size())
            continue;
        const yaml::NodeRef root(document, units[unit].root);
        const yaml::NodeRef before(*reviewed.document, reviewed.units[unit].root);
        if (units[unit].kind != reviewed.units[unit].kind || nameIn(root) != nameIn(before))
            continue; // another document stands there by now
        ops::AppliedMark mark{root, one.written->uid, {}};
        if (one.copy) {
            if (const Value* const metadata = one.copy->document.find("metadata"))
                mark.metadata = *metadata;
        }
        marks.push_back(std::move(mark));
    }
    return ops::planMarks(document, marks);
}

} // namespace pw::app
