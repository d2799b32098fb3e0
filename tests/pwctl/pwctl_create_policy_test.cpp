#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/value.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

namespace {

/// The whole text as JSON on one line, to compare YAML with JSON.
std::string asJson(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text));
    return yaml::writeJson(yaml::toValue(document.roots().front()), yaml::JsonLayout::OneLine);
}

/// The fingerprints of the walk as NDJSON.
std::string mongoLines()
{
    const yaml::Document document = yaml::read(*text::SourceText::make(mongoFingerprints()));
    std::string lines;
    for (const yaml::NodeRef item : document.roots().front().find("items").items())
        lines += yaml::writeJson(yaml::toValue(item), yaml::JsonLayout::OneLine) + "\n";
    return lines;
}

const std::string nginx = [] {
    std::string text = mongoFingerprint("1705435000", "10.0.0.1", "10.0.0.2", "3");
    for (std::size_t at = text.find("mongo:latest"); at != std::string::npos;
         at = text.find("mongo:latest"))
        text.replace(at, 12, "mongo:6.0");
    return text;
}();

} // namespace

class CreatePolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesTheGuidesPolicy();
    void readsEveryForm_data();
    void readsEveryForm();
    void writesJson();
    void setsModeAndDisables();
    void tellsEveryWidening();
    void widensNothingWhenExact();
    void skipsOtherKindsWithTheReason();
    void refusesUidLists();
    void listsEveryErrorAndWritesNothing();
    void saysWhatItCouldNotDo_data();
    void saysWhatItCouldNotDo();
    void refusesMixedTypes();
};

void CreatePolicyTest::makesTheGuidesPolicy()
{
    MemoryFiles files;
    files.content["fprints.yaml"] = mongoFingerprints();
    const Ran with = runPwctl(files,
                              {"create", "policy", "-f", "fprints.yaml", "-n", "mongo-policy", "-m",
                               "audit", "--include-imageid"});
    QCOMPARE(QString::fromStdString(with.out), QString::fromStdString(mongoPolicy(true)));
    QCOMPARE(with.err, std::string());
    QCOMPARE(with.exitCode, 0);
    const Ran without = runPwctl(
        files, {"create", "policy", "--from-file", "fprints.yaml", "--name", "mongo-policy"});
    QCOMPARE(QString::fromStdString(without.out), QString::fromStdString(mongoPolicy(false)));
}

void CreatePolicyTest::readsEveryForm_data()
{
    QTest::addColumn<std::string>("text");
    const std::string list
        = mongoFingerprint("1705435213.327981", "192.168.4.31", "192.168.0.229", "1")
        + mongoFingerprint("1705435100.25", "192.168.1.146", "192.168.2.221", "2");
    QTest::newRow("items") << mongoFingerprints();
    QTest::newRow("bare list") << list;
    QTest::newRow("NDJSON") << mongoLines();
    QTest::newRow("JSON") << asJson(mongoFingerprints());
    QTest::newRow("group") << "apiVersion: spyderbat/v1\nkind: FingerprintGroup\n"
                              "metadata: {image: a, imageID: b, firstTimestamp: 1, "
                              "latestTimestamp: 2}\n"
                              "data: {machines: [], containerNames: [], containerIDs: [], "
                              "fingerprints: "
            + asJson(list) + "}\n";
    QTest::newRow("CRLF and BOM") << [] {
        QString text = QString::fromStdString(mongoFingerprints());
        return "\xEF\xBB\xBF" + text.replace(u'\n', QStringLiteral("\r\n")).toStdString();
    }();
}

void CreatePolicyTest::readsEveryForm()
{
    QFETCH(std::string, text);
    MemoryFiles files;
    files.content["-"] = text;
    const Ran ran = runPwctl(files, {"create", "policy", "-f", "-", "-n", "mongo-policy"});
    QCOMPARE(QString::fromStdString(ran.out), QString::fromStdString(mongoPolicy(false)));
    QCOMPARE(ran.exitCode, 0);
}

void CreatePolicyTest::writesJson()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    const Ran ran
        = runPwctl(files, {"create", "policy", "-f", "a", "-n", "mongo-policy", "-o", "json"});
    QCOMPARE(asJson(ran.out), asJson(mongoPolicy(false)));
    QVERIFY(ran.out.starts_with("{\n  \"apiVersion\": \"spyderbat/v1\",\n"));
}

void CreatePolicyTest::setsModeAndDisables()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    const Ran ran = runPwctl(files,
                             {"create", "policy", "-f", "a", "-m", "enforce", "-d", "all", "-D",
                              "private-egress", "-D", "egress"});
    QCOMPARE(ran.exitCode, 0);
    for (const char* const line :
         {"  mode: enforce\n", "  disableProcesses: all\n", "  disableConnections: egress\n",
          "  disablePrivateConnections: egress\n", "  processPolicy: []\n"})
        QVERIFY2(contains(ran.out, line), line);
    const Ran both = runPwctl(
        files, {"create", "policy", "-f", "a", "-D", "public-egress", "-D", "public-ingress"});
    QVERIFY(contains(both.out, "  disablePublicConnections: all\n"));
}

void CreatePolicyTest::tellsEveryWidening()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    files.content["b"] = nginx;
    const Ran ran = runPwctl(
        files, {"create", "policy", "-f", "a", "b", "-n", "mongo-policy", "--report", "r.json"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY(contains(ran.out, "    image: docker.io/library/mongo:*\n"));
    QVERIFY(contains(ran.err, "widened: spec.containerSelector.image: "));
    QVERIFY(contains(ran.err, "mongo:*"));
    QVERIFY(contains(ran.err, "[selector-wildcard]"));
    const std::string report = asJson(files.content["r.json"]);
    QVERIFY(contains(report, "selector-wildcard"));
    QVERIFY(contains(report, "spec.containerSelector.image"));
}

void CreatePolicyTest::widensNothingWhenExact()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    files.content["b"] = nginx;
    const Ran ran = runPwctl(files, {"create", "policy", "-f", "a", "b", "--exact"});
    QVERIFY(!contains(ran.out, "*"));
    QVERIFY(!contains(ran.err, "selector-wildcard"));
}

void CreatePolicyTest::skipsOtherKindsWithTheReason()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    files.content["rules"] = "apiVersion: spyderbat/v1\nkind: SpyderbatRuleset\n"
                             "metadata: {name: rules, type: container}\nspec: {rules: []}\n";
    const Ran ran = runPwctl(
        files,
        {"create", "policy", "-f", "rules", "a", "-n", "mongo-policy", "--report", "r.json"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(QString::fromStdString(ran.out), QString::fromStdString(mongoPolicy(false)));
    QVERIFY(contains(ran.err,
                     "skipped: rules: a workload policy cannot take in a "
                     "SpyderbatRuleset\n"));
    QVERIFY(contains(asJson(files.content["r.json"]), "\"rules\""));
    const Ran alone = runPwctl(files, {"create", "policy", "-f", "rules"});
    QCOMPARE(alone.exitCode, 1);
    QCOMPARE(alone.out, std::string());
}

void CreatePolicyTest::refusesUidLists()
{
    MemoryFiles files;
    files.content["uids"] = "apiVersion: spyderbat/v1\nkind: UidList\n"
                            "metadata: {startTime: 1, endTime: 2}\n"
                            "data: {uniqueIdentifiers: ['fprint:a']}\n";
    const Ran ran = runPwctl(files, {"create", "policy", "-f", "uids"});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY(contains(ran.err,
                     "uids: a UidList only names fingerprints; fetching them needs a "
                     "connection"));
}

void CreatePolicyTest::listsEveryErrorAndWritesNothing()
{
    MemoryFiles files;
    files.content["good"] = mongoFingerprints();
    files.content["bad"] = mongoFingerprint("1", "300.0.0.1", "10.0.0.1/8");
    files.content["worse"] = "kind: [\n";
    const Ran ran
        = runPwctl(files, {"create", "policy", "-f", "good", "bad", "worse", "--report", "r.json"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY(contains(ran.err, "bad:25:"));
    QVERIFY(contains(ran.err, "bad:27:"));
    QVERIFY(contains(ran.err, "worse:"));
    QVERIFY(contains(asJson(files.content["r.json"]), "\"worse\""));
}

void CreatePolicyTest::saysWhatItCouldNotDo_data()
{
    using Words = std::vector<std::string>;
    QTest::addColumn<Words>("words");
    QTest::addColumn<QString>("error");
    QTest::newRow("no such file") << Words{"-f", "a", "missing"}
                                  << "read missing: there is no such file\n";
    QTest::newRow("wrong mode") << Words{"-f", "a", "-m", "Audit"}
                                << "--mode cannot be \"Audit\"; it is one of audit enforce; did "
                                   "you mean \"audit\"?\n"
                                   "pwctl create policy --help shows the options\n";
    QTest::newRow("standard input twice")
        << Words{"-f", "-", "-"} << "standard input can be read once\n";
    QTest::newRow("no files") << Words{}
                              << "--from-file is missing\n"
                                 "pwctl create policy --help shows the options\n";
    QTest::newRow("report that does not fit")
        << Words{"-f", "a", "--report", "r"} << "write r: the disk is full\n";
}

void CreatePolicyTest::saysWhatItCouldNotDo()
{
    QFETCH(std::vector<std::string>, words);
    QFETCH(QString, error);
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    files.full = true;
    words.insert(words.begin(), {"create", "policy"});
    const Ran ran = runPwctl(files, words);
    QCOMPARE(QString::fromStdString(ran.err), error);
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(ran.out, std::string());
}

void CreatePolicyTest::refusesMixedTypes()
{
    MemoryFiles files;
    files.content["a"] = mongoFingerprints();
    std::string service = mongoFingerprint("1705435000", "10.0.0.1", "10.0.0.2", "4");
    const std::size_t from = service.find("    containerSelector:");
    service.replace(from, service.find("    processPolicy:") - from,
                    "    serviceSelector:\n      cgroup: systemd:/system.slice/mongo.service\n");
    service.replace(service.find("type: container"), 15, "type: linux-service");
    files.content["b"] = service;
    const Ran ran = runPwctl(files, {"create", "policy", "-f", "a", "b"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY(contains(ran.err, "linux-service"));
}

QTEST_APPLESS_MAIN(CreatePolicyTest)
#include "pwctl_create_policy_test.moc"
