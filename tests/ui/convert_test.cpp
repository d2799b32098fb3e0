#include "ui/common/convert.h"

#include <QTest>

using namespace pw::ui;

class ConvertTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack();
    void brokenBytesAreShown();
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

QTEST_APPLESS_MAIN(ConvertTest)
#include "convert_test.moc"
