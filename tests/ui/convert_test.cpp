#include "ui/common/convert.h"

#include <QTest>

using namespace pw::ui;

class ConvertTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack();
    void brokenBytesAreShown();
    void placesBehindAByteOrderMark();
};

void ConvertTest::thereAndBack()
{
    const std::string text = "käse 😀 \xE2\x80\x93";
    QCOMPARE(toUtf8(toQString(text)), text);
    QCOMPARE(toQString(std::string_view(text).substr(0, 5)), QStringLiteral("käse"));
}

void ConvertTest::brokenBytesAreShown()
{
    QCOMPARE(toQString("a\xFF"), QStringLiteral("a\uFFFD"));
}

void ConvertTest::placesBehindAByteOrderMark()
{
    QCOMPARE(toPosition(7, false), 7L);
    QCOMPARE(toPosition(7, true), 4L);
    QCOMPARE(toPosition(1, true), 0L); // inside of the mark
    for (const bool hasBom : {false, true})
        QCOMPARE(toPosition(toOffset(5, hasBom), hasBom), 5L);
}

QTEST_APPLESS_MAIN(ConvertTest)
#include "convert_test.moc"
