#include "ui/common/times.h"

#include <QTest>

using namespace pw::ui;

class TimesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inUtcAndHere()
    {
        qputenv("TZ", "Asia/Tokyo"); // nine hours ahead
        QCOMPARE(timeText("1705417243.5"), QStringLiteral("2024-01-16T15:00:43Z"));
        const QString here = localTimeText("1705417243.5");
        QVERIFY2(here.contains(QStringLiteral("17")) && here.contains(QStringLiteral("00:00:43")),
                 qPrintable(here));
    }

    void whatIsNoTimeStaysAsItIs()
    {
        QCOMPARE(timeText("soon"), QStringLiteral("soon"));
        QCOMPARE(localTimeText("soon"), QString());
        QCOMPARE(localTimeText("1e300"), QString());
    }

    void spans_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << 59.9 << QStringLiteral("59 s");
        QTest::newRow("minutes") << 3599.0 << QStringLiteral("59 min");
        QTest::newRow("hours") << 86399.0 << QStringLiteral("23 h");
        QTest::newRow("a day") << 86400.0 << QStringLiteral("1 day");
        QTest::newRow("days") << 3 * 86400.0 << QStringLiteral("3 days");
        QTest::newRow("a clock that is late") << -5.0 << QStringLiteral("0 s");
    }

    void spans()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(spanText(seconds), text);
    }
};

QTEST_GUILESS_MAIN(TimesTest)
#include "times_test.moc"
