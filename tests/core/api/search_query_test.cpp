#include "core/api/search_query.h"

#include "core/organization/query_language.h"
#include "tests/core/api/comma_locale.h"

#include <QTest>

#include <limits>
#include <regex>

using namespace pw::api;

namespace {

constexpr double open = std::numeric_limits<double>::infinity();

} // namespace

class SearchQueryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void conditions();
    void severalValues();
    void together();
    void slicesOfTime();
    void globs_data();
    void globs();
    void whatIsWrittenIsUnderstood_data();
    void whatIsWrittenIsUnderstood();
};

void SearchQueryTest::conditions()
{
    QCOMPARE(condition("image", "mongo"), std::string(R"(image = "mongo")"));
    QCOMPARE(condition("image", "mon*"), std::string(R"(image ~= "mon*")"));
    QCOMPARE(condition("image", "mong?"), std::string(R"(image ~= "mong?")"));
    QCOMPARE(condition("image", "a\"b\\c"), std::string("image = \"a\\\"b\\\\c\""));
    QCOMPARE(condition("image", ""), std::string(R"(image = "")"));
    QCOMPARE(contains("mongo"), std::string("*mongo*"));
}

void SearchQueryTest::severalValues()
{
    QCOMPARE(anyOf({"image"}, {}), std::string());
    QCOMPARE(anyOf({}, {"x"}), std::string());
    QCOMPARE(anyOf({"image"}, {"x"}), std::string(R"(image = "x")"));
    QCOMPARE(anyOf({"image", "id"}, {"x"}), std::string(R"((image = "x" OR id = "x"))"));
    QCOMPARE(anyOf({"image"}, {"x", "y*"}), std::string(R"((image = "x" OR image ~= "y*"))"));
}

void SearchQueryTest::together()
{
    QCOMPARE(allOf({}), std::string("*"));
    QCOMPARE(allOf({"", ""}), std::string("*"));
    QCOMPARE(allOf({"a = 1"}), std::string("a = 1"));
    QCOMPARE(allOf({"", "a = 1", "", "b = 2", ""}), std::string("a = 1 AND b = 2"));
}

void SearchQueryTest::slicesOfTime()
{
    const auto check = [] {
        QCOMPARE(timeSlice(-open, open), std::string());
        QCOMPARE(timeSlice(1713000000, open), std::string("time >= 1713000000"));
        QCOMPARE(timeSlice(-open, 1713000600.5), std::string("time < 1713000600.5"));
        QCOMPARE(timeSlice(1713000000.125, 1713000000.25),
                 std::string("time >= 1713000000.125 AND time < 1713000000.25"));
        QCOMPARE(timeSlice(0, 10), std::string("time >= 0 AND time < 10"));
        QCOMPARE(timeSlice(-5, 1e15), std::string("time >= -5 AND time < 1000000000000000"));
    };
    check();
    const pw::tests::CommaLocale german;
    if (!german.works())
        QSKIP("no locale with a comma here");
    check();
}

void SearchQueryTest::globs_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("regex");
    QTest::newRow("part") << QStringLiteral("*mongo*") << QStringLiteral("^.*mongo.*$");
    QTest::newRow("one sign") << QStringLiteral("a?c") << QStringLiteral("^a.c$");
    QTest::newRow("point") << QStringLiteral("a.c") << QStringLiteral("^a\\.c$");
    QTest::newRow("signs of regular expressions")
        << QStringLiteral("^$|+()[]{}\\") << QStringLiteral("^\\^\\$\\|\\+\\(\\)\\[\\]\\{\\}\\\\$");
    QTest::newRow("nothing") << QString() << QStringLiteral("^$");
}

void SearchQueryTest::globs()
{
    QFETCH(QString, glob);
    QFETCH(QString, regex);
    QCOMPARE(QString::fromStdString(globToRegex(glob.toStdString())), regex);
    // What has no wildcard fits itself.
    if (!hasWildcard(glob.toStdString()))
        QVERIFY(std::regex_match(glob.toStdString(), std::regex(globToRegex(glob.toStdString()))));
}

void SearchQueryTest::whatIsWrittenIsUnderstood_data()
{
    QTest::addColumn<QString>("query");
    const auto row = [](const char* name, const std::string& query) {
        QTest::newRow(name) << QString::fromStdString(query);
    };
    row("everything", allOf({}));
    row("odd signs", condition("image", "a\"b\\c'd(e) AND f"));
    row("line end", condition("image", "a\nb"));
    row("beyond ASCII", condition("image", "größe*"));
    row("several", allOf({anyOf({"image", "id"}, {"x", "y*"}), timeSlice(1, 2.5)}));
    row("negative time", timeSlice(-5, open));
}

/// By the organization that answers it.
void SearchQueryTest::whatIsWrittenIsUnderstood()
{
    QFETCH(QString, query);
    const auto parsed = pw::organization::Query::parse(query.toStdString());
    QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
}

QTEST_GUILESS_MAIN(SearchQueryTest)
#include "search_query_test.moc"
