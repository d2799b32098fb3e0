#include "core/ops/apply_review.h"

#include "core/ops/action_words.h"
#include "core/ops/apply_review_checks.h"
#include "core/ops/timestamp.h"
#include "core/ops/workload.h"
#include "core/ops/written_as.h"
#include "core/policy/decode.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <charconv>

namespace pw::ops {
namespace {

using policy::GuardianDocument;
using yaml::Value;

std::optional<std::int64_t> versionOf(const GuardianDocument& document)
{
    const std::string text = document.metadataText("version");
    std::int64_t out = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

/// The version that the text began as, or says that it did.
std::optional<std::int64_t> editedVersion(const ReviewInput& input,
                                          const GuardianDocument& proposed)
{
    return input.edited && input.edited->version ? input.edited->version : versionOf(proposed);
}

ServerState stateOf(const ReviewInput& input, const GuardianDocument& proposed,
                    const GuardianDocument* server)
{
    if (input.serverError)
        return ServerState::NotAsked;
    if (server == nullptr)
        return proposed.uid().empty() ? ServerState::New : ServerState::UnknownUid;
    const std::optional<std::int64_t> edited = editedVersion(input, proposed);
    if (edited && input.server->version)
        return *edited == *input.server->version ? ServerState::SameAsEdited
                                                 : ServerState::ChangedSince;
    if (!input.edited)
        return ServerState::NotKnown;
    const GuardianDocument began = guardianOf(input.edited->document);
    return policyChanges(&began, *server).empty() ? ServerState::SameAsEdited
                                                  : ServerState::ChangedSince;
}

/// Without what the server filled in and this text does not say.
Value comparable(const Value& server, const Value& proposed)
{
    Value out = server;
    const Value* const own = proposed.find("metadata");
    for (auto& [key, value] : out.entries) {
        if (key != "metadata")
            continue;
        std::erase_if(value.entries, [own](const auto& entry) {
            return isServerField(entry.first)
                && (own == nullptr || own->find(entry.first) == nullptr);
        });
    }
    return out;
}

void setTexts(const ReviewInput& input, ApplyReview& review)
{
    const yaml::NodeRef root(*input.text, input.unit.root);
    const Value proposed = yaml::toValue(root);
    const Value server = input.server ? comparable(input.server->document, proposed) : Value();
    if (input.alone && input.text->format() == yaml::Format::Yaml && !root.isFlow()) {
        // A person's own lines, comments included.
        const std::optional<std::string> there
            = input.server ? writtenAs(root, server) : std::string();
        if (there) {
            review.proposedText = input.text->source().bytes();
            review.serverText = *there;
            return;
        }
    }
    review.proposedText = yaml::writeYaml(proposed);
    if (input.server)
        review.serverText = yaml::writeYaml(inOrderOf(server, proposed));
}

std::string whoAndWhen(const ServerCopy& copy)
{
    std::string out = copy.lastUpdatedBy.empty() ? "somebody" : copy.lastUpdatedBy;
    if (const std::optional<double> time = timestampValue(copy.lastUpdated)) {
        if (const std::optional<std::string> shown = formatTime(*time))
            out += ", " + *shown;
    }
    return out;
}

class Review
{
public:
    Review(const ReviewInput& input, const ReviewCall& call)
        : m_input(input), m_call(call),
          m_proposed(policy::decodeGuardian(yaml::NodeRef(*input.text, input.unit.root)))
    {
        if (input.server)
            m_server = guardianOf(input.server->document);
    }

    ApplyReview run()
    {
        describe();
        check({});
        if (m_input.unit.kind == policy::Kind::Policy && m_input.evidence)
            replayAll();
        m_out.complete = !m_input.evidenceToCome && !m_call.stop.stop_requested();
        return std::move(m_out);
    }

private:
    [[nodiscard]] const GuardianDocument* server() const { return m_server ? &*m_server : nullptr; }

    void describe()
    {
        m_out.kind = m_input.unit.kind;
        m_out.hasMode = m_out.kind != policy::Kind::Ruleset;
        m_out.name = m_proposed.name();
        m_out.type = m_proposed.type();
        m_out.uid = m_proposed.uid();
        m_out.deletes = m_input.deletes;
        m_out.range = m_input.range;
        m_out.server = stateOf(m_input, m_proposed, server());
        m_out.editedVersion = editedVersion(m_input, m_proposed);
        if (m_input.server)
            m_out.serverVersion = m_input.server->version;
        if (m_server)
            m_out.statusNow = policyStatus(*m_server);
        // Once it is applied it has a uid.
        GuardianDocument applied = m_proposed;
        applied.metadata.set("uid", Value::string("applied"));
        m_out.statusAfter = m_input.deletes ? PolicyStatus::NotApplied : policyStatus(applied);
        const auto isLiveKill = [](const policy::Action& one) { return isKill(one) && isOn(one); };
        if (m_proposed.spec.response)
            m_out.hasKillActions
                = std::ranges::any_of(m_proposed.spec.response->defaults, isLiveKill)
                || std::ranges::any_of(m_proposed.spec.response->actions, isLiveKill);
        describeChanges();
        setTexts(m_input, m_out);
    }

    void describeChanges()
    {
        if (m_input.deletes) {
            m_out.changes = {{PolicyChange::Sign::Removed,
                              PolicyChange::Part::General,
                              Sentence().name(m_out.name).say(" is deleted from the server"),
                              "what it selects is covered by it no longer",
                              Effect::Off,
                              {},
                              {}}};
        } else if (m_out.server != ServerState::NotAsked) { // else nobody knows what changes
            m_out.changes = policyChanges(server(), m_proposed, m_input.text.get());
        }
        if (m_out.server != ServerState::ChangedSince)
            return;
        m_out.changedThereBy = whoAndWhen(*m_input.server);
        if (m_input.edited) {
            const GuardianDocument began = guardianOf(m_input.edited->document);
            m_out.changedThere = policyChanges(&began, *m_server);
        }
    }

    void check(const std::vector<bool>& covers)
    {
        const ReviewFacts facts{m_input, m_out, m_proposed, server()};
        const bool selects = m_input.unit.kind == policy::Kind::Policy;
        const bool isJudged = m_out.after || (!m_input.evidence && !m_input.evidenceToCome);
        std::vector<ReviewCheck> checks;
        if (!m_input.deletes)
            checks.push_back(validCheck(facts));
        checks.push_back(serverCheck(facts));
        if (selects && !m_input.deletes && isJudged)
            checks.push_back(selfMatchCheck(facts));
        if (selects && isJudged)
            checks.push_back(overlapCheck(facts, covers));
        if (m_out.startsEnforcing())
            checks.push_back(maturityCheck(facts));
        if (!m_input.deletes && (selects || m_proposed.spec.response)) {
            checks.push_back(killsCheck(facts));
            checks.push_back(responseCheck(facts));
        }
        checks.push_back(wayBackCheck(facts));
        m_out.checks = std::move(checks);
    }

    void replayAll()
    {
        const std::vector<Evidence>& evidence = *m_input.evidence;
        const std::size_t total = m_server ? 2 * evidence.size() : evidence.size();
        const auto progressFrom = [this, total](std::size_t start) -> ProgressFn {
            if (!m_call.progress)
                return {};
            return [this, start, total](std::size_t done, std::size_t, std::string_view what) {
                m_call.progress(start + done, total, what);
            };
        };
        GuardianDocument proposed = m_proposed;
        if (m_input.deletes)
            proposed.spec.enabled = false;
        Replay after = replay(proposed, evidence, m_call.stop, progressFrom(0));
        Replay before;
        if (m_server)
            before = replay(*m_server, evidence, m_call.stop, progressFrom(evidence.size()));
        if (m_call.stop.stop_requested())
            return;
        if (m_server)
            m_out.before = before.numbers;
        m_out.after = after.numbers;
        addKills(after.kills);
        std::vector<bool> either = after.covers;
        for (std::size_t i = 0; i < before.covers.size(); ++i)
            either[i] = either[i] || before.covers[i];
        m_out.fingerprints = static_cast<std::size_t>(std::ranges::count(either, true));
        check(m_input.deletes ? either : after.covers);
    }

    void addKills(const std::vector<PossibleKill>& kills)
    {
        for (const PossibleKill& kill : kills) {
            ReviewedKill one{kill, 0, {}};
            if (kill.rule.node != yaml::noNode) {
                one.span = yaml::NodeRef(*m_input.text, kill.rule.node).span();
                one.line = m_input.text->source().lineColumn(one.span.begin).line;
            }
            m_out.kills.push_back(std::move(one));
        }
    }

    const ReviewInput& m_input;
    const ReviewCall& m_call;
    GuardianDocument m_proposed;
    std::optional<GuardianDocument> m_server;
    ApplyReview m_out;
};

} // namespace

const ReviewCheck* ApplyReview::blocking() const
{
    const auto found = std::ranges::find(checks, ReviewCheck::State::Blocking, &ReviewCheck::state);
    return found == checks.end() ? nullptr : &*found;
}

ApplyReview reviewApply(const ReviewInput& input, const ReviewCall& call)
{
    return Review(input, call).run();
}

bool canBeApplied(policy::Kind kind)
{
    return kind == policy::Kind::Policy || kind == policy::Kind::ClusterPolicy
        || kind == policy::Kind::TracePolicy || kind == policy::Kind::Ruleset;
}

} // namespace pw::ops
