// Two policies, and what the later one says otherwise.

#include "core/ops/policy_changes.h"

#include "core/ops/wording.h"
#include "core/yaml/reader.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app]";
const std::string ls = "name: ls, exe: [/bin/ls], id: ls_0, euser: [app]";

/// `+ sentence (effect)`, one a line.
std::string shown(const std::vector<ops::PolicyChange>& changes)
{
    std::vector<std::string> lines;
    for (const ops::PolicyChange& change : changes) {
        const char* const sign = change.sign == ops::PolicyChange::Sign::Added ? "+ "
            : change.sign == ops::PolicyChange::Sign::Removed                  ? "- "
                                                                               : "~ ";
        lines.push_back(sign + change.sentence.text() + " (" + std::string(toString(change.effect))
                        + ")");
    }
    return ops::joined(lines, "\n");
}

std::string changes(const policy::GuardianDocument& before, const policy::GuardianDocument& after)
{
    return shown(ops::policyChanges(&before, after));
}

/// A policy of the lines of its spec.
policy::GuardianDocument spec(const std::string& lines, const std::string& metadata = {})
{
    return workload("SpyderbatPolicy", lines, metadata);
}

std::string egress(const std::vector<std::string>& rules)
{
    std::string out = "  networkPolicy:\n    ingress: []\n    egress:\n";
    for (const std::string& rule : rules)
        out += "    - {" + rule + "}\n";
    return out;
}

std::string to(const std::string& peers, const std::string& processes, int port = 443)
{
    std::string blocks;
    for (const QString& peer : QString::fromStdString(peers).split(u' '))
        blocks += (blocks.empty() ? "" : ", ") + ("{ipBlock: {cidr: " + peer.toStdString() + "}}");
    return "to: [" + blocks + "], processes: [" + processes
        + "], ports: [{protocol: TCP, port: " + std::to_string(port) + "}]";
}

} // namespace

class PolicyChangesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sayWhatChanged_data();
    void sayWhatChanged();
    void processesAreKnownAgain_data();
    void processesAreKnownAgain();
    void rulesAreComparedByWhatTheyAllow_data();
    void rulesAreComparedByWhatTheyAllow();
    void whatTheServerFillsInIsNoChange();
    void aNewPolicyIsToldWhole();
    void placesAreThoseOfTheProposedText();
};

void PolicyChangesTest::sayWhatChanged_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("lines");
    const auto row
        = [](const char* name, const char* before, const char* after, const char* lines) {
              QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after)
                                  << QString::fromLatin1(lines);
          };
    row("nothing", "  mode: audit\n", "  mode: audit\n", "");
    row("enforce", "  mode: audit\n", "  mode: enforce\n", "~ mode audit became enforce (acts)");
    row("back to audit", "  mode: enforce\n", "  mode: audit\n",
        "~ mode enforce became audit (only logs)");
    row("no mode is enforce", "  enabled: true\n", "  mode: enforce\n", "");
    row("off", "  mode: audit\n", "  mode: audit\n  enabled: false\n", "~ switched off (off)");
    row("on and enforcing", "  mode: enforce\n  enabled: false\n", "  mode: enforce\n",
        "~ switched on (acts)");
    row("a switch", "  mode: audit\n", "  mode: audit\n  disableProcesses: all\n",
        "+ disableProcesses: all (wider)");
    row("a smaller switch", "  disableConnections: all\n", "  disableConnections: egress\n",
        "~ disableConnections all became egress (narrower)");
    row("the other side", "  disableConnections: ingress\n", "  disableConnections: egress\n",
        "~ disableConnections ingress became egress (mixed)");
    row("pinned", "  containerSelector: {image: 'app:*'}\n",
        "  containerSelector: {image: 'app:*', imageID: sha256:ab}\n",
        "+ image id sha256:ab (narrower)");
    row("one tag", "  containerSelector: {image: 'app:*'}\n",
        "  containerSelector: {image: 'app:1'}\n", "~ image app:* became app:1 (narrower)");
    row("a wider pattern", "  containerSelector: {image: 'app:1*'}\n",
        "  containerSelector: {image: 'app:*'}\n", "~ image app:1* became app:* (wider)");
    row("not plain", "  containerSelector: {image: 'app:?'}\n",
        "  containerSelector: {image: 'app:[12]'}\n", "~ image app:? became app:[12] (mixed)");
    row("a label gone", "  podSelector: {matchLabels: {app: x}}\n", "  enabled: true\n",
        "- pod label app x (wider)");
    row("two spellings of a field", "  machineSelector: {hostname: a}\n",
        "  machineSelector: {matchFields: {hostname: a}}\n", "");
    row("asked for twice",
        "  podSelector: {matchLabels: {app: x}, matchExpressions: [{key: app, operator: In, "
        "values: [x, y]}]}\n",
        "  podSelector: {matchExpressions: [{key: app, operator: In, values: [x, y]}]}\n",
        "- pod label app x (wider)");
    row("an exception",
        "  podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [b]}]}\n",
        "  podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [b, c]}]}\n",
        "~ pod label a not b became b, c (narrower)");
    row("a label becomes any value", "  podSelector: {matchLabels: {env: prod}}\n",
        "  podSelector: {matchExpressions: [{key: env, operator: Exists}]}\n",
        "~ pod label env prod became any value (wider)");
    row("a label becomes all others", "  podSelector: {matchLabels: {env: prod}}\n",
        "  podSelector: {matchExpressions: [{key: env, operator: NotIn, values: [prod]}]}\n",
        "~ pod label env prod became not prod (mixed)");
    row("without the label",
        "  podSelector: {matchExpressions: [{key: env, operator: NotIn, "
        "values: [prod]}]}\n",
        "  podSelector: {matchExpressions: [{key: env, operator: DoesNotExist}]}\n",
        "~ pod label env not prod became no value (narrower)");
    row("said twice", "  podSelector: {matchLabels: {env: prod}}\n",
        "  podSelector: {matchLabels: {env: prod}, matchExpressions: [{key: env, operator: "
        "Exists}]}\n",
        "+ pod label env is there (same)");
    row("no longer said twice",
        "  podSelector: {matchLabels: {env: prod}, matchExpressions: [{key: env, operator: "
        "NotIn, values: [dev]}]}\n",
        "  podSelector: {matchLabels: {env: prod}}\n", "- pod label env not dev (same)");
    row("responses", "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n",
        "  response: {default: [{makeRedFlag: {severity: low}}], actions: "
        "[{agentKillProcess: {processSelector: {name: [bash, sh]}}}]}\n",
        "~ red flag high became low (response)\n+ kill process: bash, sh (narrower)");
    row("no kill any more", "  response: {default: [{agentKillPod: }], actions: []}\n",
        "  response: {default: [], actions: []}\n", "- kill pod (wider)");
    row("for one process less",
        "  response: {actions: [{agentKillProcess: {processSelector: {name: [bash, sh]}}}]}\n",
        "  response: {actions: [{agentKillProcess: {processSelector: {name: [bash]}}}]}\n",
        "~ kill process: bash, sh became bash (wider)");
    row("another severity in one place",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: [{makeRedFlag: "
        "{severity: critical, podSelector: {matchLabels: {env: prod}}}}]}\n",
        "+ red flag critical: prod (response)");
    row("muted in one place",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: [{makeRedFlag: "
        "{enabled: false, podSelector: {matchLabels: {env: dev}}}}]}\n",
        "+ red flag: dev, muted (wider)");
    row("muted where nothing is answered", "  response: {default: [], actions: []}\n",
        "  response: {default: [], actions: [{makeRedFlag: {enabled: false, podSelector: "
        "{matchLabels: {env: dev}}}}]}\n",
        "+ red flag: dev, muted (response)");
    row("the answer that was left of a muted default",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: [{makeRedFlag: "
        "{enabled: false, namespaceSelector: {matchLabels: {n: a}}}}, {makeRedFlag: {severity: "
        "low, podSelector: {matchLabels: {env: prod}}}}]}\n",
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: [{makeRedFlag: "
        "{enabled: false, namespaceSelector: {matchLabels: {n: a}}}}]}\n",
        "- red flag low: prod (wider)");
    row("only interactive ones",
        "  response: {actions: [{agentKillProcess: {processSelector: {name: [sh]}}}]}\n",
        "  response: {actions: [{agentKillProcess: {processSelector: {name: [sh], interactive: "
        "true}}}]}\n",
        "~ kill process: sh became sh (wider)");
    row("rulesets", "  rulesets: [a]\n", "  rulesets: [b, a]\n", "~ rulesets changed (unknown)");
    row("the order of a list", "  rulesets: [a, b]\n", "  rulesets: [b, a]\n",
        "~ rulesets in another order (same)");
}

void PolicyChangesTest::sayWhatChanged()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, lines);
    QCOMPARE(QString::fromStdString(changes(spec(before.toStdString()), spec(after.toStdString()))),
             lines);
}

void PolicyChangesTest::processesAreKnownAgain_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char* name, const std::string& before, const std::string& after,
                        const char* lines) {
        QTest::newRow(name) << QString::fromStdString(before) << QString::fromStdString(after)
                            << QString::fromLatin1(lines);
    };
    row("order", root(sh) + root(ls), root(ls) + root(sh), "");
    row("added", root(sh), root(sh + ", children: [{" + ls + "}]"),
        "+ process ls under sh, as app (wider)");
    row("a whole tree is one line", root(sh),
        root(sh) + root("name: a, exe: [/a], id: a_0, euser: [x], children: [{" + ls + "}]"),
        "+ process a, as x (wider)");
    row("removed", root(sh) + root(ls), root(sh), "- process ls, as app (narrower)");
    row("another id", root(sh), root("name: sh, exe: [/bin/sh], id: sh_7, euser: [app]"),
        "~ id sh_0 became sh_7 (same)");
    row("ids that changed hands", root(sh) + root(ls),
        root("name: sh, exe: [/bin/sh], id: ls_0, euser: [app]")
            + root("name: ls, exe: [/bin/ls], id: sh_0, euser: [app]"),
        "~ id sh_0 became ls_0 (same)\n~ id ls_0 became sh_0 (same)");
    row("executables", root(sh),
        root("name: sh, exe: [/bin/dash, /bin/sh], id: sh_0, euser: [app]"),
        "+ executable /bin/dash of sh (wider)");
    row("a pattern takes one in", root("name: sh, exe: ['/bin/*'], id: sh_0, euser: [app]"),
        root(sh), "+ executable /bin/sh of sh (same)\n- executable /bin/* of sh (narrower)");
    row("users go down once", root(sh + ", children: [{name: ls, exe: [/bin/ls], id: ls_0}]"),
        root("name: sh, exe: [/bin/sh], id: sh_0, euser: [app, root], children: "
             "[{name: ls, exe: [/bin/ls], id: ls_0}]"),
        "+ user root of sh (wider)");
    row("moved", root(sh) + root(ls), root(sh + ", children: [{" + ls + "}]"),
        "~ process ls moved under sh (unknown)");
    row("a name", root(sh), root("name: 's*', exe: [/bin/sh], id: sh_0, euser: [app]"),
        "~ process sh became s* (wider)");
    row("sockets", root(sh), root(sh + ", listeningSockets: [{protocol: TCP, port: 80}]"),
        "+ sh listens on TCP 80 (same)");
}

void PolicyChangesTest::processesAreKnownAgain()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, lines);
    QCOMPARE(QString::fromStdString(
                 changes(policyOf(before.toStdString()), policyOf(after.toStdString()))),
             lines);
}

void PolicyChangesTest::rulesAreComparedByWhatTheyAllow_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char* name, const std::vector<std::string>& before,
                        const std::vector<std::string>& after, const char* lines) {
        QTest::newRow(name) << QString::fromStdString(egress(before))
                            << QString::fromStdString(egress(after)) << QString::fromLatin1(lines);
    };
    row("a peer", {to("10.0.0.1/32", "sh_0")}, {to("10.0.0.1/32 10.0.0.2/32", "sh_0")},
        "+ to 10.0.0.2 on TCP 443, by sh (wider)");
    row("one rule for two", {to("10.0.0.1/32", "sh_0"), to("10.0.0.2/32", "sh_0")},
        {to("10.0.0.2/32 10.0.0.1/32", "sh_0")}, "~ rules of egress are written otherwise (same)");
    row("a net takes hosts in", {to("10.0.0.1/32 10.0.0.2/32", "sh_0")}, {to("10.0.0.0/8", "sh_0")},
        "+ to 10.0.0.0/8 on TCP 443, by sh (wider)");
    row("another port", {to("10.0.0.1/32", "sh_0")}, {to("10.0.0.1/32", "sh_0", 80)},
        "+ to 10.0.0.1 on TCP 80, by sh (wider)\n- to 10.0.0.1 on TCP 443, by sh (narrower)");
    row("another process", {to("10.0.0.1/32", "sh_0")}, {to("10.0.0.1/32", "sh_0, ls_0")},
        "+ to 10.0.0.1 on TCP 443, by ls (wider)");
    row("gone", {to("10.0.0.1/32", "sh_0")}, {}, "- to 10.0.0.1 on TCP 443, by sh (narrower)");
}

void PolicyChangesTest::rulesAreComparedByWhatTheyAllow()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, lines);
    const std::string processes = root(sh) + root(ls);
    QCOMPARE(QString::fromStdString(changes(policyOf(processes, before.toStdString()),
                                            policyOf(processes, after.toStdString()))),
             lines);
}

void PolicyChangesTest::whatTheServerFillsInIsNoChange()
{
    QCOMPARE(changes(spec("  mode: audit\n", "  uid: pol:1\n  version: 3\n  createdBy: a\n"),
                     spec("  mode: audit\n", "  version: 2\n  tags: [x]\n")),
             std::string("+ tags (same)"));
}

void PolicyChangesTest::aNewPolicyIsToldWhole()
{
    QCOMPARE(shown(ops::policyChanges(nullptr, policyOf(root(sh)))),
             std::string("+ a is new (only logs)\n+ image app:1 ()\n+ process sh, as app ()"));
}

void PolicyChangesTest::placesAreThoseOfTheProposedText()
{
    const std::string text = "kind: SpyderbatPolicy\nmetadata: {name: a, type: container}\n"
                             "spec:\n  containerSelector:\n    image: app:2\n  mode: audit\n";
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t"));
    const auto before = spec("  containerSelector: {image: app:1}\n  mode: audit\n");
    const auto found
        = ops::policyChanges(&before, policy::decodeGuardian(document.roots().front()), &document);
    QCOMPARE(shown(found), std::string("~ image app:1 became app:2 (mixed)"));
    QCOMPARE(std::string(document.source().slice(found.front().span)), std::string("image: app:2"));
}

QTEST_MAIN(PolicyChangesTest)
#include "policy_changes_test.moc"
