#include "core/yaml/second_reader.h"
#include "tests/core/yaml/tree_text.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

std::string opinion(std::string bytes)
{
    const Document document = readText(std::move(bytes));
    std::string out;
    for (const pw::text::Diagnostic& problem : secondOpinion(document))
        out += problem.code + " <" + shown(document.source().slice(problem.span)) + ">\n";
    return out;
}

} // namespace

class SecondReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agrees_data();
    void agrees();
    void tellsWhereItDiffers();
    void isNotAskedAboutBrokenTexts();
};

void SecondReaderTest::agrees_data()
{
    QTest::addColumn<std::string>("bytes");
    const auto row
        = [](const char* name, std::string bytes) { QTest::newRow(name) << std::move(bytes); };
    row("policy", "a: 1\nb:\n- x: 'y'\n  z: |\n    one\n\n    two\n- []\n");
    row("several documents", "a: 1\n---\n- b\n---\nc: {d: [e, f: g]}\n...\n");
    row("nulls", "a:\nb: ~\nc: null\nd: {e: , f}\n");
    row("CRLF and byte order mark",
        "\xEF\xBB\xBF"
        "a: x\r\nb:\r\n  - \"y\"\r\n");
    row("folded", "a: >-\n  one\n  two\n\n  three\nb: one\n  two\n");
    row("escapes", "a: \"\\u00e9\\x41\\t\\\\\"\nb: 'it''s'\n");
    row("tags", "a: !!str 1\nb: !mine x\n");
}

void SecondReaderTest::agrees()
{
    QFETCH(std::string, bytes);
    QCOMPARE(opinion(bytes), std::string());
}

void SecondReaderTest::tellsWhereItDiffers()
{
    // NEL ends a line of a quoted text for libyaml; yaml-cpp keeps it as it is.
    QCOMPARE(opinion("a: 1\nb: \"x\xC2\x85y\"\n"),
             std::string("second-reader-differs <\"x\xC2\x85y\">\n"));
    QCOMPARE(opinion("a: 1\nb: \"\\ud83d\\ude00\"\n"), std::string());
}

void SecondReaderTest::isNotAskedAboutBrokenTexts()
{
    QCOMPARE(opinion(","), std::string());
    QCOMPARE(opinion("a: &x 1\nb: *x\n"), std::string());
    QCOMPARE(opinion("{\"a\": 1}"), std::string());
}

QTEST_APPLESS_MAIN(SecondReaderTest)
#include "second_reader_test.moc"
