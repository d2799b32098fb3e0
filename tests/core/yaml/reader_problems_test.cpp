// Each class of broken or hostile text: a message with its place, and what stands before is read.

#include "core/yaml/problem_list.h"
#include "tests/core/yaml/tree_text.h"

#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

class ReaderProblemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void problem_data();
    void problem();
    void duplicateNamesTheFirstLine();
    void duplicatesAmongManyKeys();
    void problemsBeforeASyntaxErrorStay();
    void readsOnBehindBadBytes();
    void fewMessagesOfOneKind();
    void hostile_data();
    void hostile();
    void nodeLimit();
    void cancelled();
};

void ReaderProblemsTest::problem_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, std::string bytes, std::string expected) {
        QTest::newRow(name) << std::move(bytes) << std::move(expected);
    };
    row("fine", "a: 1\nb:\n- x\n", "");
    row("no colon", "a: 1\nb\nc: 2\n", "syntax 2:1 <b>\n");
    row("bad indentation", "a:\n  b: 1\n c: 2\n", "syntax 3:2 <c: 2>\n");
    row("unclosed quote", "a: 1\nb: \"x\nc: 2\n", "syntax 2:4 <\"x>\n");
    row("star", "image: *\n", "syntax 1:8 <*>\n");
    row("tab", "a:\n\tb: 1\n", "tab-indentation 2:1 <\t>\n");
    row("tab in a list", "a:\n- \tb: 1\n  \tc: 2\n", "tab-indentation 2:3 <\t>\n");
    row("duplicate key", "a: 1\nb: 2\n'a': 3\n", "duplicate-key 3:1 <'a'>\n");
    row("duplicate key in JSON", "{\"a\": 1, \"\\u0061\": 2}",
        "duplicate-key 1:10 <\"\\u0061\">\n");
    row("empty key", "a:\n  : x\n", "empty-key 2:3 <:>\n");
    row("empty quoted key", "{\"\": 1}", "empty-key 1:2 <\"\": >\n");
    row("anchor and alias", "a: &x 1\nb: *x\n", "anchor 1:4 <&x>\nalias 2:4 <*x>\n");
    row("tag before anchor", "a: !!str &x 1\n", "anchor 1:10 <&x>\n");
    row("merge key", "a: {b: 1}\nc:\n  <<: {d: 1}\n", "merge-key 3:3 <<<>\n");
    row("complex key", "? [a]\n: 1\n", "complex-key 1:3 <[a]>\n");
    row("complex flow key", "a: {[x]: y}\n", "complex-key 1:5 <[x]>\n");
    row("bidi", "a: x\xE2\x80\xAEy\n", "bidi-control 1:5 <\xE2\x80\xAE>\n");
    row("bidi in JSON", "{\"a\": \"\xE2\x81\xA6\"}", "bidi-control 1:8 <\xE2\x81\xA6>\n");
    row("control", "a: x\x01y\n", "control-character 1:5 <\x01>\n");
    row("C1 control", "a: \xC2\x9B\n", "control-character 1:4 <\xC2\x9B>\n");
    row("NUL", std::string("a: x\0y\nb: 1\n", 12), std::string("nul 1:5 <\0>\n", 12));
    row("NUL in JSON", std::string("{\"a\": \"\0\"}", 10), std::string("nul 1:8 <\0>\n", 12));
    row("Latin-1", "a: caf\xE9\n", "invalid-utf8 1:7 <\xE9>\n");
    row("CR alone", "a: 1\rb: 2\n", "lone-cr 1:5 <\\r>\n");
    row("byte order mark inside", "a: \xEF\xBB\xBFx\n", "control-character 1:4 <\xEF\xBB\xBF>\n");
    row("UTF-16",
        std::string("\xFF\xFE"
                    "a\0:\0",
                    6),
        "utf-16 1:1 <>\n");
    row("UTF-16 without mark", std::string("a\0:\0 \0b\0", 8), "utf-16 1:1 <>\n");
    row("conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
        "conflict-marker 2:1 <<<<<<<< HEAD>\nconflict-marker 4:1 <=======>\n"
        "conflict-marker 6:1 <>>>>>>> x>\n");
    row("empty", "", "empty-document 1:1 <>\n");
    row("only comments", "# nothing\n---\n", "empty-document 1:1 <>\n");
    row("dashes in a text", "a: '\n  =======\n  <<<<<<< x'\n", "");
}

void ReaderProblemsTest::problem()
{
    QFETCH(std::string, bytes);
    QFETCH(std::string, expected);
    const Document document = readText(bytes);
    QCOMPARE(problems(document), expected);
    for (const pw::text::Diagnostic& problem : document.problems())
        QVERIFY(problem.message.size() > 20);
}

void ReaderProblemsTest::duplicateNamesTheFirstLine()
{
    const Document document = readText("spec:\n  a: 1\n  b: 2\n  a: 3\n");
    const pw::text::Diagnostic& problem = document.problems().at(0);
    QCOMPARE(problem.path, std::string("spec.a"));
    QVERIFY(problem.message.starts_with("Duplicate key 'a'"));
    QVERIFY(problem.message.find("line 2 ") != std::string::npos);
}

void ReaderProblemsTest::duplicatesAmongManyKeys()
{
    std::string bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += "k" + std::to_string(i) + ": 1\n";
    bytes += "k7777: 2\n";
    QCOMPARE(problems(readText(bytes)), std::string("duplicate-key 20001:1 <k7777>\n"));
}

void ReaderProblemsTest::problemsBeforeASyntaxErrorStay()
{
    const Document document = readText("a: &x 1\na: 2\nb: {c: [1\n");
    QVERIFY(!document.complete());
    QCOMPARE(trees(document), std::string("{a:1,a:2,b:{c:[1]}}"));
    QCOMPARE(problems(document),
             std::string("anchor 1:4 <&x>\nduplicate-key 2:1 <a>\n"
                         "syntax 4:1 <>\n"));
}

void ReaderProblemsTest::readsOnBehindBadBytes()
{
    const Document document = readText("a: \xFF\nb: \xE4\xF6\nc: 1\nc: 2\n");
    QVERIFY(document.complete());
    QCOMPARE(trees(document), std::string("{a:_,b:__,c:1,c:2}"));
    QCOMPARE(trees(readText("{\"a\": \"\xFF\", \"\x01\": 1}")), std::string("{a:_,_:1}"));
    QCOMPARE(problems(document),
             std::string("invalid-utf8 1:4 <\xFF>\ninvalid-utf8 2:4 <\xE4\xF6>\n"
                         "duplicate-key 4:1 <c>\n"));
}

void ReaderProblemsTest::fewMessagesOfOneKind()
{
    std::string bytes;
    for (int i = 0; i < 3000; ++i)
        bytes += "- &a" + std::to_string(i) + " 1\n";
    const Document document = readText(bytes);
    QCOMPARE(document.problems().size(), ProblemList::maxOfOneCode + 1);
    QVERIFY(document.problems().back().message.find("2800 more") != std::string::npos);
}

void ReaderProblemsTest::hostile_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("code");
    const auto row = [](const char* name, std::string bytes, std::string code) {
        QTest::newRow(name) << std::move(bytes) << std::move(code);
    };
    const auto repeat = [](std::string_view part, int count) {
        std::string out;
        for (int i = 0; i < count; ++i)
            out += part;
        return out;
    };
    row("[", repeat("[", 100'000), "too-deep");
    row("{", repeat("{", 100'000), "too-deep");
    row("a: [", "a: " + repeat("[", 100'000), "too-deep");
    row("{a:", repeat("{a: ", 100'000), "too-deep");
    row("{\"a\":", repeat("{\"a\":", 100'000), "too-deep");
    row("]", repeat("]", 100'000), "syntax");
    row("dashes", repeat("- ", 100'000), "too-deep");
    row("questions", repeat("? ", 100'000), "too-deep");
    row("one line", "a: " + std::string(5'000'000, 'x') + "\nb", "syntax");
    row("one quoted line", "a: \"" + std::string(5'000'000, 'x'), "syntax");
    row("one line of items", "[" + repeat("1,", 100'000), "syntax");
    row("one line of words", repeat("abcd ", 100'000) + ": 1", "syntax");
    row("one line of keys", "{" + repeat("a,", 100'000), "syntax");
    row("colons", repeat(":", 100'000) + " x\n@", "syntax");
    row("bangs", repeat("! ", 100'000), "syntax");
    row("directives", repeat("%TAG !a! b\n", 40'000), "syntax");
    row("half JSON", "{\"items\": [" + repeat("{\"a\": [1, \"x\"]}, ", 20'000) + "{\"a", "syntax");
    row("anchors", repeat("- &a b\n", 40'000), "anchor");
    row("CRs", repeat("a\r", 100'000), "lone-cr");
    row("bad bytes",
        repeat("\xFF"
               "a",
               100'000),
        "invalid-utf8");
    row("markers", repeat("<<<<<<<\n", 40'000), "conflict-marker");
    row("same keys", repeat("a: 1\n", 40'000), "duplicate-key");
}

void ReaderProblemsTest::hostile()
{
    QFETCH(std::string, bytes);
    QFETCH(std::string, code);
    const Document document = readText(bytes);
    const auto& all = document.problems();
    QVERIFY(std::any_of(all.begin(), all.end(), [&](const auto& p) { return p.code == code; }));
    for (const pw::text::Diagnostic& problem : all)
        QVERIFY(problem.span.begin <= problem.span.end && problem.span.end <= bytes.size());
}

void ReaderProblemsTest::nodeLimit()
{
    ReadLimits limits;
    limits.maxNodes = 5;
    for (const std::string bytes : {"[1, 2, 3, 4, 5, 6]", "- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n"}) {
        const Document document = read(*pw::text::SourceText::make(bytes), limits);
        QVERIFY(!document.complete());
        QCOMPARE(document.problems().at(0).code, std::string("too-many-nodes"));
    }
    for (const std::string bytes : {"[1, 2, 3, 4]", "- 1\n- 2\n- 3\n- 4\n"})
        QVERIFY(read(*pw::text::SourceText::make(bytes), limits).problems().empty());
}

void ReaderProblemsTest::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    std::string many = "[";
    for (int i = 0; i < 10'000; ++i)
        many += "1,";
    for (const std::string& bytes : {std::string("a: 1\n"), many + "1]"}) {
        const Document document
            = read(*pw::text::SourceText::make(bytes), ReadLimits(), stop.get_token());
        QVERIFY(!document.complete());
    }
}

QTEST_APPLESS_MAIN(ReaderProblemsTest)
#include "reader_problems_test.moc"
