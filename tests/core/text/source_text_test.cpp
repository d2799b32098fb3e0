#include "core/text/source_text.h"

#include <QTest>

using namespace pw::text;

namespace {
SourceText make(std::string bytes)
{
    return *SourceText::make(std::move(bytes), "a.yaml");
}
} // namespace

class SourceTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columnsCountCodePoints();
    void byteOrderMarkTakesNoColumn();
    void linesEndWhereAnEditorEndsThem();
    void knowsItsLineEnds();
    void refusesMoreThan256MiB();
};

void SourceTextTest::columnsCountCodePoints()
{
    const SourceText text = make("a: \xF0\x9F\x98\x80 b\nc\n");
    QCOMPARE(text.lineColumn(8).column, 6U); // the b behind the emoji
    QCOMPARE(text.lineColumn(10), (LineColumn{2, 1}));
    QCOMPARE(text.lineColumn(1000), (LineColumn{3, 1}));
}

void SourceTextTest::byteOrderMarkTakesNoColumn()
{
    const SourceText text = make("\xEF\xBB\xBF"
                                 "ab\ncd");
    QVERIFY(text.hasBom());
    QCOMPARE(text.lineColumn(3), (LineColumn{1, 1}));
    QCOMPARE(text.lineColumn(0), (LineColumn{1, 1}));
    QCOMPARE(text.lineColumn(6), (LineColumn{2, 1}));
}

void SourceTextTest::linesEndWhereAnEditorEndsThem()
{
    const SourceText text = make("a\r\nb\rc\nd\xC2\x85"
                                 "e");
    QCOMPARE(text.lineCount(), 4U);
    QCOMPARE(text.line(1), std::string_view("a"));
    QCOMPARE(text.line(2), std::string_view("b"));
    QCOMPARE(text.line(4),
             std::string_view("d\xC2\x85"
                              "e"));
}

void SourceTextTest::knowsItsLineEnds()
{
    QCOMPARE(make("a").eol(), Eol::None);
    QCOMPARE(make("a\nb\n").eol(), Eol::Lf);
    QCOMPARE(make("a\r\nb").eol(), Eol::CrLf);
    QCOMPARE(make("a\r\nb\n").eol(), Eol::Mixed);
    QVERIFY(!make("a\r\nb").endsWithNewline());
}

void SourceTextTest::refusesMoreThan256MiB()
{
    const auto result = SourceText::make(std::string(SourceText::maxBytes + 1, 'x'), "big.yaml");
    QVERIFY(!result);
    QCOMPARE(result.error().code, std::string("too-large"));
}

QTEST_APPLESS_MAIN(SourceTextTest)
#include "source_text_test.moc"
