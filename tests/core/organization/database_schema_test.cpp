#include "core/organization/schema.h"

#include "core/organization/database.h"
#include "tests/core/organization/store_kit.h"

#include <array>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

constexpr std::array<const char*, 3> steps{"CREATE TABLE a(x)", "INSERT INTO a VALUES (1)",
                                           "ALTER TABLE a ADD COLUMN y DEFAULT 2"};

Database empty()
{
    return std::move(Database::open(":memory:")).value();
}

std::string schemaIn(Database& database)
{
    return database
        .text("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema "
              "WHERE sql IS NOT NULL ORDER BY name)")
        .value()
        .value_or("");
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOlderLayoutBecomesTheNewest();
    void theProductsOwnStepsToo();
    void aStepThatFailsTakesAllBack();
    void aNewerLayoutIsRefused();
    void theDatabaseOfAnotherProgramIsRefused();
};

void SchemaTest::everyOlderLayoutBecomesTheNewest()
{
    for (std::size_t older = 0; older <= steps.size(); ++older) {
        Database database = empty();
        REQUIRE_OK(migrate(database, std::span(steps).first(older)));
        const Result<std::int64_t> before = migrate(database, steps);
        REQUIRE_OK(before);
        QCOMPARE(*before, static_cast<std::int64_t>(older));
        QCOMPARE(database.text("SELECT x || ',' || y FROM a").value().value_or(""),
                 std::string("1,2"));
        QCOMPARE(migrate(database, steps).value(), std::int64_t{3}); // nothing to do
    }
}

void SchemaTest::theProductsOwnStepsToo()
{
    Database fresh = empty();
    REQUIRE_OK(migrate(fresh));
    QVERIFY(schemaIn(fresh).find("CREATE TABLE fingerprint(") != std::string::npos);
    for (std::size_t older = 0; older <= schemaSteps().size(); ++older) {
        Database database = empty();
        REQUIRE_OK(migrate(database, schemaSteps().first(older)));
        REQUIRE_OK(migrate(database));
        QCOMPARE(schemaIn(database), schemaIn(fresh));
        QCOMPARE(database.integer("PRAGMA user_version").value().value_or(0), schemaVersion());
    }
}

void SchemaTest::aStepThatFailsTakesAllBack()
{
    Database database = empty();
    REQUIRE_OK(migrate(database, std::span(steps).first(1)));
    constexpr std::array<const char*, 3> broken{steps[0], steps[1], "NO SQL"};
    const Result<std::int64_t> failed = migrate(database, broken);
    QCOMPARE(codeOf(failed), std::string("database-error"));
    QVERIFY(failed.error().text().find("layout 3") != std::string::npos);
    QCOMPARE(database.integer("SELECT count(*) FROM a").value().value_or(-1), std::int64_t{0});
    QCOMPARE(migrate(database, steps).value(), std::int64_t{1});
}

void SchemaTest::aNewerLayoutIsRefused()
{
    Database database = empty();
    REQUIRE_OK(migrate(database, steps));
    const std::string before = schemaIn(database);
    QCOMPARE(codeOf(migrate(database, std::span(steps).first(2))), std::string("newer-version"));
    QCOMPARE(schemaIn(database), before);
}

void SchemaTest::theDatabaseOfAnotherProgramIsRefused()
{
    for (const char* const sql :
         {"CREATE TABLE theirs(x)", "PRAGMA application_id = 5; CREATE TABLE theirs(x)",
          "PRAGMA user_version = 1"}) {
        Database database = empty();
        REQUIRE_OK(database.execute(sql));
        QCOMPARE(codeOf(migrate(database, steps)), std::string("not-a-database"));
    }
}

QTEST_APPLESS_MAIN(SchemaTest)
#include "database_schema_test.moc"
