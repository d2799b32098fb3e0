// What is offered at the cursor, `|` in small texts, and what the text is once it was taken.

#include "core/ops/completion.h"
#include "tests/core/ops/validate_test.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace pw;

namespace {

ops::Vocabulary vocabulary()
{
    std::vector<ops::FingerprintInstance> rows(3);
    rows[0].facts.image = "docker.io/library/mongo:latest";
    rows[1].facts.image = "docker.io/library/mongo:latest";
    rows[2].facts.image = "docker.io/library/nginx:1.25";
    rows[0].facts.namespaceName = "dev";
    rows[2].facts.namespaceName = "shop";
    rows[0].facts.podLabels = policy::SharedTexts({"app=mongo", "tier=db"});
    rows[2].facts.podLabels = policy::SharedTexts({"app=web"});
    rows[1].facts.cgroup = "systemd:/system.slice/nginx.service";
    return ops::vocabularyOf(rows);
}

struct Typed
{
    std::string text;
    text::ByteOffset at = 0;
};

Typed withoutCursor(std::string text)
{
    const std::size_t at = text.find('|');
    text.erase(at, 1);
    return {text, static_cast<text::ByteOffset>(at)};
}

ops::Completion completionOf(const Typed& typed, yaml::Format format = yaml::Format::Yaml)
{
    return ops::complete(typed.text, typed.at, format, vocabulary());
}

std::string labels(const ops::Completion& completion, std::size_t most = 8)
{
    std::string out;
    for (std::size_t i = 0; i < std::min(most, completion.items.size()); ++i)
        out += (out.empty() ? "" : ", ") + completion.items[i].label;
    return out + (completion.items.size() > most ? ", …" : "");
}

/// The text after that item was taken, with `|` at the cursor and what is selected in `«»`.
std::string taken(const Typed& typed, const ops::Completion& completion, const std::string& label)
{
    const auto item = std::ranges::find(completion.items, label, &ops::CompletionItem::label);
    if (item == completion.items.end())
        return "not offered: " + labels(completion, 100);
    std::string text = item->text;
    if (item->selected > 0)
        text.insert(item->cursor + item->selected, "»");
    text.insert(item->cursor, item->selected > 0 ? "«" : "|");
    std::string out = typed.text;
    return out.replace(completion.word.begin, completion.word.size(), text);
}

const std::string spec = "kind: SpyderbatPolicy\nmetadata:\n  type: container\nspec:\n";

/// Types and takes what is offered, as a person does.
class Author
{
public:
    Author& type(const std::string& words)
    {
        m_typed.text.insert(m_typed.at, words);
        m_typed.at += static_cast<text::ByteOffset>(words.size());
        return *this;
    }
    Author& line(std::size_t column) { return type("\n" + std::string(column, ' ')); }
    Author& take(const std::string& label)
    {
        const ops::Completion completion = completionOf(m_typed);
        const auto item = std::ranges::find(completion.items, label, &ops::CompletionItem::label);
        if (item == completion.items.end()) {
            m_problems += label + " is not offered, but " + labels(completion) + "\n";
            return *this;
        }
        m_typed.text.replace(completion.word.begin, completion.word.size(), item->text);
        m_typed.at = completion.word.begin + static_cast<text::ByteOffset>(item->cursor);
        m_typed.text.erase(m_typed.at, item->selected);
        return *this;
    }
    [[nodiscard]] std::string text() const { return m_problems + m_typed.text; }

private:
    Typed m_typed;
    std::string m_problems;
};

} // namespace

class CompletionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offers_data();
    void offers();
    void writes_data();
    void writes();
    void json_data();
    void json();
    void fits_data();
    void fits();
    void everyFieldOfTheSchemaIsOffered();
    void everySnippetIsValid_data();
    void everySnippetIsValid();
    void authorsThePolicyOfTheGuide();
    void everyOfferLiesInTheText();
};

void CompletionTest::offers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("labels");
    const auto row = [](const char* name, const std::string& text, const char* offered) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(offered);
    };
    row("an empty text begins with a whole policy", "|",
        "policy for containers, policy for a Linux service, apiVersion, kind, metadata, spec");
    row("only what is missing", "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n|",
        "metadata, spec");
    row("what begins so comes first", spec + "  mo|", "mode, machineSelector");
    row("parts of a word", spec + "  Sel|",
        "containerSelector, serviceSelector, machineSelector, namespaceSelector, podSelector, "
        "clusterSelector");
    row("letters in their order", spec + "  dprc|", "disableProcesses, disablePrivateConnections");
    row("nothing fits", spec + "  zzz|", "");
    row("words of a field", spec + "  mode: |", "audit, enforce");
    row("yes or no", spec + "  enabled: |", "true, false");
    row("severities", spec + "  response:\n    default:\n    - makeRedFlag:\n        severity: h|",
        "high");
    row("kinds of documents", "kind: Spy|",
        "SpyderbatFingerprint, SpyderbatBaseline, SpyderbatPolicy, SpyderbatRuleset");
    row("images that run, the most frequent first", spec + "  containerSelector:\n    image: |",
        "docker.io/library/mongo:latest, docker.io/library/nginx:1.25");
    row("an image by a part of its name", spec + "  containerSelector:\n    image: ngi|",
        "docker.io/library/nginx:1.25");
    row("an image in another form of the selector",
        spec + "  containerSelector:\n    matchFields:\n      image: mon|",
        "docker.io/library/mongo:latest");
    row("services that run", spec + "  serviceSelector:\n    cgroup: |",
        "systemd:/system.slice/nginx.service");
    row("the label of a namespace", spec + "  namespaceSelector:\n    matchLabels:\n      |",
        "kubernetes.io/metadata.name");
    row("namespaces",
        spec + "  namespaceSelector:\n    matchLabels:\n      kubernetes.io/metadata.name: |",
        "dev, shop");
    row("labels of pods", spec + "  podSelector:\n    matchLabels:\n      |", "app, tier");
    row("other labels of the pod", spec + "  podSelector:\n    matchLabels:\n      app: x\n      |",
        "tier");
    row("values of a label", spec + "  podSelector:\n    matchLabels:\n      app: |", "mongo, web");
    row("keys of an expression", spec + "  podSelector:\n    matchExpressions:\n    - key: |",
        "app, tier");
    row("ids of the processes",
        spec
            + "  networkPolicy:\n    ingress:\n    - processes:\n      - |\n"
              "  processPolicy:\n  - id: mongod_0\n    children:\n    - id: sh_0\n",
        "mongod_0, sh_0");
    row("ids in brackets, also in a text that is broken elsewhere",
        spec
            + "  networkPolicy:\n    egress:\n    - processes: [m|\n"
              "  processPolicy:\n  - id: mongod_0\n  x y z\n",
        "mongod_0");
    row("protocols", spec + "  processPolicy:\n  - listeningSockets:\n    - protocol: |",
        "TCP, UDP");
    row("keys of an item", spec + "  processPolicy:\n  - |",
        "process, name, exe, id, euser, listeningSockets, children");
    row("actions", spec + "  response:\n    default:\n    - agent|",
        "agentKillPod, agentKillProcess, agentKillProcessGroup, agentKillProcessTree, "
        "agentReniceProcess, agentKillPod, agentKillProcess, agentKillProcessGroup, …");
    row("selectors of an action",
        spec + "  response:\n    actions:\n    - agentKillPod:\n        pod|", "podSelector");
    row("a default action has none",
        spec + "  response:\n    default:\n    - makeRedFlag:\n        S|", "severity");
    row("in a comment", "# |", "");
}

void CompletionTest::offers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, labels);
    QCOMPARE(QByteArray::fromStdString(::labels(completionOf(withoutCursor(text.toStdString())))),
             labels);
}

void CompletionTest::writes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const std::string& text, const char* label, const std::string& after) {
        QTest::newRow((text.substr(text.size() > 20 ? text.size() - 20 : 0) + " " + label).c_str())
            << QByteArray::fromStdString(text) << QByteArray(label)
            << QByteArray::fromStdString(after);
    };
    row(spec + "  mo|", "mode", spec + "  mode: |");
    row(spec + "  mo|: audit", "mode", spec + "  mode|: audit");
    row(spec + "  mode:|", "audit", spec + "  mode: audit|");
    row(spec + "  mode: enf|orce # now", "audit", "not offered: enforce");
    row(spec + "  mode: |enforce # now", "audit", spec + "  mode: audit| # now");
    row("api|", "apiVersion", "apiVersion: spyderbat/v1|");
    row(spec + "  con|", "containerSelector", spec + "  containerSelector:\n    |");
    row(spec + "  processP|", "processPolicy", spec + "  processPolicy:\n  - |");
    row(spec + "  x:\n    - 1\n  processP|", "processPolicy",
        spec + "  x:\n    - 1\n  processPolicy:\n    - |");
    row("a: 1\r\nsp|", "spec", "a: 1\r\nspec:\r\n  |");
    row(spec + "  containerSelector: {im|}", "image", spec + "  containerSelector: {image: |}");
    row(spec + "  {con|}", "containerSelector", spec + "  {containerSelector: {|}}");
    row(spec + "  podSelector: {|}", "matchLabels", spec + "  podSelector: {matchLabels: {|}}");
    row(spec + "  mode: \"|\"", "audit", spec + "  mode: \"audit\"|");
    row(spec + "  mode: 'a|'", "audit", spec + "  mode: 'audit'|");
    row(spec + "  processPolicy:\n  -|", "process",
        spec
            + "  processPolicy:\n  - name: «process»\n    exe:\n    - /usr/bin/process\n"
              "    id: process_0\n    euser:\n    - root");
    row(spec + "  processPolicy:\n  - id: process_0\n  |", "process",
        spec
            + "  processPolicy:\n  - id: process_0\n  - name: «process»\n    exe:\n"
              "    - /usr/bin/process\n    id: process_1\n    euser:\n    - root");
    row(spec + "  processPolicy:\n  - id: a\n    children:\n    - |", "process",
        spec
            + "  processPolicy:\n  - id: a\n    children:\n    - name: «process»\n      exe:\n"
              "      - /usr/bin/process\n      id: process_0");
    row(spec + "  processPolicy:\n  - id: a\n  networkPolicy:\n    ingress:\n    |", "rule",
        spec
            + "  processPolicy:\n  - id: a\n  networkPolicy:\n    ingress:\n    - from:\n"
              "      - ipBlock:\n          cidr: «192.0.2.0/24»\n      processes:\n      - a\n"
              "      ports:\n      - protocol: TCP\n        port: 443");
    row(spec + "  networkPolicy: {ingress: [|]}", "rule",
        spec
            + "  networkPolicy: {ingress: [{from: [{ipBlock: {cidr: «192.0.2.0/24»}}], "
              "ports: [{protocol: TCP, port: 443}]}]}");
    row(spec + "  response:\n    actions:\n    - |", "agentKillProcess",
        spec
            + "  response:\n    actions:\n    - agentKillProcess:\n        processSelector:\n"
              "          name:\n          - sh|");
    row(spec
            + "  networkPolicy:\n    ingress:\n    - processes:\n      |\n"
              "  processPolicy:\n  - id: 'yes'\n",
        "yes",
        spec
            + "  networkPolicy:\n    ingress:\n    - processes:\n      - 'yes'|\n"
              "  processPolicy:\n  - id: 'yes'\n");
}

void CompletionTest::writes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, after);
    const Typed typed = withoutCursor(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(taken(typed, completionOf(typed), label.toStdString())),
             after);
}

void CompletionTest::json_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* text, const char* label, const char* after) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(label) << QByteArray(after);
    };
    row("{|}", "kind", "{\"kind\": \"|\"}");
    row("{\"ki|\"}", "kind", "{\"kind\": \"|\"}");
    row("{\"ki|\": 1}", "kind", "{\"kind\"|: 1}");
    row("{\"kind\": \"Spyderbat|\"}", "SpyderbatPolicy", "{\"kind\": \"SpyderbatPolicy\"|}");
    row("{\"spec\": {|}}", "containerSelector", "{\"spec\": {\"containerSelector\": {|}}}");
    row("{\"spec\": {|}}", "processPolicy", "{\"spec\": {\"processPolicy\": [|]}}");
    row("{\"spec\": {\"enabled\": |}}", "false", "{\"spec\": {\"enabled\": false|}}");
    row("{\"spec\": {\"mode\":|}}", "audit", "{\"spec\": {\"mode\":\"audit\"|}}");
}

void CompletionTest::json()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, after);
    const Typed typed = withoutCursor(text.toStdString());
    const ops::Completion completion = completionOf(typed, yaml::Format::Json);
    QCOMPARE(QByteArray::fromStdString(taken(typed, completion, label.toStdString())), after);
}

void CompletionTest::fits_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("fit");
    const auto row = [](const char* label, const char* typed, ops::CompletionFit fit) {
        QTest::addRow("%s in %s", typed, label)
            << QByteArray(label) << QByteArray(typed) << static_cast<int>(fit);
    };
    using enum ops::CompletionFit;
    row("mode", "", Prefix);
    row("mode", "MO", Prefix);
    row("containerSelector", "sel", Part);
    row("docker.io/library/mongo", "mongo", Part);
    row("containerSelector", "csr", Letters);
    row("containerSelector", "rcs", None);
    row("a", "ab", None);
}

void CompletionTest::fits()
{
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, typed);
    QFETCH(int, fit);
    QCOMPARE(static_cast<int>(ops::fitOf(label.toStdString(), typed.toStdString())), fit);
}

namespace {

using Schema = const policy::ObjectType*;

/// A text that ends in an empty place of the mapping at the end of the way.
std::string textTo(const std::string& root, const std::vector<policy::Step>& way)
{
    std::string out = root;
    std::size_t column = 0;
    bool behindDash = false;
    for (const policy::Step& step : way) {
        if (step.isItem) {
            out += std::string(column, ' ') + "- ";
            column += 2;
            behindDash = true;
        } else {
            out += (behindDash ? "" : std::string(column, ' ')) + step.key + ":\n";
            column += 2;
            behindDash = false;
        }
    }
    return behindDash ? out : out + std::string(column, ' ');
}

void visitSchema(const std::string& root, Schema type, std::vector<policy::Step>& way,
                 std::set<Schema>& seen, std::string& missing)
{
    if (!seen.insert(type).second)
        return;
    Typed typed;
    typed.text = textTo(root, way);
    typed.at = static_cast<text::ByteOffset>(typed.text.size());
    const ops::Completion completion = completionOf(typed);
    for (const policy::Field& field : type->fields) {
        const auto offered = std::ranges::find_if(completion.items, [&](const auto& item) {
            return item.kind == ops::CompletionKind::Key && item.label == field.key;
        });
        const bool isThere = way.empty() && root.find(std::string(field.key) + ":") == 0;
        if (offered == completion.items.end() && !isThere)
            missing += policy::Place{0, way}.path() + "." + std::string(field.key) + "\n";
        else if (!isThere && (offered->doc.empty() || offered->detail.empty()))
            missing += std::string(field.key) + " says nothing\n";
        if (field.item == nullptr)
            continue;
        way.push_back({std::string(field.key), 0, false});
        const bool isList = field.kind == policy::FieldKind::ObjectList;
        if (isList)
            way.push_back({{}, 0, true});
        visitSchema(root, field.item, way, seen, missing);
        way.resize(way.size() - (isList ? 2 : 1));
    }
}

} // namespace

void CompletionTest::everyFieldOfTheSchemaIsOffered()
{
    std::string missing;
    std::size_t types = 0;
    for (const std::string_view word : policy::kindWords()) {
        for (const std::string_view type : {"container", "cluster", "trace"}) {
            const policy::Kind kind = policy::kindNamed(word, type);
            const Schema schema = policy::schemaOf(kind);
            if (schema == nullptr || (type != "container" && word != "SpyderbatPolicy"))
                continue;
            std::vector<policy::Step> way;
            std::set<Schema> seen;
            // The type stands behind the place, where a person may have it as well.
            std::string root = "kind: " + std::string(word) + "\n";
            if (type != "container") {
                root += "metadata:\n  type: " + std::string(type) + "\n";
            }
            visitSchema(root, schema, way, seen, missing);
            types += seen.size();
        }
    }
    // `metadata` of these two stands in the text already.
    QCOMPARE(missing, std::string(".metadata\n.metadata\n"));
    QVERIFY(types > 60);
}

void CompletionTest::everySnippetIsValid_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    const std::string head = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n"
                             "  name: shop\n  type: container\nspec:\n"
                             "  containerSelector:\n    image: 'nginx:1'\n  mode: audit\n";
    const std::string rules = "  networkPolicy:\n    ingress: []\n    egress: []\n";
    const std::string processes = "  processPolicy: []\n";
    const std::string response = "  response:\n    default: []\n    actions: []\n";
    row("document", "|");
    row("process", head + "  processPolicy:\n  - |\n" + rules + response);
    row("ingress rule",
        head + "  networkPolicy:\n    egress: []\n    ingress:\n    - |\n" + processes + response);
    row("egress rule",
        head + "  networkPolicy:\n    ingress: []\n    egress:\n    - |\n" + processes + response);
    row("default action",
        head + processes + rules
            + "  response:\n    actions: []\n    default:\n"
              "    - |\n");
    row("action",
        head + processes + rules + "  response:\n    default: []\n    actions:\n    - |\n");
    row("expression",
        head + "  podSelector:\n    matchExpressions:\n    - |\n" + processes + rules + response);
    row("port",
        head
            + "  processPolicy:\n  - name: a\n    exe: [/a]\n    id: a\n    euser: [r]\n"
              "    listeningSockets:\n    - |\n"
            + rules + response);
    row("block",
        head + processes + response
            + "  networkPolicy:\n    egress: []\n    ingress:\n    - ports: [{protocol: TCP, port: "
              "1}]\n      from:\n      - |\n");
}

void CompletionTest::everySnippetIsValid()
{
    QFETCH(QByteArray, text);
    const Typed typed = withoutCursor(text.toStdString());
    const ops::Completion completion = completionOf(typed);
    int snippets = 0;
    for (const ops::CompletionItem& item : completion.items) {
        if (item.kind != ops::CompletionKind::Snippet)
            continue;
        ++snippets;
        std::string after = typed.text;
        after.replace(completion.word.begin, completion.word.size(), item.text);
        std::string errors;
        for (const text::Diagnostic& d : ops::validate(test::documentOf(after))) {
            if (d.severity == text::Severity::Error)
                errors += item.label + ": " + d.message + "\n";
        }
        QCOMPARE(errors, std::string());
    }
    QVERIFY(snippets > 0);
}

void CompletionTest::authorsThePolicyOfTheGuide()
{
    Author author;
    author.type("api").take("apiVersion").line(0).type("ki").take("kind").take("SpyderbatPolicy");
    author.line(0).take("metadata").take("name").type("mongo-policy").line(2);
    author.take("type").take("container").line(0).take("spec");
    author.take("containerSelector").take("image").type("mon");
    author.take("docker.io/library/mongo:latest").line(2);
    author.take("namespaceSelector").take("matchLabels").take("kubernetes.io/metadata.name");
    author.take("dev").line(2).take("mode").take("audit").line(2);
    author.take("processPolicy").take("name").type("mongod").line(4).take("exe");
    author.type("/usr/bin/mongod").line(4).take("id").type("mongod_0").line(4);
    author.take("euser").type("mongodb").line(2).take("networkPolicy");
    author.type("egress: []").line(4); // what stays empty is typed
    author.take("ingress").take("from").take("ipBlock").take("cidr");
    author.type("192.168.1.0/24").line(6).take("processes").take("mongod_0").line(6);
    author.take("ports").take("protocol").take("TCP").line(8).take("port").type("27017").line(2);
    author.take("response").type("actions: []").line(4).take("default").take("makeRedFlag");
    const std::string wished
        = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: mongo-policy\n"
          "  type: container\nspec:\n  containerSelector:\n"
          "    image: docker.io/library/mongo:latest\n  namespaceSelector:\n    matchLabels:\n"
          "      kubernetes.io/metadata.name: dev\n  mode: audit\n  processPolicy:\n"
          "  - name: mongod\n    exe:\n    - /usr/bin/mongod\n    id: mongod_0\n    euser:\n"
          "    - mongodb\n  networkPolicy:\n    egress: []\n    ingress:\n    - from:\n"
          "      - ipBlock:\n          cidr: 192.168.1.0/24\n      processes:\n      - mongod_0\n"
          "      ports:\n      - protocol: TCP\n        port: 27017\n  response:\n"
          "    actions: []\n    default:\n    - makeRedFlag:\n        severity: high";
    QCOMPARE(QByteArray::fromStdString(author.text()), QByteArray::fromStdString(wished));
    QCOMPARE(test::problemsOf(wished), std::string());
}

void CompletionTest::everyOfferLiesInTheText()
{
    const std::string text = spec
        + "  containerSelector: {image: 'a', imageID: }\n  processPolicy:\n  - name: \"x\n"
          "    id: a\n    exe:\n    - \n  networkPolicy:\n    ingress: [{processes: [a, ]}]\n";
    std::size_t offers = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const ops::Completion completion = completionOf({text, static_cast<text::ByteOffset>(at)});
        QVERIFY(completion.word.end <= text.size());
        for (const ops::CompletionItem& item : completion.items) {
            QVERIFY(completion.word.begin <= at && at <= completion.word.end);
            QVERIFY(item.cursor + item.selected <= item.text.size());
            ++offers;
        }
    }
    QVERIFY(offers > 300);
}

QTEST_APPLESS_MAIN(CompletionTest)
#include "completion_test.moc"
