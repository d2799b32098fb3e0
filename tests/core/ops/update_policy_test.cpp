#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app]";
const std::string ls = "{name: ls, exe: [/bin/ls], id: ls_0}";
const std::string tcp80 = "{protocol: TCP, port: 80}";

ops::MergeOutcome update(const policy::GuardianDocument& target,
                         std::vector<policy::GuardianDocument> others,
                         const ops::UpdateOptions& options = {})
{
    return *ops::updatePolicy(target, inputs(std::move(others)), options);
}

policy::GuardianDocument deviation(const std::string& processes,
                                   const std::string& network = noNetwork,
                                   const std::string& uid = "pol:1")
{
    return workload("GuardianDeviation",
                    (processes.empty() ? std::string() : "  processPolicy:\n" + processes)
                        + network,
                    "  policy_uid: " + uid + "\n  checksum: c\n  uid: dev:1\n");
}

std::string processes(const ops::MergeOutcome& outcome)
{
    return shown(*outcome.document.spec.processPolicy);
}

std::string connections(const ops::MergeOutcome& outcome)
{
    return shown(outcome.document.spec.networkPolicy->ingress);
}

} // namespace

class UpdatePolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsAllowedChangesNothing();
    void patternsOfThePolicyStay();
    void namesAreNeverWidened();
    void behaviourIsAdded();
    void deviationsGoBelowTheirProcess();
    void deviationsMayNameProcessesOfThePolicy();
    void brokenDeviationsAreSkippedWhole();
    void unstatedUsersAreThoseOfThePolicyAsItWas();
    void outsideTheScopeIsSkipped();
    void unstatedFactsCountAsInside();
    void theTargetItselfIsSkipped();
    void reviewedRulesAreNotLost();
    void networkMayBeLeftOut();
    void metadataIsKept();
    void relevanceIsCumulative();
    void equalSiblingsStayAsTheyAre();
    void theExactSiblingWins();
    void normalFormIsStable();
};

void UpdatePolicyTest::whatIsAllowedChangesNothing()
{
    const auto target = policyOf(
        root("name: 'sh*', exe: ['/bin/*'], id: sh_0, euser: ['*']"),
        ingress({"from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 1, "
                 "endPort: 100}]"}));
    const auto seen
        = fingerprint(root(sh),
                      ingress({"from: [{ipBlock: {cidr: 10.1.2.3/32}}], processes: [sh_0], ports: ["
                               + tcp80 + "]"}));
    const auto outcome = update(target, {seen});
    QVERIFY(!outcome.changed);
    QCOMPARE(outcome.document, target);
    QCOMPARE(outcome.relevant, std::vector<bool>{false});
}

void UpdatePolicyTest::patternsOfThePolicyStay()
{
    const auto target = policyOf(root("name: 'job-*', exe: [/bin/job], id: job_0, euser: [app]"));
    const auto outcome = update(
        target, {fingerprint(root("name: job-7, exe: [/opt/job], id: x_0, euser: [root]"))});
    QCOMPARE(processes(outcome), std::string("job-*[/bin/job /opt/job](app root){job_0}"));
}

void UpdatePolicyTest::namesAreNeverWidened()
{
    const auto target = policyOf(root("name: job-1, exe: [/bin/job], id: job_0, euser: [app]"));
    const auto outcome = update(
        target, {fingerprint(root("name: job-2, exe: [/bin/job], id: job_0, euser: [app]"))});
    QCOMPARE(processes(outcome),
             std::string("job-1[/bin/job](app){job_0} job-2[/bin/job](app){job_1}"));
    QVERIFY(outcome.report.widenings.empty());
}

void UpdatePolicyTest::behaviourIsAdded()
{
    const auto outcome = update(
        policyOf(root(sh)),
        {fingerprint(root(sh + ", children: [" + ls + "]"),
                     ingress({"from: [{ipBlock: {cidr: 10.1.2.3/32}}], processes: [ls_0], ports: ["
                              + tcp80 + "]"}))});
    QVERIFY(outcome.changed);
    QCOMPARE(processes(outcome), std::string("sh[/bin/sh](app){sh_0}>(ls[/bin/ls]{ls_0})"));
    QCOMPARE(connections(outcome), std::string("10.1.2.3/32 : ls_0 : 80"));
    QCOMPARE(outcome.document.metadataText("latestTimestamp"), std::string("5"));
}

void UpdatePolicyTest::deviationsGoBelowTheirProcess()
{
    // Two equal processes: the children belong below the one that is named.
    const auto target
        = policyOf(root(sh) + root("name: sh, exe: [/bin/sh], id: sh_1, euser: [app]"));
    const auto outcome = update(
        target,
        {deviation(root("policyNode: {id: sh_1, children: [{name: nc, exe: [/bin/nc], id: sh_0}]}"),
                   ingress({"from: [{ipBlock: {cidr: 1.2.3.4/32}}], processes: [sh_0], ports: ["
                            + tcp80 + "]"}))});
    QCOMPARE(processes(outcome),
             std::string("sh[/bin/sh](app){sh_0} sh[/bin/sh](app){sh_1}>(nc[/bin/nc]{sh_2})"));
    QCOMPARE(connections(outcome), std::string("1.2.3.4/32 : sh_2 : 80"));
}

void UpdatePolicyTest::deviationsMayNameProcessesOfThePolicy()
{
    const auto network = ingress(
        {"from: [{ipBlock: {cidr: 1.2.3.4/32}}], processes: [ls_0], ports: [" + tcp80 + "]"});
    const auto outcome
        = update(policyOf(root(sh + ", children: [" + ls + "]")), {deviation("", network)});
    QCOMPARE(connections(outcome), std::string("1.2.3.4/32 : ls_0 : 80"));
    QCOMPARE(processes(outcome), std::string("sh[/bin/sh](app){sh_0}>(ls[/bin/ls]{ls_0})"));
}

void UpdatePolicyTest::brokenDeviationsAreSkippedWhole()
{
    auto broken = deviation(root("policyNode: {id: gone_0}"));
    broken.metadata.set("latestTimestamp", yaml::Value::number("9999999999"));
    const auto outcome
        = update(policyOf(root(sh)), {broken, deviation("", noNetwork, "pol:other")});
    QVERIFY(!outcome.changed);
    QCOMPARE(outcome.report.skipped.size(), std::size_t{2});
    QCOMPARE(outcome.report.skipped[0].reason,
             std::string("Deviation process node ID (gone_0) is missing in base policy"));
    QCOMPARE(outcome.report.skipped[1].reason,
             std::string("it is a deviation of another policy (pol:other)"));
    QCOMPARE(outcome.document.metadataText("latestTimestamp"), std::string("1"));
}

void UpdatePolicyTest::unstatedUsersAreThoseOfThePolicyAsItWas()
{
    const auto below = deviation(root("policyNode: {id: sh_0, children: [" + ls + "]}"));
    const auto asRoot = fingerprint(root("name: sh, exe: [/bin/sh], id: q_0, euser: [root]"));
    const auto outcome = update(policyOf(root(sh)), {asRoot, below});
    QCOMPARE(processes(outcome),
             std::string("sh[/bin/sh](app root){sh_0}>(ls[/bin/ls](app){ls_0})"));
    const auto otherUser
        = policyOf(root(sh + ", children: [{name: ls, exe: [/bin/ls], id: ls_0, euser: [root]}]"));
    QCOMPARE(processes(update(otherUser, {below})),
             std::string("sh[/bin/sh](app){sh_0}>(ls[/bin/ls](app root){ls_0})"));
}

void UpdatePolicyTest::outsideTheScopeIsSkipped()
{
    const auto scoped = policyOf(root(sh), noNetwork,
                                 appSelector + "  podSelector: {matchLabels: {env: prod}}\n");
    const auto of = [](const std::string& selectors) {
        return fingerprint(root("name: x, exe: [/x], id: x_0, euser: [x]"), noNetwork, selectors);
    };
    const auto outcome = update(scoped,
                                {of("  containerSelector:\n    image: other:1\n"),
                                 of(appSelector + "  podSelector: {matchLabels: {env: dev}}\n"),
                                 of(appSelector + "  podSelector: {matchLabels: {app: x}}\n")});
    QVERIFY(!outcome.changed);
    QCOMPARE(outcome.report.skipped.size(), std::size_t{3});
    QCOMPARE(
        outcome.report.skipped[0].reason,
        std::string("outside the policy's scope (containerSelector.image: app:1, not other:1)"));
    QCOMPARE(
        outcome.report.skipped[1].reason,
        std::string("outside the policy's scope (podSelector.matchLabels.env: prod, not dev)"));
    QCOMPARE(outcome.document.spec.selectors, scoped.spec.selectors);
}

void UpdatePolicyTest::unstatedFactsCountAsInside()
{
    const auto scoped = policyOf(root(sh), noNetwork,
                                 appSelector
                                     + "  machineSelector: {machineUID: m1}\n"
                                       "  podSelector: {matchLabels: {env: prod}}\n");
    const auto seen = fingerprint(root(sh + ", children: [" + ls + "]"), noNetwork,
                                  appSelector + "  machineSelector: {hostname: h}\n");
    const auto outcome = update(scoped, {seen});
    QVERIFY(outcome.changed);
    QCOMPARE(outcome.document.spec.selectors, scoped.spec.selectors);
}

void UpdatePolicyTest::theTargetItselfIsSkipped()
{
    const auto target = policyOf(root(sh));
    const auto outcome = update(target, {target});
    QVERIFY(!outcome.changed);
    QCOMPARE(outcome.report.skipped.front().reason, std::string("it is the target itself"));
}

void UpdatePolicyTest::reviewedRulesAreNotLost()
{
    const auto target
        = policyOf(root(sh),
                   ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [sh_0], ports: ["
                                + tcp80 + "]",
                            "from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [sh_0], ports: ["
                                + tcp80 + ", {protocol: TCP, port: 443}]"}));
    const auto outcome = update(target, {fingerprint(root(sh + ", children: [" + ls + "]"))});
    QCOMPARE(connections(outcome), std::string("10.0.0.1/32 : sh_0 : 80 443"));
}

void UpdatePolicyTest::networkMayBeLeftOut()
{
    const auto rule
        = "from: [{ipBlock: {cidr: 10.0.0.9/32}}], processes: [sh_0], ports: [" + tcp80 + "]";
    const auto target = policyOf(root(sh), ingress({rule, rule}));
    ops::UpdateOptions options;
    options.includeNetwork = false;
    const auto seen
        = fingerprint(root(sh + ", children: [" + ls + "]"),
                      ingress({"from: [{ipBlock: {cidr: 8.8.8.8/32}}], processes: [ls_0], ports: ["
                               + tcp80 + "]"}));
    const auto outcome = update(target, {seen}, options);
    QCOMPARE(outcome.document.spec.networkPolicy, target.spec.networkPolicy);
    QVERIFY(outcome.changed);
}

void UpdatePolicyTest::metadataIsKept()
{
    auto target = policyOf(root(sh));
    target.metadata.set("version", yaml::Value::number("7"));
    target.metadata.set("tags", yaml::Value::strings({"a"}));
    target.metadata.set("firstTimestamp", yaml::Value::number("3"));
    auto seen = fingerprint(root(sh + ", children: [" + ls + "]"));
    seen.metadata.set("firstTimestamp", yaml::Value::number("2"));
    seen.metadata.set("latestTimestamp", yaml::Value::number("1670000000.50"));
    const auto outcome = update(target, {seen});
    QCOMPARE(outcome.document.metadataText("version"), std::string("7"));
    QCOMPARE(outcome.document.metadataText("firstTimestamp"), std::string("2"));
    QCOMPARE(outcome.document.metadataText("latestTimestamp"), std::string("1670000000.50"));
    QVERIFY(outcome.document.metadata.find("tags") != nullptr);
}

void UpdatePolicyTest::relevanceIsCumulative()
{
    const auto seen = fingerprint(root(sh + ", children: [" + ls + "]"));
    const auto outcome = update(policyOf(root(sh)), {seen, seen, fingerprint(root(sh))});
    QCOMPARE(outcome.relevant, (std::vector<bool>{true, false, false}));
}

void UpdatePolicyTest::equalSiblingsStayAsTheyAre()
{
    const std::string twice = root(sh + ", children: [" + ls + "]")
        + root("name: sh, exe: [/bin/sh], id: sh_1, euser: [app], children: ["
               "{name: cat, exe: [/bin/cat], id: cat_0}]");
    QVERIFY(!update(policyOf(twice), {fingerprint(twice)}).changed);
    const auto more = update(
        policyOf(twice),
        {fingerprint(
            root("name: sh, exe: [/bin/sh], id: q_0, euser: [app], children: ["
                 "{name: cat, exe: [/bin/cat], id: w_0}, {name: od, exe: [/bin/od], id: o_0}]"))});
    QCOMPARE(processes(more),
             std::string("sh[/bin/sh](app){sh_0}>(ls[/bin/ls]{ls_0}) "
                         "sh[/bin/sh](app){sh_1}>(cat[/bin/cat]{cat_0} od[/bin/od]{o_0})"));
}

void UpdatePolicyTest::theExactSiblingWins()
{
    const auto target = policyOf(root("name: 'job-*', exe: [/bin/job], id: any_0, euser: [app]")
                                 + root("name: job-b, exe: [/bin/job], id: b_0, euser: [app]"));
    const auto seen
        = fingerprint(root("name: job-b, exe: [/bin/job], id: x_0, euser: [app]"),
                      ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [x_0], ports: ["
                               + tcp80 + "]"}));
    QCOMPARE(connections(update(target, {seen})), std::string("10.0.0.1/32 : b_0 : 80"));
}

void UpdatePolicyTest::normalFormIsStable()
{
    const auto messy
        = policyOf(root("name: a, exe: [/z, '/a*', /ab], id: a_0, euser: [y, x, y], "
                        "children: [{name: b, exe: [/b], id: b_0, euser: [x, y]}]"),
                   ingress({"from: [{ipBlock: {cidr: 10.0.0.1}}, {ipBlock: {cidr: 10.0.0.0/8}}, "
                            "{dnsSelector: [b.org, a.org]}], processes: [b_0, a_0], ports: ["
                            "{protocol: TCP, port: 5, endPort: 9}, {protocol: TCP, port: 7}]"}));
    const auto once = ops::normalised(messy);
    QCOMPARE(shown(*once.spec.processPolicy), std::string("a[/a* /z](x y){a_0}>(b[/b]{b_0})"));
    QCOMPARE(shown(once.spec.networkPolicy->ingress),
             std::string("a.org b.org 10.0.0.0/8 : a_0 b_0 : 5-9"));
    QCOMPARE(ops::normalised(once), once);
}

QTEST_APPLESS_MAIN(UpdatePolicyTest)
#include "update_policy_test.moc"
