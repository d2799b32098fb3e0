// What is written reads back as the same values, in spyctl's layout.

#include "core/yaml/json_writer.h"
#include "core/yaml/second_reader.h"
#include "core/yaml/yaml_writer.h"
#include "tests/core/yaml/tree_text.h"

#include <QProcess>
#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

Value valueOf(std::string bytes)
{
    return toValue(readText(std::move(bytes)).roots().at(0));
}

std::string rewritten(std::string bytes)
{
    return writeYaml(valueOf(std::move(bytes)));
}

/// Texts that some reader takes for something else when they stand plain.
std::vector<std::string> awkwardTexts()
{
    std::vector<std::string> texts{"",
                                   " ",
                                   "a ",
                                   " a",
                                   "*",
                                   "*.x",
                                   "&a",
                                   "!a",
                                   "%a",
                                   "@a",
                                   "`a",
                                   "-",
                                   "- a",
                                   "-a",
                                   "?",
                                   "? a",
                                   "?a",
                                   ":",
                                   ": a",
                                   ":a",
                                   "a:",
                                   "a: b",
                                   "a:b",
                                   "a #b",
                                   "a#b",
                                   "#a",
                                   "yes",
                                   "No",
                                   "on",
                                   "OFF",
                                   "true",
                                   "y",
                                   "N",
                                   "null",
                                   "~",
                                   "Null",
                                   "0",
                                   "017",
                                   "0o17",
                                   "0x1F",
                                   "1_000",
                                   "1e3",
                                   "1.5",
                                   ".5",
                                   "1.",
                                   "+1",
                                   "-1",
                                   ".inf",
                                   "-.INF",
                                   ".NaN",
                                   "1:30",
                                   "22:22:22",
                                   "2024-01-01",
                                   "=",
                                   "<<",
                                   "---",
                                   "...",
                                   "--- a",
                                   "a\nb",
                                   "a\n",
                                   "\n",
                                   "a\tb",
                                   "\t",
                                   "\x01",
                                   "\x7F",
                                   "it's",
                                   "\"a\"",
                                   "a\"b",
                                   "'",
                                   "''",
                                   "\\",
                                   "[a]",
                                   "{a}",
                                   "a,b",
                                   "a]",
                                   "a}",
                                   "[",
                                   "]",
                                   "|",
                                   ">",
                                   "|a",
                                   "\xC3\xA9",
                                   "\xF0\x9F\x98\x80",
                                   "\xC2\x85",
                                   "a\xE2\x80\xA8"
                                   "b",
                                   "\xEF\xBB\xBF",
                                   "\xC2\xA0",
                                   "\xE2\x80\xAE",
                                   "a\r\nb",
                                   "12e03",
                                   "0b11",
                                   "1__0",
                                   "0.",
                                   "1e",
                                   "2001-12-14t21:59:43.10-05:00",
                                   "1.2.3",
                                   "192.168.0.0/16",
                                   "::1",
                                   "fe80::/10",
                                   "sha256:ab",
                                   "1670000000.0",
                                   "0x",
                                   "08",
                                   "- - a",
                                   "a: b: c",
                                   "[a",
                                   "://",
                                   "?x: y",
                                   "-- a",
                                   ".",
                                   "..",
                                   "_",
                                   "_1",
                                   "1_",
                                   "+",
                                   "+.5",
                                   "-0",
                                   "nan",
                                   ".e",
                                   "0xZ",
                                   "~a"};
    texts.push_back(std::string(2000, 'k'));
    texts.push_back(std::string(2000, 'k') + ": x");
    return texts;
}

Value awkwardDocument()
{
    Value map = Value::map();
    Value list = Value::list();
    int count = 0;
    for (const std::string& text : awkwardTexts()) {
        if (!text.empty())
            map.set(text, Value::string(text));
        list.items.push_back(Value::string(text));
        if (++count % 20 == 0)
            list.items.push_back(Value::map({{text + "k", Value::list({list, Value()})}}));
    }
    const std::string longKey(1500, 'k');
    return Value::map({{"texts", map},
                       {"list", list},
                       {longKey, Value::list({Value::list({map}), Value::list()})},
                       {"selectors",
                        Value::list({Value::map({{"key", Value::string("a: b")},
                                                 {"operator", Value::string("In")},
                                                 {"values", list}})})},
                       {"empty", Value::map()},
                       {"null", Value()},
                       {"on", Value::boolean(false)},
                       {"n", Value::list({Value::number("1.50"), Value::number("-7")})}});
}

} // namespace

class WriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void layoutOfSpyctl();
    void quotesOnlyWhereNeeded_data();
    void quotesOnlyWhereNeeded();
    void awkwardTextsReadBack();
    void pyYamlReadsTheSame();
    void numbersKeepTheirText();
    void jsonReadsBack();
    void jsonNumbers_data();
    void jsonNumbers();
    void aliasBombStaysSmall();
    void aliasesBecomeTheirValue();
};

void WriterTest::layoutOfSpyctl()
{
    const std::string text = "apiVersion: spyderbat/v1\n"
                             "metadata:\n"
                             "  name: a b\n"
                             "  latestTimestamp: 1705435213.327981\n"
                             "spec:\n"
                             "  podSelector:\n"
                             "    matchExpressions:\n"
                             "    - {key: app, operator: In, values: [a, 'b,c']}\n"
                             "  processPolicy:\n"
                             "  - name: '*'\n"
                             "    exe:\n"
                             "    - /usr/bin/a\n"
                             "    children:\n"
                             "    - - 1\n"
                             "      - x: 1\n"
                             "        z: []\n"
                             "    - {}\n"
                             "  networkPolicy: {}\n"
                             "  enabled: true\n"
                             "  none: null\n";
    QCOMPARE(rewritten(text), text);
    QCOMPARE(rewritten(rewritten(text)), text);
}

void WriterTest::quotesOnlyWhereNeeded_data()
{
    QTest::addColumn<std::string>("content");
    QTest::addColumn<std::string>("written");
    const auto row = [](std::string content, std::string written) {
        QTest::newRow(written.c_str()) << std::move(content) << std::move(written);
    };
    row("docker.io/library/nginx:1.25", "docker.io/library/nginx:1.25");
    row("192.168.0.0/16", "192.168.0.0/16");
    row("fe80::1", "fe80::1");
    row("it's", "it's");
    row("*", "'*'");
    row("000000", "'000000'");
    row("1e3", "'1e3'");
    row("yes", "'yes'");
    row("", "''");
    row("a: 'b'", "'a: ''b'''");
    row("a\tb", "\"a\\tb\"");
    row("a\n\"b\"\\", "\"a\\n\\\"b\\\"\\\\\"");
    row("caf\xC3\xA9", "caf\xC3\xA9");
    row("\xE2\x80\xAE", "\"\\u202E\"");
}

void WriterTest::quotesOnlyWhereNeeded()
{
    QFETCH(std::string, content);
    QFETCH(std::string, written);
    QCOMPARE(writeScalar(Value::string(content)), written);
}

void WriterTest::awkwardTextsReadBack()
{
    const Value value = awkwardDocument();
    const std::string written = writeYaml(value);
    const Document document = readText(written);
    QCOMPARE(problems(document), std::string());
    QVERIFY(toValue(document.roots().at(0)) == value);
    QCOMPARE(writeYaml(toValue(document.roots().at(0))), written);
    for (const pw::text::Diagnostic& problem : secondOpinion(document))
        QFAIL(pw::text::render(document.source(), problem).c_str());
    for (const std::string& text : awkwardTexts()) {
        const std::string alone = writeYaml(Value::string(text));
        QCOMPARE(valueOf(alone).text, text);
    }
}

void WriterTest::pyYamlReadsTheSame()
{
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys, json, yaml\n"
                                 "text = sys.stdin.buffer.read().decode()\n"
                                 "value = yaml.safe_load(text)\n"
                                 "sys.stdout.write(json.dumps(value))\n")});
    const Value value = awkwardDocument();
    if (!python.waitForStarted())
        QSKIP("1 comparison skipped: no /usr/bin/python3");
    python.write(QByteArray::fromStdString(writeYaml(value)));
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
    if (python.readAllStandardError().contains("No module named"))
        QSKIP("1 comparison skipped: PyYAML is not installed");
    QCOMPARE(python.exitCode(), 0);
    const Document json = readText(python.readAllStandardOutput().toStdString());
    Value read = toValue(json.roots().at(0));
    read.set("n", *value.find("n")); // Python writes 1.50 as 1.5
    QVERIFY(read == value);
}

void WriterTest::numbersKeepTheirText()
{
    QCOMPARE(rewritten("{\"a\": 1670000000.0, \"b\": 1e3, \"c\": 1.5E-7, \"d\": -0}"),
             std::string("a: 1670000000.0\nb: 1.0e+3\nc: 1.5E-7\nd: -0\n"));
    QCOMPARE(rewritten("a: 017\nb: 0x1F\nc: 1_000\nd: .inf\n"),
             std::string("a: 017\nb: 0x1F\nc: 1_000\nd: .inf\n"));
}

void WriterTest::jsonReadsBack()
{
    const Value value = awkwardDocument();
    for (const JsonLayout layout : {JsonLayout::Indented, JsonLayout::OneLine}) {
        const std::string written = writeJson(value, layout);
        const Document document = readText(written);
        QCOMPARE(document.format(), Format::Json);
        QCOMPARE(problems(document), std::string());
        QVERIFY(toValue(document.roots().at(0)) == value);
    }
    QCOMPARE(writeJson(valueOf("a: [1, x]\nb: {}\nc: []\nd:\n")),
             std::string("{\n  \"a\": [\n    1,\n    \"x\"\n  ],\n  \"b\": {},\n  \"c\": [],\n"
                         "  \"d\": null\n}\n"));
    QCOMPARE(writeJson(valueOf("a: [1, x]\n"), JsonLayout::OneLine),
             std::string("{\"a\": [1, \"x\"]}"));
    QCOMPARE(jsonString("a\xFF"), std::string("\"a\xEF\xBF\xBD\""));
}

void WriterTest::jsonNumbers_data()
{
    QTest::addColumn<std::string>("yaml");
    QTest::addColumn<std::string>("json");
    const auto row = [](std::string yaml, std::string json) {
        QTest::newRow(yaml.c_str()) << yaml << std::move(json);
    };
    row("1.50", "1.50");
    row("0x1F", "31");
    row("-0x1f", "-31");
    row("017", "15");
    row("0b101", "5");
    row("1_000", "1000");
    row("+7", "7");
    row("1:30", "90");
    row("190:20:30", "685230");
    row("1:30.5", "90.5");
    row(".5", "0.5");
    row("5.", "5");
    row("09.5", "9.5");
    row("1_0.5e+3", "10.5e+3");
    row("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695");
    row(".inf", "null");
    row("-.inf", "null");
    row(".nan", "null");
}

void WriterTest::jsonNumbers()
{
    QFETCH(std::string, yaml);
    QFETCH(std::string, json);
    QCOMPARE(writeJson(valueOf("[" + yaml + "]"), JsonLayout::OneLine), "[" + json + "]");
}

void WriterTest::aliasBombStaysSmall()
{
    std::string bytes = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bytes += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int j = 0; j < 8; ++j)
            bytes += ", " + before;
        bytes += "]\n";
    }
    const Value value = valueOf(bytes);
    QCOMPARE(value.entries.size(), std::size_t{10});
    QVERIFY(writeJson(value, JsonLayout::OneLine).size() < 100'000'000);
}

void WriterTest::aliasesBecomeTheirValue()
{
    QCOMPARE(rewritten("a: &x [1]\nb: *x\nc: &x 2\nd: *x\ne: *none\nf: &y [*y]\n"),
             std::string("a:\n- 1\nb:\n- 1\nc: 2\nd: 2\ne: null\nf:\n- null\n"));
    QCOMPARE(rewritten("a: 1\nb: 2\na: yes\n"), std::string("a: true\nb: 2\n"));
}

QTEST_APPLESS_MAIN(WriterTest)
#include "writer_test.moc"
