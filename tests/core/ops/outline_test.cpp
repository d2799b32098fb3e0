// What a text holds, line by line, and which lines hold a place.

#include "core/ops/outline.h"

#include "core/ops/wording.h"
#include "core/snapshot_words.h"
#include "core/yaml/reader.h"

#include <QTest>

#include <chrono>

using namespace pw;

namespace {

const std::string head
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, type: container}\n";

Snapshot read(const std::string& text)
{
    return analyse(*text::SourceText::make(text, "test.yaml"));
}

std::string under(const Snapshot& snapshot, text::Span span)
{
    return std::string(snapshot.source.slice(span));
}

/// `kind: words <name> path !severity`, indented by depth; the path from its unit on.
std::string shown(const Snapshot& snapshot)
{
    std::vector<std::string> lines;
    for (const ops::OutlineItem& item : ops::outline(snapshot)) {
        std::string line = std::string(item.depth * 2, ' ') + std::string(toString(item.kind))
            + ": " + item.words.text() + " <" + under(snapshot, item.nameSpan) + ">";
        if (const std::string path = item.path.path(); !path.empty())
            line += " " + path;
        if (item.path.unit > 0)
            line += " of " + std::to_string(item.path.unit);
        if (item.gravest)
            line += " !" + std::string(toString(*item.gravest));
        lines.push_back(line);
    }
    return ops::joined(lines, "\n");
}

/// Lines without their line ends, for rows.
QString lines(std::initializer_list<const char*> all)
{
    QStringList out;
    for (const char* const line : all)
        out << QString::fromUtf8(line);
    return out.join(u'\n');
}

void row(const char* name, const std::string& text, std::initializer_list<const char*> told)
{
    QTest::newRow(name) << QString::fromStdString(text) << lines(told);
}

} // namespace

class OutlineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatStandsThere_data();
    void tellsWhatStandsThere();
    void spansHoldTheirParts_data();
    void spansHoldTheirParts();
    void pathsLeadBack_data();
    void pathsLeadBack();
    void trailsLeadToAPlace_data();
    void trailsLeadToAPlace();
    void theGravestProblemIsSaid();
    void aSecretIsNotRepeated();
    void longTextsAreToldFast_data();
    void longTextsAreToldFast();
};

void OutlineTest::tellsWhatStandsThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
    row("a policy",
        head
            + "spec:\n"
              "  containerSelector: {image: 'shop:1'}\n"
              "  podSelector:\n    matchLabels: {app: web}\n"
              "  mode: audit\n"
              "  processPolicy:\n"
              "  - name: web\n    exe: [/bin/web]\n    id: web_0\n    euser: [app]\n"
              "    children:\n    - {name: sh, exe: [/bin/sh], id: sh_0}\n"
              "  networkPolicy:\n"
              "    egress:\n    - {to: [{dnsSelector: [db]}], processes: [sh_0], ports: "
              "[{protocol: TCP, port: 1}]}\n"
              "    ingress: []\n"
              "  response:\n    default:\n    - makeRedFlag: {severity: high}\n    actions: []\n",
        {"document: shop audits containers with image shop:1 in pods with app=web: 2 processes, 0 "
         "ingress rules and 1 egress rule <shop>",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  selectors: containers with image shop:1 in pods with app=web <containerSelector> spec",
         "    selector: containers with image shop:1 <containerSelector> spec.containerSelector",
         "    selector: pods with app=web <podSelector> spec.podSelector",
         "  entry: mode: audit <mode> spec.mode",
         "  processes: 2 processes <processPolicy> spec.processPolicy",
         "    process: web runs /bin/web as app <web> spec.processPolicy[0]",
         "      process: sh runs /bin/sh as app, like its parent <sh> "
         "spec.processPolicy[0].children[0]",
         "  network: 0 ingress rules and 1 egress rule <networkPolicy> spec.networkPolicy",
         "    egress rule: sh, run by app, opens TCP 1 to db <to> spec.networkPolicy.egress[0]",
         "  response: When a process deviates, would make a red flag of severity high <response> "
         "spec.response",
         "    action: When a process deviates, would make a red flag of severity high "
         "<makeRedFlag> spec.response.default[0]"});
    row("a selector among others",
        head
            + "spec:\n  podSelector: {matchLabels: {a: b}}\n  mode: audit\n  containerSelector: "
              "{image: 'a:1'}\n",
        {"document: shop audits containers with image a:1 in pods with a=b <shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  selectors: containers with image a:1 in pods with a=b <podSelector> spec",
         "    selector: pods with a=b <podSelector> spec.podSelector",
         "    selector: containers with image a:1 <containerSelector> spec.containerSelector",
         "  entry: mode: audit <mode> spec.mode"});
    row("wrong kinds",
        head
            + "spec:\n  containerSelector: 7\n  mode: [a]\n  processPolicy: [web, {}, {name: [x]}, "
              "null, "
              "*no]\n  networkPolicy: {ingress: x, egress: [y, {to: 5}], other: 1}\n  response: "
              "{default: [z, {}], actions: {a: b}}\n",
        {"document: shop is enforced on containers: 2 processes, 0 ingress rules and 1 egress rule "
         "<shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  selectors: no selector that can be read <containerSelector> spec !error",
         "    selector: containerSelector: 7 <containerSelector> spec.containerSelector !error",
         "  entry: mode: a <mode> spec.mode !error",
         "  processes: 2 processes <processPolicy> spec.processPolicy !error",
         "    process: web, not a process <web> spec.processPolicy[0] !error",
         "    process: a process runs <{}> spec.processPolicy[1] !error",
         "    process: a process runs <name> spec.processPolicy[2] !error",
         "    process: null, not a process <null> spec.processPolicy[3] !error",
         "    process: *no, not a process <*no> spec.processPolicy[4] !error",
         "  network: 0 ingress rules and 1 egress rule <networkPolicy> spec.networkPolicy !error",
         "    entry: ingress: x <ingress> spec.networkPolicy.ingress !error",
         "    egress rule: y, not a rule <y> spec.networkPolicy.egress[0] !error",
         "    egress rule: any process opens connections on no port <to> "
         "spec.networkPolicy.egress[1] !error",
         "    entry: other: 1 <other> spec.networkPolicy.other !warning",
         "  response: Deviations are logged, and nothing else is done <response> spec.response "
         "!error",
         "    action: z, not an action <z> spec.response.default[0] !error",
         "    action: an entry without an action <{}> spec.response.default[1] !warning",
         "    entry: actions, 1 entry <actions> spec.response.actions !error"});
    row("lists that are none",
        head + "spec:\n  processPolicy: web\n  networkPolicy: []\n  response:\n",
        {"document: shop is enforced on containers <shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata !error",
         "  entry: processPolicy: web <processPolicy> spec.processPolicy !error",
         "  entry: networkPolicy, empty <networkPolicy> spec.networkPolicy !error",
         "  entry: response, empty <response> spec.response !error"});
    row("no spec", head + "spec: nothing\n",
        {"document: shop, without a spec that can be read <shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  entry: spec: nothing <spec> spec !error"});
    row("duplicate keys",
        head
            + "spec:\n  processPolicy: [{name: a}]\n  processPolicy: [{name: b}]\n  mode: audit\n  "
              "mode: "
              "enforce\n",
        {"document: shop is enforced on containers: 1 process <shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata !error",
         "  processes: 1 process <processPolicy> spec.processPolicy !error",
         "    process: a runs <a> spec.processPolicy[0] !error",
         "  processes: 1 process <processPolicy> spec.processPolicy !error",
         "    process: b runs <b> spec.processPolicy[0] !error",
         "  entry: mode: audit <mode> spec.mode",
         "  entry: mode: enforce <mode> spec.mode !error"});
    row("an alias",
        head
            + "spec:\n  processPolicy: &p [{name: a}]\n  networkPolicy: {ingress: *p, egress: "
              "[]}\n  "
              "response: *p\n",
        {"document: shop is enforced on containers: 1 process, 0 ingress rules and 0 egress rules "
         "<shop> !error",
         "  entry: metadata, 2 entries <metadata> metadata !error",
         "  processes: 1 process <processPolicy> spec.processPolicy !error",
         "    process: a runs <a> spec.processPolicy[0] !error",
         "  network: 0 ingress rules and 0 egress rules <networkPolicy> spec.networkPolicy !error",
         "    entry: ingress: *p <ingress> spec.networkPolicy.ingress !error",
         "  entry: response: *p <response> spec.response !error"});
    row("json",
        R"({"apiVersion": "spyderbat/v1", "kind": "SpyderbatPolicy", "metadata": {"name": "a", "type": "container"}, "spec": {"mode": "audit", "processPolicy": [{"name": "b", "exe": ["/b"], "id": "b_0", "euser": ["c"]}]}})",
        {"document: a audits containers: 1 process <\"a\"> !error",
         "  entry: metadata, 2 entries <\"metadata\"> metadata !error",
         "  entry: mode: audit <\"mode\"> spec.mode",
         "  processes: 1 process <\"processPolicy\"> spec.processPolicy",
         "    process: b runs /b as c <\"b\"> spec.processPolicy[0]"});
    row("several documents",
        "kind: SpyderbatPolicy\nmetadata: {name: a}\n---\n- kind: UidList\n  data: "
        "{uniqueIdentifiers: [x]}\n- kind: Tea\n  cup: 1\n---\nitems: [{kind: SpyderbatBaseline, "
        "spec: {processPolicy: []}}]\n",
        {"document: a, without a spec that can be read <a> !error",
         "  entry: metadata, 1 entry <metadata> metadata !error",
         "document: 1 uid <UidList> of 1 !error", "  entry: data, 1 entry <data> data of 1",
         "document: Tea, a kind that is not known <Tea> of 2 !error",
         "  entry: kind: Tea <kind> kind of 2 !error", "  entry: cup: 1 <cup> cup of 2",
         "document: baseline: 0 processes <SpyderbatBaseline> of 3 !error",
         "  processes: 0 processes <processPolicy> spec.processPolicy of 3"});
    row("a group",
        "kind: FingerprintGroup\nmetadata: {image: 'a:1'}\ndata:\n  fingerprints:\n  - {kind: "
        "SpyderbatFingerprint, metadata: {name: f}, spec: {processPolicy: [{name: p}]}}\n  - "
        "{kind: "
        "SpyderbatFingerprint}\n  machines: []\n---\nkind: UidList\n",
        {"document: 2 fingerprints of a:1 <FingerprintGroup> !error",
         "  entry: metadata, 1 entry <metadata> metadata",
         "  entry: data, 2 entries <data> data !error",
         "    document: fingerprint f: 1 process <f> data.fingerprints[0] !error",
         "      entry: metadata, 1 entry <metadata> data.fingerprints[0].metadata !error",
         "      processes: 1 process <processPolicy> data.fingerprints[0].spec.processPolicy "
         "!error",
         "        process: p runs <p> data.fingerprints[0].spec.processPolicy[0] !error",
         "    document: fingerprint <SpyderbatFingerprint> data.fingerprints[1] !error",
         "document: 0 uids <UidList> of 1 !error"});
    row("a record",
        "{id: 'fprint:1', image: 'a:1', metadata: {name: f, type: container}, spec: {mode: x}}",
        {"document: fingerprint f of containers <f> !error", "  entry: id: fprint:1 <id> id",
         "  entry: image: a:1 <image> image",
         "  entry: metadata, 2 entries <metadata> metadata !error",
         "  entry: mode: x <mode> spec.mode !error"});
    row("a deviation record",
        "{policy_uid: 'pol:1', deviation: {kind: GuardianDeviation, metadata: {type: process}, "
        "spec: "
        "{processPolicy: [{policyNode: {id: web_0, children: [{name: sh}]}}]}}}",
        {"document: process deviation: 2 processes <policy_uid> !error",
         "  entry: policy_uid: pol:1 <policy_uid> policy_uid",
         "  entry: deviation, 3 entries <deviation> deviation !error",
         "    entry: metadata, 1 entry <metadata> deviation.metadata !error",
         "    processes: 2 processes <processPolicy> deviation.spec.processPolicy !error",
         "      process: below web_0, a process of the policy <web_0> "
         "deviation.spec.processPolicy[0] !error",
         "        process: sh runs <sh> deviation.spec.processPolicy[0].policyNode.children[0] "
         "!error"});
    row("a ruleset",
        "kind: SpyderbatRuleset\nmetadata: {name: r, type: cluster}\nspec:\n  rules:\n  - {target: "
        "'container::image', verb: allow, values: [a]}\n  - 7\n",
        {"document: ruleset r: 2 rules <r> !error",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  entry: rules, 2 entries <rules> spec.rules !error",
         "    entry: allows image a <'container::image'> spec.rules[0]",
         "    entry: 7 <7> spec.rules[1] !error"});
    row("a policy of traces",
        "kind: SpyderbatPolicy\nmetadata: {name: t, type: trace}\nspec:\n  traceSelector: "
        "{triggerClass: [x]}\n  mode: enforce\n  allowedFlags:\n  - class: y\n",
        {"document: t keeps quiet traces with trigger class x: 1 allowed flag <t> !error",
         "  entry: metadata, 2 entries <metadata> metadata !warning",
         "  selectors: traces with trigger class x <traceSelector> spec",
         "    selector: traces with trigger class x <traceSelector> spec.traceSelector",
         "  entry: mode: enforce <mode> spec.mode",
         "  entry: allowedFlags, 1 entry <allowedFlags> spec.allowedFlags !warning",
         "    entry: y <y> spec.allowedFlags[0] !warning"});
    row("a policy of a cluster",
        "kind: SpyderbatPolicy\nmetadata: {name: c, type: cluster}\nspec:\n  clusterSelector: "
        "{matchFields: {name: prod}}\n  rulesets: [a, b]\n  mode: audit\n",
        {"document: c audits clusters with name prod: rulesets a and b <c> !error",
         "  entry: metadata, 2 entries <metadata> metadata !warning",
         "  selectors: clusters with name prod <clusterSelector> spec",
         "    selector: clusters with name prod <clusterSelector> spec.clusterSelector",
         "  entry: rulesets: a and b <rulesets> spec.rulesets",
         "  entry: mode: audit <mode> spec.mode"});
    row("unknown", "kind: Tea\napiVersion: v1\ncups: [1, {a: b}]\n? [x]\n: 3\nempty:\n",
        {"document: Tea, a kind that is not known <Tea> !error",
         "  entry: kind: Tea <kind> kind !error",
         "  entry: apiVersion: v1 <apiVersion> apiVersion !error",
         "  entry: cups, 2 entries <cups> cups", "  entry: ?: 3 <[x]> !error",
         "  entry: empty, empty <empty> empty"});
    row("a text", "hello\n", {"document: not a document <hello> !error"});
    row("nothing", "", {});
    row("half typed",
        head + "spec:\n  mode: audit\n  processPolicy:\n  - name: web\n    exe: [/bin\n",
        {"document: shop audits containers: 1 process <shop>",
         "  entry: metadata, 2 entries <metadata> metadata",
         "  entry: mode: audit <mode> spec.mode",
         "  processes: 1 process <processPolicy> spec.processPolicy",
         "    process: web runs /bin <web> spec.processPolicy[0]"});
}

void OutlineTest::tellsWhatStandsThere()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    QCOMPARE(QString::fromStdString(shown(read(text.toStdString()))), told);
}

void OutlineTest::spansHoldTheirParts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("eol");
    QTest::newRow("plain") << QByteArray() << QByteArray("\n");
    QTest::newRow("CRLF") << QByteArray() << QByteArray("\r\n");
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF") << QByteArray("\n");
    QTest::newRow("comments in front") << QByteArray("# caf\xC3\xA9\n") << QByteArray("\r\n");
}

void OutlineTest::spansHoldTheirParts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, eol);
    const QByteArray plain = QByteArray::fromStdString(head)
        + "spec:\n"
          "  podSelector: {matchLabels: {a: b}} # first\n"
          "  containerSelector: {image: 'a:1'}\n"
          "  processPolicy:\n"
          "  - name: w\u00e9b\n    id: x_0\n"
          "  - id: y_0\n"
          "  networkPolicy:\n    ingress:\n    - ports: []\n      from: []\n"
          "  response:\n    default:\n    - makeRedFlag:\n        severity: low\n";
    QByteArray bytes = plain;
    bytes.replace("\n", eol);
    const Snapshot snapshot = read((before + bytes).toStdString());
    const std::vector<ops::OutlineItem> items = ops::outline(snapshot);
    QStringList shown;
    for (const ops::OutlineItem& item : items) {
        QString text = QString::fromStdString(under(snapshot, item.span));
        text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
        QVERIFY(item.span.contains(item.nameSpan));
        shown << QString::fromStdString(std::string(toString(item.kind))) + u'|' + text;
    }
    const QString whole = QString::fromUtf8(plain).chopped(1);
    const QString first = QStringLiteral("podSelector: {matchLabels: {a: b}}");
    const QString second = QStringLiteral("containerSelector: {image: 'a:1'}");
    const QStringList wanted{
        QStringLiteral("document|") + whole,
        QStringLiteral("entry|metadata: {name: shop, type: container}"),
        QStringLiteral("selectors|") + first + QStringLiteral(" # first\n  ") + second,
        QStringLiteral("selector|") + first,
        QStringLiteral("selector|") + second,
        QStringLiteral("processes|processPolicy:\n  - name: w\u00e9b\n    id: x_0\n  - id: y_0"),
        QStringLiteral("process|name: w\u00e9b\n    id: x_0"),
        QStringLiteral("process|id: y_0"),
        QStringLiteral("network|networkPolicy:\n    ingress:\n    - ports: []\n      from: []"),
        QStringLiteral("ingress rule|ports: []\n      from: []"),
        QStringLiteral(
            "response|response:\n    default:\n    - makeRedFlag:\n        severity: low"),
        QStringLiteral("action|makeRedFlag:\n        severity: low"),
    };
    QCOMPARE(shown, wanted);
    QCOMPARE(under(snapshot, items.at(9).nameSpan), std::string("from"));
    QCOMPARE(under(snapshot, items.at(6).nameSpan), std::string("w\u00e9b"));
    QCOMPARE(under(snapshot, items.at(0).nameSpan), std::string("shop"));
}

void OutlineTest::pathsLeadBack_data()
{
    tellsWhatStandsThere_data();
}

/// Every line but the one of all selectors is a node of its own, found again by its place.
void OutlineTest::pathsLeadBack()
{
    QFETCH(QString, text);
    const Snapshot snapshot = read(text.toStdString());
    const std::vector<policy::Unit> units = policy::unitsOf(*snapshot.document, false);
    const std::vector<ops::OutlineItem> items = ops::outline(snapshot);
    std::vector<std::size_t> above;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const ops::OutlineItem& item = items[i];
        QVERIFY(item.depth <= above.size());
        above.resize(item.depth);
        if (!above.empty())
            QVERIFY(items[above.back()].span.contains(item.span));
        above.push_back(i);
        QVERIFY(item.span.contains(item.nameSpan));
        const yaml::NodeRef node = policy::nodeAt(*snapshot.document, units, item.path);
        const bool hasNoName = item.words.text().starts_with('?'); // its key is no text
        QVERIFY(node || hasNoName);
        if (node && item.kind != ops::OutlineKind::Selectors)
            QVERIFY(node.entrySpan() == item.span || node.span() == item.span);
    }
}

void OutlineTest::trailsLeadToAPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
    // The place is before the sign.
    const auto row = [](const char* name, const std::string& text, const char* told) {
        QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(told);
    };
    const std::string policy = head + "spec:\n";
    row("in an inner process",
        policy + "  processPolicy:\n  - name: a\n    children:\n    - name: ^b\n",
        "document > processes > process > process");
    row("in a rule",
        policy + "  networkPolicy:\n    egress:\n    - to:\n      - dnsSelector: [^x]\n",
        "document > network > egress rule");
    row("in an action", policy + "  response:\n    actions:\n    - agentKillPod: {^}\n",
        "document > response > action");
    row("between selectors",
        policy + "  podSelector: {}\n  mode: au^dit\n  containerSelector: {image: a}\n",
        "document > entry");
    row("in the later selector",
        policy + "  podSelector: {}\n  mode: audit\n  containerSelector: {image: ^a}\n",
        "document > selectors > selector");
    row("behind a word", policy + "  mode: audit^\n", "document > entry");
    row("in the head", "kind: Spy^derbatPolicy\nspec: {}\n", "document");
    row("in the second document", "kind: UidList\n---\nkind: UidList\ndata: {^}\n",
        "document > entry");
    row("in a member",
        "kind: FingerprintGroup\ndata: {fingerprints: [{kind: SpyderbatFingerprint, "
        "spec: {processPolicy: [{name: ^a}]}}]}\n",
        "document > entry > document > processes > process");
    row("nowhere", "kind: UidList\n# ^\n", "");
}

void OutlineTest::trailsLeadToAPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    std::string bytes = text.toStdString();
    const std::size_t at = bytes.find('^');
    bytes.erase(at, 1);
    const std::vector<ops::OutlineItem> items = ops::outline(read(bytes));
    std::vector<std::string_view> kinds;
    for (const std::size_t i : ops::trail(items, static_cast<text::ByteOffset>(at)))
        kinds.push_back(toString(items[i].kind));
    QCOMPARE(QString::fromStdString(ops::joined(kinds, " > ")), told);
}

void OutlineTest::theGravestProblemIsSaid()
{
    const std::string text = "kind: Tea\na: 1\nb: 2\n";
    const Snapshot snapshot = read(text);
    std::vector<text::Diagnostic> problems;
    const auto add = [&](text::Severity severity, const char* word) {
        const auto at = static_cast<text::ByteOffset>(text.find(word));
        problems.push_back({severity, "x", "y", {at, at + 1}, {}, {}});
    };
    add(text::Severity::Suggestion, "a:");
    add(text::Severity::Warning, "1");
    add(text::Severity::Security, "2");
    const auto gravest = [&] {
        std::string out;
        for (const ops::OutlineItem& item :
             ops::outline(*snapshot.document, snapshot.units, problems))
            out += item.gravest ? std::string(toString(*item.gravest)) + " " : "- ";
        return out;
    };
    QCOMPARE(gravest(), std::string("security - warning security "));
    problems.clear();
    QCOMPARE(gravest(), std::string("- - - - "));
}

void OutlineTest::aSecretIsNotRepeated()
{
    const std::string told = shown(read("kind: APISecret\napikey: hidden\nmetadata: {name: "
                                        "k}\ndata: hidden\nstringData: [hidden]\n"));
    QVERIFY2(told.find("hidden") == std::string::npos, told.c_str());
}

void OutlineTest::longTextsAreToldFast_data()
{
    QTest::addColumn<QString>("text");
    QString processes = QString::fromStdString(head) + QStringLiteral("spec:\n  processPolicy:\n");
    for (int i = 0; i < 7000; ++i)
        processes
            += QStringLiteral("  - name: web%1\n    exe:\n    - /usr/bin/web%1\n    id: web_%1\n"
                              "    euser:\n    - root\n")
                   .arg(i);
    QTest::newRow("processes") << processes;
    QString rules = QString::fromStdString(head)
        + QStringLiteral("spec:\n  processPolicy:\n  - {name: a, exe: [/a], id: a_0, euser: "
                         "[root]}\n  networkPolicy:\n    ingress: []\n    egress:\n");
    for (int i = 0; i < 6000; ++i)
        rules
            += QStringLiteral("    - to:\n      - ipBlock:\n          cidr: 10.0.%1.0/24\n"
                              "      processes:\n      - a_0\n      ports:\n      - protocol: TCP\n"
                              "        port: %2\n")
                   .arg(i % 256)
                   .arg(i % 60000);
    QTest::newRow("rules") << rules;
    QString flags = QString::fromStdString(head) + QStringLiteral("spec:\n  response:\n");
    for (const char* const list : {"default", "actions"}) {
        flags += QStringLiteral("    %1:\n").arg(QLatin1String(list));
        for (int i = 0; i < 8000; ++i)
            flags += QStringLiteral("    - makeRedFlag:\n        severity: high\n");
    }
    QTest::newRow("actions") << flags;
    QString keys;
    for (int i = 0; i < 50'000; ++i)
        keys += QStringLiteral("k%1: v\n").arg(i);
    QTest::newRow("keys") << keys;
    QString documents;
    for (int i = 0; i < 10'000; ++i)
        documents += QStringLiteral("---\nkind: UidList\ndata:\n  uniqueIdentifiers: [a]\n");
    QTest::newRow("documents") << documents;
    QString deep = QString::fromStdString(head) + QStringLiteral("spec:\n  processPolicy:\n");
    for (int chain = 0; chain < 50; ++chain) {
        deep += QStringLiteral("  - {name: a, id: a_0, children: [");
        for (int i = 0; i < 100; ++i)
            deep += QStringLiteral("{name: b, children: [");
        deep += QStringLiteral("]}").repeated(101) + u'\n';
    }
    QTest::newRow("deep") << deep;
}

/// Linear, whatever the text: no bound that a busy machine or a debug build could miss.
void OutlineTest::longTextsAreToldFast()
{
    QFETCH(QString, text);
    const yaml::Document document
        = yaml::read(*text::SourceText::make(text.toStdString(), "test.yaml"));
    const std::vector<policy::Unit> units = policy::unitsOf(document, true);
    const auto before = std::chrono::steady_clock::now();
    const std::vector<ops::OutlineItem> items = ops::outline(document, units, {});
    const auto told = std::chrono::steady_clock::now();
    const std::size_t held
        = ops::trail(items, static_cast<text::ByteOffset>(text.size() / 2)).size();
    const auto trailed = std::chrono::steady_clock::now();
    using Milliseconds = std::chrono::duration<double, std::milli>;
    qInfo("%zu lines, %zu items: %.1f ms; a trail of %zu: %.2f ms", document.source().lineCount(),
          items.size(), Milliseconds(told - before).count(), held,
          Milliseconds(trailed - told).count());
    QVERIFY(Milliseconds(told - before).count() < 2000);
}

QTEST_APPLESS_MAIN(OutlineTest)
#include "outline_test.moc"
