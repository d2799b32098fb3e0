#include "core/ops/match.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app]";
const std::string tcp80 = "{protocol: TCP, port: 80}";

// `type what: reason (nearest)`.
std::vector<std::string> deviations(const policy::GuardianDocument& policy,
                                    const policy::GuardianDocument& object)
{
    std::vector<std::string> out;
    for (const ops::Deviation& deviation : ops::deviationsOf(policy, object)) {
        const char* type = deviation.type == ops::DeviationType::Process ? "process"
            : deviation.type == ops::DeviationType::Ingress              ? "ingress"
                                                                         : "egress";
        out.push_back(std::string(type) + " " + deviation.what + ": " + deviation.reason);
    }
    return out;
}

using Lines = std::vector<std::string>;

policy::GuardianDocument talking(const std::string& rule)
{
    return fingerprint(root(sh), ingress({rule}));
}

} // namespace

class MatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void processesAreWalkedFromTheRoot();
    void inheritedUsersCount();
    void theBestOfSeveralFits();
    void connectionsNeedOneRule();
    void severalRulesTogether();
    void switchedOffConnectionsAreNotJudged();
    void deviationsSpeakOfThePolicy();
    void socketsAreHints();
    void scope_data();
    void scope();
    void coverageSaysBoth();
};

void MatchTest::processesAreWalkedFromTheRoot()
{
    const auto policy = policyOf(root(sh + ", children: [{name: 'l*', exe: ['/bin/*'], id: l_0}]"));
    QCOMPARE(deviations(policy, fingerprint(root(sh))), Lines{});
    QCOMPARE(
        deviations(policy,
                   fingerprint(root(sh + ", children: [{name: ls, exe: [/bin/ls], id: q_0}]"))),
        Lines{});
    QCOMPARE(deviations(policy,
                        fingerprint(root(sh
                                         + ", children: [{name: nc, exe: [/bin/nc], id: q_0, "
                                           "children: [{name: x, exe: [/x], id: x_0}]}]"))),
             Lines{"process /bin/nc as app: l_0 has another name than \"nc\""});
    QCOMPARE(
        deviations(policy, fingerprint(root("name: ls, exe: [/bin/ls], id: q_0, euser: [app]"))),
        Lines{"process /bin/ls as app: no process \"ls\" at the root"});
    QCOMPARE(
        deviations(policy, fingerprint(root("name: sh, exe: [/tmp/sh], id: q_0, euser: [app]"))),
        Lines{"process /tmp/sh as app: sh_0 is not allowed from /tmp/sh"});
}

void MatchTest::inheritedUsersCount()
{
    const auto policy = policyOf(root(sh + ", children: [{name: ls, exe: [/bin/ls], id: l_0}]"));
    QCOMPARE(deviations(policy,
                        fingerprint(root(sh
                                         + ", children: [{name: ls, exe: [/bin/ls], id: q_0, "
                                           "euser: [app, root]}]"))),
             Lines{"process /bin/ls as app, root: l_0 is not allowed as app, root"});
}

void MatchTest::theBestOfSeveralFits()
{
    const auto policy
        = policyOf(root("name: 's*', exe: ['/bin/*'], id: any_0, euser: [app]")
                       + root("name: sh, exe: [/bin/sh], id: sh_1, euser: [app], "
                              "children: [{name: ls, exe: [/bin/ls], id: ls_0}]"),
                   ingress({"from: [{ipBlock: {cidr: 10.0.0.0/8}}], processes: [sh_1], ports: ["
                            + tcp80 + "]"}));
    QCOMPARE(
        deviations(policy,
                   fingerprint(root(sh + ", children: [{name: ls, exe: [/bin/ls], id: q_0}]"))),
        Lines{});
    QCOMPARE(
        deviations(policy,
                   talking("from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [sh_0], ports: ["
                           + tcp80 + "]")),
        Lines{});
}

void MatchTest::connectionsNeedOneRule()
{
    const auto policy
        = policyOf(root(sh) + root("name: od, exe: [/bin/od], id: od_0, euser: [app]"),
                   ingress({"from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, "
                            "{dnsSelector: ['*.a.org']}], processes: [sh_0], ports: ["
                            + tcp80 + "]"}));
    const auto from = [](const std::string& peer, const std::string& port = tcp80) {
        return talking("from: [" + peer + "], processes: [sh_0], ports: [" + port + "]");
    };
    QCOMPARE(deviations(policy, from("{ipBlock: {cidr: 10.2.0.1/32}}")), Lines{});
    QCOMPARE(deviations(policy, from("{dnsSelector: [x.a.org]}")), Lines{});
    QCOMPARE(deviations(policy, from("{ipBlock: {cidr: 10.1.0.1/32}}")),
             Lines{"ingress 10.1.0.1/32 TCP 80: ingress[0] does not allow the source"});
    QCOMPARE(deviations(policy, from("{dnsSelector: [x.b.org]}", "{protocol: UDP, port: 80}")),
             Lines{"ingress x.b.org UDP 80: ingress[0] does not allow the port and the source"});
    QCOMPARE(deviations(policy,
                        talking("from: [{ipBlock: {cidr: 10.2.0.1/32}}], ports: [" + tcp80 + "]")),
             Lines{"ingress 10.2.0.1/32 TCP 80: ingress[0] does not allow the process"});
}

void MatchTest::severalRulesTogether()
{
    const auto rule = [](const std::string& cidr, const std::string& ports) {
        return "from: [{ipBlock: {cidr: " + cidr
            + "}}], processes: [sh_0], ports: [{protocol: TCP, " + ports + "}]";
    };
    const auto policy
        = policyOf(root(sh),
                   ingress({rule("10.0.0.0/9", "port: 80"), rule("10.128.0.0/9", "port: 80"),
                            rule("10.0.0.0/8", "port: 81, endPort: 90")}));
    QCOMPARE(deviations(policy, talking(rule("10.0.0.0/8", "port: 80, endPort: 85"))), Lines{});
    QCOMPARE(deviations(policy, talking(rule("10.0.0.0/8", "port: 80, endPort: 91"))).size(),
             std::size_t{1});
}

void MatchTest::switchedOffConnectionsAreNotJudged()
{
    const auto seen
        = talking("from: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: 8.8.8.8/32}}],"
                  " processes: [sh_0], ports: ["
                  + tcp80 + "]");
    auto policy = policyOf(root(sh));
    QCOMPARE(deviations(policy, seen).size(), std::size_t{2});
    policy.spec.options.disablePrivateConnections = "ingress";
    QCOMPARE(deviations(policy, seen),
             Lines{"ingress 8.8.8.8/32 TCP 80: no rule for this process, port and peer"});
    policy.spec.options.disableConnections = "all";
    QCOMPARE(deviations(policy, seen), Lines{});
}

void MatchTest::deviationsSpeakOfThePolicy()
{
    // The rule of the pattern would allow it; the deviation names the other process.
    const auto policy
        = policyOf(root("name: 's*', exe: ['/bin/*'], id: any_0, euser: [app]") + root(sh),
                   ingress({"from: [{ipBlock: {cidr: 10.0.0.0/8}}], processes: [any_0], ports: ["
                            + tcp80 + "]"}));
    const auto deviation = workload(
        "GuardianDeviation",
        "  processPolicy:\n"
            + root("policyNode: {id: sh_0, children: [{name: nc, exe: [/bin/nc], id: nc_0}]}")
            + ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [sh_0], ports: [" + tcp80
                       + "]"}));
    QCOMPARE(deviations(policy, deviation),
             (Lines{"process /bin/nc as app: no process \"nc\" under sh_0",
                    "ingress 10.0.0.1/32 TCP 80: ingress[0] does not allow the process"}));
    QCOMPARE(ops::deviationsOf(policy, deviation)[1].process, std::string("sh_0"));
}

void MatchTest::socketsAreHints()
{
    const auto listening = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app], listeningSockets: [";
    const auto policy
        = policyOf(root(listening + std::string("{protocol: TCP, port: 80, endPort: 90}]")));
    std::vector<ops::SocketHint> hints;
    const auto seen = fingerprint(
        root(listening + std::string("{protocol: TCP, port: 85}, {protocol: UDP, port: 85}]")));
    QVERIFY(ops::deviationsOf(policy, seen, &hints).empty());
    QCOMPARE(hints.size(), std::size_t{1});
    QCOMPARE(hints.front().process, std::string("sh_0"));
}

void MatchTest::scope_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("stated");
    QTest::addColumn<QString>("field"); // empty: inside
    const auto row = [](const char* name, const char* wanted, const char* stated,
                        const char* field) {
        QTest::addRow("%s", name) << QString::fromLatin1(wanted) << QString::fromLatin1(stated)
                                  << QString::fromLatin1(field);
    };
    row("pattern", "  containerSelector: {image: 'app:*'}\n",
        "  containerSelector: {image: app:1}\n", "");
    row("other image", "  containerSelector: {image: 'app:*'}\n",
        "  containerSelector: {image: web:1}\n", "containerSelector.image");
    row("field not stated", "  containerSelector: {containerName: x}\n",
        "  containerSelector: {image: web:1}\n", "containerSelector.containerName");
    row("one of a list", "  machineSelector: {hostname: [a, 'b*']}\n",
        "  machineSelector: {hostname: b1}\n", "");
    row("two names of one fact", "  machineSelector: {matchFields: {uid: m1}}\n",
        "  machineSelector: {machineUID: m1}\n", "");
    row("label missing", "  podSelector: {matchLabels: {env: prod}}\n",
        "  podSelector: {matchLabels: {app: x}}\n", "podSelector.matchLabels.env");
    row("In", "  podSelector: {matchExpressions: [{key: env, operator: In, values: [p, 'q*']}]}\n",
        "  podSelector: {matchLabels: {env: q1}}\n", "");
    row("NotIn without the label",
        "  podSelector: {matchExpressions: [{key: env, operator: NotIn, values: [p]}]}\n",
        "  podSelector: {matchLabels: {app: x}}\n", "");
    row("NotIn",
        "  podSelector: {matchExpressions: [{key: env, operator: NotIn, values: ['p*']}]}\n",
        "  podSelector: {matchLabels: {env: prod}}\n", "podSelector.env");
    row("Exists", "  podSelector: {matchExpressions: [{key: env, operator: Exists}]}\n",
        "  podSelector: {matchLabels: {app: x}}\n", "podSelector.env");
    row("DoesNotExist", "  podSelector: {matchExpressions: [{key: env, operator: DoesNotExist}]}\n",
        "  podSelector: {matchLabels: {app: x}}\n", "");
}

void MatchTest::scope()
{
    QFETCH(QString, wanted);
    QFETCH(QString, stated);
    const auto result = ops::inScope(policyOf(root(sh), noNetwork, wanted.toStdString()),
                                     fingerprint(root(sh), noNetwork, stated.toStdString()),
                                     ops::Unstated::Outside);
    QTEST(QString::fromStdString(result.field), "field");
}

void MatchTest::coverageSaysBoth()
{
    const auto policy = policyOf(root(sh));
    QVERIFY(ops::coverage(policy, fingerprint(root(sh))).conforms());
    const auto other
        = ops::coverage(policy, fingerprint(root("name: x, exe: [/x], id: x_0, euser: [x]")));
    QVERIFY(other.covered() && !other.conforms());
    const auto outside = ops::coverage(
        policy, fingerprint(root(sh), noNetwork, "  containerSelector: {image: web}\n"));
    QVERIFY(!outside.covered() && outside.deviations.empty());
}

QTEST_APPLESS_MAIN(MatchTest)
#include "match_test.moc"
