// Documents, lists of them, field types and fixes.

#include "tests/core/ops/validate_test.h"

#include <QElapsedTimer>
#include <QTest>

using namespace pw;
using test::mended;
using test::messagesOf;
using test::policyWith;
using test::problemsOf;

namespace {

const std::string fingerprint = "apiVersion: spyderbat/v1\nkind: SpyderbatFingerprint\n"
                                "metadata: {name: a, type: container}\n"
                                "spec:\n  containerSelector: {image: a}\n  processPolicy: []\n"
                                "  networkPolicy: {ingress: [], egress: []}\n";

/// The fingerprint as one flow mapping, with changed metadata.
std::string flowFingerprint(const std::string& metadata = "{name: a, type: container}")
{
    return "{apiVersion: spyderbat/v1, kind: SpyderbatFingerprint, metadata: " + metadata
        + ", spec: {containerSelector: {image: a}, processPolicy: [], "
          "networkPolicy: {ingress: [], egress: []}}}";
}

std::string withoutMode(std::string text)
{
    const std::size_t at = text.find("  mode: audit\n");
    return text.erase(at, 14);
}

std::string crlf(const std::string& text)
{
    std::string out;
    for (const char c : text)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

} // namespace

class ValidateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void documents_data();
    void documents();
    void messagesSayWhatToDo();
    void modeIsAddedBehindTheSelectors_data();
    void modeIsAddedBehindTheSelectors();
    void fixes_data();
    void fixes();
    void whatStandsBeforeASyntaxErrorIsJudged();
    void manyProblemsOfOneKindAreCounted();
    void redundancyStaysCheap();
};

void ValidateTest::documents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problems");
    const auto row = [](const char* name, const std::string& text, const char* problems) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(problems);
    };
    const std::string items = "apiVersion: spyderbat/v1\nitems:\n- ";
    row("a fingerprint", fingerprint, "");
    row("empty", "", "1:1 error empty-document \n");
    row("a text", "hello\n", "1:1 error not-a-document \n");
    row("two documents", fingerprint + "---\n" + fingerprint + "x: 1\n",
        "16:1 error unknown-field x\n");
    row("NDJSON", "{\"kind\": \"A\", \"apiVersion\": \"spyderbat/v1\"}\n{\"kind\": \"B\"}\n",
        "1:10 error unknown-kind kind\n2:2 error missing-field apiVersion\n"
        "2:10 error unknown-kind kind\n");
    row("bare list", "- " + flowFingerprint() + "\n- 7\n", "2:3 error not-a-document [1]\n");
    row("items", items + flowFingerprint() + "\n", "");
    row("items without a version", "items: []\n", "1:1 error missing-field apiVersion\n");
    row("items is no list", "apiVersion: spyderbat/v1\nitems: {}\n",
        "2:1 error wrong-type items\n");
    row("items in items", items + "{apiVersion: spyderbat/v1, items: []}\n",
        "3:30 error nested-items items[0].kind\n");
    row("a list in metadata of an item",
        items + flowFingerprint("{name: a, type: container, tags: [x]}") + "\n",
        "3:95 error items-metadata items[0].metadata.tags\n");
    row("a number in metadata of an item",
        items + flowFingerprint("{name: a, type: container, latestTimestamp: 1.5}") + "\n", "");
    row("a group",
        "apiVersion: spyderbat/v1\nkind: FingerprintGroup\nmetadata: {firstTimestamp: soon}\n"
        "data:\n  fingerprints:\n  - "
            + flowFingerprint() + "\n  - {kind: UidList}\n  extra: 1\n",
        "3:28 error wrong-type metadata.firstTimestamp\n"
        "7:6 error missing-field data.fingerprints[1].apiVersion\n"
        "7:6 error missing-field data.fingerprints[1].metadata\n"
        "7:6 error missing-field data.fingerprints[1].data\n"
        "7:12 error wrong-kind data.fingerprints[1].kind\n"
        "8:3 error unknown-field data.extra\n");
    row("a record", fingerprint + "id: fprint:1\nstatus: active\ncovered_by_policy: maybe\n",
        "10:20 error wrong-type covered_by_policy\n");
    row("a record without a behaviour",
        "{id: fprint:1, image: a, metadata: {name: x, type: container}}\n", "");
    row("an unknown key is no record", fingerprint + "status: active\n",
        "8:1 error unknown-field status\n");
    row("a deviation record",
        "id: dev:1\ndeviation: {apiVersion: spyderbat/v1, kind: GuardianDeviation, metadata: "
        "{type: process, policy_uid: p, uid: d}, spec: {}}\n",
        "2:64 error missing-field deviation.metadata.checksum\n");
    row("another version", "apiVersion: v2\n" + fingerprint.substr(25),
        "1:13 error invalid-value apiVersion\n");
    row("no kind", "apiVersion: spyderbat/v1\n", "1:1 error missing-field kind\n");
    row("misspelt kind", "apiVersion: spyderbat/v1\nkind: SpyderbatPolcy\n",
        "2:7 error unknown-kind kind\n");
    row("a kind of another tool", "apiVersion: spyderbat/v1\nkind: NotificationTarget\n",
        "2:7 error kind-out-of-scope kind\n");
    row("null metadata", "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\nspec:\n",
        "3:10 error missing-field metadata\n4:6 error missing-field spec\n");
    row("type without its selector",
        "apiVersion: spyderbat/v1\nkind: SpyderbatFingerprint\n"
        "metadata: {name: a, type: linux-service}\nspec:\n  containerSelector: {image: a}\n"
        "  processPolicy: []\n  networkPolicy: {ingress: [], egress: []}\n",
        "3:27 error type-without-selector \n");
    row("short name",
        "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n"
        "metadata: {name: a, type: container, owner: me}\nspec:\n"
        "  containerSelector: {image: '*'}\n  mode: audit\n  processPolicy: []\n"
        "  networkPolicy: {ingress: [], egress: []}\n"
        "  response: {default: [], actions: []}\n",
        "3:18 warning name-length metadata.name\n"
        "5:30 security too-wide spec.containerSelector.image\n");
    row("misspelt mode",
        "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n"
        "metadata: {name: shop, type: container}\nspec:\n"
        "  containerSelector: {image: a}\n  mode: enforced\n"
        "  enabled: 'yes'\n  disableProcesses: some\n  processPolicy: []\n"
        "  networkPolicy: {ingress: [], egress: []}\n"
        "  response: {default: [], actions: []}\n",
        "6:9 error invalid-value spec.mode\n7:12 error wrong-type spec.enabled\n"
        "8:21 error invalid-value spec.disableProcesses\n");
}

void ValidateTest::documents()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problems);
    QCOMPARE(QByteArray::fromStdString(problemsOf(text.toStdString())), problems);
}

void ValidateTest::messagesSayWhatToDo()
{
    QCOMPARE(
        messagesOf(policyWith("[{name: a, exe: [/a], id: a_0, euesr: [r]}]")),
        std::string("Unknown field 'euesr' in spec.processPolicy[0]; did you mean \"euser\"?\n"));
    QCOMPARE(messagesOf(policyWith("[]",
                                   "[{from: [{ipBlock: {cidr: 10.1.2.3/8}}], "
                                   "ports: [{protocol: tpc, port: 80}]}]")),
             std::string("10.1.2.3/8 has host bits set; write 10.0.0.0/8\n"
                         "protocol must be TCP or UDP, not \"tpc\"; did you mean \"TCP\"?\n"));
    QCOMPARE(messagesOf("- kind: 1\n"),
             std::string("Invalid object in 'p.yaml' at index 0. field required: add "
                         "\"apiVersion: spyderbat/v1\"\n"
                         "Invalid object in 'p.yaml' at index 0. Unable to validate '1', no schema "
                         "exists for objects of that type; write a kind such as "
                         "SpyderbatPolicy\n"));
}

void ValidateTest::modeIsAddedBehindTheSelectors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("added");
    const auto row = [](const char* name, const std::string& text, const std::string& added) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray::fromStdString(added);
    };
    const std::string block = policyWith("[]");
    row("block", withoutMode(block), block);
    row("CRLF", crlf(withoutMode(block)), crlf(block));
    row("no selector",
        "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nspec:\n    processPolicy: []\n",
        "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nspec:\n    mode: audit\n"
        "    processPolicy: []\n");
    row("comments and no last line end",
        "kind: SpyderbatPolicy\nspec:\n  processPolicy: []\n  podSelector: # of\n"
        "    matchLabels:\n      a: b # pods",
        "kind: SpyderbatPolicy\nspec:\n  processPolicy: []\n  podSelector: # of\n"
        "    matchLabels:\n      a: b # pods\n  mode: audit");
    row("in a list", "- kind: SpyderbatPolicy\n  spec:\n    podSelector: {matchLabels: {a: b}}\n",
        "- kind: SpyderbatPolicy\n  spec:\n    podSelector: {matchLabels: {a: b}}\n"
        "    mode: audit\n");
    row("flow", "kind: SpyderbatPolicy\nspec: {podSelector: {matchLabels: {a: b}}, response: {}}\n",
        "kind: SpyderbatPolicy\nspec: {podSelector: {matchLabels: {a: b}}, mode: audit, "
        "response: {}}\n");
    row("empty flow", "kind: SpyderbatPolicy\nspec: {}\n",
        "kind: SpyderbatPolicy\nspec:\n  mode: audit\n");
    row("JSON", "{\"kind\": \"SpyderbatPolicy\", \"spec\": {\"response\": {}}}",
        "{\"kind\": \"SpyderbatPolicy\", \"spec\": {\"mode\": \"audit\", \"response\": {}}}");
    row("JSON on lines",
        "{\n  \"kind\": \"SpyderbatPolicy\",\n  \"spec\": {\n    \"podSelector\": {},\n"
        "    \"response\": {}\n  }\n}\n",
        "{\n  \"kind\": \"SpyderbatPolicy\",\n  \"spec\": {\n    \"podSelector\": {},\n"
        "    \"mode\": \"audit\",\n    \"response\": {}\n  }\n}\n");
}

void ValidateTest::modeIsAddedBehindTheSelectors()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, added);
    const std::string bytes = text.toStdString();
    for (const text::Diagnostic& d : ops::validate(test::documentOf(bytes))) {
        if (!d.path.ends_with("spec.mode"))
            continue;
        QVERIFY(d.message.ends_with("field required: add \"mode: audit\""));
        QCOMPARE(d.fixes.front().title, std::string("add \"mode: audit\""));
        QCOMPARE(QByteArray::fromStdString(*d.fixes.front().edits.apply(bytes)), added);
        return;
    }
    QFAIL("mode is not missed");
}

void ValidateTest::fixes_data()
{
    QTest::addColumn<QByteArray>("processes");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("mendedProcesses");
    const auto row = [](const char* name, const char* text, const char* code, const char* mended) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(code) << QByteArray(mended);
    };
    row("key", "[{naem: a, exe: [/a], id: a, euser: [r]}]", "unknown-field",
        "[{name: a, exe: [/a], id: a, euser: [r]}]");
    row("quoted key", "[{\"naem\": a, exe: [/a], id: a, euser: [r]}]", "unknown-field",
        "[{\"name\": a, exe: [/a], id: a, euser: [r]}]");
    row("number for a text", "[{name: 36, exe: [/a], id: a, euser: [r]}]", "wrong-type",
        "[{name: '36', exe: [/a], id: a, euser: [r]}]");
    row("text for a list", "[{name: a, exe: /a, id: a, euser: [r]}]", "wrong-type",
        "[{name: a, exe: ['/a'], id: a, euser: [r]}]");
    row("text for a number",
        "[{name: a, exe: [/a], id: a, euser: [r], listeningSockets: [{protocol: TCP, port: "
        "'80'}]}]",
        "wrong-type",
        "[{name: a, exe: [/a], id: a, euser: [r], listeningSockets: [{protocol: TCP, port: 80}]}]");
    row("word",
        "[{name: a, exe: [/a], id: a, euser: [r], listeningSockets: [{protocol: tpc, port: 80}]}]",
        "invalid-value",
        "[{name: a, exe: [/a], id: a, euser: [r], listeningSockets: [{protocol: TCP, port: 80}]}]");
}

void ValidateTest::fixes()
{
    QFETCH(QByteArray, processes);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, mendedProcesses);
    const std::string after = mended(policyWith(processes.toStdString()), code.toStdString());
    QCOMPARE(QByteArray::fromStdString(after),
             QByteArray::fromStdString(policyWith(mendedProcesses.toStdString())));
    QCOMPARE(problemsOf(after), std::string());
}

void ValidateTest::whatStandsBeforeASyntaxErrorIsJudged()
{
    const std::string found = problemsOf("apiVersion: v9\nkind: SpyderbatPolicy\nmetadata:\n"
                                         "  name: shop\n  type: pod\nspec:\n  mode: [\n");
    QVERIFY(found.starts_with("1:13 error invalid-value apiVersion\n"
                              "5:9 error invalid-value metadata.type\n"));
    QVERIFY(found.find("missing-field") == std::string::npos);
}

void ValidateTest::manyProblemsOfOneKindAreCounted()
{
    std::string users;
    for (int i = 0; i < 200'000; ++i)
        users += i == 0 ? "1" : ",1";
    QElapsedTimer timer;
    timer.start();
    const auto found = ops::validate(
        test::documentOf(policyWith("[{name: a, exe: [/a], id: a, euser: [" + users + "]}]")));
    QVERIFY(timer.elapsed() < 20'000); // a path costs its siblings: all of them would take minutes
    QCOMPARE(found.size(), std::size_t{1001});
    QVERIFY(found.back().message.ends_with("(and 198999 more of this kind)"));
}

void ValidateTest::redundancyStaysCheap()
{
    std::string processes = "\n";
    std::string blocks;
    for (int i = 0; i < 10'000; ++i) {
        const std::string n = std::to_string(i);
        processes += "  - {name: p, exe: [/p], id: p_" + n + ", euser: [u" + n + "]}\n";
        blocks += "{ipBlock: {cidr: 10." + std::to_string(i / 250) + "." + std::to_string(i % 250)
            + ".0/24}},";
    }
    const std::string text
        = policyWith(processes, "[{from: [" + blocks + "], ports: [{protocol: TCP, port: 80}]}]");
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(problemsOf(text), std::string());
    QVERIFY(timer.elapsed() < 20'000);
}

QTEST_APPLESS_MAIN(ValidateTest)
#include "validate_test.moc"
