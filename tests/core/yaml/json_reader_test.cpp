#include "tests/core/yaml/tree_text.h"

#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

class JsonReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAndSpans();
    void escapesAreDecoded();
    void numbersKeepTheirText();
    void oneValueALine();
    void byteOrderMarkAndBlanksInFront();
    void flowYamlIsReadAsYaml();
    void theReaderThatGotFurtherSpeaks();
    void halfATextKeepsWhatStood();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
};

void JsonReaderTest::valuesAndSpans()
{
    const Document document
        = readText("{\"a\" : [1, true,null , \"x\"] , \"b\": {\"c\": {}, \"d\": [] } }\n");
    QCOMPARE(document.format(), Format::Json);
    QVERIFY(document.complete());
    QCOMPARE(trees(document), std::string("{a:[1,true,~,x],b:{c:{},d:[]}}"));
    const NodeRef root = document.roots().at(0);
    QVERIFY(root.isFlow());
    QCOMPARE(under(root.find("a")), std::string_view("[1, true,null , \"x\"]"));
    QCOMPARE(under(root.find("b")), std::string_view("{\"c\": {}, \"d\": [] }"));
    QCOMPARE(under(root.find("b").find("c")), std::string_view("{}"));
    QCOMPARE(under(root.find("b").key()), std::string_view("\"b\""));
    QCOMPARE(
        under(root),
        std::string_view("{\"a\" : [1, true,null , \"x\"] , \"b\": {\"c\": {}, \"d\": [] } }"));
}

void JsonReaderTest::escapesAreDecoded()
{
    const Document document
        = readText(R"({"a\"b": "\ud83d\ude00\n\\", "c": "\\", "d": "\u0041\u00e4\u20AC\/"})");
    const NodeRef root = document.roots().at(0);
    QCOMPARE(root.find("a\"b").value(), std::string_view("\xF0\x9F\x98\x80\n\\"));
    QCOMPARE(under(root.find("a\"b").key()), std::string_view("\"a\\\"b\""));
    QCOMPARE(under(root.find("c")), std::string_view("\"\\\\\""));
    QVERIFY(root.find("c").isString());
    QCOMPARE(root.find("d").value(), std::string_view("A\xC3\xA4\xE2\x82\xAC/"));
}

void JsonReaderTest::numbersKeepTheirText()
{
    const Document document
        = readText(R"([1670000000.0, 123456789012345678901234567890, 1e400, -0])");
    QCOMPARE(trees(document),
             std::string("[1670000000.0,123456789012345678901234567890,1e400,-0]"));
    QCOMPARE((*document.roots().at(0).items().begin()).scalarType(), ScalarType::Float);
}

void JsonReaderTest::oneValueALine()
{
    const Document document
        = readText("{\"a\": 1}\n\n  [\"x\"]  \r\n{\"a\": \"\xF0\x9F\x98\x80\"}\n");
    QCOMPARE(document.format(), Format::NdJson);
    QVERIFY(document.complete());
    QCOMPARE(trees(document), std::string("{a:1} --- [x] --- {a:\xF0\x9F\x98\x80}"));
    QCOMPARE(under(document.roots().at(1)), std::string_view("[\"x\"]"));
    QCOMPARE(under(document.roots().at(2)), std::string_view("{\"a\": \"\xF0\x9F\x98\x80\"}"));
}

void JsonReaderTest::byteOrderMarkAndBlanksInFront()
{
    const Document document = readText("\xEF\xBB\xBF \r\n {\"a\": 1}\r\n");
    QCOMPARE(document.format(), Format::Json);
    QCOMPARE(problems(document), std::string());
    QCOMPARE(under(document.roots().at(0)), std::string_view("{\"a\": 1}"));
}

void JsonReaderTest::flowYamlIsReadAsYaml()
{
    const Document document = readText("{a: b, c: [d]} # why\n");
    QCOMPARE(document.format(), Format::Yaml);
    QCOMPARE(problems(document), std::string());
    QCOMPARE(trees(document), std::string("{a:b,c:[d]}"));
}

void JsonReaderTest::theReaderThatGotFurtherSpeaks()
{
    const Document json = readText("{\"a\": 1}\n{\"b\": }\n");
    QCOMPARE(json.format(), Format::NdJson);
    QCOMPARE(problems(json), std::string("syntax 2:7 <}>\n"));
    const Document yaml = readText("{a: 1, b: [x}\n");
    QCOMPARE(yaml.format(), Format::Yaml);
    QCOMPARE(problems(yaml), std::string("syntax 1:13 <}>\n"));
}

void JsonReaderTest::halfATextKeepsWhatStood()
{
    const Document document = readText("{\"a\": {\"b\": [1, 2");
    QVERIFY(!document.complete());
    QCOMPARE(trees(document), std::string("{a:{b:[1,2]}}"));
    QCOMPARE(problems(document), std::string("syntax 1:18 <>\n"));
    QCOMPARE(trees(readText("{\"a\": 1, \"b\":")), std::string("{a:1,b:~}"));
}

void JsonReaderTest::saysWhatIsMissing_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("place");
    QTest::addColumn<std::string>("word");
    const auto row = [](const char* name, std::string bytes, std::string place, std::string word) {
        QTest::newRow(name) << std::move(bytes) << std::move(place) << std::move(word);
    };
    row("unclosed string", "{\"a\": \"x, \"b\": 1}\n", "syntax 1:12 <b>\n", "a comma");
    row("quote never closed", "{\"a\": [\"x, 1]}", "syntax 1:8 <\"x, 1]}>\n", "closing quote");
    row("quote open at line end", "{\"a\": [1, \"x]\n}", "syntax 1:11 <\"x]>\n", "closing quote");
    row("broken second line", "{\"a\": 1}\n{\"b\": \"x}\n", "syntax 2:7 <\"x}>\n", "closing quote");
    row("unclosed object", "[{\"a\": 1]", "syntax 1:9 <]>\n", "closing }");
    row("unclosed list", "[1,\n[2\n", "syntax 3:1 <>\n", "opens in line 2");
    row("escape", "{\"a\": \"\\q\"}", "syntax 1:7 <\"\\q\">\n", "backslash");
    row("escaped quote outside", "{\\\" : \"x\n}", "syntax 1:7 <\"x>\n", "quote");
    row("half a surrogate pair", "{\"a\": \"\\ud83dx\"}", "syntax 1:7 <\"\\ud83dx\">\n",
        "hexadecimal");
    row("second half alone", "{\"a\": \"\\ude00\"}", "syntax 1:7 <\"\\ude00\">\n", "hexadecimal");
    row("line ends in an object", "{\"a\": 1}\n{\"b\":\n 2}\n", "syntax 2:6 <>\n", "missing }");
    row("single surrogate", "{\"a\": \"\\ud83d\"}", "syntax 1:7 <\"\\ud83d\">\n", "hexadecimal");
}

void JsonReaderTest::saysWhatIsMissing()
{
    QFETCH(std::string, bytes);
    QFETCH(std::string, place);
    QFETCH(std::string, word);
    const Document document = readText(bytes);
    QVERIFY(!document.complete());
    QCOMPARE(problems(document), place);
    QVERIFY2(document.problems().front().message.find(word) != std::string::npos,
             document.problems().front().message.c_str());
}

QTEST_APPLESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
