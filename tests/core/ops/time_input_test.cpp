#include "core/ops/time_input.h"

#include "core/ops/timestamp.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

constexpr double now = 1705417268; // 2024-01-16T15:01:08Z

class TimeInputTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTimes_data();
    void readsTimes();
    void refusesOthers_data();
    void refusesOthers();
    void makesRanges();
    void formatsWhatACalendarHas();
};

void TimeInputTest::readsTimes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("seconds");
    const auto row = [](const char* typed, double seconds) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << seconds;
    };
    row("1705331020", 1705331020);
    row("1705331020.5", 1705331020.5);
    row("90s", now - 90);
    row("90sc", now - 90);
    row("15m", now - 900);
    row("15mn", now - 900);
    row("1.5h", now - 5400);
    row("2 hr", now - 7200);
    row("3d", now - 3 * 86400);
    row("1dy", now - 86400);
    row("0.5w", now - 302400);
    row("1wk", now - 604800);
    row("0s", now);
    row("2024-01-16", 1705363200);
    row("2024/01/16", 1705363200);
    row("2024-01-16T15:00:43Z", 1705417243);
    row("2024-01-16T15:00:43.25Z", 1705417243.25);
    row(" 2024-01-16 15:00 ", 1705417200);
    row("2024-01-16 15:00:43 UTC", 1705417243);
    row("2024-01-16T16:30:43+01:30", 1705417243);
    row("2024-01-16T10:00:43-0500", 1705417243);
    row("16 Jan 2024", 1705363200);
    row("Jan 16 2024 15:00", 1705417200);
    row("Jan 16, 2024", 1705363200);
    row("01/16/2024", 1705363200);
    row("2024-02-29", -1);
}

void TimeInputTest::readsTimes()
{
    QFETCH(QString, typed);
    QFETCH(double, seconds);
    const Result<double> time = parseTime(typed.toStdString(), seconds < 0 ? 2e9 : now);
    QVERIFY2(time.has_value(), time ? "" : time.error().message.c_str());
    QCOMPARE(*time, seconds < 0 ? 1709164800.0 : seconds);
}

void TimeInputTest::refusesOthers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    for (const char* const typed :
         {"", "soon", "h", "-1h", "1.5", "5 years", "1e3h", "2024-13-01", "2024-02-30", "nan",
          "2024-01-16T25:00", "2024-01-16T15:61", "2024-01-16T15:00:43+99:00",
          "2024-01-16T15:00Zjunk", "2024-01-16junk", "-5"})
        QTest::addRow("\"%s\"", typed)
            << QString::fromUtf8(typed)
            << (qstrcmp(typed, "1.5") == 0 ? QString() : QStringLiteral("not-a-time"));
    QTest::newRow("2024-01-17") << QStringLiteral("2024-01-17") << QStringLiteral("future-time");
}

void TimeInputTest::refusesOthers()
{
    QFETCH(QString, typed);
    QFETCH(QString, code);
    const Result<double> time = parseTime(typed.toStdString(), now);
    if (code.isEmpty()) { // a number without a unit is an epoch time
        QVERIFY(time.has_value());
        return;
    }
    QVERIFY(!time.has_value());
    QCOMPARE(QString::fromStdString(time.error().code), code);
}

void TimeInputTest::makesRanges()
{
    QCOMPARE(parseRange("", "", 5400, now).value(), (TimeRange{now - 5400, now}));
    QCOMPARE(parseRange("", "", std::nullopt, now).value(), (TimeRange{std::nullopt, now}));
    QCOMPARE(parseRange("2h", "1h", 5400, now).value(), (TimeRange{now - 7200, now - 3600}));
    QCOMPARE(parseRange("", "1h", 5400, now).value(), (TimeRange{now - 9000, now - 3600}));
    QCOMPARE(parseRange("1h", "2h", 5400, now).error().code, std::string("empty-range"));
    QCOMPARE(parseRange("x", "", 5400, now).error().code, std::string("not-a-time"));
    QCOMPARE(parseRange("", "x", 5400, now).error().code, std::string("not-a-time"));
}

void TimeInputTest::formatsWhatACalendarHas()
{
    QCOMPARE(formatTime(1705417243.9).value(), std::string("2024-01-16T15:00:43Z"));
    QVERIFY(!formatTime(-1).has_value());
    QVERIFY(!formatTime(253402300800.0).has_value());
}

QTEST_APPLESS_MAIN(TimeInputTest)
#include "time_input_test.moc"
