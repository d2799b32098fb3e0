#include "app/policywright/review_gathering.h"

#include "core/api/same_content.h"
#include "core/ops/evidence_rows.h"
#include "core/ops/workload.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <set>

namespace pw::app {
namespace {

constexpr std::size_t mostEvidence = 20'000; // documents held at once

std::string uidOf(const yaml::Value& document)
{
    const yaml::Value* const metadata = document.find("metadata");
    const yaml::Value* const uid = metadata != nullptr ? metadata->find("uid") : nullptr;
    return uid != nullptr && uid->kind == yaml::Value::Kind::String ? uid->text : std::string();
}

ops::ServerCopy copyOf(const api::Applied& applied)
{
    return {applied.document, applied.version, applied.lastUpdated, applied.lastUpdatedBy};
}

Result<ops::EvidencePtr> evidenceFor(const ReviewQuestion& question, std::vector<std::size_t> rows,
                                     const std::stop_token& stop, const ProgressFn& progress)
{
    if (question.fingerprints == nullptr)
        return ops::EvidencePtr();
    const ChosenFingerprints chosen{question.fingerprints, std::move(rows), question.client};
    const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
    if (!loaded)
        return loaded.error();
    auto evidence = std::make_shared<std::vector<ops::Evidence>>();
    const Result<Done> visited = ops::visitRecords(
        *loaded->list, loaded->instances,
        [&](std::size_t at, yaml::NodeRef record) {
            evidence->push_back({ops::workloadOf(record), loaded->list->instances[at].facts});
        },
        stop);
    return visited ? Result<ops::EvidencePtr>(std::move(evidence)) : visited.error();
}

/// The copy that the document of this uid began as.
std::optional<ops::ServerCopy> editedCopy(const std::vector<ServerOrigin>& origins,
                                          const std::string& uid)
{
    const auto found = std::ranges::find(
        origins, uid, [](const ServerOrigin& origin) { return origin.copy.uid; });
    return found != origins.end() ? std::optional(copyOf(found->copy)) : std::nullopt;
}

class Gathering
{
public:
    Gathering(const ReviewQuestion& question, const std::stop_token& stop,
              const ProgressFn& progress)
        : m_question(question), m_call{stop, progress}
    {
    }

    Result<GatheredReviews> run(const GatheredFn& partial)
    {
        const Snapshot& snapshot = *m_question.snapshot;
        for (std::size_t unit = 0; unit < snapshot.units.size(); ++unit) {
            if (ops::canBeApplied(snapshot.units[unit].kind))
                m_out.units.push_back(unit);
        }
        if (m_out.units.empty())
            return Error{"nothing-to-apply", "There is no policy in this text", {}};
        readApplied();
        for (const std::size_t unit : m_out.units)
            m_inputs.push_back(inputOf(unit));
        std::vector<std::size_t> rows = findEvidence();
        review(); // without evidence: that takes longer
        for (const ops::ReviewPtr& one : m_out.reviews)
            m_out.diffs.push_back(ui::TextDiff::of(one->serverText, one->proposedText));
        partial(m_out);
        const Result<ops::EvidencePtr> evidence
            = evidenceFor(m_question, std::move(rows), m_call.stop, m_call.progress);
        for (ops::ReviewInput& input : m_inputs) {
            input.evidence = evidence ? *evidence : nullptr;
            input.evidenceToCome = false;
        }
        review();
        return m_out;
    }

private:
    void readApplied()
    {
        const auto applied = m_question.client->list(api::Resource::Policy, {}, m_call);
        if (!applied)
            return; // the reviews say that it is not known
        m_applied.emplace();
        for (const api::Applied& one : *applied)
            m_applied->push_back(ops::guardianOf(one.document));
    }

    ops::ReviewInput inputOf(std::size_t unit)
    {
        const Snapshot& snapshot = *m_question.snapshot;
        const yaml::Value document = yaml::toValue({*snapshot.document, snapshot.units[unit].root});
        ops::ReviewInput input;
        input.text = snapshot.document;
        input.unit = snapshot.units[unit];
        input.alone = snapshot.units.size() == 1;
        input.diagnostics = snapshot.diagnostics;
        input.applied = m_applied;
        input.range = m_question.range;
        input.now = m_question.now;
        m_documents.push_back(ops::guardianOf(document));
        m_out.documents.push_back(document);
        m_out.server.emplace_back();
        m_out.isThere.push_back(false);
        const std::string uid = uidOf(document);
        input.edited = editedCopy(m_question.origins, uid);
        m_out.edited.push_back(input.edited ? input.edited->version : std::nullopt);
        if (uid.empty())
            return input;
        const auto server = m_question.client->get(resourceOf(input.unit.kind), uid, m_call);
        if (server) {
            input.server = copyOf(*server);
            m_documents.push_back(ops::guardianOf(server->document));
            m_out.server.back() = *server;
            m_out.isThere.back() = api::sameContent(document, server->document)
                && api::holdsMetadata(server->document, document);
        } else if (server.error().code != "not-found") {
            input.serverError = server.error();
        }
        return input;
    }

    /// The rows to be read; a list that is cut is said to be one.
    std::vector<std::size_t> findEvidence()
    {
        ops::EvidenceRows found;
        if (m_question.fingerprints != nullptr)
            found = ops::evidenceRows(*m_question.fingerprints, m_documents, mostEvidence);
        for (ops::ReviewInput& input : m_inputs) {
            input.evidenceToCome = true;
            if (found.all > found.rows.size())
                input.range += " (" + std::to_string(found.rows.size()) + " of "
                    + std::to_string(found.all) + " fingerprints)";
        }
        return std::move(found.rows);
    }

    void review()
    {
        m_out.reviews.clear();
        for (const ops::ReviewInput& input : m_inputs)
            m_out.reviews.push_back(std::make_shared<const ops::ApplyReview>(
                ops::reviewApply(input, {m_call.stop, m_call.progress})));
    }

    const ReviewQuestion& m_question;
    api::Call m_call;
    std::optional<std::vector<policy::GuardianDocument>> m_applied;
    std::vector<ops::ReviewInput> m_inputs;
    std::vector<policy::GuardianDocument> m_documents; ///< proposed ones and the server's
    GatheredReviews m_out;
};

} // namespace

api::Resource resourceOf(policy::Kind kind)
{
    return kind == policy::Kind::Ruleset ? api::Resource::Ruleset : api::Resource::Policy;
}

Result<GatheredReviews> gatherReviews(const ReviewQuestion& question, const GatheredFn& partial,
                                      const std::stop_token& stop, const ProgressFn& progress)
{
    return Gathering(question, stop, progress).run(partial);
}

} // namespace pw::app
