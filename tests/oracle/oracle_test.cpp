// The judge is judged: right answers pass, each way to be wrong is caught.

#include "core/policy/decode.h"
#include "core/yaml/reader.h"
#include "tests/oracle/patterns.h"
#include "tests/oracle/properties.h"

#include <QTest>

using namespace pw;
using ops::MergeOutcome;
using oracle::Complaints;
using oracle::Scenario;
using policy::GuardianDocument;

namespace {

constexpr const char* observed = R"(apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata:
  name: app
  type: container
  uid: pol:1
  latestTimestamp: 1670000005
spec:
  containerSelector:
    image: app:1
  mode: audit
  processPolicy:
  - name: srv
    exe:
    - /bin/srv
    id: srv_0
    euser:
    - app
    children:
    - name: sh
      exe:
      - /bin/sh
      id: sh_0
    - name: sh
      exe:
      - /bin/sh
      id: sh_1
      euser:
      - root
  networkPolicy:
    ingress:
    - from:
      - ipBlock:
          cidr: 10.0.0.0/8
          except:
          - 10.1.0.0/16
      processes:
      - srv_0
      ports:
      - protocol: TCP
        port: 400
        endPort: 500
    egress:
    - to:
      - dnsSelector:
        - a.x.org
      ports:
      - protocol: UDP
        port: 53
    - to:
      - ipBlock:
          cidr: fd00::1/128
      processes:
      - sh_1
      ports:
      - protocol: TCP
        port: 443
  response:
    default:
    - makeRedFlag:
        severity: high
    actions: []
)";

GuardianDocument decoded(const char* text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "test"));
    return policy::decodeGuardian(document.roots().front());
}

/// An update that added nothing: the result is the target.
Scenario scenario()
{
    Scenario out;
    out.target = decoded(observed);
    out.inputs = {{decoded(observed), "input"}};
    return out;
}

Complaints judged(const Scenario& asked, const MergeOutcome& outcome)
{
    Complaints out = oracle::everythingAllowed(asked, outcome);
    for (const auto& check : {oracle::headKept, oracle::noUserGained, oracle::wideningsTold}) {
        const Complaints more = check(asked, outcome);
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

using Mutation = void (*)(GuardianDocument&);

policy::NetworkRule& ingress(GuardianDocument& document)
{
    return document.spec.networkPolicy->ingress.at(0);
}

policy::ProcessNode& root(GuardianDocument& document)
{
    return document.spec.processPolicy->at(0);
}

const std::vector<std::pair<const char*, Mutation>> mutants = {
    {"a process lost", [](GuardianDocument& d) { root(d).children.pop_back(); }},
    {"a user lost", [](GuardianDocument& d) { root(d).euser->front() = "web"; }},
    {"a user gained", [](GuardianDocument& d) { root(d).euser->push_back("root"); }},
    {"a child inherits too much",
     [](GuardianDocument& d) { root(d).children[1].euser->push_back("web"); }},
    {"an executable lost", [](GuardianDocument& d) { root(d).exe.front() = "/bin/other"; }},
    {"an executable gained", [](GuardianDocument& d) { root(d).exe.push_back("/tmp/srv"); }},
    {"a name widened", [](GuardianDocument& d) { root(d).name = "*"; }},
    {"a port lost", [](GuardianDocument& d) { ingress(d).ports[0].endPort = 499; }},
    {"a port gained", [](GuardianDocument& d) { ingress(d).ports[0].endPort = 501; }},
    {"a protocol changed",
     [](GuardianDocument& d) { ingress(d).ports[0].protocol = policy::Protocol::Udp; }},
    {"an address lost",
     [](GuardianDocument& d) { ingress(d).peers[0].ip->except.push_back("10.9.0.0/32"); }},
    {"a hole filled", [](GuardianDocument& d) { ingress(d).peers[0].ip->except.clear(); }},
    {"an address of IPv6 lost",
     [](GuardianDocument& d) {
         d.spec.networkPolicy->egress[1].peers[0].ip->cidr = "fd00::2/128";
     }},
    {"any process narrowed",
     [](GuardianDocument& d) { d.spec.networkPolicy->egress[0].processes = {"srv_0"}; }},
    {"one process became any", [](GuardianDocument& d) { ingress(d).processes.reset(); }},
    {"a process added to a rule",
     [](GuardianDocument& d) { ingress(d).processes->push_back("sh_0"); }},
    {"a name replaced",
     [](GuardianDocument& d) { d.spec.networkPolicy->egress[0].peers[0].dnsNames = {"b.x.org"}; }},
    {"a name widened in a rule",
     [](GuardianDocument& d) { d.spec.networkPolicy->egress[0].peers[0].dnsNames = {"*.x.org"}; }},
    {"the direction changed",
     [](GuardianDocument& d) {
         std::swap(d.spec.networkPolicy->ingress, d.spec.networkPolicy->egress);
     }},
    {"the mode changed", [](GuardianDocument& d) { d.spec.mode = "enforce"; }},
    {"the selector dropped", [](GuardianDocument& d) { d.spec.selectors.clear(); }},
    {"the selector widened",
     [](GuardianDocument& d) { d.spec.selectors[0].fields[0].values = {"app:*"}; }},
    {"the response lost", [](GuardianDocument& d) { d.spec.response->defaults.clear(); }},
    {"an option set", [](GuardianDocument& d) { d.spec.options.disableConnections = "all"; }},
    {"an id changed", [](GuardianDocument& d) { root(d).children[0].id = "sh_7"; }},
};

} // namespace

class OracleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patterns();
    void addresses();
    void whatIsAllowedIsNotReported();
    void mutantsAreCaught_data();
    void mutantsAreCaught();
    void wideningsNeedAReport();
    void exactForbidsWhatIsReported();
};

void OracleTest::patterns()
{
    QVERIFY(oracle::fits("a*c", "a/b/c"));
    QVERIFY(oracle::fits("[kworker]", "[kworker]"));
    QVERIFY(oracle::fits("[!a]x", "bx"));
    QVERIFY(!oracle::fits("[!a]x", "ax"));
    QVERIFY(oracle::fits("l?", "l\xc3\xa4"));
    QVERIFY(!oracle::fits("abc", "ABC"));
    QVERIFY(!oracle::fits("*.x.org", "x.org"));
}

void OracleTest::addresses()
{
    using oracle::rangeOf;
    using oracle::without;
    QVERIFY(without({*rangeOf("10.0.0.0/9"), *rangeOf("10.128.0.0/9")}, {*rangeOf("10.0.0.0/8")})
                .empty());
    QVERIFY(without({*rangeOf("10.0.0.0/8")}, {*rangeOf("10.0.0.0/9"), *rangeOf("10.128.0.0/9")})
                .empty());
    QCOMPARE(without({*rangeOf("0.0.0.0/0")}, {*rangeOf("10.0.0.0/8")}).size(), 2U);
    QCOMPARE(without({*rangeOf("::ffff:10.0.0.1")}, {*rangeOf("10.0.0.1")}).size(), 1U);
    QVERIFY(without({*rangeOf("fd00::1/128")}, {*rangeOf("fd00::/8")}).empty());
    QVERIFY(oracle::isSpecialPurpose(*rangeOf("192.168.1.0/24")));
    QVERIFY(!oracle::isSpecialPurpose(*rangeOf("8.0.0.0/7")));
}

void OracleTest::whatIsAllowedIsNotReported()
{
    const Scenario asked = scenario();
    MergeOutcome outcome;
    outcome.document = *asked.target;
    const Complaints complaints = judged(asked, outcome);
    QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints[0].c_str());
}

void OracleTest::mutantsAreCaught_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < mutants.size(); ++i)
        QTest::newRow(mutants[i].first) << static_cast<int>(i);
}

void OracleTest::mutantsAreCaught()
{
    QFETCH(int, index);
    const Scenario asked = scenario();
    MergeOutcome outcome;
    outcome.document = *asked.target;
    mutants[static_cast<std::size_t>(index)].second(outcome.document);
    QVERIFY(!judged(asked, outcome).empty());
}

void OracleTest::wideningsNeedAReport()
{
    const Scenario asked = scenario();
    MergeOutcome outcome;
    outcome.document = *asked.target;
    ingress(outcome.document).ports[0].endPort = 501;
    QVERIFY(!oracle::wideningsTold(asked, outcome).empty());
    ops::Widening told;
    told.what = ops::Widening::What::PortsGained;
    told.where = "spec.networkPolicy.egress[0]";
    outcome.report.widenings = {told};
    QVERIFY(!oracle::wideningsTold(asked, outcome).empty());
    told.where = "spec.networkPolicy.ingress[0]";
    outcome.report.widenings = {told};
    QVERIFY(oracle::wideningsTold(asked, outcome).empty());
}

void OracleTest::exactForbidsWhatIsReported()
{
    Scenario asked = scenario();
    asked.update.exact = true;
    MergeOutcome outcome;
    outcome.document = *asked.target;
    QVERIFY(oracle::wideningsTold(asked, outcome).empty());
    ingress(outcome.document).ports[0].endPort = 501;
    ops::Widening told;
    told.what = ops::Widening::What::PortsGained;
    told.where = "spec.networkPolicy.ingress[0]";
    outcome.report.widenings = {told};
    QVERIFY(!oracle::wideningsTold(asked, outcome).empty());
}

QTEST_APPLESS_MAIN(OracleTest)
#include "oracle_test.moc"
