// A policy, what the server has and what was seen: what a person reads before it is applied.

#include "core/ops/apply_review.h"

#include "core/ops/validate.h"
#include "core/ops/wording.h"
#include "core/ops/workload.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

constexpr double hour = 3600;
constexpr double now = 1713000000;

const std::string killsShells
    = "  response:\n    default: [{makeRedFlag: {severity: high}}]\n"
      "    actions:\n    - agentKillProcess: {processSelector: {name: [bash, sh]}}\n";

std::string policyText(const std::string& mode, const std::string& metadata = {},
                       const std::string& response = killsShells,
                       const std::string& image = "'app:*'")
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: app-policy\n"
           "  type: container\n"
        + metadata + "spec:\n  containerSelector:\n    image: " + image + "\n  mode: " + mode
        + "\n  processPolicy:\n  - name: app\n    exe:\n    - /bin/app\n    id: app_0\n"
          "    euser:\n    - app\n  networkPolicy:\n    ingress: []\n    egress: []\n"
        + response;
}

const std::string applied = "  uid: pol:1\n  version: 2\n";

/// An instance of the app, with other programs below it.
ops::Evidence instance(const std::string& pod, const std::vector<std::string>& programs,
                       const std::string& image = "app:1")
{
    std::string below;
    for (const std::string& program : programs)
        below += (below.empty() ? "" : ", ") + ("{name: " + program + ", exe: [/bin/" + program)
            + "], id: " + program + "_0, euser: [app]}";
    policy::GuardianDocument document = fingerprint(
        root("name: app, exe: [/bin/app], id: app_0, euser: [app], children: [" + below + "]"),
        noNetwork, "  containerSelector:\n    image: " + image + "\n");
    policy::FingerprintFacts facts;
    facts.podName = pod;
    facts.image = image;
    facts.time = "1712999000";
    return {std::move(document), std::move(facts)};
}

struct Case
{
    std::string text = policyText("enforce", applied);
    std::string server = policyText("audit",
                                    "  uid: pol:1\n  version: 2\n  creationTimestamp: "
                                        + std::to_string(static_cast<long>(now - 5 * hour)) + "\n");
    std::optional<std::int64_t> serverVersion = 2;
    std::optional<std::string> edited;
    std::vector<std::string> others;
    std::vector<ops::Evidence> evidence{instance("app-a", {}), instance("app-b", {"bash", "curl"})};
    bool deletes = false;
    bool toCome = false; ///< the evidence
};

yaml::Value valueOf(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t.yaml"));
    return yaml::toValue(document.roots().front());
}

ops::ApplyReview review(const Case& given, const ops::ReviewCall& call = {})
{
    ops::ReviewInput input;
    input.text = std::make_shared<const yaml::Document>(
        yaml::read(*text::SourceText::make(given.text, "t.yaml")));
    const std::vector<policy::Unit> units = policy::unitsOf(*input.text, false);
    input.unit = units.front();
    input.alone = units.size() == 1;
    input.diagnostics = ops::validate(*input.text);
    if (!given.server.empty())
        input.server = ops::ServerCopy{valueOf(given.server), given.serverVersion, "1712996400",
                                       "ann@example.org"};
    if (given.edited)
        input.edited = ops::ServerCopy{valueOf(*given.edited), 2, {}, {}};
    input.applied.emplace();
    for (const std::string& other : given.others)
        input.applied->push_back(guardian(other));
    input.evidenceToCome = given.toCome;
    if (!given.toCome)
        input.evidence = std::make_shared<const std::vector<ops::Evidence>>(given.evidence);
    input.range = "the last 24 h";
    input.now = now;
    input.deletes = given.deletes;
    return ops::reviewApply(input, call);
}

std::string shown(const ops::ReviewCheck& check)
{
    const char* const state = check.state == ops::ReviewCheck::State::Passed ? "ok"
        : check.state == ops::ReviewCheck::State::ToRead                     ? "read"
        : check.state == ops::ReviewCheck::State::Blocking                   ? "blocking"
                                                                             : "unknown";
    return std::string(state) + ": " + check.sentence
        + (check.detail.empty() ? "" : " | " + check.detail);
}

/// The check of that kind, `none` when it was not made.
std::string check(const ops::ApplyReview& review, ops::ReviewCheck::Kind kind)
{
    for (const ops::ReviewCheck& check : review.checks) {
        if (check.kind == kind)
            return shown(check);
    }
    return "none";
}

using Kind = ops::ReviewCheck::Kind;

} // namespace

class ApplyReviewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsChecked();
    void anInvalidTextIsBlocked();
    void theServersCopyIsCompared();
    void anUnknownUid();
    void theServerDidNotAnswer();
    void otherPoliciesAreNamed();
    void whatCouldBeKilled();
    void inAuditNothingIsKilled();
    void withoutActionsItOnlyLogs();
    void podsAreCountedOnce();
    void numbersBeforeAndAfter();
    void aDeletion();
    void partsComeBeforeTheReplay();
    void stoppedWorkIsNotComplete();
    void textsCanBeComparedLineByLine();
    void oneOfSeveralDocuments();
    void aRulesetIsNotReplayed();
};

void ApplyReviewTest::everythingIsChecked()
{
    const ops::ApplyReview result = review({});
    std::vector<std::string> lines;
    for (const ops::ReviewCheck& one : result.checks)
        lines.push_back(shown(one));
    QCOMPARE(QString::fromStdString(ops::joined(lines, "\n")),
             QStringLiteral("ok: 0 errors\n"
                            "ok: is the one you edited | v2, read again\n"
                            "read: 1/2 instances, 1/3 behaviours are allowed | the others deviated "
                            "in the last 24 h\n"
                            "ok: no other policy selects the same instances | 0 policies compared\n"
                            "read: first applied 5 hours ago, 2 instances | younger than a day\n"
                            "read: kill process: bash, sh | 1 process in the last 24 h\n"
                            "ok: red flag high; kill process: bash, sh\n"
                            "ok: v2 is kept; applying it again returns to it"));
    QVERIFY(result.complete);
    QVERIFY(result.startsEnforcing());
    QCOMPARE(result.blocking(), nullptr);
    QCOMPARE(result.changes.front().sentence.text(), std::string("mode audit became enforce"));
}

void ApplyReviewTest::anInvalidTextIsBlocked()
{
    Case given;
    given.text = policyText("shout", applied);
    const ops::ApplyReview result = review(given);
    QVERIFY(result.blocking() != nullptr);
    QVERIFY(result.blocking()->kind == Kind::Valid);
    QVERIFY(result.blocking()->sentence.starts_with("1 error"));
    QVERIFY(!result.blocking()->detail.empty());
}

void ApplyReviewTest::theServersCopyIsCompared()
{
    Case given;
    given.serverVersion = 4;
    given.edited = given.server;
    given.server = policyText("audit", applied, killsShells, "app:1");
    ops::ApplyReview result = review(given);
    QCOMPARE(check(result, Kind::ServerCopy),
             std::string("blocking: changed since you read it | v4 by ann@example.org, "
                         "2024-04-13T08:20:00Z"));
    QCOMPARE(result.changedThere.size(), std::size_t{1});
    QCOMPARE(result.changedThere.front().sentence.text(), std::string("image app:* became app:1"));

    // Without versions only the copy that the text began as can tell.
    given.serverVersion.reset();
    given.edited.reset();
    QCOMPARE(review(given).server, ops::ServerState::NotKnown);
    given.edited = given.server;
    QCOMPARE(review(given).server, ops::ServerState::SameAsEdited);
}

void ApplyReviewTest::anUnknownUid()
{
    Case given;
    given.server.clear();
    QCOMPARE(check(review(given), Kind::ServerCopy),
             std::string("blocking: there is none with this uid | it can be applied as new"));
    given.text = policyText("audit");
    const ops::ApplyReview fresh = review(given);
    QCOMPARE(fresh.server, ops::ServerState::New);
    QCOMPARE(check(fresh, Kind::WayBack), std::string("ok: deleting it returns to now"));
    QCOMPARE(check(fresh, Kind::Maturity), std::string("none"));
    given.text = policyText("enforce");
    QCOMPARE(check(review(given), Kind::Maturity),
             std::string("read: it never ran in audit mode | nobody knows yet what it would flag"));
}

void ApplyReviewTest::theServerDidNotAnswer()
{
    ops::ReviewInput input;
    input.text = std::make_shared<const yaml::Document>(
        yaml::read(*text::SourceText::make(policyText("audit", applied), "t.yaml")));
    input.unit = policy::unitsOf(*input.text, false).front();
    input.serverError = Error{"time-out", "nobody answered", "read the policy"};
    const ops::ApplyReview result = ops::reviewApply(input);
    QCOMPARE(check(result, Kind::ServerCopy),
             std::string("unknown: could not be read | read the policy: nobody answered"));
    QCOMPARE(check(result, Kind::SelfMatch), std::string("unknown: no fingerprints were read"));
    QCOMPARE(check(result, Kind::Overlap),
             std::string("unknown: the applied policies were not read"));
    QCOMPARE(check(result, Kind::WayBack),
             std::string("unknown: not known: the server's copy was not read"));
    QVERIFY(result.changes.empty()); // nobody knows what is there
    input.applied.emplace();
    QCOMPARE(check(ops::reviewApply(input), Kind::Overlap),
             std::string("unknown: no fingerprints were read"));
}

void ApplyReviewTest::otherPoliciesAreNamed()
{
    Case given;
    const auto other = [](const std::string& name, const std::string& metadata,
                          const std::string& image, const std::string& mode = "audit") {
        std::string text = policyText(mode, metadata, {}, image);
        return text.replace(text.find("app-policy"), 10, name);
    };
    given.others = {given.server, other("wide", "  uid: pol:2\n", "'*'"),
                    other("else", "  uid: pol:3\n", "web:1"), other("file", "", "'app:*'"),
                    other("sleeping", "  uid: pol:4\n", "'app:*'", "audit\n  enabled: false")};
    QCOMPARE(check(review(given), Kind::Overlap),
             std::string("read: also selected by wide (2) | 2 policies compared"));
}

void ApplyReviewTest::whatCouldBeKilled()
{
    const ops::ApplyReview result = review({});
    QCOMPARE(result.kills.size(), std::size_t{1});
    const ops::ReviewedKill& kill = result.kills.front();
    QCOMPARE(kill.kill.instance, std::string("app-b"));
    QCOMPARE(kill.kill.process, std::string("bash"));
    QCOMPARE(kill.kill.action, std::string("agentKillProcess"));
    const text::SourceText text = *text::SourceText::make(Case{}.text, "t.yaml");
    QCOMPARE(std::string(text.line(kill.line)),
             std::string("    - agentKillProcess: {processSelector: {name: [bash, sh]}}"));
    QCOMPARE(result.after->killedProcesses, std::size_t{1});
    QCOMPARE(result.after->flagged, std::size_t{2}); // the red flag is of another type
}

void ApplyReviewTest::inAuditNothingIsKilled()
{
    Case given;
    given.text = policyText("audit", applied);
    const ops::ApplyReview result = review(given);
    QCOMPARE(check(result, Kind::Kills),
             std::string("ok: nothing is killed in this mode | enforcing: 1 process in the last "
                         "24 h"));
    QVERIFY(!result.startsEnforcing());
    QVERIFY(result.hasKillActions);
    QVERIFY(result.changes.empty());
}

void ApplyReviewTest::withoutActionsItOnlyLogs()
{
    Case given;
    given.text = policyText("enforce", applied, "  response: {default: [], actions: []}\n");
    QCOMPARE(check(review(given), Kind::Response),
             std::string("read: no actions | enforcing, it does nothing but log"));
    given.text = policyText("enforce", applied, {});
    QCOMPARE(check(review(given), Kind::Response),
             std::string("read: no actions | enforcing, it does nothing but log"));
}

void ApplyReviewTest::podsAreCountedOnce()
{
    Case given;
    given.text = policyText("enforce", applied,
                            "  response:\n    default:\n    - agentKillPod:\n    actions: []\n");
    const ops::ApplyReview result = review(given);
    QCOMPARE(result.kills.size(), std::size_t{2});
    QCOMPARE(result.after->killedPods, std::size_t{1});
    QCOMPARE(result.after->killedProcesses, std::size_t{0});
}

void ApplyReviewTest::numbersBeforeAndAfter()
{
    Case given;
    given.text = policyText("enforce", applied, killsShells, "app:1");
    given.evidence.push_back(instance("app-c", {}, "app:2"));
    given.evidence.push_back(instance("web", {}, "web:1"));
    const ops::ApplyReview result = review(given);
    QCOMPARE(result.fingerprints, std::size_t{3});
    QCOMPARE(result.before->covered, std::size_t{3});
    QCOMPARE(result.before->images, std::size_t{2});
    QCOMPARE(result.after->covered, std::size_t{2});
    QCOMPARE(result.after->conforming, std::size_t{1});
    QCOMPARE(result.after->images, std::size_t{1});
    QCOMPARE(result.after->behaviours, std::size_t{3});
    QCOMPARE(result.after->allowed, std::size_t{1});
}

void ApplyReviewTest::aDeletion()
{
    Case given;
    given.deletes = true;
    const ops::ApplyReview result = review(given);
    QCOMPARE(result.changes.size(), std::size_t{1});
    QCOMPARE(result.changes.front().sentence.text(),
             std::string("app-policy is deleted from the server"));
    QCOMPARE(result.before->covered, std::size_t{2});
    QCOMPARE(result.after->covered, std::size_t{0});
    QVERIFY(result.statusAfter == ops::PolicyStatus::NotApplied);
    QCOMPARE(check(result, Kind::Overlap),
             std::string("read: no other policy covers what it selects | 0 policies compared"));
    QCOMPARE(check(result, Kind::Valid), std::string("none"));
}

void ApplyReviewTest::partsComeBeforeTheReplay()
{
    std::vector<std::string> progress;
    ops::ReviewCall call;
    call.progress = [&progress](std::size_t done, std::size_t total, std::string_view) {
        progress.push_back(std::to_string(done) + "/" + std::to_string(total));
    };
    const ops::ApplyReview whole = review({}, call);
    QCOMPARE(ops::joined(progress), std::string("0/4, 1/4, 2/4, 3/4"));
    Case given;
    given.toCome = true;
    const ops::ApplyReview part = review(given);
    QVERIFY(!part.complete);
    QCOMPARE(part.changes, whole.changes);
    QVERIFY(!part.after);
    // Nothing is said yet about what was seen.
    QCOMPARE(check(part, Kind::SelfMatch), std::string("none"));
    QCOMPARE(check(part, Kind::Overlap), std::string("none"));
}

void ApplyReviewTest::stoppedWorkIsNotComplete()
{
    std::stop_source stop;
    stop.request_stop();
    ops::ReviewCall call;
    call.stop = stop.get_token();
    const ops::ApplyReview result = review({}, call);
    QVERIFY(!result.complete);
    QVERIFY(!result.after);
}

void ApplyReviewTest::textsCanBeComparedLineByLine()
{
    Case given;
    given.server = "spec: {mode: audit, response: {actions: [], default: []}, containerSelector: "
                   "{image: 'app:*'}, processPolicy: [{id: b_0, name: b}, {id: a_0, name: a, exe: "
                   "[/a]}]}\nkind: SpyderbatPolicy\nmetadata: {version: 2, createdBy: ann, uid: "
                   "pol:1, type: container, name: app-policy}\n";
    const std::string head = "kind: SpyderbatPolicy # mine\nmetadata:\n  name: app-policy\n"
                             "  type: container\n  uid: pol:1\nspec:\n  # all of them\n"
                             "  containerSelector: {image: 'app:*'}\n";
    const std::string processes = "  processPolicy:\n  - {name: a, id: a_0, exe: [/a";
    given.text = head + "  mode: enforce\n" + processes + ", /b]}\n  - {name: b, id: b_0}\n"
        + "  - {name: c, id: c_0}\n  response: {default: [], actions: []}\n";
    const ops::ApplyReview result = review(given);
    QCOMPARE(result.proposedText, given.text);
    QCOMPARE(QString::fromStdString(result.serverText),
             QString::fromStdString(head + "  mode: audit\n" + processes
                                    + "]}\n  - {name: b, id: b_0}\n"
                                      "  response: {default: [], actions: []}\n"));

    // Where the text cannot be changed in place both are written anew, in one order.
    given.text = "kind: SpyderbatPolicy\nmetadata: {name: app-policy, type: container, uid: "
                 "pol:1}\nspec:\n  ? mode\n  : enforce\n";
    const ops::ApplyReview anew = review(given);
    QVERIFY(anew.serverText.starts_with("kind: SpyderbatPolicy\nmetadata:\n  name: app-policy\n"));
    QVERIFY(
        anew.proposedText.starts_with("kind: SpyderbatPolicy\nmetadata:\n  name: app-policy\n"));
}

void ApplyReviewTest::oneOfSeveralDocuments()
{
    Case given;
    given.text = policyText("enforce", applied) + "---\nkind: SpyderbatPolicy\nbroken: yes\n";
    const ops::ApplyReview result = review(given);
    QCOMPARE(check(result, Kind::Valid), std::string("ok: 0 errors"));
    QVERIFY(!result.proposedText.empty());
    QVERIFY(result.proposedText.find("broken") == std::string::npos);
}

void ApplyReviewTest::aRulesetIsNotReplayed()
{
    Case given;
    given.server.clear();
    given.text = "apiVersion: spyderbat/v1\nkind: SpyderbatRuleset\nmetadata:\n  name: r\n"
                 "  type: cluster\nspec:\n  rules: []\n";
    const ops::ApplyReview result = review(given);
    QVERIFY(result.kind == policy::Kind::Ruleset);
    QVERIFY(!result.after);
    QVERIFY(result.complete);
    QVERIFY(!result.enforces());
    QCOMPARE(check(result, Kind::SelfMatch), std::string("none"));
}

QTEST_MAIN(ApplyReviewTest)
#include "apply_review_test.moc"
