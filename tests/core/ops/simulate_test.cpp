// What a policy would do about what was seen, behaviour by behaviour.

#include "core/ops/simulate.h"

#include "core/ops/workload.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

const std::string policyText = R"(
kind: SpyderbatPolicy
metadata: {name: web, type: container}
spec:
  containerSelector: {image: 'web:*'}
  processPolicy:
  - name: nginx
    exe: [/usr/sbin/nginx]
    id: nginx_0
    euser: [root]
    children:
    - {name: worker, exe: [/usr/sbin/nginx], id: worker_0, euser: [www]}
  networkPolicy:
    ingress:
    - {from: [{ipBlock: {cidr: 10.0.0.0/8}}], processes: [nginx_0], ports: [{protocol: TCP, port: 80}]}
    egress:
    - {to: [{dnsSelector: ['*.local']}], ports: [{protocol: UDP, port: 53}]}
  response:
    default: [{makeRedFlag: {severity: high}}]
    actions: [{agentKillProcess: {processSelector: {name: [nc]}}}]
)";

std::string seen(const std::string& image, const std::string& children, const std::string& rules)
{
    return "{kind: SpyderbatFingerprint, metadata: {name: f, type: container}, spec: "
           "{containerSelector: {image: '"
        + image
        + "'}, processPolicy: [{name: nginx, exe: [/usr/sbin/nginx], id: n, euser: [root], "
          "children: ["
        + children + "]}], networkPolicy: {ingress: [" + rules + "], egress: []}}}";
}

const std::string nc = "{name: sh, exe: [/bin/sh], id: s, euser: [www], children: "
                       "[{name: ls, exe: [/bin/ls], id: l, euser: [www]}]}, "
                       "{name: nc, exe: [/bin/nc], id: c, euser: [root]}";

Evidence evidence(const std::string& text, const std::string& name)
{
    Evidence out{guardianOf(text), {}};
    out.facts.name = name;
    return out;
}

const policy::GuardianDocument& policyOf(const std::string& text = policyText)
{
    static std::map<std::string, policy::GuardianDocument> known;
    return known.try_emplace(text, guardianOf(text)).first->second;
}

/// `flagged sh (/bin/sh) as www under nginx: no process "sh" under nginx_0 [nginx_0] in 0, 2`
QStringList shown(const Simulation& simulation)
{
    QStringList out;
    for (const SimulatedBehaviour& one : simulation.behaviours) {
        std::string line = std::string(toString(one.verdict)) + " " + one.what;
        if (!one.reason.empty())
            line += ": " + one.reason;
        if (!one.ruleText.empty())
            line += " [" + one.ruleText + "]";
        line += " in";
        for (const std::size_t instance : one.instances)
            line += " " + std::to_string(instance);
        out += QString::fromStdString(line);
    }
    return out;
}

} // namespace

class SimulateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachBehaviourHasItsVerdict();
    void whatIsNotSelectedSaysWhy();
    void aPolicyThatIsOffSelectsNothing();
    void aTypedProcess();
    void aTypedConnection();
    void cannotBeTried();
    void stops();
};

void SimulateTest::eachBehaviourHasItsVerdict()
{
    const std::string in10 = "{from: [{ipBlock: {cidr: 10.1.1.1/32}}], processes: [n], ports: "
                             "[{protocol: TCP, port: 80}]}";
    const std::string in11 = "{from: [{ipBlock: {cidr: 11.1.1.1/32}}], processes: [n], ports: "
                             "[{protocol: TCP, port: 80}]}";
    const Simulation simulation
        = simulate(policyOf(),
                   {evidence(seen("web:1", nc, in10), "a"), evidence(seen("web:2", "", in11), "b"),
                    evidence(seen("web:1", "", in10), "c")});
    QCOMPARE(shown(simulation),
             (QStringList{
                 QStringLiteral("killed nc (/bin/nc) as root under nginx: no process \"nc\" under "
                                "nginx_0 [nginx_0] in 0"),
                 QStringLiteral("flagged sh (/bin/sh) as www under nginx: no process \"sh\" under "
                                "nginx_0 [nginx_0] in 0"),
                 QStringLiteral("flagged 11.1.1.1/32 TCP 80 by nginx: ingress[0] does not allow "
                                "the source [ingress[0]] in 1"),
                 QStringLiteral("deviates ls (/bin/ls) as www under sh: below what is refused "
                                "already in 0"),
                 QStringLiteral("allowed nginx (/usr/sbin/nginx) as root [nginx_0] in 0 1 2"),
                 QStringLiteral("allowed 10.1.1.1/32 TCP 80 by nginx [ingress[0]] in 0 2"),
             }));
    const SimulatedBehaviour& killed = simulation.behaviours.front();
    QCOMPARE(killed.actions, (std::vector<std::string>{"agentKillProcess", "makeRedFlag"}));
    QCOMPARE(simulation.covered, std::size_t{3});
    QVERIFY(simulation.instances[0].worst == Verdict::Killed);
    QCOMPARE(simulation.instances[0].behaviours, std::size_t{5});
    QCOMPARE(simulation.instances[0].refused, std::size_t{3});
    QVERIFY(simulation.instances[2].worst == Verdict::Allowed);
    QVERIFY(!simulation.conforms());
}

void SimulateTest::whatIsNotSelectedSaysWhy()
{
    const std::vector<Evidence> other{evidence(seen("api:1", nc, ""), "a")};
    const Simulation simulation = simulate(policyOf(), other);
    QVERIFY(simulation.behaviours.empty());
    QVERIFY(!simulation.instances.front().covered);
    QCOMPARE(QString::fromStdString(simulation.instances.front().outside),
             QStringLiteral("containerSelector.image: web:*, found api:1"));
    QCOMPARE(simulate(policyOf(), other, true).count(Verdict::Killed), std::size_t{1});
}

void SimulateTest::aPolicyThatIsOffSelectsNothing()
{
    std::string text = policyText;
    text.replace(text.find("spec:\n"), 6, "spec:\n  enabled: false\n");
    const Simulation simulation
        = simulate(policyOf(text), {evidence(seen("web:1", nc, ""), "a")}, true);
    QCOMPARE(simulation.covered, std::size_t{0});
    QVERIFY(simulation.conforms());
}

void SimulateTest::aTypedProcess()
{
    TriedEvent event;
    event.process = "nginx_0";
    event.name = "nc";
    event.exe = "/bin/nc";
    event.user = "root";
    const auto verdict = [&] {
        const Result<Evidence> typed = evidenceOf(event, policyOf());
        return shown(simulate(policyOf(), {*typed}, true)).front();
    };
    QCOMPARE(verdict(),
             QStringLiteral("killed nc (/bin/nc) as root under nginx: no process "
                            "\"nc\" under nginx_0 [nginx_0] in 0"));
    event.name = "worker";
    event.exe = "/usr/sbin/nginx";
    event.user = "www";
    QCOMPARE(verdict(), QStringLiteral("allowed nginx (/usr/sbin/nginx) as root [nginx_0] in 0"));
    event.user = "root";
    QCOMPARE(verdict(),
             QStringLiteral("flagged worker (/usr/sbin/nginx) as root under nginx: "
                            "worker_0 is not allowed as root [worker_0] in 0"));
}

void SimulateTest::aTypedConnection()
{
    TriedEvent event;
    event.kind = TriedEvent::Kind::Connection;
    event.direction = policy::Direction::Ingress;
    event.process = "nginx_0";
    event.peer = "10.9.9.9";
    event.port = {policy::Protocol::Tcp, 80, 80, {}};
    const auto verdict
        = [&] { return shown(simulate(policyOf(), {*evidenceOf(event, policyOf())}, true)); };
    QVERIFY(verdict().contains(
        QStringLiteral("allowed 10.9.9.9/32 TCP 80 by nginx [ingress[0]] in 0")));
    event.peer = "1.1.1.1";
    QVERIFY(verdict().front().startsWith(QStringLiteral("flagged 1.1.1.1/32 TCP 80 by nginx")));
    event = {
        TriedEvent::Kind::Connection,       {}, {}, {}, {}, policy::Direction::Egress, "db.local",
        {policy::Protocol::Udp, 53, 53, {}}};
    QCOMPARE(verdict(), QStringList(QStringLiteral("allowed db.local UDP 53 [egress[0]] in 0")));
}

void SimulateTest::cannotBeTried()
{
    TriedEvent event;
    event.process = "nobody";
    QCOMPARE(evidenceOf(event, policyOf()).error().code, std::string("no-such-process"));
    event.process.clear();
    event.kind = TriedEvent::Kind::Connection;
    QCOMPARE(evidenceOf(event, policyOf()).error().code, std::string("no-peer"));
}

void SimulateTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const Simulation simulation
        = simulate(policyOf(), {evidence(seen("web:1", nc, ""), "a")}, false, stop.get_token());
    QVERIFY(simulation.instances.empty());
}

QTEST_APPLESS_MAIN(SimulateTest)
#include "simulate_test.moc"
