// What is told about the word at a place, and that every field of the schema has something to tell.

#include "core/ops/hover.h"

#include "core/ops/hover_words.h"
#include "core/ops/wording.h"
#include "core/policy/schema.h"
#include "core/snapshot_words.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <QTest>

#include <chrono>
#include <set>

using namespace pw;
using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using yaml::Value;

namespace {

const std::string head = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, "
                         "type: container, latestTimestamp: 1705435213.3}\n";
const std::string processes
    = "  processPolicy:\n  - {name: web, exe: [/bin/web], id: web_0, euser: [app], children: [\n"
      "    {name: sh, exe: [/bin/*], id: sh_0}]}\n";

Snapshot read(const std::string& text)
{
    return analyse(*text::SourceText::make(text, "test.yaml"));
}

/// The text around a `^`, and what is told about the byte behind it.
std::string told(std::string text)
{
    const std::size_t at = text.find('^');
    text.erase(at, 1);
    const Snapshot snapshot = read(text);
    const std::optional<ops::Hover> hover
        = ops::hoverAt(snapshot, static_cast<text::ByteOffset>(at));
    if (!hover)
        return "-";
    std::vector<std::string> lines{"<" + std::string(snapshot.source.slice(hover->span)) + "> "
                                   + hover->title};
    lines.push_back(hover->doc);
    const auto add = [&lines](const char* what, const std::string& said) {
        if (!said.empty())
            lines.push_back(what + said);
    };
    add("default: ", hover->defaultValue);
    add("words: ", ops::joined(hover->words));
    add("since: ", hover->since);
    add("until: ", hover->until);
    add("means: ", hover->meaning.text());
    add("in: ", hover->inside.text());
    return ops::joined(lines, "\n");
}

void row(const char* name, const std::string& text, std::initializer_list<const char*> lines)
{
    QStringList wanted;
    for (const char* const line : lines)
        wanted << QString::fromUtf8(line);
    QTest::newRow(name) << QString::fromStdString(text) << wanted.join(u'\n');
}

/// The meaning alone, of a value in a document.
void meaning(const char* name, const std::string& text, const char* wanted)
{
    QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(wanted);
}

} // namespace

class HoverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysAndValuesAreTold_data();
    void keysAndValuesAreTold();
    void valuesMeanSomething_data();
    void valuesMeanSomething();
    void examplesAreGiven();
    void everyFieldOfTheSchemaIsTold_data();
    void everyFieldOfTheSchemaIsTold();
    void everyWordOfTheSchemaHasAMeaning();
    void nothingCrashesAnywhere_data();
    void nothingCrashesAnywhere();
    void longTextsAreToldFast();
};

void HoverTest::keysAndValuesAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    row("a key in a process",
        head + "spec:\n  processPolicy:\n  - {name: web, exe: [/w], id: w, ^euser: [app]}\n",
        {"<euser> euser · list of texts", "Effective users; those of the parent when absent.",
         "in: web runs /w as app"});
    row("behind a key", head + "spec:\n  enabled^: false\n",
        {"<enabled> enabled · true or false", "false switches it off without deleting it.",
         "default: true"});
    row("a word", head + "spec:\n  mode: au^dit\n",
        {"<audit> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce",
         "means: deviations are logged, and so is what would be done about them; nothing is done"});
    row("a word that is none", head + "spec:\n  mode: ^enforced\n",
        {"<enforced> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce",
         "means: not one of the words that are allowed; did you mean enforce?"});
    row("a key in a rule",
        head + "spec:\n" + processes
            + "  networkPolicy: {ingress: [], egress: [{to: [{dnsSelector: [db]}], processes: "
              "[sh_0], ^ports: [{protocol: TCP, port: 1}]}]}\n",
        {"<ports> ports · list · required", "The ports of the side that is connected to.",
         "in: sh, run by app, opens TCP 1 to db"});
    row("a port",
        head
            + "spec:\n  networkPolicy: {ingress: [{from: [], ports: [{protocol: TCP, port: "
              "^1}]}]}\n",
        {"<1> port · number · required", "The port, or the first one of a range.",
         "in: any process accepts TCP 1 from nobody"});
    row("a key in an action",
        head
            + "spec:\n  mode: audit\n  response: {default: [{makeRedFlag: {^severity: high}}], "
              "actions: [{makeRedFlag: "
              "{severity: low, podSelector: {matchLabels: {a: b}}}}]}\n",
        {"<severity> severity · text · required", "How bad the flag is.",
         "words: info, low, medium, high, critical",
         "in: When a process deviates, would make a red flag of severity high, unless an action of "
         "the same kind is for it"});
    row("a label", head + "spec:\n  podSelector: {matchLabels: {^app: web}}\n",
        {"<app> app · text", "Labels and the text that each must fit; wildcards allowed."});
    row("a label's value", head + "spec:\n  podSelector: {matchLabels: {app: ^web}}\n",
        {"<web> app · text", "Labels and the text that each must fit; wildcards allowed."});
    row("a field of matchFields", head + "spec:\n  clusterSelector: {matchFields: {^name: prod}}\n",
        {"<name> name · text", "the name of what is selected", "words: name, uid"});
    row("a key that came later", head + "spec:\n  ^clusterSelector: {}\n",
        {"<clusterSelector> clusterSelector · mapping", "The clusters it is for.", "since: 0.24"});
    row("a key that went", head + "spec:\n  response: {default: [{^webhook: {}}]}\n",
        {"<webhook> webhook · mapping", "Posts a message.", "until: 0.13",
         "in: When a process deviates, posts a message"});
    row("an unknown key", head + "spec:\n  ^colour: red\n",
        {"<colour> colour", "not known to the schema, kept as it is"});
    row("the value of an unknown key", head + "spec:\n  colour: ^red\n",
        {"<red> colour", "not known to the schema, kept as it is"});
    row("a key of an unknown document", "kind: Tea\ncups: [^1]\n",
        {"<1> item", "not known to the schema, kept as it is"});
    row("below a field of any kind", "kind: SpyderbatPolicy\nmetadata: {tags: {^a: [b]}}\n",
        {"<a> a · anything", "Words added by people."});
    row("of a list of documents", "apiVersion: spyderbat/v1\n^items: []\n",
        {"<items> items · list of documents · required", "The documents."});
    row("of a document in a list", "items: [{kind: UidList, ^data: {}}]\n",
        {"<data> data · mapping · required", "The ids."});
    row("a member of a group",
        "kind: FingerprintGroup\ndata: {fingerprints: [{kind: SpyderbatFingerprint, ^spec: {}}]}\n",
        {"<spec> spec · mapping · required", "What it says."});
    row("a rule of a ruleset",
        "kind: SpyderbatRuleset\nspec: {rules: [{target: 'process::exe', ^verb: deny, values: "
        "[/tmp/*]}]}\n",
        {"<verb> verb · text · required", "What the rule does about it.", "words: allow, deny",
         "in: denies executable /tmp/*"});
    row("json", R"({"kind": "SpyderbatPolicy", "spec": {"^mode": "audit"}})",
        {"<\"mode\"> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce"});
    row("json, a value", R"({"kind": "SpyderbatPolicy", "spec": {"mode": "enfo^rce"}})",
        {"<\"enforce\"> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce",
         "means: deviations are logged, flags are made and actions are taken"});
    row("a secret", "kind: APISecret\nmetadata: {name: k}\nstringData: {apikey: hid^den}\n",
        {"<hidden> apikey · text", "apikey and apiurl as they are; data wins."});
    row("CRLF", "kind: SpyderbatPolicy\r\nspec:\r\n  mo^de: audit\r\n",
        {"<mode> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce"});
    row("a byte order mark", "\xEF\xBB\xBFkind: SpyderbatPolicy\nspec:\n  mode: ^audit\n",
        {"<audit> mode · text · required",
         "audit logs deviations and what would be done about them; enforce does it.",
         "words: audit, enforce",
         "means: deviations are logged, and so is what would be done about them; nothing is done"});
    row("a comment", head + "spec: {} # ^a\n", {"-"});
    row("between", head + "spec:\n  networkPolicy: { ^ }\n", {"-"});
    row("a text", "he^llo\n", {"-"});
    row("nothing", "^", {"-"});
}

void HoverTest::keysAndValuesAreTold()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(QString::fromStdString(told(text.toStdString())), wanted);
}

void HoverTest::valuesMeanSomething_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    const auto block = [](const std::string& cidr) {
        return head + "spec: {networkPolicy: {ingress: [{from: [{ipBlock: {cidr: '^" + cidr
            + "'}}]}]}}\n";
    };
    meaning("a network", block("192.168.0.0/16"),
            "192.168.0.0 to 192.168.255.255, 65,536 addresses, private");
    meaning("an address", block("8.8.8.8"), "one address, public");
    meaning("host bits", block("10.1.2.3/8"),
            "has host bits set; the network is 10.0.0.0/8: 10.0.0.0 to 10.255.255.255, 16,777,216 "
            "addresses, private");
    meaning("a wide network", block("0.0.0.0/0"),
            "0.0.0.0 to 255.255.255.255, 4,294,967,296 addresses, public and private");
    meaning("a network of both", block("172.0.0.0/8"),
            "172.0.0.0 to 172.255.255.255, 16,777,216 addresses, public and private");
    meaning("IPv6", block("2001:db8::/32"),
            "2001:db8:: to 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2^96 addresses, private");
    meaning("a small IPv6 network", block("fe80::/112"),
            "fe80:: to fe80::ffff, 65,536 addresses, private");
    meaning("no network", block("10.0.0"), "not an IPv4 or IPv6 network");
    meaning("an exception",
            head
                + "spec: {networkPolicy: {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: "
                  "[^10.1.0.0/31]}}]}]}}\n",
            "10.1.0.0 to 10.1.0.1, 2 addresses, private");
    const auto rule = [](const std::string& id) {
        return head + "spec:\n" + processes + "  networkPolicy: {egress: [{processes: [" + id
            + "], to: []}, {processes: [sh_0], to: []}]}\n";
    };
    meaning("a process", rule("^web_0"), "web runs /bin/web as app");
    meaning("a process that inherits", rule("^sh_0"), "sh runs /bin/* as app, like its parent");
    meaning("no process", rule("^sh_9"), "no process of this document has the id");
    meaning("an id",
            head
                + "spec:\n  processPolicy: [{name: a, id: ^a_0}]\n  networkPolicy: {ingress: "
                  "[{processes: [a_0]}]}\n",
            "used in 1 place");
    meaning("an id twice",
            head + "spec:\n  processPolicy: [{name: a, id: ^a_0}, {name: b, id: a_0}]\n",
            "used in 0 places; 2 processes have this id");
    meaning("a process that is there twice",
            head
                + "spec:\n  processPolicy: [{name: a, id: a_0}, {name: b, id: a_0}]\n  "
                  "networkPolicy: {ingress: [{processes: [^a_0]}]}\n",
            "a runs; 2 processes have this id");
    meaning("a process of the policy",
            "kind: GuardianDeviation\nspec: {processPolicy: [{policyNode: {id: ^web_0}}]}\n",
            "a process of the policy, which is not in this document");
    meaning("an id elsewhere", "{id: ^a, image: b, metadata: {type: container}}\n", "");
    meaning("a time", "kind: SpyderbatPolicy\nmetadata: {latestTimestamp: ^1705435213.3}\n",
            "2024-01-16T20:00:13Z");
    meaning("a time in quotes", "kind: SpyderbatPolicy\nmetadata: {creationTimestamp: '^0'}\n",
            "1970-01-01T00:00:00Z");
    meaning("no time", "kind: SpyderbatPolicy\nmetadata: {creationTimestamp: ^soon}\n", "");
    meaning("a time of uids", "kind: UidList\nmetadata: {startTime: ^1670000000}\n",
            "2022-12-02T16:53:20Z");
    const auto image = [](const std::string& pattern) {
        return head + "spec: {containerSelector: {image: '^" + pattern + "'}}\n";
    };
    meaning("begins", image("docker.io/library/mongo:*"),
            "any text that begins with docker.io/library/mongo:");
    meaning("ends", image("*:latest"), "any text that ends with :latest");
    meaning("begins and ends", image("docker.io/*:latest"),
            "any text that begins with docker.io/ and ends with :latest");
    meaning("holds", image("*mongo*"), "any text that holds mongo");
    meaning("all", image("*"), "any text");
    meaning("all, twice", image("**"), "any text");
    meaning("many parts", image("a*b*c"), "a pattern: * is any run of signs, also of /");
    meaning("other signs", image("mongo:[45].?"),
            "a pattern: ? is one sign, [ ] is one of the signs in it");
    meaning("two stars", image("a**"), "any text that begins with a");
    meaning("no pattern", image("mongo:latest"), "");
    meaning("a pattern in a process", head + "spec: {processPolicy: [{name: a, exe: [^/bin/*]}]}\n",
            "any text that begins with /bin/");
    meaning("no pattern in a name", "kind: SpyderbatPolicy\nmetadata: {name: '^a*'}\n", "");
    meaning("a pattern in a rule", "kind: SpyderbatRuleset\nspec: {rules: [{values: ['^a*']}]}\n",
            "any text that begins with a");
    meaning("an operator",
            head + "spec: {podSelector: {matchExpressions: [{key: '^app*', operator: NotIn}]}}\n",
            "");
    meaning(
        "a field of an expression",
        head
            + "spec: {clusterSelector: {matchFieldsExpressions: [{key: ^uid, operator: NotIn}]}}\n",
        "the uid of what is selected");
    meaning("a kind", "kind: ^FingerprintGroup\n",
            "fingerprints of one image or service, together");
    meaning("an alias", head + "spec: {mode: &m audit, enabled: ^*m}\n",
            "stands for audit in line 4");
    meaning("an alias of a list",
            head + "spec:\n  processPolicy: &p [{name: a}]\n  response: ^*p\n",
            "stands for a list of 1 entry in line 5");
    meaning("an alias of nothing", head + "spec: {mode: ^*m}\n",
            "stands for nothing: no anchor before it is called m");
    meaning("null", head + "spec: {mode: ^null}\n", "nothing, the same as if it were not there");
    meaning("no value", head + "spec:\n  mode:^\n  enabled: true\n",
            "nothing, the same as if it were not there");
    meaning("yes", head + "spec: {enabled: ^yes}\n", "true, as YAML 1.1 has it");
    meaning("true", head + "spec: {enabled: ^true}\n", "");
    meaning("a key", head + "spec: {^enabled: true}\n", "");
    meaning("a slip", head + "spec: {networkPolicy: {ingress: [{ports: [{protocol: ^tcp}]}]}}\n",
            "not one of the words that are allowed; did you mean TCP?");
}

void HoverTest::valuesMeanSomething()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    std::string bytes = text.toStdString();
    const std::size_t at = bytes.find('^');
    bytes.erase(at, 1);
    const std::optional<ops::Hover> hover
        = ops::hoverAt(read(bytes), static_cast<text::ByteOffset>(at));
    QVERIFY(hover.has_value());
    QCOMPARE(QString::fromStdString(hover->meaning.text()), wanted);
}

void HoverTest::examplesAreGiven()
{
    const std::string text = head + "spec: {enabled: true}\n";
    const std::optional<ops::Hover> hover
        = ops::hoverAt(read(text), static_cast<text::ByteOffset>(text.find("enabled")));
    QVERIFY(hover.has_value());
    QCOMPARE(hover->example, std::string("true"));
    QCOMPARE(hover->defaultValue, std::string("true"));
}

namespace {

/// A document that is of the kind.
Value documentOf(policy::Kind kind)
{
    using policy::Kind;
    const auto policyOf = [](const char* type) {
        return Value::map({{"kind", Value::string("SpyderbatPolicy")},
                           {"metadata", Value::map({{"type", Value::string(type)}})}});
    };
    switch (kind) {
    case Kind::Policy:
        return policyOf("container");
    case Kind::ClusterPolicy:
        return policyOf("cluster");
    case Kind::TracePolicy:
        return policyOf("trace");
    case Kind::FingerprintRecord:
        return Value::map(
            {{"kind", Value::string("SpyderbatFingerprint")}, {"id", Value::string("fprint:1")}});
    case Kind::DeviationRecord:
        return Value::map({{"deviation", Value::map()}});
    default:
        return Value::map({{"kind", Value::string(std::string(toString(kind)))}});
    }
}

/// The value at the end of the steps, made on the way.
Value& valueAt(Value& root, const std::vector<policy::Step>& steps)
{
    Value* at = &root;
    for (const policy::Step& step : steps) {
        if (step.isItem) {
            at->kind = Value::Kind::List;
            at->items.assign(1, Value::map());
            at = &at->items.front();
            continue;
        }
        at->kind = Value::Kind::Map;
        if (at->find(step.key) == nullptr)
            at->set(step.key, Value::map());
        for (auto& [key, value] : at->entries) {
            if (key == step.key)
                at = &value;
        }
    }
    return *at;
}

struct Walk
{
    policy::Kind kind;
    std::set<const ObjectType*> seen;
    QStringList untold;
    std::size_t fields = 0;

    void type(const ObjectType& type, const std::vector<policy::Step>& steps)
    {
        if (!seen.insert(&type).second)
            return;
        for (const Field& each : type.fields) {
            field(each, steps);
            if (each.item == nullptr)
                continue;
            std::vector<policy::Step> below = steps;
            below.push_back({std::string(each.key), 0, false});
            if (each.kind == FieldKind::ObjectList)
                below.push_back({{}, 0, true});
            this->type(*each.item, below);
        }
        if (type.alternative != nullptr)
            this->type(*type.alternative, steps);
    }

    void field(const Field& field, const std::vector<policy::Step>& steps)
    {
        ++fields;
        Value document = documentOf(kind);
        Value& holder = valueAt(document, steps);
        if (holder.find(field.key) == nullptr)
            holder.set(field.key, Value::map());
        const Snapshot snapshot = read(writeJson(document));
        yaml::NodeRef node = snapshot.document->roots().front();
        for (const policy::Step& step : steps)
            node = step.isItem ? *node.items().begin() : node.find(step.key);
        const yaml::NodeRef key = node.find(field.key).key();
        const std::optional<ops::Hover> hover = ops::hoverAt(snapshot, key.span().begin + 1);
        const bool isTold = hover && !hover->doc.empty() && hover->doc == field.doc
            && hover->title.starts_with(std::string(field.key) + " · ")
            && hover->span == key.span();
        if (!isTold)
            untold << QString::fromStdString(key.path()) + u' '
                    + QString::fromStdString(hover ? hover->title : "-");
    }
};

} // namespace

void HoverTest::everyFieldOfTheSchemaIsTold_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= static_cast<int>(policy::Kind::Unknown); ++kind) {
        if (policy::schemaOf(static_cast<policy::Kind>(kind)) != nullptr)
            QTest::addRow("%d %s", kind,
                          std::string(toString(static_cast<policy::Kind>(kind))).c_str())
                << kind;
    }
}

void HoverTest::everyFieldOfTheSchemaIsTold()
{
    QFETCH(int, kind);
    Walk walk{static_cast<policy::Kind>(kind), {}, {}, 0};
    walk.type(*policy::schemaOf(walk.kind), {});
    QVERIFY(walk.fields > 5);
    QVERIFY2(walk.untold.isEmpty(), qPrintable(walk.untold.join(u'\n')));
}

void HoverTest::everyWordOfTheSchemaHasAMeaning()
{
    std::set<const ObjectType*> seen;
    std::vector<const ObjectType*> open{&policy::itemsListSchema()};
    for (int kind = 0; kind <= static_cast<int>(policy::Kind::Unknown); ++kind)
        open.push_back(policy::schemaOf(static_cast<policy::Kind>(kind)));
    QStringList without;
    while (!open.empty()) {
        const ObjectType* const type = open.back();
        open.pop_back();
        if (type == nullptr || !seen.insert(type).second)
            continue;
        open.push_back(type->alternative);
        for (const Field& field : type->fields) {
            open.push_back(field.item);
            const std::string_view table
                = field.kind == FieldKind::DocumentList ? "kind" : field.key;
            for (const std::string_view word : field.values) {
                if (ops::wordMeaning(table, word).empty())
                    without << QString::fromStdString(std::string(table) + ": "
                                                      + std::string(word));
            }
        }
    }
    QVERIFY2(without.isEmpty(), qPrintable(without.join(u'\n')));
    for (const std::string_view kind : policy::kindWords())
        QVERIFY2(!ops::wordMeaning("kind", kind).empty(), std::string(kind).c_str());
}

void HoverTest::nothingCrashesAnywhere_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray whole = QByteArray::fromStdString(
        head + "spec:\n  podSelector: {matchLabels: {a: 'b*'}}\n  mode: audit\n" + processes
        + "  networkPolicy:\n    ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: "
          "[10.1.0.0/16]}}, "
          "{dnsSelector: [a, '*']}], processes: [web_0, ghost], ports: [{protocol: UDP, port: 1, "
          "endPort: 9}]}]\n    egress: []\n  response:\n    default: [{makeRedFlag: {severity: "
          "high}}, {}]\n    actions: [{agentKillPod: {podSelector: {matchLabels: {a: b}}}}]\n");
    QTest::newRow("whole") << whole;
    QByteArray windows = whole;
    QTest::newRow("CRLF") << windows.replace("\n", "\r\n");
    QTest::newRow("a byte order mark") << "\xEF\xBB\xBF" + whole;
    QTest::newRow("wrong kinds") << QByteArray(
        "kind: SpyderbatPolicy\nspec:\n  podSelector: [a]\n  processPolicy: [7, [a], {name: {a: "
        "b}, id: [x], euser: 3, children: x}]\n  networkPolicy: {ingress: {a: b}, egress: [x, "
        "{to: 7, processes: {a: b}, ports: [[]]}]}\n  response: {default: {a: b}, actions: [x, "
        "{agentKillPod: [a]}, {makeRedFlag: {podSelector: {matchExpressions: 7}, processSelector: "
        "{interactive: [a]}}}]}\n");
    QTest::newRow("aliases") << QByteArray(
        "kind: &k SpyderbatPolicy\nmetadata: &m {name: *k, type: container}\nspec: &s\n  <<: *m\n  "
        "processPolicy: [{name: a, id: &i a_0, children: [{id: *i}]}]\n  networkPolicy: {ingress: "
        "[{processes: [*i, *none]}]}\n  ? [a, *i]\n  : *s\n  *k : 1\n");
    QTest::newRow("half typed") << QByteArray(
        "kind: SpyderbatPolicy\nspec:\n  processPolicy:\n  - name: \"a\n");
    QTest::newRow("documents") << QByteArray(
        "---\n- kind: UidList\n- [a, {items: []}]\n- x\n---\nitems: [{kind: FingerprintGroup, "
        "data: {fingerprints: [{kind: FingerprintGroup, data: {fingerprints: [{}, 7]}}, {}]}}]\n"
        "---\n---\n{deviation: {kind: GuardianDeviation, spec: {processPolicy: [{policyNode: {id: "
        "a, children: [{id: b}]}}], rules: [{target: x}]}}}\n");
    QTest::newRow("json") << QByteArray(
        R"({"kind":"SpyderbatPolicy","spec":{"mode":"audit","processPolicy":[{"id":"a_0","name":""}],"":{"":null}}})");
    QTest::newRow("lines of json") << QByteArray("{\"kind\":\"UidList\"}\n{\"a\":[1,2]}\n");
    QTest::newRow("an anchor in itself") << QByteArray("kind: Tea\na: &a [*a, {b: *a}]\n");
    QTest::newRow("no UTF-8") << QByteArray("kind: SpyderbatPolicy\nspec: {mode: \xFF}\n");
}

void HoverTest::nothingCrashesAnywhere()
{
    QFETCH(QByteArray, text);
    const Snapshot snapshot = read(text.toStdString());
    const std::vector<ops::OutlineItem> items = ops::outline(snapshot);
    std::size_t hovers = 0;
    std::size_t references = 0;
    for (text::ByteOffset at = 0; at <= static_cast<text::ByteOffset>(text.size()) + 2; ++at) {
        const std::optional<ops::Hover> hover = ops::hoverAt(snapshot, at);
        if (hover) {
            ++hovers;
            QVERIFY(hover->span.begin <= at && at <= hover->span.end);
            QVERIFY(!hover->title.empty() && !hover->doc.empty());
        }
        const std::optional<ops::ProcessReferences> found = ops::processReferencesAt(snapshot, at);
        references += found ? 1 : 0;
        if (found)
            QVERIFY(found->definitions.size() + found->uses.size() > 0);
        for (const std::size_t i : ops::trail(items, at))
            QVERIFY(items.at(i).span.begin <= at);
    }
    qInfo("%zu places told, %zu of processes", hovers, references);
}

/// The mouse waits for no other part of the text to be decoded.
void HoverTest::longTextsAreToldFast()
{
    std::string text = head + "spec:\n  processPolicy:\n";
    for (int i = 0; i < 5000; ++i)
        text += "  - name: web\n    exe:\n    - /bin/web\n    id: web_" + std::to_string(i)
            + "\n    euser:\n    - root\n";
    text += "  networkPolicy:\n    egress:\n";
    for (int i = 0; i < 5000; ++i)
        text += "    - processes:\n      - web_" + std::to_string(i)
            + "\n      to: [{ipBlock: {cidr: 10.0.0.1}}]\n";
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "test.yaml"));
    const std::vector<policy::Unit> units = policy::unitsOf(document, true);
    const auto at = static_cast<text::ByteOffset>(text.rfind("web_4999"));
    const auto before = std::chrono::steady_clock::now();
    const std::optional<ops::Hover> hover = ops::hoverAt(document, units, at);
    const auto told = std::chrono::steady_clock::now();
    const std::optional<ops::ProcessReferences> found
        = ops::processReferencesAt(document, units, at);
    const auto end = std::chrono::steady_clock::now();
    QVERIFY(hover && found);
    QCOMPARE(hover->meaning.text(), std::string("web runs /bin/web as root"));
    QCOMPARE(found->definitions.size(), std::size_t{1});
    using Milliseconds = std::chrono::duration<double, std::milli>;
    qInfo("%zu lines: %.2f ms, references %.2f ms", document.source().lineCount(),
          Milliseconds(told - before).count(), Milliseconds(end - told).count());
    QVERIFY(Milliseconds(end - before).count() < 1000);
}

QTEST_APPLESS_MAIN(HoverTest)
#include "hover_test.moc"
