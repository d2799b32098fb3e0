#include "core/ops/timestamp.h"

#include <QTest>

using namespace pw::ops;

class TimestampTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsNumbersAndNumericTexts();
    void comparesByValueAndKeepsTheText();
};

void TimestampTest::readsNumbersAndNumericTexts()
{
    QCOMPARE(timestampValue("1670000000.5").value(), 1670000000.5);
    QCOMPARE(timestampValue("0").value(), 0.0);
    for (const std::string_view none : {"", "soon", "17:00", "1 ", "inf", "nan", "2024-01-16"})
        QVERIFY2(!timestampValue(none).has_value(), std::string(none).c_str());
}

void TimestampTest::comparesByValueAndKeepsTheText()
{
    QCOMPARE(laterTimestamp("999999999.75", "1670000000"), std::string_view("1670000000"));
    QCOMPARE(earlierTimestamp("999999999.75", "1670000000"), std::string_view("999999999.75"));
    QCOMPARE(laterTimestamp("1670000000.0", "1670000000"), std::string_view("1670000000.0"));
    QCOMPARE(laterTimestamp("", "5"), std::string_view("5"));
    QCOMPARE(laterTimestamp("5", "never"), std::string_view("5"));
    QCOMPARE(earlierTimestamp("", "5"), std::string_view("5"));
}

QTEST_APPLESS_MAIN(TimestampTest)
#include "timestamp_test.moc"
