#include "core/policy/decode.h"

#include "core/policy/encode.h"
#include "core/policy/scalars.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using policy::GuardianDocument;

namespace {

const std::string example = R"(apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata:
  name: shop
  type: container
  latestTimestamp: 1670000000.0
spec:
  podSelector:
    matchLabels: {app: web}
    matchExpressions: [{key: env, operator: In, values: [a, b]}]
  machineSelector: {hostname: [one], machineUID: mach}
  clusterSelector: {matchFields: {name: prod}, matchFieldsExpressions: [{key: uid, operator: Exists}]}
  enabled: no
  mode: enforce
  disablePublicConnections: egress
  note: {kept: [1, 2.50]}
  processPolicy:
  - name: nginx
    exe: [/usr/sbin/nginx]
    id: nginx_0
    euser: [root]
    listeningSockets: [{protocol: UDP, port: 0x35}, {protocol: TCP, port: 8000, endPort: 8010}]
    children:
    - {name: sh, exe: [/bin/sh], id: sh_0}
  networkPolicy:
    egress: [{to: [{dnsSelector: ['*.a']}], ports: [{protocol: TCP, port: 1}]}]
    ingress:
    - from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]
      processes: [nginx_0]
      ports: [{protocol: TCP, port: 443}]
    extra: kept
  response:
    default: [{makeRedFlag: {severity: high}}, {agentKillPod: null}, {}]
    actions: []
)";

yaml::Document documentOf(const std::string& bytes)
{
    return yaml::read(*text::SourceText::make(bytes));
}

GuardianDocument decoded(const std::string& bytes)
{
    return policy::decodeGuardian(documentOf(bytes).roots().front());
}

std::string encoded(const GuardianDocument& document)
{
    return yaml::writeJson(policy::encode(document), yaml::JsonLayout::OneLine);
}

} // namespace

class DecodeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAreRead();
    void encodeIsReadBackAsTheSame();
    void specKeepsItsOrder();
    void newKeysStandAtTheirPlace();
    void newDocumentsHaveTheOrderOfSpyctl();
    void deviationsKeepTheirPolicyNodes();
    void wrongKindsAreLeftOut();
    void factsComeFromTheRecordFirst();
    void factsHoldLabelsPlacesAndCoverage();
    void integersAreReadAsYaml11();
};

void DecodeTest::valuesAreRead()
{
    const GuardianDocument document = decoded(example);
    QCOMPARE(document.name(), std::string("shop"));
    QCOMPARE(document.metadataText("latestTimestamp"), std::string("1670000000.0"));
    QVERIFY(document.spec.enabled == false);
    QVERIFY(document.spec.mode == "enforce");
    const policy::Selector* machine = document.spec.selector("machineSelector");
    QVERIFY(machine != nullptr && machine->field("hostname")->isList);
    QVERIFY(!machine->field("machineUID")->isList);
    const policy::ProcessNode& nginx = document.spec.processPolicy->front();
    QCOMPARE(nginx.listeningSockets[0].endPort, std::uint16_t{53});
    QCOMPARE(nginx.listeningSockets[1].endPort, std::uint16_t{8010});
    QVERIFY(!nginx.children.front().euser);
    const policy::NetworkPolicy& network = *document.spec.networkPolicy;
    QVERIFY(!network.egress[0].processes);
    QCOMPARE(network.ingress[0].peers[0].ip->except.front(), std::string("10.1.0.0/16"));
    QVERIFY(document.layout.egressFirst);
    QCOMPARE(document.spec.response->defaults.size(), std::size_t{3});
    QVERIFY(document.spec.response->defaults[1].body.isNull());
    QCOMPARE(document.spec.others.front().second.find("kept")->items[1].text, std::string("2.50"));
}

void DecodeTest::encodeIsReadBackAsTheSame()
{
    const GuardianDocument document = decoded(example);
    QVERIFY(decoded(encoded(document)) == document);
    QCOMPARE(encoded(decoded(encoded(document))), encoded(document));
}

void DecodeTest::specKeepsItsOrder()
{
    const yaml::Value written = policy::encode(decoded(example));
    std::string keys;
    for (const auto& [key, value] : written.find("spec")->entries)
        keys += key + " ";
    QCOMPARE(keys,
             std::string("podSelector machineSelector clusterSelector enabled mode "
                         "disablePublicConnections note processPolicy networkPolicy response "));
    QCOMPARE(written.find("spec")->find("networkPolicy")->entries.front().first,
             std::string("egress"));
}

void DecodeTest::newKeysStandAtTheirPlace()
{
    GuardianDocument document = decoded("kind: SpyderbatPolicy\nspec: {processPolicy: [], "
                                        "containerSelector: {image: a}, enabled: true}\n");
    document.spec.mode = "audit";
    QCOMPARE(encoded(document),
             std::string(R"({"apiVersion": "spyderbat/v1", "kind": "SpyderbatPolicy", )"
                         R"("metadata": {}, "spec": {"processPolicy": [], )"
                         R"("containerSelector": {"image": "a"}, "mode": "audit", )"
                         R"("enabled": true}})"));
}

void DecodeTest::newDocumentsHaveTheOrderOfSpyctl()
{
    GuardianDocument document = decoded(example);
    document.layout = {};
    const yaml::Value written = policy::encode(document);
    std::string keys;
    for (const auto& [key, value] : written.find("spec")->entries)
        keys += key + " ";
    QCOMPARE(keys,
             std::string("podSelector machineSelector clusterSelector mode "
                         "disablePublicConnections enabled processPolicy networkPolicy note "
                         "response "));
}

void DecodeTest::deviationsKeepTheirPolicyNodes()
{
    const std::string text
        = "{id: dev:1, deviation: {kind: GuardianDeviation, metadata: {type: process}, spec: "
          "{processPolicy: [{policyNode: {id: a_0, children: [{name: b, exe: [/b], id: b_0}]}}]}}}";
    const GuardianDocument document = decoded(text);
    QVERIFY(document.kind == policy::Kind::Deviation);
    QVERIFY(document.spec.processPolicy->front().isPolicyNode);
    QVERIFY(!document.spec.networkPolicy);
    QVERIFY(decoded(encoded(document)) == document);
}

void DecodeTest::wrongKindsAreLeftOut()
{
    const GuardianDocument document
        = decoded("kind: SpyderbatPolicy\nmetadata: [x]\nspec:\n  mode: [audit]\n  enabled: 'yes'\n"
                  "  containerSelector: nginx\n  processPolicy: [1, {name: [a], exe: b, id: 7, "
                  "children: {}}]\n  networkPolicy: {ingress: [{from: [a, {ipBlock: 1}], ports: "
                  "[{protocol: TCP, port: 70000}, {protocol: tcp, port: 1}, x]}], egress: no}\n"
                  "  response: 1\n");
    const policy::Spec& spec = document.spec;
    QVERIFY(!spec.mode && !spec.enabled && spec.selectors.empty() && !spec.response);
    QCOMPARE(spec.processPolicy->size(), std::size_t{1});
    QVERIFY(spec.processPolicy->front() == policy::ProcessNode());
    QVERIFY(spec.networkPolicy->ingress.front() == policy::NetworkRule());
    for (const char* text : {"1", "[]", "kind: SpyderbatPolicy\nspec: 1\n", "{spec: [a]}"})
        QVERIFY(decoded(text).spec == policy::Spec());
}

void DecodeTest::factsComeFromTheRecordFirst()
{
    const auto factsOf = [](const std::string& bytes) {
        return policy::decodeFacts(documentOf(bytes).roots().front());
    };
    const std::string spec
        = "metadata: {type: container, muid: mach:1, latestTimestamp: 1.50}\n"
          "spec:\n  containerSelector: {image: b, imageID: sha}\n"
          "  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: n}}\n";
    const policy::FingerprintFacts bare = factsOf(spec);
    QCOMPARE(bare.image, std::string("b"));
    QCOMPARE(bare.imageId, std::string("sha"));
    QCOMPARE(bare.namespaceName, std::string("n"));
    QCOMPARE(bare.machine, std::string("mach:1"));
    QCOMPARE(bare.time, std::string("1.50"));
    QVERIFY(!bare.covered);
    const policy::FingerprintFacts record
        = factsOf(spec + "image: a\ntime: 7\ncovered_by_policy: true\nmuid: mach:2\n");
    QCOMPARE(record.image, std::string("a"));
    QCOMPARE(record.time, std::string("7"));
    QCOMPARE(record.machine, std::string("mach:2"));
    QVERIFY(record.covered == true);
}

void DecodeTest::factsHoldLabelsPlacesAndCoverage()
{
    const auto factsOf = [](const std::string& bytes) {
        return policy::decodeFacts(documentOf(bytes).roots().front());
    };
    const policy::FingerprintFacts document
        = factsOf("metadata: {type: container, firstTimestamp: 1.25, cluster-uid: 'clus:1'}\n"
                  "spec:\n  podSelector: {matchLabels: {tier: back, app: web}}\n"
                  "  machineSelector: {hostname: [h1]}\n");
    QCOMPARE(document.podLabels.get(), (std::vector<std::string>{"app=web", "tier=back"}));
    QCOMPARE(document.clusterUid, std::string("clus:1"));
    QCOMPARE(document.hostname, std::string("h1"));
    QCOMPARE(document.firstTime, std::string("1.25"));
    QVERIFY(document.status.empty());
    QVERIFY(document.coveredBy.empty());
    const policy::FingerprintFacts row
        = factsOf("{status: active, valid_from: 3.5, pod_labels: [app=web], covered_by: ['pol:1', "
                  "'pol:2'], cluster_uid: 'clus:2', hostname: h2}");
    QCOMPARE(row.status, std::string("active"));
    QCOMPARE(row.firstTime, std::string("3.5"));
    QCOMPARE(row.podLabels.get(), std::vector<std::string>{"app=web"});
    QCOMPARE(row.coveredBy.get(), (std::vector<std::string>{"pol:1", "pol:2"}));
    QCOMPARE(row.clusterUid, std::string("clus:2"));
    QCOMPARE(row.hostname, std::string("h2"));
    QCOMPARE(factsOf("{covered_by: 'pol:1'}").coveredBy.get(), std::vector<std::string>{"pol:1"});
}

void DecodeTest::integersAreReadAsYaml11()
{
    const auto integer = [](const std::string& written) {
        const yaml::Document document = documentOf("- " + written + "\n");
        return policy::integerOf(*document.roots().front().items().begin());
    };
    QVERIFY(integer("443") == 443);
    QVERIFY(integer("-1") == -1);
    QVERIFY(integer("0x1BB") == 443);
    QVERIFY(integer("0673") == 443);
    QVERIFY(integer("1_000") == 1000);
    QVERIFY(integer("1:30") == 90);
    QVERIFY(!integer("'443'"));
    QVERIFY(!integer("443.0"));
    QVERIFY(!integer("99999999999999999999"));
}

QTEST_APPLESS_MAIN(DecodeTest)
#include "decode_test.moc"
