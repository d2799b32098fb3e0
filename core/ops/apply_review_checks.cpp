#include "core/ops/apply_review_checks.h"

#include "core/ops/action_words.h"
#include "core/ops/policy_index.h"
#include "core/ops/timestamp.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <cmath>

namespace pw::ops {
namespace {

using policy::Action;
using policy::GuardianDocument;
using Kind = ReviewCheck::Kind;
using State = ReviewCheck::State;

constexpr double secondsOfDay = 86400;
constexpr double secondsOfHour = 3600;

std::vector<const Action*> actionsOf(const GuardianDocument& document,
                                     bool (*wanted)(const Action&))
{
    std::vector<const Action*> out;
    if (!document.spec.response)
        return out;
    for (const std::vector<Action>* const list :
         {&document.spec.response->defaults, &document.spec.response->actions}) {
        for (const Action& action : *list) {
            if (wanted(action) && isOn(action))
                out.push_back(&action);
        }
    }
    return out;
}

std::string textsOf(const std::vector<const Action*>& actions)
{
    std::vector<std::string> texts;
    for (const Action* const action : actions)
        texts.push_back(actionSentence(*action).text());
    return joined(texts, "; ");
}

/// Of the policy's own document, or of the whole text when that cannot be read to its end.
std::vector<const text::Diagnostic*> problemsOf(const ReviewInput& input)
{
    const text::Span own = yaml::NodeRef(*input.text, input.unit.root).span();
    std::vector<const text::Diagnostic*> out;
    for (const text::Diagnostic& problem : input.diagnostics) {
        if (input.alone || !input.text->complete()
            || (problem.span.begin >= own.begin && problem.span.begin <= own.end))
            out.push_back(&problem);
    }
    return out;
}

std::string versionText(const std::optional<std::int64_t>& version)
{
    return version ? "v" + std::to_string(*version) : std::string();
}

/// An uid of one's own is never another policy.
bool isOther(const GuardianDocument& policy, const std::string& uid)
{
    const PolicyStatus status = policyStatus(policy);
    const std::string type = policy.type();
    return (uid.empty() || policy.uid() != uid)
        && (status == PolicyStatus::Auditing || status == PolicyStatus::Enforcing)
        && (type == "container" || type == "linux-service" || type == "cluster");
}

std::string killedText(const ReplayNumbers& numbers)
{
    std::vector<std::string> out;
    if (numbers.killedProcesses > 0)
        out.push_back(counted(numbers.killedProcesses, "process", "processes"));
    if (numbers.killedPods > 0)
        out.push_back(counted(numbers.killedPods, "pod", "pods"));
    return joined(out);
}

} // namespace

ReviewCheck validCheck(const ReviewFacts& facts)
{
    const std::vector<const text::Diagnostic*> problems = problemsOf(facts.input);
    const auto count = [&problems](text::Severity severity) {
        return static_cast<std::size_t>(std::ranges::count_if(
            problems, [severity](const auto* one) { return one->severity == severity; }));
    };
    const std::size_t errors = count(text::Severity::Error);
    const std::size_t notes = count(text::Severity::Security);
    ReviewCheck out{Kind::Valid, State::Passed, counted(errors, "error", "errors"), {}};
    if (notes > 0)
        out.sentence += ", " + counted(notes, "security note", "security notes");
    if (const std::size_t warnings = count(text::Severity::Warning); warnings > 0)
        out.sentence += ", " + counted(warnings, "warning", "warnings");
    const text::Severity gravest = errors > 0 ? text::Severity::Error : text::Severity::Security;
    const auto first = std::ranges::find(problems, gravest, &text::Diagnostic::severity);
    if (first != problems.end())
        out.detail = (*first)->message;
    out.state = errors > 0 ? State::Blocking : notes > 0 ? State::ToRead : State::Passed;
    return out;
}

ReviewCheck serverCheck(const ReviewFacts& facts)
{
    const std::string version = versionText(facts.review.serverVersion);
    const auto answer = [](State state, std::string sentence, std::string detail) {
        return ReviewCheck{Kind::ServerCopy, state, std::move(sentence), std::move(detail)};
    };
    switch (facts.review.server) {
    case ServerState::New:
        return answer(State::Passed, "there is none yet", "the server gives it a uid");
    case ServerState::SameAsEdited:
        return answer(State::Passed, "is the one you edited",
                      version.empty() ? "read again" : version + ", read again");
    case ServerState::ChangedSince:
        return answer(State::Blocking, "changed since you read it",
                      version.empty() ? facts.review.changedThereBy
                                      : version + " by " + facts.review.changedThereBy);
    case ServerState::UnknownUid:
        return answer(State::Blocking, "there is none with this uid",
                      facts.review.deletes ? "it is deleted already" : "it can be applied as new");
    case ServerState::NotKnown:
        return answer(State::ToRead, "may have changed since you read it",
                      "this text does not say which version it was made from");
    case ServerState::NotAsked:
        return answer(State::Unknown, "could not be read",
                      facts.input.serverError ? facts.input.serverError->text() : std::string());
    }
    return {};
}

ReviewCheck selfMatchCheck(const ReviewFacts& facts)
{
    ReviewCheck out{Kind::SelfMatch, State::Unknown, "no fingerprints were read", {}};
    if (facts.input.evidence == nullptr || !facts.review.after)
        return out;
    const ReplayNumbers& numbers = *facts.review.after;
    if (numbers.covered == 0) {
        out.state = State::ToRead;
        out.sentence = "selects nothing that was seen";
        out.detail = counted(facts.input.evidence->size(), "fingerprint", "fingerprints") + " in "
            + facts.input.range;
        return out;
    }
    const bool all = numbers.conforming == numbers.covered;
    out.state = all ? State::Passed : State::ToRead;
    out.sentence = std::to_string(numbers.conforming) + "/" + std::to_string(numbers.covered)
        + " instances, " + std::to_string(numbers.allowed) + "/"
        + std::to_string(numbers.behaviours) + " behaviours are allowed";
    out.detail = all ? "what was seen in " + facts.input.range
                     : "the others deviated in " + facts.input.range;
    return out;
}

ReviewCheck overlapCheck(const ReviewFacts& facts, const std::vector<bool>& covers)
{
    ReviewCheck out{Kind::Overlap, State::Unknown, "the applied policies were not read", {}};
    if (!facts.input.applied)
        return out;
    if (facts.input.evidence == nullptr) {
        out.sentence = "no fingerprints were read";
        return out;
    }
    std::vector<const GuardianDocument*> others;
    PolicyIndex index;
    for (const GuardianDocument& policy : *facts.input.applied) {
        if (!isOther(policy, facts.review.uid))
            continue;
        index.add(static_cast<PolicyIndex::Id>(others.size()), policy);
        others.push_back(&policy);
    }
    std::vector<std::size_t> shared(others.size(), 0);
    for (std::size_t i = 0; i < covers.size(); ++i) {
        if (!covers[i])
            continue;
        for (const PolicyIndex::Id id : index.covering((*facts.input.evidence)[i].document))
            ++shared[id];
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (shared[i] > 0)
            names.push_back(others[i]->name() + " (" + std::to_string(shared[i]) + ")");
    }
    const bool isSeen = std::ranges::find(covers, true) != covers.end();
    out.detail = counted(others.size(), "policy", "policies") + " compared";
    if (!isSeen) {
        out.sentence = "nothing of its scope was seen";
    } else if (facts.review.deletes) {
        out.state = names.empty() ? State::ToRead : State::Passed;
        out.sentence = names.empty() ? "no other policy covers what it selects"
                                     : "also selected by " + joined(names);
    } else {
        out.state = names.empty() ? State::Passed : State::ToRead;
        out.sentence = names.empty() ? "no other policy selects the same instances"
                                     : "also selected by " + joined(names);
    }
    return out;
}

ReviewCheck maturityCheck(const ReviewFacts& facts)
{
    ReviewCheck out{Kind::Maturity, State::ToRead, "it never ran in audit mode",
                    "nobody knows yet what it would flag"};
    if (facts.server == nullptr) {
        if (facts.review.server == ServerState::NotAsked)
            out = {
                Kind::Maturity, State::Unknown, "how long it ran in audit mode is not known", {}};
        return out;
    }
    const std::optional<double> since
        = timestampValue(facts.server->metadataText("creationTimestamp"));
    if (!since) {
        out.sentence = "the server does not say how old it is";
        out.detail.clear();
        return out;
    }
    const double age = std::max(0.0, facts.input.now - *since);
    const bool young = age < secondsOfDay;
    const auto whole
        = [age](double unit) { return static_cast<std::size_t>(std::floor(age / unit)); };
    out.state = young ? State::ToRead : State::Passed;
    out.sentence = "first applied "
        + (age < 2 * secondsOfDay ? counted(whole(secondsOfHour), "hour", "hours")
                                  : counted(whole(secondsOfDay), "day", "days"))
        + " ago";
    if (facts.review.after)
        out.sentence += ", " + counted(facts.review.after->covered, "instance", "instances");
    out.detail = young ? "younger than a day" : "";
    return out;
}

ReviewCheck killsCheck(const ReviewFacts& facts)
{
    ReviewCheck out{Kind::Kills, State::Passed, "nothing is killed", {}};
    const std::vector<const Action*> kills = actionsOf(facts.proposed, isKill);
    if (kills.empty())
        return out;
    const std::optional<ReplayNumbers>& numbers = facts.review.after;
    const std::string times = !numbers ? "not replayed yet"
        : killedText(*numbers).empty() ? "none in " + facts.input.range
                                       : killedText(*numbers) + " in " + facts.input.range;
    if (!facts.review.enforces()) {
        out.sentence = "nothing is killed in this mode";
        out.detail = "enforcing: " + times;
        return out;
    }
    out.state = State::ToRead;
    out.sentence = textsOf(kills);
    out.detail = times;
    return out;
}

ReviewCheck responseCheck(const ReviewFacts& facts)
{
    ReviewCheck out{Kind::Response, State::Passed, {}, {}};
    const std::vector<const Action*> actions
        = actionsOf(facts.proposed, [](const Action& action) { return !action.type.empty(); });
    if (!actions.empty()) {
        out.sentence = textsOf(actions);
        return out;
    }
    out.state = facts.review.enforces() ? State::ToRead : State::Passed;
    out.sentence = "no actions";
    out.detail = facts.review.enforces() ? "enforcing, it does nothing but log" : "";
    return out;
}

ReviewCheck wayBackCheck(const ReviewFacts& facts)
{
    ReviewCheck out{Kind::WayBack, State::Passed, {}, {}};
    const std::string version = versionText(facts.review.serverVersion);
    if (facts.review.deletes) {
        out.state = State::ToRead;
        out.sentence = "the text stays here";
        out.detail = "applied again it gets another uid";
    } else if (facts.review.server == ServerState::NotAsked) {
        out.state = State::Unknown;
        out.sentence = "not known: the server's copy was not read";
    } else if (facts.server == nullptr) {
        out.sentence = "deleting it returns to now";
    } else if (version.empty()) {
        out.state = State::Unknown;
        out.sentence = "this server counts no versions";
        out.detail = "keep a copy of its text";
    } else {
        out.sentence = version + " is kept; applying it again returns to it";
    }
    return out;
}

} // namespace pw::ops
