#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string srv = root("name: srv, exe: [/bin/srv], id: srv_0, euser: [app]");

ops::MergeOutcome create(std::vector<policy::GuardianDocument> documents,
                         const ops::CreateOptions& options = {})
{
    return *ops::createPolicy(inputs(std::move(documents)), options);
}

std::string processes(std::vector<policy::GuardianDocument> documents,
                      const ops::CreateOptions& options = {})
{
    return shown(*create(std::move(documents), options).document.spec.processPolicy);
}

std::string connections(std::vector<policy::GuardianDocument> documents,
                        const ops::CreateOptions& options = {})
{
    return shown(create(std::move(documents), options).document.spec.networkPolicy->ingress);
}

policy::GuardianDocument host(const std::string& address, const std::string& ports,
                              const std::string& process = "srv_0")
{
    return fingerprint(srv,
                       ingress({"from: [{ipBlock: {cidr: " + address + "}}], processes: [" + process
                                + "], ports: [" + ports + "]"}));
}

const std::string tcp80 = "{protocol: TCP, port: 80}";

} // namespace

class CreatePolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressesOnOnePortUnite();
    void idsOfNewProcessesAreFree();
    void usersOfAChildStayWithTheChild();
    void usersOfTheRootStayWithTheRoot();
    void namesBecomeAPattern();
    void anotherDirectoryIsTheSameProcess();
    void aWiderPortRangeIsKept();
    void portsGainedByAnotherProcessAreTold();
    void bothPortsStay();
    void anyProcessStaysAnyProcess();
    void aBlockWithoutHolesWins();
    void dnsPatternReplacesEveryNameItCovers();
    void selectorsLoosenOnly();
    void unrelatedInputsAreNamed();
    void mixedTypesAreRefused();
    void aPolicyKeepsItsResponse();
    void switchedOffPartsAreEmpty();
    void exactWidensNothing();
    void oneInputIsLikeTwo();
    void selectionOrderDoesNotMatter();
    void onlyNumbersAreTimes();
    void cancelled();
};

void CreatePolicyTest::addressesOnOnePortUnite()
{
    const auto outcome = create({host("192.168.4.31/32", tcp80), host("192.168.0.229/32", tcp80),
                                 host("2001:db8::1/128", tcp80), host("192.168.0.229", tcp80)});
    QCOMPARE(shown(outcome.document.spec.networkPolicy->ingress),
             std::string("192.168.0.229/32 192.168.4.31/32 2001:db8::1/128 : srv_0 : 80"));
    QVERIFY(outcome.report.widenings.empty());
    QCOMPARE(outcome.document.metadataText("latestTimestamp"), std::string("5"));
    QCOMPARE(*outcome.document.spec.mode, std::string("audit"));
}

void CreatePolicyTest::idsOfNewProcessesAreFree()
{
    QCOMPARE(processes({fingerprint(root("name: ls, exe: [/bin/ls], id: ls_0, euser: [a]")),
                        fingerprint(root("name: cat, exe: [/bin/cat], id: ls_0, euser: [a]")),
                        fingerprint(root("name: od, exe: [/bin/od], id: x_y, euser: [a]")),
                        fingerprint(root("name: tr, exe: [/bin/tr], id: x_y, euser: [a]"))}),
             std::string("ls[/bin/ls](a){ls_0} cat[/bin/cat](a){ls_1} od[/bin/od](a){x_y} "
                         "tr[/bin/tr](a){x_y_0}"));
}

void CreatePolicyTest::usersOfAChildStayWithTheChild()
{
    const std::string inherits = "children: [{name: ls, exe: [/bin/ls], id: ls_0}, "
                                 "{name: cat, exe: [/bin/cat], id: cat_0}]";
    const std::string own = "children: [{name: ls, exe: [/bin/ls], id: ls_0, euser: [root]}]";
    const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app], ";
    QCOMPARE(
        processes({fingerprint(root(sh + inherits)), fingerprint(root(sh + own))}),
        std::string("sh[/bin/sh](app){sh_0}>(cat[/bin/cat]{cat_0} ls[/bin/ls](app root){ls_0})"));
}

void CreatePolicyTest::usersOfTheRootStayWithTheRoot()
{
    const std::string child = ", children: [{name: ls, exe: [/bin/ls], id: ls_0}]";
    const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: ";
    QCOMPARE(processes({fingerprint(root(sh + "[app]" + child)), fingerprint(root(sh + "[root]"))}),
             std::string("sh[/bin/sh](app root){sh_0}>(ls[/bin/ls](app){ls_0})"));
}

void CreatePolicyTest::namesBecomeAPattern()
{
    const auto outcome
        = create({fingerprint(root("name: shard-1, exe: [/bin/s], id: s_0, euser: [a]")),
                  fingerprint(root("name: shard-2, exe: [/bin/s], id: s_0, euser: [a]"))});
    QCOMPARE(shown(*outcome.document.spec.processPolicy), std::string("shard-*[/bin/s](a){s_0}"));
    QCOMPARE(shown(outcome.report.widenings),
             std::vector<std::string>{"name-wildcard spec.processPolicy[0]: shard-1 -> shard-*"});
    QCOMPARE(outcome.report.widenings.front().evidence, std::vector<std::string>{"input 2"});
}

void CreatePolicyTest::anotherDirectoryIsTheSameProcess()
{
    const auto outcome
        = create({fingerprint(root("name: nc, exe: [/bin/nc], id: nc_0, euser: [a]")),
                  fingerprint(root("name: nc, exe: [/tmp/nc], id: nc_0, euser: [a]"))});
    QCOMPARE(shown(*outcome.document.spec.processPolicy),
             std::string("nc[/bin/nc /tmp/nc](a){nc_0}"));
    QCOMPARE(shown(outcome.report.widenings),
             std::vector<std::string>{"exe-directory spec.processPolicy[0]: /bin/nc -> /tmp/nc"});
}

void CreatePolicyTest::aWiderPortRangeIsKept()
{
    const std::string range = "{protocol: TCP, port: 79, endPort: 90}";
    for (const auto& order :
         {std::vector{host("10.0.0.1/32", tcp80), host("10.0.0.2/32", range)},
          std::vector{host("10.0.0.2/32", range), host("10.0.0.1/32", tcp80)}}) {
        const auto outcome = create(order);
        QCOMPARE(shown(outcome.document.spec.networkPolicy->ingress),
                 std::string("10.0.0.1/32 10.0.0.2/32 : srv_0 : 79-90"));
        QCOMPARE(shown(outcome.report.widenings),
                 std::vector<std::string>{
                     "ports-gained spec.networkPolicy.ingress[0]: 10.0.0.1/32 on TCP 80 -> "
                     "10.0.0.1/32 on TCP 79-90"});
    }
}

void CreatePolicyTest::portsGainedByAnotherProcessAreTold()
{
    const std::string pair = root("name: py, exe: [/bin/py], id: py_0, euser: [a], children: ["
                                  "{name: py, exe: [/bin/py], id: py_1}]");
    const auto outcome = create({fingerprint(
        pair,
        ingress(
            {"from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [py_0], ports: [" + tcp80 + "]",
             "from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [py_1], ports: [{protocol: TCP, "
             "port: 79, endPort: 90}]"}))});
    QCOMPARE(shown(outcome.report.widenings),
             std::vector<std::string>{"ports-gained spec.networkPolicy.ingress[0]: 10.0.0.1/32 on "
                                      "TCP 80 -> 10.0.0.1/32 on TCP 79-90"});
}

void CreatePolicyTest::bothPortsStay()
{
    const std::string both = tcp80 + ", {protocol: TCP, port: 443}";
    QCOMPARE(connections({host("10.0.0.1/32", tcp80), host("10.0.0.1/32", both)}),
             std::string("10.0.0.1/32 : srv_0 : 80 443"));
    QCOMPARE(connections({host("10.0.0.1/32", tcp80), host("10.0.0.2/32", both)}),
             std::string("10.0.0.1/32 : srv_0 : 80 | 10.0.0.2/32 : srv_0 : 80 443"));
}

void CreatePolicyTest::anyProcessStaysAnyProcess()
{
    const auto any = fingerprint(
        srv, ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}], ports: [" + tcp80 + "]"}));
    for (const auto& order : {std::vector{any, host("10.0.0.2/32", tcp80)},
                              std::vector{host("10.0.0.2/32", tcp80), any}}) {
        const auto outcome = create(order);
        QCOMPARE(shown(outcome.document.spec.networkPolicy->ingress),
                 std::string("10.0.0.1/32 10.0.0.2/32 : any : 80"));
        QCOMPARE(shown(outcome.report.widenings),
                 std::vector<std::string>{
                     "processes-gained spec.networkPolicy.ingress[0]: 10.0.0.2/32 for srv_0 -> "
                     "10.0.0.2/32 for any process"});
    }
}

void CreatePolicyTest::aBlockWithoutHolesWins()
{
    const auto holed
        = fingerprint(srv,
                      ingress({"from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], "
                               "processes: [srv_0], ports: ["
                               + tcp80 + "]"}));
    QCOMPARE(connections({holed, host("10.0.0.0/8", tcp80)}),
             std::string("10.0.0.0/8 : srv_0 : 80"));
    QCOMPARE(connections({holed, host("10.0.0.0/12", tcp80)}),
             std::string("10.0.0.0/8 : srv_0 : 80"));
    QCOMPARE(connections({holed, host("10.1.2.3/32", tcp80)}),
             std::string("10.0.0.0/8-10.1.0.0/16 10.1.2.3/32 : srv_0 : 80"));
}

void CreatePolicyTest::dnsPatternReplacesEveryNameItCovers()
{
    const auto names = [](const std::string& list) {
        return fingerprint(srv,
                           ingress({"from: [{dnsSelector: [" + list
                                    + "]}], processes: [srv_0], "
                                      "ports: ["
                                    + tcp80 + "]"}));
    };
    QCOMPARE(connections({names("a.x.org, b.x.org, c.y.org"), names("'*.x.org'")}),
             std::string("*.x.org c.y.org : srv_0 : 80"));
}

void CreatePolicyTest::selectorsLoosenOnly()
{
    const auto scoped = [](const std::string& image, const std::string& rest) {
        return fingerprint(srv, noNetwork,
                           "  containerSelector:\n    image: " + image + "\n" + rest);
    };
    const auto outcome
        = create({scoped("app:1.0",
                         "  podSelector: {matchLabels: {app: x, hash: a}}\n"
                         "  namespaceSelector: {matchLabels: {n: dev}}\n"),
                  scoped("app:1.1", "  podSelector: {matchLabels: {app: x, hash: b}}\n"),
                  scoped("app:1.1",
                         "  podSelector: {matchLabels: {app: x, hash: a}}\n"
                         "  namespaceSelector: {matchLabels: {n: dev}}\n")});
    const policy::Spec& spec = outcome.document.spec;
    QCOMPARE(spec.selectors.size(), std::size_t{2});
    QCOMPARE(spec.selector("containerSelector")->field("image")->values.front(),
             std::string("app:1.*"));
    QCOMPARE(spec.selector("podSelector")->matchLabels, (policy::Labels{{"app", "x"}}));
    QCOMPARE(shown(outcome.report.widenings),
             (std::vector<std::string>{
                 "selector-wildcard spec.containerSelector.image: app:1.0 -> app:1.*",
                 "selector-dropped spec.podSelector.matchLabels.hash: a, b -> ",
                 "selector-dropped spec.namespaceSelector: namespaceSelector -> "}));
}

void CreatePolicyTest::unrelatedInputsAreNamed()
{
    const auto of = [](const std::string& image) {
        return fingerprint(srv, noNetwork, "  containerSelector:\n    image: " + image + "\n");
    };
    const auto result = ops::createPolicy(inputs({of("abc"), of("xyz")}), {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, std::string("unrelated-inputs"));
    QVERIFY(result.error().message.find("input 1 (abc), input 2 (xyz)") != std::string::npos);
}

void CreatePolicyTest::mixedTypesAreRefused()
{
    auto service = fingerprint(srv, noNetwork, "  serviceSelector:\n    cgroup: a\n");
    service.metadata.set("type", yaml::Value::string("linux-service"));
    const auto result = ops::createPolicy(inputs({fingerprint(srv), service}), {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, std::string("mixed-types"));
    QCOMPARE(ops::createPolicy({}, {}).error().code, std::string("nothing-to-merge"));
}

void CreatePolicyTest::aPolicyKeepsItsResponse()
{
    auto disabled = policyOf(srv);
    disabled.spec.enabled = false;
    disabled.spec.mode = "enforce";
    ops::CreateOptions options;
    options.name = "mine";
    const auto outcome = create({fingerprint(srv), disabled}, options);
    QCOMPARE(outcome.document.spec.enabled, std::optional(false));
    QCOMPARE(outcome.document.spec.mode, std::optional<std::string>("enforce"));
    QVERIFY(outcome.document.spec.response->defaults.empty());
    QCOMPARE(outcome.document.name(), std::string("mine"));
    QCOMPARE(outcome.document.uid(), std::string());
}

void CreatePolicyTest::switchedOffPartsAreEmpty()
{
    ops::CreateOptions options;
    options.disable.disableProcesses = "all";
    QCOMPARE(processes({host("10.0.0.1/32", tcp80)}, options), std::string());
    QCOMPARE(connections({host("10.0.0.1/32", tcp80)}, options),
             std::string("10.0.0.1/32 : any : 80"));
    options = {};
    options.disable.disablePrivateConnections = "ingress";
    QCOMPARE(connections({host("10.0.0.1/32", tcp80), host("8.8.8.8/32", tcp80)}, options),
             std::string("8.8.8.8/32 : srv_0 : 80"));
    options.disable.disableConnections = "all";
    QCOMPARE(connections({host("8.8.8.8/32", tcp80)}, options), std::string());
}

void CreatePolicyTest::exactWidensNothing()
{
    ops::CreateOptions exact;
    exact.exact = true;
    QCOMPARE(processes({fingerprint(root("name: shard-1, exe: [/bin/s], id: s_0, euser: [a]")),
                        fingerprint(root("name: shard-2, exe: [/bin/s], id: s_0, euser: [a]")),
                        fingerprint(root("name: shard-1, exe: [/tmp/s], id: s_0, euser: [a]")),
                        fingerprint(root("name: shard-1, exe: [/bin/s], id: s_9, euser: [b]"))},
                       exact),
             std::string("shard-1[/bin/s](a){s_0} shard-2[/bin/s](a){s_1} shard-1[/tmp/s](a){s_2} "
                         "shard-1[/bin/s](b){s_9}"));
    const auto outcome = create({host("10.0.0.1/32", tcp80),
                                 host("10.0.0.2/32", "{protocol: TCP, port: 79, endPort: 90}"),
                                 host("10.0.0.3/32", tcp80)},
                                exact);
    QCOMPARE(shown(outcome.document.spec.networkPolicy->ingress),
             std::string("10.0.0.1/32 10.0.0.3/32 : srv_0 : 80 | 10.0.0.2/32 : srv_0 : 79-90"));
    QVERIFY(outcome.report.widenings.empty());
    const auto images
        = create({fingerprint(srv, noNetwork, "  containerSelector:\n    image: app:1\n"),
                  fingerprint(srv, noNetwork, "  containerSelector:\n    image: app:2\n")},
                 exact);
    const policy::Selector& selector = images.document.spec.selectors.front();
    QVERIFY(selector.fields.empty());
    QCOMPARE(selector.matchFieldsExpressions.front().values,
             (std::vector<std::string>{"app:1", "app:2"}));
}

void CreatePolicyTest::oneInputIsLikeTwo()
{
    const auto messy = fingerprint(
        root("name: b, exe: [/z, /a, /a], id: b_0, euser: [y, x, x], children: ["
             "{name: z, exe: [/z], id: z_0, euser: [x, y]}, {name: c, exe: [/c], id: c_0}]"),
        ingress({"from: [{dnsSelector: [b, a]}, {ipBlock: {cidr: 10.0.0.1/32}}], processes: [b_0], "
                 "ports: [{protocol: UDP, port: 9}, {protocol: TCP, port: 9}]",
                 "from: [{ipBlock: {cidr: 10.0.0.1}}], processes: [b_0], "
                 "ports: [{protocol: TCP, port: 9}]"}));
    const auto one = create({messy});
    const auto two = create({messy, messy});
    QCOMPARE(one.document, two.document);
    QCOMPARE(shown(*one.document.spec.processPolicy),
             std::string("b[/a /z](x y){b_0}>(c[/c]{c_0} z[/z]{z_0})"));
    QCOMPARE(shown(one.document.spec.networkPolicy->ingress),
             std::string("a b 10.0.0.1/32 : b_0 : 9 9"));
}

void CreatePolicyTest::selectionOrderDoesNotMatter()
{
    auto early = fingerprint(root("name: abcd1, exe: [/b], id: b_0, euser: [a]"));
    auto late = fingerprint(root("name: abcd2, exe: [/b], id: b_0, euser: [a]"));
    early.metadata.set("latestTimestamp", yaml::Value::number("9.5"));
    late.metadata.set("latestTimestamp", yaml::Value::number("10"));
    auto forward = inputs({early, late});
    auto backward = inputs({late, early});
    ops::sortForMerge(forward);
    ops::sortForMerge(backward);
    QCOMPARE(backward.front().document, early);
    QCOMPARE(ops::createPolicy(forward, {})->document, ops::createPolicy(backward, {})->document);
}

void CreatePolicyTest::onlyNumbersAreTimes()
{
    auto decimal = fingerprint(srv);
    auto hexadecimal = fingerprint(srv);
    decimal.metadata.set("latestTimestamp", yaml::Value::number("1705435213.327981"));
    hexadecimal.metadata.set("latestTimestamp", yaml::Value::string("0x7fffffff"));
    QCOMPARE(create({hexadecimal, decimal}).document.metadataText("latestTimestamp"),
             std::string("1705435213.327981"));
    QCOMPARE(create({decimal, hexadecimal}).document.metadataText("latestTimestamp"),
             std::string("1705435213.327981"));
}

void CreatePolicyTest::cancelled()
{
    std::stop_source source;
    source.request_stop();
    const auto result = ops::createPolicy(inputs({fingerprint(srv), fingerprint(srv)}), {}, {},
                                          source.get_token());
    QCOMPARE(result.error().code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(CreatePolicyTest)
#include "create_policy_test.moc"
