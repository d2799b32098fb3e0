#include "core/ops/workload.h"

#include "core/ops/match.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

policy::GuardianDocument workload(const std::string& json)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(json, "test.json"));
    return ops::workloadOf(document.roots().front());
}

std::string scope(const std::string& json)
{
    return ops::scopeText(workload(json));
}

const std::string type = R"("metadata":{"type":"container"})";

} // namespace

class WorkloadTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsStateFactsBesideTheDocument();
    void theDocumentSpeaksFirst();
    void oneFactHasOneSpelling();
    void behaviourLeavesFactsOut();
    void whatIsKeptReadsAsItWas();
};

void WorkloadTest::recordsStateFactsBesideTheDocument()
{
    const policy::GuardianDocument object = workload(
        R"({"id":"fprint:1","image":"app:1","cluster_name":"c1","muid":"mach:1","namespace":"shop",)"
        + type + "}");
    QCOMPARE(ops::statedField(object, "containerSelector", "image"),
             std::vector<std::string>{"app:1"});
    QCOMPARE(ops::statedField(object, "clusterSelector", "name"), std::vector<std::string>{"c1"});
    QCOMPARE(ops::statedField(object, "machineSelector", "machineUID"),
             std::vector<std::string>{"mach:1"});
    QCOMPARE(ops::statedLabels(object, "namespaceSelector"),
             (policy::Labels{{"kubernetes.io/metadata.name", "shop"}}));
}

void WorkloadTest::theDocumentSpeaksFirst()
{
    const policy::GuardianDocument object = workload(
        R"({"id":"fprint:1","image":"old:1","namespace":"x",)" + type
        + R"(,"spec":{"containerSelector":{"image":"app:1"},"namespaceSelector":{"matchLabels":{"a":"b"}}}})");
    QCOMPARE(ops::statedField(object, "containerSelector", "image"),
             std::vector<std::string>{"app:1"});
    QCOMPARE(ops::statedLabels(object, "namespaceSelector"), (policy::Labels{{"a", "b"}}));
}

void WorkloadTest::oneFactHasOneSpelling()
{
    const std::string one = scope(
        R"({"id":"a","metadata":{"name":"x","type":"container","muid":"mach:1"},)"
        R"("spec":{"podSelector":{"matchLabels":{"b":"2","a":"1"}},"containerSelector":{"image":"app:1","imageID":"sha256:1"}}})");
    const std::string other = scope(
        R"({"id":"b","metadata":{"type":"container","name":"y"},"muid":"mach:1","image_id":"sha256:1",)"
        R"("spec":{"containerSelector":{"matchFields":{"image":"app:1"}},"podSelector":{"matchLabels":{"a":"1","b":"2"}}}})");
    QCOMPARE(one, other);
    QVERIFY(one != scope(R"({"id":"a","image":"app:1",)" + type + "}"));
}

void WorkloadTest::behaviourLeavesFactsOut()
{
    const std::string processes = root("name: sh, exe: [/bin/sh], id: sh_0, euser: [app]");
    const std::string one = ops::behaviourText(fingerprint(processes));
    QCOMPARE(ops::behaviourText(fingerprint(processes, noNetwork, "  podSelector: {}\n")), one);
    QVERIFY(one.find("/bin/sh") != std::string::npos);
    QVERIFY(one.find("app:1") == std::string::npos);
    QVERIFY(ops::behaviourText(fingerprint("  []\n")) != one);
}

void WorkloadTest::whatIsKeptReadsAsItWas()
{
    const policy::GuardianDocument policy = policyOf(
        root("name: sh, exe: [/bin/sh], id: sh_0, euser: [app]"),
        ingress(
            {"from: [{dnsSelector: [a.local]}], ports: [{protocol: UDP, port: 5, endPort: 9}]"}));
    const policy::GuardianDocument object
        = fingerprint(root("name: sh, exe: [/bin/sh], id: sh_0, euser: [root]"),
                      ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}], processes: [sh_0], "
                               "ports: [{protocol: TCP, port: 80}]"}));
    QVERIFY(ops::inScope(policy, ops::guardianOf(ops::scopeText(object)), ops::Unstated::Outside)
                .verdict
            == ops::ScopeVerdict::Inside);
    const policy::GuardianDocument again = ops::guardianOf(ops::behaviourText(object));
    QVERIFY(again.spec.processPolicy == object.spec.processPolicy);
    QVERIFY(again.spec.networkPolicy == object.spec.networkPolicy);
    QCOMPARE(ops::deviationsOf(policy, again).size(), std::size_t{2});
}

QTEST_APPLESS_MAIN(WorkloadTest)
#include "workload_test.moc"
