// What must be typed to make one text of another.

#include "core/text/edits_between.h"

#include <QTest>

using namespace pw::text;

class EditsBetweenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void giveTheOtherText_data();
    void giveTheOtherText();
    void keepWhatIsTheSame();
};

void EditsBetweenTest::giveTheOtherText_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* after) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after);
    };
    row("nothing", "a\n", "a\n");
    row("a line more", "a\nc\n", "a\nb\nc\n");
    row("a sign of several bytes", "k: ä\n", "k: ö\n");
    row("the last line gets an end and others behind it", "k: 1", "k: 1\nz: 2");
    row("the last line loses its end", "k: 1\nz: 2", "k: 1");
    row("all of it", "a\nb\n", "");
}

void EditsBetweenTest::giveTheOtherText()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const std::string from = before.toStdString();
    const std::string to = after.toStdString();
    const TextEdits edits = editsBetween(from, to);
    const auto made = edits.apply(from);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QCOMPARE(*made, to);
    QCOMPARE(*edits.inverse(from)->apply(to), from);
}

void EditsBetweenTest::keepWhatIsTheSame()
{
    const TextEdits edits = editsBetween("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 4\nc: 3\n");
    QCOMPARE(edits.edits().size(), std::size_t{1});
    QVERIFY((edits.edits().front() == TextEdit{{8, 9}, "4"}));
}

QTEST_APPLESS_MAIN(EditsBetweenTest)
#include "edits_between_test.moc"
