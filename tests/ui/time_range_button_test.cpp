#include "ui/connections/time_range_button.h"

#include "ui/connections/message_line.h"

#include <QApplication>
#include <QFrame>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;

namespace {

constexpr double now = 1705418571; // 2024-01-16T15:22:51Z
constexpr double hour = 3600;
constexpr double day = 24 * hour;

QString utf8(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TimeRangeButtonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void names_data();
    void names();
    void spans_data();
    void spans();
    void ranges();
    void showsWhatIsInEffect();
    void aPresetIsOneClick_data();
    void aPresetIsOneClick();
    void typedTimes_data();
    void typedTimes();
    void wrongTimesSayWhyAtTheField_data();
    void wrongTimesSayWhyAtTheField();
    void keyboardOnly();
    void whatWasNotTakenIsGone();
    void everythingHasAName();

private:
    template <typename T> T* part(const char* name)
    {
        return m_button->findChild<T*>(QLatin1String(name));
    }
    QString problem(const char* field)
    {
        return part<MessageLine>(field)->isVisible() ? part<MessageLine>(field)->text() : QString();
    }

    std::unique_ptr<QWidget> m_window;
    TimeRangeButton* m_button = nullptr;
};

void TimeRangeButtonTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 40);
    m_button = new TimeRangeButton(m_window.get());
    m_button->setNow(now);
    m_button->resize(m_button->sizeHint());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TimeRangeButtonTest::names_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("name");
    QTest::newRow("the usual") << 1.5 * hour << utf8("1.5h");
    QTest::newRow("a day in hours") << day << utf8("24h");
    QTest::newRow("days") << 7 * day << utf8("7d");
    QTest::newRow("part of a day") << 2.5 * day << utf8("2.5d");
    QTest::newRow("minutes") << 900.0 << utf8("15m");
    QTest::newRow("seconds") << 20.0 << utf8("20s");
    QTest::newRow("a third") << hour * 4 / 3 << utf8("1.33h");
}

void TimeRangeButtonTest::names()
{
    QFETCH(double, seconds);
    QFETCH(QString, name);
    QCOMPARE(nameOf(TimeRangeChoice::last(seconds)), name);
}

void TimeRangeButtonTest::spans_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, double from, double to, const char* text) {
        QTest::newRow(name) << from << to << utf8(text);
    };
    row("today", now - 1.5 * hour, now, "13:52:51 – 15:22:51 UTC");
    row("parts of a second", now - 1.5 * hour + 0.9, now + 0.9, "13:52:51 – 15:22:51 UTC");
    row("another day", now - 2 * day, now - 2 * day + hour, "2024-01-14 15:22:51 – 16:22:51 UTC");
    row("two days", now - day, now, "01-15 15:22 – 01-16 15:22 UTC");
    row("two years", now - 20 * day, now, "2023-12-27 15:22 – 2024-01-16 15:22 UTC");
    row("no time", -5, now, "");
}

void TimeRangeButtonTest::spans()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QString, text);
    QCOMPARE(spanText(from, to, now), text);
}

void TimeRangeButtonTest::ranges()
{
    QVERIFY(rangeOf(TimeRangeChoice::last(hour), now) == ops::TimeRange({now - hour, now}));
    QVERIFY(rangeOf(TimeRangeChoice::last(hour), 60) == ops::TimeRange({0.0, 60}));
    QVERIFY(rangeOf(TimeRangeChoice::everything(), now) == ops::TimeRange({std::nullopt, now}));
    TimeRangeChoice since;
    since.kind = TimeRangeChoice::Kind::Between;
    since.from = 100;
    QVERIFY(rangeOf(since, now) == ops::TimeRange({100.0, now}));
}

void TimeRangeButtonTest::showsWhatIsInEffect()
{
    QCOMPARE(m_button->face().name, utf8("1.5h"));
    QCOMPARE(m_button->face().note, QString());
    m_button->setInEffect(now - 1.5 * hour, now);
    QCOMPARE(m_button->face().note, utf8("13:52:51 – 15:22:51 UTC"));
    QCOMPARE(m_button->accessibleName(), utf8("Times: 1.5h"));
    QCOMPARE(m_button->accessibleDescription(), utf8("13:52:51 – 15:22:51 UTC"));
    QVERIFY(m_button->toolTip().startsWith(utf8("2024-01-16T13:52:51Z – 2024-01-16T15:22:51Z")));
    // Other times are asked for: which ones come is not known yet.
    m_button->setChoice(TimeRangeChoice::everything());
    QCOMPARE(m_button->face().name, utf8("Everything"));
    QCOMPARE(m_button->face().note, QString());
}

void TimeRangeButtonTest::aPresetIsOneClick_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<TimeRangeChoice>("choice");
    QTest::newRow("24h") << utf8("last24Hours") << TimeRangeChoice::last(day);
    QTest::newRow("7d") << utf8("last7Days") << TimeRangeChoice::last(7 * day);
    QTest::newRow("30d") << utf8("last30Days") << TimeRangeChoice::last(30 * day);
    QTest::newRow("everything") << utf8("everything") << TimeRangeChoice::everything();
}

void TimeRangeButtonTest::aPresetIsOneClick()
{
    QFETCH(QString, row);
    QFETCH(TimeRangeChoice, choice);
    QSignalSpy changed(m_button, &TimeRangeButton::changed);
    QTest::mouseClick(m_button, Qt::LeftButton);
    QVERIFY(part<QPushButton>("last90Minutes")->isChecked());
    auto* const preset = m_button->findChild<QPushButton*>(row);
    QTest::mouseClick(preset, Qt::LeftButton);
    QVERIFY(!m_button->isPopupOpen());
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed.front().front().value<TimeRangeChoice>() == choice);
    QVERIFY(m_button->choice() == choice);
    // The same once more changes nothing, and stays marked.
    m_button->openPopup();
    QTest::mouseClick(preset, Qt::LeftButton);
    QCOMPARE(changed.size(), 1);
    QVERIFY(preset->isChecked());
    QVERIFY(!part<QPushButton>("last90Minutes")->isChecked());
}

void TimeRangeButtonTest::typedTimes_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("note");
    const auto row = [](const char* start, const char* end, const char* name, const char* note) {
        QTest::addRow("%s to %s", start, end)
            << utf8(start) << utf8(end) << utf8(name) << utf8(note);
    };
    row("2d", "", "2d", "");
    row(" 90m ", "", "1.5h", "");
    row("2024-01-16 13:00", "", "Since", "2024-01-16T13:00:00Z");
    row("1705410000", "1705413600", "Between", "13:00:00 – 14:00:00 UTC");
    row("2d", "1d", "Between", "01-14 15:22 – 01-15 15:22 UTC");
    row("", "16 Jan 2024 12:00", "Until", "2024-01-16T12:00:00Z");
}

void TimeRangeButtonTest::typedTimes()
{
    QFETCH(QString, start);
    QFETCH(QString, end);
    m_button->setChoice(TimeRangeChoice::everything());
    QSignalSpy changed(m_button, &TimeRangeButton::changed);
    m_button->openPopup();
    QVERIFY(!part<QPushButton>("showTyped")->isEnabled());
    QTest::keyClicks(part<QLineEdit>("rangeStart"), start);
    QTest::keyClicks(part<QLineEdit>("rangeEnd"), end);
    QTest::keyClick(part<QLineEdit>("rangeEnd"), Qt::Key_Return);
    QVERIFY(!m_button->isPopupOpen());
    QCOMPARE(changed.size(), 1);
    QTEST(m_button->face().name, "name");
    QTEST(m_button->face().note, "note");
    // What is shown stands in the fields, to be changed.
    m_button->openPopup();
    const bool between = m_button->choice().kind == TimeRangeChoice::Kind::Between;
    QCOMPARE(part<QPushButton>("showTyped")->isEnabled(),
             between || m_button->choice().seconds == 2 * day);
    m_button->closePopup();
}

void TimeRangeButtonTest::wrongTimesSayWhyAtTheField_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("startSays");
    QTest::addColumn<QString>("endSays");
    const auto row = [](const char* start, const char* end, const char* says, const char* endSays) {
        QTest::addRow("%s to %s", start, end)
            << utf8(start) << utf8(end) << utf8(says) << utf8(endSays);
    };
    row("yesterday", "", "is no time", "");
    row("", "5 parsecs", "", "is no time");
    row("2d", "2030-01-01", "", "must be in the past");
    row("1h", "2h", "the start time must be before the end time", "");
    row("soon", "later", "is no time", "is no time");
}

void TimeRangeButtonTest::wrongTimesSayWhyAtTheField()
{
    QFETCH(QString, start);
    QFETCH(QString, end);
    QFETCH(QString, startSays);
    QFETCH(QString, endSays);
    QSignalSpy changed(m_button, &TimeRangeButton::changed);
    m_button->openPopup();
    auto* const from = part<QLineEdit>("rangeStart");
    auto* const to = part<QLineEdit>("rangeEnd");
    from->setText(start);
    to->setText(end);
    const QString atStart = problem("rangeStartProblem");
    const QString atEnd = problem("rangeEndProblem");
    QVERIFY2(atStart.contains(startSays) && atStart.isEmpty() == startSays.isEmpty(),
             qPrintable(atStart));
    QVERIFY2(atEnd.contains(endSays) && atEnd.isEmpty() == endSays.isEmpty(), qPrintable(atEnd));
    QCOMPARE(from->accessibleDescription(), atStart);
    QCOMPARE(to->accessibleDescription(), atEnd);
    QVERIFY(!part<QPushButton>("showTyped")->isEnabled());
    QTest::keyClick(to, Qt::Key_Return);
    QVERIFY(m_button->isPopupOpen());
    QCOMPARE(changed.size(), 0);
    from->setText(utf8("1h"));
    to->clear();
    QVERIFY(problem("rangeStartProblem").isEmpty() && problem("rangeEndProblem").isEmpty());
    m_button->closePopup();
}

void TimeRangeButtonTest::keyboardOnly()
{
    QSignalSpy changed(m_button, &TimeRangeButton::changed);
    m_button->setFocus();
    QTest::keyClick(m_button, Qt::Key_Down);
    auto* const first = part<QPushButton>("last90Minutes");
    QVERIFY(first->hasFocus());
    QTest::keyClick(first, Qt::Key_Down);
    auto* const second = part<QPushButton>("last24Hours");
    QVERIFY(second->hasFocus());
    QTest::keyClick(second, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_button->face().name, utf8("24h"));
    QTest::keyClick(m_button, Qt::Key_Space);
    QVERIFY(second->hasFocus());
    auto* const from = part<QLineEdit>("rangeStart");
    for (int step = 0; step < 9 && !from->hasFocus(); ++step)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(from->hasFocus());
    QTest::keyClick(from, Qt::Key_Escape);
    QVERIFY(!m_button->isPopupOpen());
    QCOMPARE(changed.size(), 1);
}

void TimeRangeButtonTest::whatWasNotTakenIsGone()
{
    m_button->openPopup();
    part<QLineEdit>("rangeStart")->setText(utf8("nonsense"));
    m_button->closePopup();
    m_button->openPopup();
    QCOMPARE(part<QLineEdit>("rangeStart")->text(), QString());
    QCOMPARE(problem("rangeStartProblem"), QString());
    // The clock goes on while it is open: what lay ahead is over then.
    part<QLineEdit>("rangeStart")->setText(utf8("2024-01-16 16:00"));
    QVERIFY(!problem("rangeStartProblem").isEmpty());
    m_button->setNow(now + hour);
    QCOMPARE(problem("rangeStartProblem"), QString());
    m_button->closePopup();
}

void TimeRangeButtonTest::everythingHasAName()
{
    int seen = 0;
    for (QWidget* const widget :
         m_button->findChild<QFrame*>(utf8("timeRangePopup"))->findChildren<QWidget*>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        ++seen;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
    QCOMPARE(seen, 8);
}

QTEST_MAIN(TimeRangeButtonTest)
#include "time_range_button_test.moc"
