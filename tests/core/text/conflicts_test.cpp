#include "core/text/conflicts.h"

#include <QTest>

using namespace pw;

class ConflictsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fixes_data();
    void fixes();
    void markersWithoutAPartnerAreNoConflict_data();
    void markersWithoutAPartnerAreNoConflict();
    void conflictsStandOneAfterTheOther();
};

void ConflictsTest::fixes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("kept");
    const auto row = [](const char* name, const char* text, const QByteArrayList& kept) {
        QTest::newRow(name) << QByteArray(text) << kept;
    };
    row("two sides", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\nc: 3\n>>>>>>> x\nd: 4\n",
        {"a: 1\nb: 1\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 1\nb: 2\nc: 3\nd: 4\n"});
    row("with what was before", "<<<<<<< a\n1\n||||||| b\n0\n=======\n2\n>>>>>>> c\n",
        {"1\n", "2\n", "1\n2\n"});
    row("an empty side", "<<<<<<<\n=======\n2\n>>>>>>>\n", {"", "2\n", "2\n"});
    row("CRLF", "<<<<<<<\r\n1\r\n=======\r\n2\r\n>>>>>>>\r\nx\r\n",
        {"1\r\nx\r\n", "2\r\nx\r\n", "1\r\n2\r\nx\r\n"});
    row("no line end at the end", "<<<<<<<\n1\n=======\n2\n>>>>>>> c", {"1\n", "2\n", "1\n2\n"});
    row("byte order mark", "\xEF\xBB\xBF<<<<<<<\n1\n=======\n2\n>>>>>>>\n",
        {"\xEF\xBB\xBF"
         "1\n",
         "\xEF\xBB\xBF"
         "2\n",
         "\xEF\xBB\xBF"
         "1\n2\n"});
}

void ConflictsTest::fixes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, kept);
    const std::string bytes = text.toStdString();
    const std::vector<text::Conflict> found = text::conflictsIn(bytes);
    QCOMPARE(found.size(), 1U);
    QByteArrayList out;
    for (const text::Fix& fix : text::conflictFixes(bytes, found.front()))
        out << QByteArray::fromStdString(*fix.edits.apply(bytes));
    QCOMPARE(out, kept);
}

void ConflictsTest::markersWithoutAPartnerAreNoConflict_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"<<<<<<< a\n1\n", "=======\n", ">>>>>>> a\n", "<<<<<<<\n1\n>>>>>>>\n",
                             "<<<<<<<a\n=======\n>>>>>>>\n", " <<<<<<<\n=======\n>>>>>>>\n", ""})
        QTest::newRow(text) << QByteArray(text);
}

void ConflictsTest::markersWithoutAPartnerAreNoConflict()
{
    QFETCH(QByteArray, text);
    QVERIFY(text::conflictsIn(text.toStdString()).empty());
}

void ConflictsTest::conflictsStandOneAfterTheOther()
{
    const std::string one = "<<<<<<<\n1\n=======\n2\n>>>>>>>\n";
    const std::vector<text::Conflict> found = text::conflictsIn("<<<<<<<\nx\n" + one + "a\n" + one);
    QCOMPARE(found.size(), 2U);
    QCOMPARE(found[0].whole.begin, 10U);
    QCOMPARE(found[1].whole.size(), static_cast<text::ByteOffset>(one.size()));
}

QTEST_APPLESS_MAIN(ConflictsTest)
#include "conflicts_test.moc"
