#include "core/api/log_iterator.h"

#include "core/api/base64.h"
#include "tests/core/api/comma_locale.h"

#include <QTest>

using namespace pw::api;

namespace {

/// What stands inside the word.
std::string inside(const std::string& time, const std::string& id)
{
    return decodeBase64(writeIterator(time, id)).value_or("none");
}

} // namespace

class LogIteratorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMinuteBefore();
    void andBack();
    void ofSpyctl();
    void noIterators_data();
    void noIterators();
};

void LogIteratorTest::aMinuteBefore()
{
    QCOMPARE(inside("1795402255.502608", "audit:e1"), std::string("1795402195.502608|audit:e1"));
    QCOMPARE(inside("1795402255", "a|b"), std::string("1795402195.000000|a|b"));
    QCOMPARE(inside("no time", "x"), std::string("-60.000000|x"));
    const pw::tests::CommaLocale german;
    if (!german.works())
        QSKIP("no locale with a comma here");
    QCOMPARE(inside("1795402255.5", "audit:e1"), std::string("1795402195.500000|audit:e1"));
}

void LogIteratorTest::andBack()
{
    const std::optional<LogIterator> read = readIterator(writeIterator("1795402255.5", "a|b"));
    QVERIFY(read);
    QCOMPARE(read->from, 1795402195.5);
    QCOMPARE(read->lastId, std::string("a|b"));
}

/// base64.urlsafe_b64encode(b"1795402195.5026083|audit:e1"), with and without `=`.
void LogIteratorTest::ofSpyctl()
{
    const std::string word = "MTc5NTQwMjE5NS41MDI2MDgzfGF1ZGl0OmUx";
    for (const std::string& written : {word, word + "="}) {
        const std::optional<LogIterator> read = readIterator(written);
        QVERIFY(read);
        QCOMPARE(read->from, 1795402195.5026083);
        QCOMPARE(read->lastId, std::string("audit:e1"));
    }
}

void LogIteratorTest::noIterators_data()
{
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const std::string& content) {
        QTest::newRow(name) << QString::fromStdString(encodeBase64(content));
    };
    QTest::newRow("nothing") << QString();
    QTest::newRow("of no event") << QStringLiteral("N/A");
    QTest::newRow("no base64") << QStringLiteral("???");
    row("no bar", "1795402195.5");
    row("no time", "|audit:e1");
    row("a text for a time", "soon|audit:e1");
    row("no number", "nan|audit:e1");
    row("without an end", "inf|audit:e1");
    row("more than a time", "1795402195.5 |audit:e1");
}

void LogIteratorTest::noIterators()
{
    QFETCH(QString, word);
    QVERIFY(!readIterator(word.toStdString()));
}

QTEST_GUILESS_MAIN(LogIteratorTest)
#include "log_iterator_test.moc"
