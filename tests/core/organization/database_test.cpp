#include "core/organization/database.h"

#include "tests/core/files/folder.h"
#include "tests/core/organization/store_kit.h"

#include <limits>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

class DatabaseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBackAsTheyWentIn();
    void theFirstFailureStays();
    void refusedValuesAreNamed();
    void whatIsNotCommittedIsTakenBack();
    void aPartMayFailAlone();
    void partsGoWithTheWhole();
    void aReaderSeesOneMoment();
    void aWriterWaitsForAnotherButNotForEver();
    void aMarkTellsWhetherAnythingChanged();
    void whatCannotBeOpened();

private:
    /// The numbers in the table, `1,3`.
    static std::string numbers(Database& database)
    {
        return database.text("SELECT group_concat(n) FROM t").value().value_or("");
    }
    static Result<Done> insert(Database& database, std::int64_t number)
    {
        return database.query("INSERT INTO t VALUES (?)").bind(number).run();
    }
    static Database withTable(const std::string& path)
    {
        Database database = std::move(Database::open(path)).value();
        const Result<Done> made = database.execute("PRAGMA journal_mode = WAL;"
                                                   "CREATE TABLE t(n INTEGER UNIQUE)");
        return made ? std::move(database) : std::move(Database::open({})).value();
    }
};

void DatabaseTest::valuesComeBackAsTheyWentIn()
{
    Database database = withTable(":memory:");
    const std::string withZero("a\0b", 3);
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    Statement row = database.query("SELECT ?, ?, ?, ?, ?, ?");
    row.bind(withZero).bind(least).bind(0.1).bindNull().bind(true).bind("");
    QVERIFY(row.step());
    QCOMPARE(std::string(row.text(0)), withZero);
    QCOMPARE(row.integer(1), least);
    QCOMPARE(row.real(2), 0.1);
    QVERIFY(row.isNull(3));
    QCOMPARE(row.integer(4), std::int64_t{1});
    QVERIFY(!row.isNull(5) && row.text(5).empty());
    QVERIFY(!row.step());
    QVERIFY(!row.step()); // it does not begin anew
    REQUIRE_OK(row.ended());
}

void DatabaseTest::theFirstFailureStays()
{
    Database database = withTable(":memory:");
    Statement wrong = database.query("SELECT n FROM nowhere");
    QVERIFY(!wrong.bind("x").step());
    QVERIFY(!wrong.step());
    QCOMPARE(codeOf(wrong.ended()), std::string("database-error"));
    QVERIFY(wrong.failure()->message.find("nowhere") != std::string::npos);
    REQUIRE_OK(insert(database, 1)); // others do not suffer
}

void DatabaseTest::refusedValuesAreNamed()
{
    Database database = withTable(":memory:");
    REQUIRE_OK(insert(database, 1));
    const Result<Done> twice = insert(database, 1);
    QCOMPARE(codeOf(twice), std::string("constraint"));
    QVERIFY(twice.error().message.find("t.n") != std::string::npos);
    REQUIRE_OK(insert(database, 2)); // the statement is used anew
    QCOMPARE(numbers(database), std::string("1,2"));
}

void DatabaseTest::whatIsNotCommittedIsTakenBack()
{
    Database database = withTable(":memory:");
    {
        const Result<Transaction> whole = Transaction::begin(database);
        REQUIRE_OK(whole);
        REQUIRE_OK(insert(database, 1));
        QVERIFY(database.inTransaction());
    }
    QVERIFY(!database.inTransaction());
    QCOMPARE(numbers(database), std::string());
}

void DatabaseTest::aPartMayFailAlone()
{
    Database database = withTable(":memory:");
    Result<Transaction> whole = Transaction::begin(database);
    REQUIRE_OK(insert(database, 1));
    {
        const Result<Transaction> part = Transaction::begin(database);
        REQUIRE_OK(insert(database, 2));
        Result<Transaction> inner = Transaction::begin(database);
        REQUIRE_OK(insert(database, 20));
        REQUIRE_OK(inner->commit()); // goes with the part around it
    }
    {
        Result<Transaction> part = Transaction::begin(database);
        REQUIRE_OK(insert(database, 3));
        REQUIRE_OK(part->commit());
    }
    REQUIRE_OK(whole->commit());
    QCOMPARE(numbers(database), std::string("1,3"));
}

void DatabaseTest::partsGoWithTheWhole()
{
    Database database = withTable(":memory:");
    {
        const Result<Transaction> whole = Transaction::begin(database);
        Result<Transaction> part = Transaction::begin(database);
        REQUIRE_OK(insert(database, 1));
        REQUIRE_OK(part->commit());
        QVERIFY(database.inTransaction());
    }
    QCOMPARE(numbers(database), std::string());
}

void DatabaseTest::aReaderSeesOneMoment()
{
    const files::Folder folder;
    Database reader = withTable(folder.path("d"));
    Database writer = std::move(Database::open(folder.path("d"))).value();
    REQUIRE_OK(insert(writer, 1));
    {
        const Result<Transaction> moment = Transaction::begin(reader, Transaction::Mode::Read);
        REQUIRE_OK(moment);
        QCOMPARE(numbers(reader), std::string("1"));
        REQUIRE_OK(insert(writer, 2));
        QCOMPARE(numbers(reader), std::string("1"));
    }
    QCOMPARE(numbers(reader), std::string("1,2"));
}

void DatabaseTest::aWriterWaitsForAnotherButNotForEver()
{
    const files::Folder folder;
    Database first = withTable(folder.path("d"));
    Database second = std::move(Database::open(folder.path("d"))).value();
    REQUIRE_OK(second.execute("PRAGMA busy_timeout = 20"));
    {
        Result<Transaction> writing = Transaction::begin(first);
        REQUIRE_OK(insert(first, 1));
        const Result<Transaction> refused = Transaction::begin(second);
        QCOMPARE(codeOf(refused), std::string("database-busy"));
        QVERIFY(!second.inTransaction());
        QCOMPARE(codeOf(insert(second, 2)), std::string("database-busy"));
        REQUIRE_OK(writing->commit());
    }
    REQUIRE_OK(insert(second, 2));
    QCOMPARE(numbers(first), std::string("1,2"));
}

void DatabaseTest::aMarkTellsWhetherAnythingChanged()
{
    const files::Folder folder;
    Database one = withTable(folder.path("d"));
    Database other = std::move(Database::open(folder.path("d"))).value();
    const auto before = one.changeMark();
    REQUIRE_OK(before);
    (void)numbers(one);
    QVERIFY(one.changeMark().value() == *before);
    REQUIRE_OK(insert(other, 1));
    const auto byOther = one.changeMark();
    QVERIFY(*byOther != *before);
    REQUIRE_OK(insert(one, 2));
    QVERIFY(one.changeMark().value() != *byOther);
}

void DatabaseTest::whatCannotBeOpened()
{
    const files::Folder folder;
    QCOMPARE(codeOf(Database::open(folder.path("no/such/folder"))), std::string("cannot-open"));
    QCOMPARE(codeOf(Database::open(folder.path(""))), std::string("cannot-open"));
    folder.write("text", "This is no database, however long it may be: " + std::string(200, '.'));
    Database text = std::move(Database::open(folder.path("text"))).value();
    QCOMPARE(codeOf(text.integer("SELECT count(*) FROM sqlite_schema")),
             std::string("damaged-database"));
}

QTEST_APPLESS_MAIN(DatabaseTest)
#include "database_test.moc"
