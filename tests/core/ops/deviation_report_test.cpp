#include "core/ops/deviation_report.h"

#include "core/ops/workload.h"
#include "core/yaml/json_writer.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string nginx = "name: nginx, exe: [/usr/sbin/nginx], id: nginx_0, euser: [root]";
const std::string curl = "{name: curl, exe: [/usr/bin/curl], id: curl_0, euser: [www]}";
const std::string anyone = noNetwork;

std::vector<ops::ReportedDeviation> reported(const policy::GuardianDocument& policy,
                                             const policy::GuardianDocument& object)
{
    return ops::reportDeviations(ops::Behaviour(policy.spec), object);
}

std::string spec(const ops::ReportedDeviation& deviation)
{
    return yaml::writeJson(deviation.spec, yaml::JsonLayout::OneLine);
}

std::string to(const std::string& address, const std::string& process)
{
    return "  networkPolicy:\n    ingress: []\n    egress:\n    - {to: [{ipBlock: {cidr: " + address
        + "}}], processes: [" + process + "], ports: [{protocol: TCP, port: 443}]}\n";
}

/// The policy with all deviations of the object merged into it.
policy::GuardianDocument merged(const policy::GuardianDocument& policy,
                                const policy::GuardianDocument& object)
{
    std::vector<policy::GuardianDocument> documents;
    for (const ops::ReportedDeviation& deviation : reported(policy, object)) {
        documents.push_back(ops::guardianOf(yaml::writeJson(
            ops::deviationDocument(deviation, policy.uid(), "dev:1"), yaml::JsonLayout::OneLine)));
    }
    const auto outcome = ops::updatePolicy(policy, inputs(documents), {});
    return outcome ? outcome->document : policy;
}

} // namespace

class DeviationReportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProcessBelowOneOfThePolicy();
    void aRootOfItsOwn();
    void aConnectionNamesThePolicysProcess();
    void aConnectionOfWhatDeviates();
    void idsOfThePolicyAreNotTakenTwice();
    void theSameHasTheSameChecksum();
    void describesItself();
    void reportsAreKept();
    void theDocumentSaysWhoseItIs();
};

void DeviationReportTest::aProcessBelowOneOfThePolicy()
{
    const auto policy = policyOf(root(nginx));
    const auto object = fingerprint(root(nginx + ", children: [" + curl + "]"));
    const auto found = reported(policy, object);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].type, std::string("process"));
    QCOMPARE(spec(found[0]),
             std::string(R"({"processPolicy": [{"policyNode": {"id": "nginx_0", "children": )"
                         R"([{"name": "curl", "exe": ["/usr/bin/curl"], "id": "curl_0", "euser": )"
                         R"(["www"]}]}}], "networkPolicy": {"ingress": [], "egress": []}})"));
    QVERIFY(ops::deviationsOf(merged(policy, object), object).empty());
}

void DeviationReportTest::aRootOfItsOwn()
{
    const auto policy = policyOf(root(nginx));
    const auto object = fingerprint("  - " + curl + "\n");
    const auto found = reported(policy, object);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(spec(found[0]).find("policyNode") == std::string::npos);
    QVERIFY(ops::deviationsOf(merged(policy, object), object).empty());
}

void DeviationReportTest::aConnectionNamesThePolicysProcess()
{
    const auto policy
        = policyOf(root("name: nginx, exe: [/usr/sbin/nginx], id: web, euser: [root]"));
    const auto object = fingerprint(root(nginx), to("203.0.113.9/32", "nginx_0"));
    const auto found = reported(policy, object);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].type, std::string("egress"));
    QVERIFY(spec(found[0]).find(R"("processes": ["web"])") != std::string::npos);
    QCOMPARE(shown(merged(policy, object).spec.networkPolicy->egress),
             std::string("203.0.113.9/32 : web : 443"));
}

void DeviationReportTest::aConnectionOfWhatDeviates()
{
    const auto policy = policyOf(root(nginx));
    const auto object
        = fingerprint(root(nginx + ", children: [" + curl + "]"), to("203.0.113.9/32", "curl_0"));
    const auto found = reported(policy, object);
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(ops::deviationsOf(merged(policy, object), object).empty());
    // The connection alone brings its process along.
    QVERIFY(spec(found[1]).find(R"("name": "curl")") != std::string::npos);
}

void DeviationReportTest::idsOfThePolicyAreNotTakenTwice()
{
    const auto policy = policyOf(root("name: sh, exe: [/bin/sh], id: curl_0, euser: [root]"));
    const auto object = fingerprint(
        root("name: sh, exe: [/bin/sh], id: sh_0, euser: [root], children: [" + curl + "]"),
        to("203.0.113.9/32", "curl_0"));
    QVERIFY(ops::deviationsOf(merged(policy, object), object).empty());
    QVERIFY(spec(reported(policy, object)[0]).find(R"("id": "curl_1")") != std::string::npos);
}

void DeviationReportTest::theSameHasTheSameChecksum()
{
    const auto policy = policyOf(root(nginx));
    const auto checksum = [&](const std::string& child) {
        return reported(policy, fingerprint(root(nginx + ", children: [" + child + "]")))[0]
            .checksum;
    };
    const std::string first = checksum(curl);
    QCOMPARE(first.size(), std::size_t{32});
    QCOMPARE(checksum("{name: curl, exe: [/usr/bin/curl], id: other_7, euser: [www]}"), first);
    QVERIFY(checksum("{name: curl, exe: [/usr/bin/curl], id: curl_0, euser: [root]}") != first);
    QVERIFY(checksum("{name: curl, exe: [/usr/bin/curl], id: curl_0, euser: [www], children: "
                     "[{name: sh, exe: [/bin/sh], id: sh_0}]}")
            != first);
}

void DeviationReportTest::describesItself()
{
    const auto policy = policyOf(root(nginx));
    const auto found = reported(
        policy,
        fingerprint(root(nginx + ", children: [" + curl + "]"), to("203.0.113.9/32", "nginx_0")));
    QCOMPARE(
        ops::describe(found[0], "shop"),
        std::string("Process curl (/usr/bin/curl) by www under nginx deviated from policy shop"));
    QCOMPARE(
        ops::describe(found[1], "shop"),
        std::string("Connection to 203.0.113.9 by nginx on TCP 443 deviated from policy shop"));
}

void DeviationReportTest::reportsAreKept()
{
    const auto found = reported(
        policyOf(root(nginx)),
        fingerprint(root(nginx + ", children: [" + curl + "]"), to("203.0.113.9/32", "curl_0")));
    QVERIFY(ops::readReport(ops::writeReport(found)) == found);
    QVERIFY(ops::readReport({}).empty());
}

void DeviationReportTest::theDocumentSaysWhoseItIs()
{
    const auto found = reported(policyOf(root(nginx)), fingerprint("  - " + curl + "\n"));
    const yaml::Value document = ops::deviationDocument(found[0], "pol:1", "dev:1");
    const yaml::Value* metadata = document.find("metadata");
    QVERIFY(metadata != nullptr);
    QCOMPARE(metadata->find("policy_uid")->text, std::string("pol:1"));
    QCOMPARE(metadata->find("checksum")->text, found[0].checksum);
    QCOMPARE(metadata->find("uid")->text, std::string("dev:1"));
    QCOMPARE(metadata->find("type")->text, std::string("process"));
}

QTEST_APPLESS_MAIN(DeviationReportTest)
#include "deviation_report_test.moc"
