// Every problem with one obvious answer offers it, and the answer ends the problem.

#include "tests/core/ops/validate_test.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace pw;
using test::documentOf;
using test::policyWith;

class QuickFixTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsTheProblem_data();
    void endsTheProblem();
    void ambiguousScalars_data();
    void ambiguousScalars();
    void isNotOfferedWhereTheAnswerIsAGuess_data();
    void isNotOfferedWhereTheAnswerIsAGuess();
    void ofTwoAnchorsTheUnusedOneGoes();
    void everyOfferedFixFitsTheText();
};

namespace {

const std::string processes = "[{name: a, exe: [/a], id: a, euser: [r]}]";

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "not found: " + from : text.replace(at, from.size(), to);
}

std::size_t countOf(const std::string& bytes, const std::string& code)
{
    const auto found = ops::validate(documentOf(bytes));
    return static_cast<std::size_t>(
        std::ranges::count_if(found, [&](const auto& d) { return d.code == code; }));
}

std::string networkOf(const std::string& rule)
{
    return policyWith(processes, "[" + rule + "]");
}

} // namespace

void QuickFixTest::endsTheProblem_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    // `from` in the text is broken, `to` is what the fix makes of it
    const auto row = [](const char* code, const char* name, const std::string& text,
                        const char* from, const char* to) {
        QTest::addRow("%s: %s", code, name) << QByteArray(code) << QByteArray::fromStdString(text)
                                            << QByteArray(from) << QByteArray(to);
    };
    const std::string policy = policyWith(processes);
    row("duplicate-id", "the next free number",
        policyWith("[{name: a, exe: [/a], id: a_0, euser: [r]}, "
                   "{name: b, exe: [/b], id: a_0, euser: [r]}, "
                   "{name: c, exe: [/c], id: a_1, euser: [r]}]"),
        "exe: [/b], id: a_0", "exe: [/b], id: a_2");
    row("duplicate-id", "none that a rule names for nobody",
        policyWith("[{name: a, exe: [/a], id: a_0, euser: [r]}, "
                   "{name: b, exe: [/b], id: a_0, euser: [r]}]",
                   "[{from: [{dnsSelector: [a.org]}], ports: [{protocol: TCP, port: 1}], "
                   "processes: [a_1]}]"),
        "exe: [/b], id: a_0", "exe: [/b], id: a_2");
    row("unknown-field", "no other is meant",
        policyWith("[{name: a, exe: [/a], id: a, euser: [r], colour: red}]"), ", colour: red", "");
    row("unknown-field", "with what is in it",
        replaced(policy, "  mode: audit\n", "  mode: audit\n  banana:\n    x: [1]\n"),
        "  banana:\n    x: [1]\n", "");
    row("null-field", "goes", policyWith("[{name: a, exe: [/a], id: a, euser: [r], children: }]"),
        ", children: }", " }");
    row("empty-entry", "goes", policyWith("[{name: a, exe: [/a, ''], id: a, euser: [r]}]"),
        "[/a, '']", "[/a]");
    row("host-bits", "the network",
        networkOf("{from: [{ipBlock: {cidr: 10.1.2.3/24}}], ports: [{protocol: TCP, port: 1}], "
                  "processes: [a]}"),
        "10.1.2.3/24", "10.1.2.0/24");
    row("except-outside", "the list goes with its last entry",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/8]}}], ports: "
                  "[{protocol: TCP, port: 1}], processes: [a]}"),
        ", except: [11.0.0.0/8]", "");
    row("except-family", "the others stay",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 'fe80::/10']}}], "
                  "ports: [{protocol: TCP, port: 1}], processes: [a]}"),
        ", 'fe80::/10'", "");
    row("port-order", "the ends change places",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90, "
                  "endPort: 80}], processes: [a]}"),
        "port: 90, endPort: 80", "port: 80, endPort: 90");
    row("empty-block", "goes",
        networkOf("{from: [{}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}],"
                  " processes: [a]}"),
        "[{}, {", "[{");
    row("redundant", "a block",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 10.1.0.0/16}}], ports: "
                  "[{protocol: TCP, port: 90}], processes: [a]}"),
        ", {ipBlock: {cidr: 10.1.0.0/16}}", "");
    row("redundant", "a rule",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}], "
                  "processes: [a]}, {from: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{protocol: "
                  "TCP, port: 90}], processes: [a]}"),
        ", {from: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{protocol: TCP, port: 90}], "
        "processes: [a]}",
        "");
    row("redundant", "a process, and rules name its sibling",
        policyWith("[{name: '*', exe: ['/usr/*'], id: any, euser: [r]}, {name: b, exe: [/usr/b], "
                   "id: b, euser: [r]}]",
                   "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}], "
                   "processes: [any]}]"),
        ", {name: b, exe: [/usr/b], id: b, euser: [r]}", "");
    row("redundant", "a process with the id of its sibling, which rules go on naming",
        policyWith("[{name: '*', exe: ['/usr/*'], id: b, euser: [r]}, {name: b, exe: [/usr/b], "
                   "id: b, euser: [r]}]",
                   "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}], "
                   "processes: [b]}]"),
        ", {name: b, exe: [/usr/b], id: b, euser: [r]}", "");
    row("same-action-twice", "the second goes",
        replaced(policy, "default: [{makeRedFlag: {severity: high}}]",
                 "default: [{makeRedFlag: {severity: high}}, {makeRedFlag: {severity: low}}]"),
        ", {makeRedFlag: {severity: low}}", "");
    row("empty-action", "goes",
        replaced(policy, "default: [{makeRedFlag: {severity: high}}]",
                 "default: [{makeRedFlag: {severity: high}}, {}]"),
        ", {}]", "]");
    row("selector-not-applicable", "goes",
        replaced(policy, "  mode: audit\n", "  serviceSelector: {cgroup: x}\n  mode: audit\n"),
        "  serviceSelector: {cgroup: x}\n", "");
    row("no-effect", "back to audit",
        replaced(replaced(policy, "mode: audit", "mode: enforce"),
                 "default: [{makeRedFlag: {severity: high}}]", "default: []"),
        "mode: enforce", "mode: audit");
    row("type-without-selector", "to fill in",
        replaced(policy, "  containerSelector: {image: 'nginx:1'}\n", ""), "  mode: audit\n",
        "  containerSelector:\n    image: ''\n  mode: audit\n");
    row("type-without-selector", "of a cluster, by its match fields",
        "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: prod, type: cluster}\n"
        "spec:\n  mode: audit\n  rulesets: [a]\n"
        "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n",
        "spec:\n", "spec:\n  clusterSelector:\n    matchFields:\n      name: ''\n");
    row("missing-field", "mode", replaced(policy, "  mode: audit\n", ""),
        "  processPolicy:", "  mode: audit\n  processPolicy:");
    row("expression-values", "of Exists",
        replaced(policy, "  mode: audit\n",
                 "  podSelector: {matchExpressions: [{key: app, operator: Exists, values: "
                 "[web]}]}\n  mode: audit\n"),
        ", values: [web]", "");
    row("alias", "is written out",
        replaced(policyWith("[{name: a, exe: &e [/a], id: a, euser: [r]}, {name: b, exe: *e, id: b,"
                            " euser: [r]}]"),
                 "", ""),
        "exe: *e", "exe: [/a]");
    row("anchor", "that nothing refers to",
        policyWith("[{name: a, exe: &e [/a], id: a, euser: [r]}]"), "&e ", "");
    row("merge-key", "is written out; what stands there already wins",
        policyWith("[&p {name: a, exe: [/a], id: a, euser: [r]}, {<<: *p, id: b}]"),
        "{<<: *p, id: b}", "{name: a, exe: [/a], euser: [r], id: b}");
    row("conflict-marker", "ours comes first",
        replaced(policy, "  mode: audit\n",
                 "<<<<<<< HEAD\n  mode: audit\n=======\n  mode: enforce\n>>>>>>> other\n"),
        "<<<<<<< HEAD\n  mode: audit\n=======\n  mode: enforce\n>>>>>>> other\n",
        "  mode: audit\n");
    row("wrong-type", "the only one of a list",
        networkOf("{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: {protocol: TCP, port: 90}, "
                  "processes: [a]}"),
        "ports: {protocol: TCP, port: 90}", "ports: [{protocol: TCP, port: 90}]");
    row("wrong-type", "a word for none", replaced(policy, "actions: []", "actions: none"),
        "actions: none", "actions: []");
    row("duplicate-key", "that says the same",
        policyWith("[{name: a, exe: [/a], id: a, euser: [r], id: a}]"), ", id: a}", "}");
}

void QuickFixTest::endsTheProblem()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const std::string before = text.toStdString();
    const std::string after = test::mended(before, code.toStdString());
    QCOMPARE(QByteArray::fromStdString(after),
             QByteArray::fromStdString(replaced(before, from.toStdString(), to.toStdString())));
    QVERIFY(countOf(after, code.toStdString()) < countOf(before, code.toStdString()));
}

void QuickFixTest::ambiguousScalars_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* from, const char* to, const char* code) {
        QTest::newRow(from) << QByteArray(from) << QByteArray(to) << QByteArray(code);
    };
    // Read as something else than a text already
    row("name: no", "name: 'no'", "wrong-type");
    row("name: 22:22", "name: '22:22'", "wrong-type");
    row("name: 1_000", "name: '1_000'", "wrong-type");
    row("name: 2024-01-16", "name: '2024-01-16'", "wrong-type");
    // A text here, a number elsewhere; or the other way round
    row("name: 0o17", "name: '0o17'", "ambiguous-scalar");
    row("name: 1e3", "name: '1e3'", "ambiguous-scalar");
    row("exe: [0o17]", "exe: ['0o17']", "ambiguous-scalar");
    row("port: 0120", "port: 80", "ambiguous-scalar");
    row("port: 1_000", "port: 1000", "ambiguous-scalar");
    row("enabled: yes", "enabled: true", "ambiguous-scalar");
    row("enabled: off", "enabled: false", "ambiguous-scalar");
    row("app: 0o17", "app: '0o17'", "ambiguous-scalar");
}

void QuickFixTest::ambiguousScalars()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, code);
    const std::string wish = from.toStdString();
    std::string text = policyWith("[{name: a, exe: [/a], id: a, euser: [r], listeningSockets: "
                                  "[{protocol: TCP, port: 99}]}]");
    text = replaced(text, "  mode: audit\n",
                    "  podSelector: {matchLabels: {app: web}}\n  mode: audit\n  enabled: true\n");
    const std::map<std::string, std::string> places{{"name", "name: a"},
                                                    {"exe", "exe: [/a]"},
                                                    {"port", "port: 99"},
                                                    {"enabled", "enabled: true"},
                                                    {"app", "app: web"}};
    text = replaced(text, places.at(wish.substr(0, wish.find(':'))), wish);
    QCOMPARE(QByteArray::fromStdString(test::mended(text, code.toStdString())),
             QByteArray::fromStdString(replaced(text, wish, to.toStdString())));
}

void QuickFixTest::isNotOfferedWhereTheAnswerIsAGuess_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* code, const std::string& text) {
        QTest::addRow("%s, %zu signs", code, text.size())
            << QByteArray(code) << QByteArray::fromStdString(text);
    };
    row("duplicate-key", policyWith("[{name: a, exe: [/a], id: a, euser: [r], id: b}]"));
    row("anchor",
        policyWith("[{name: a, exe: &e [/a], id: a, euser: [r]}, {name: b, exe: *e, id: "
                   "b, euser: [r]}]"));
    row("redundant",
        policyWith("[{name: '*', exe: ['/usr/*'], id: any, euser: [r], children: [{name: '*', exe: "
                   "['/c*'], id: c}]}, {name: b, exe: [/usr/b], id: b, euser: [r], children: "
                   "[{name: c, exe: [/c], id: c_1}]}]",
                   "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}], "
                   "processes: [c_1]}]"));
    row("redundant",
        policyWith("[{name: '*', exe: ['/usr/*'], euser: [r]}, {name: b, exe: [/usr/b], id: b, "
                   "euser: [r]}]",
                   "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{protocol: TCP, port: 90}], "
                   "processes: [b]}]"));
    const std::string policy = policyWith(processes);
    // Without its only selector the action would not be valid, and a number in quotes is no mode.
    row("selector-not-applicable",
        replaced(policy, "actions: []",
                 "actions: [{agentKillProcess: {serviceSelector: {cgroup: x}}}]"));
    row("wrong-type", replaced(policy, "mode: audit", "mode: 1"));
}

void QuickFixTest::isNotOfferedWhereTheAnswerIsAGuess()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, text);
    QVERIFY(countOf(text.toStdString(), code.toStdString()) > 0);
    QCOMPARE(test::mended(text.toStdString(), code.toStdString()), std::string("no fix"));
}

void QuickFixTest::ofTwoAnchorsTheUnusedOneGoes()
{
    const std::string text = policyWith("&all [{name: &n a, exe: [/a], id: a, euser: [*n]}]");
    std::vector<std::string> after;
    for (const auto& problem : ops::validate(documentOf(text))) {
        for (const auto& fix : problem.fixes) {
            if (problem.code == "anchor")
                after.push_back(*fix.edits.apply(text));
        }
    }
    QCOMPARE(after, std::vector<std::string>{replaced(text, "&all ", "")});
}

void QuickFixTest::everyOfferedFixFitsTheText()
{
    // Aliases in aliases: what is written out would be a thousand million values.
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 9; ++j)
            text += (j == 0 ? "*a" : ", *a") + std::to_string(i - 1);
        text += "]\n";
    }
    int fixes = 0;
    for (const text::Diagnostic& d : ops::validate(documentOf(text))) {
        for (const text::Fix& fix : d.fixes) {
            const Result<std::string> after = fix.edits.apply(text);
            QVERIFY(after);
            QVERIFY(after->size() < text.size() + 1000);
            ++fixes;
        }
    }
    QVERIFY(fixes > 0);
}

QTEST_APPLESS_MAIN(QuickFixTest)
#include "quick_fix_test.moc"
