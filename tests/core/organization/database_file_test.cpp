#include "core/base/result.h"
#include "core/organization/database_file.h"
#include "core/organization/schema.h"
#include "tests/core/files/folder.h"
#include "tests/core/organization/store_kit.h"

#include <filesystem>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;
using files::Folder;

namespace {

constexpr const char* movedName = "d.damaged-2024-04-13T11-50-00Z";

FileOptions atMongoNow()
{
    return {[] { return mongoNow; }, nullptr};
}

Result<DatabaseFile> open(const std::string& path)
{
    return openDatabaseFile(path, atMongoNow());
}

std::string notes(const Result<DatabaseFile>& file)
{
    std::string out;
    for (const OpenNote& note : file->notes)
        out += (out.empty() ? "" : ",") + note.code;
    return out;
}

/// A file with one name in it, closed.
std::string makeNamed(const std::string& path, const std::string& name)
{
    const Result<DatabaseFile> file = open(path);
    const Result<Done> done
        = const_cast<Database&>(file->database)
              .execute("INSERT INTO organization VALUES (1, 'ORG1', '" + name + "', 0, 0)");
    return done ? path : done.error().text();
}

std::string nameIn(Result<DatabaseFile>& file)
{
    return file->database.text("SELECT name FROM organization").value().value_or("");
}

unsigned modeOf(const std::string& path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0;
}

/// Not as root, whom no mode keeps out.
class AsNobody
{
public:
    AsNobody() : m_wasRoot(::getuid() == 0)
    {
        if (m_wasRoot)
            m_changed = ::setresuid(65534, 65534, 0) == 0;
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;
    ~AsNobody()
    {
        if (m_wasRoot)
            m_changed = ::setresuid(0, 0, 0) == 0;
    }

private:
    bool m_wasRoot;
    bool m_changed = false;
};

} // namespace

class DatabaseFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldersAndFileAreForTheOwnerAlone();
    void theLogIsOn();
    void whatStandsInTheLogIsReadBack();
    void aDamagedFileIsMovedAside_data();
    void aDamagedFileIsMovedAside();
    void aSecondDamagedFileGetsAnotherName();
    void theLogOfAnotherFileDoesNoHarm();
    void whatIsNotOursIsRefusedUntouched_data();
    void whatIsNotOursIsRefusedUntouched();
    void aNewerVersionIsRefusedUntouched();
    void whatIsNoFileIsRefused();
    void whatMayNotBeWrittenSaysSo();
};

void DatabaseFileTest::foldersAndFileAreForTheOwnerAlone()
{
    const Folder folder;
    REQUIRE_OK(open(folder.path("a/b/d")));
    QCOMPARE(modeOf(folder.path("a")), 0700U);
    QCOMPARE(modeOf(folder.path("a/b")), 0700U);
    QCOMPARE(modeOf(folder.path("a/b/d")), 0600U);
    QCOMPARE(::chmod(folder.path("a/b/d").c_str(), 0644), 0);
    const Result<DatabaseFile> again = open(folder.path("a/b/d"));
    REQUIRE_OK(again);
    QCOMPARE(modeOf(folder.path("a/b/d")), 0600U);
    QCOMPARE(modeOf(folder.path("a/b/d-wal")), 0600U);
    QCOMPARE(modeOf(folder.path("a/b/d-shm")), 0600U);
}

void DatabaseFileTest::theLogIsOn()
{
    const Folder folder;
    Result<DatabaseFile> file = open(folder.path("d"));
    QCOMPARE(notes(file), std::string());
    QCOMPARE(file->database.text("PRAGMA journal_mode").value().value_or(""), std::string("wal"));
    QCOMPARE(file->database.integer("PRAGMA synchronous").value().value_or(0), std::int64_t{2});
    QCOMPARE(file->database.integer("PRAGMA foreign_keys").value().value_or(0), std::int64_t{1});
    QCOMPARE(file->database.integer("PRAGMA application_id").value().value_or(0),
             std::int64_t{applicationId});
}

void DatabaseFileTest::whatStandsInTheLogIsReadBack()
{
    const Folder folder;
    Result<DatabaseFile> file = open(folder.path("d"));
    REQUIRE_OK(file->database.execute("INSERT INTO organization VALUES (1, 'ORG1', 'mine', 0, 0)"));
    // As it lies on the disk when the program is gone all at once.
    std::filesystem::copy_file(folder.path("d"), folder.path("copy"));
    std::filesystem::copy_file(folder.path("d-wal"), folder.path("copy-wal"));
    Result<DatabaseFile> copy = open(folder.path("copy"));
    QCOMPARE(notes(copy), std::string());
    QCOMPARE(nameIn(copy), std::string("mine"));
}

void DatabaseFileTest::aDamagedFileIsMovedAside_data()
{
    using Spoil = std::function<void(std::string&)>;
    QTest::addColumn<Spoil>("spoil");
    const auto row = [](const char* name, const Spoil& spoil) { QTest::newRow(name) << spoil; };
    row("cut in the middle", [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
    row("cut within a page", [](std::string& bytes) { bytes.resize(5000); });
    row("cut within the header", [](std::string& bytes) { bytes.resize(50); });
    row("zeros", [](std::string& bytes) { bytes.assign(bytes.size(), '\0'); });
    row("zeros in front", [](std::string& bytes) { bytes.replace(0, 4096, 4096, '\0'); });
    row("a page of other bytes", [](std::string& bytes) { bytes.replace(4096, 4096, 4096, 'x'); });
    row("the first table's page spoiled",
        [](std::string& bytes) { bytes.replace(100, 200, 200, '\xff'); });
}

void DatabaseFileTest::aDamagedFileIsMovedAside()
{
    QFETCH(std::function<void(std::string&)>, spoil);
    const Folder folder;
    std::string bytes = Folder::contentOf(makeNamed(folder.path("d"), "mine"));
    spoil(bytes);
    folder.write("d", bytes);
    {
        Result<DatabaseFile> file = open(folder.path("d"));
        REQUIRE_OK(file);
        QCOMPARE(notes(file), std::string("moved-aside"));
        QVERIFY(file->notes.front().message.find(movedName) != std::string::npos);
        QCOMPARE(nameIn(file), std::string());
        QCOMPARE(modeOf(folder.path("d")), 0600U);
    }
    QCOMPARE(folder.listing(), std::string("d,") + movedName);
    QVERIFY(Folder::contentOf(folder.path(movedName)) == bytes);
    QCOMPARE(notes(open(folder.path("d"))), std::string());
}

void DatabaseFileTest::aSecondDamagedFileGetsAnotherName()
{
    const Folder folder;
    for (int i = 0; i < 3; ++i) {
        folder.write("d", std::string(8192, '\0'));
        QCOMPARE(notes(open(folder.path("d"))), std::string("moved-aside"));
    }
    const std::string moved = movedName;
    QCOMPARE(folder.listing(), "d," + moved + "," + moved + "-2," + moved + "-3");
}

void DatabaseFileTest::theLogOfAnotherFileDoesNoHarm()
{
    const Folder folder;
    makeNamed(folder.path("d"), "mine");
    {
        Result<DatabaseFile> other = open(folder.path("other"));
        REQUIRE_OK(other->database.execute("CREATE TABLE more(x); INSERT INTO more "
                                           "SELECT randomblob(9000)"));
        std::filesystem::copy_file(folder.path("other-wal"), folder.path("d-wal"));
    }
    Result<DatabaseFile> file = open(folder.path("d"));
    REQUIRE_OK(file);
    QCOMPARE(file->database.text("PRAGMA integrity_check").value().value_or(""), std::string("ok"));
    // Either the log is not taken for its own, or both are put aside together.
    if (notes(file) == "moved-aside")
        QVERIFY(folder.listing().find(std::string(movedName) + "-wal") != std::string::npos);
    else
        QCOMPARE(nameIn(file), std::string("mine"));
}

void DatabaseFileTest::whatIsNotOursIsRefusedUntouched_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a text") << QByteArray("My notes\n");
    QTest::newRow("a long text") << QByteArray("My notes\n").repeated(2000);
    QTest::newRow("nearly a database") << QByteArray("SQLite format 2");
    const Folder folder;
    {
        Database theirs = std::move(Database::open(folder.path("t"))).value();
        QVERIFY(theirs.execute("PRAGMA application_id = 7; CREATE TABLE theirs(x)"));
    }
    QTest::newRow("the database of another program")
        << QByteArray::fromStdString(Folder::contentOf(folder.path("t")));
}

void DatabaseFileTest::whatIsNotOursIsRefusedUntouched()
{
    QFETCH(QByteArray, bytes);
    const Folder folder;
    folder.write("d", bytes.toStdString());
    QCOMPARE(::chmod(folder.path("d").c_str(), 0644), 0);
    QCOMPARE(codeOf(open(folder.path("d"))), std::string("not-a-database"));
    QCOMPARE(folder.listing(), std::string("d"));
    QVERIFY(Folder::contentOf(folder.path("d")) == bytes.toStdString());
    QCOMPARE(modeOf(folder.path("d")), 0644U);
}

void DatabaseFileTest::aNewerVersionIsRefusedUntouched()
{
    const Folder folder;
    makeNamed(folder.path("d"), "mine");
    {
        Database database = std::move(Database::open(folder.path("d"))).value();
        QVERIFY(database.execute("PRAGMA user_version = 99"));
    }
    const std::string before = Folder::contentOf(folder.path("d"));
    const Result<DatabaseFile> refused = open(folder.path("d"));
    QCOMPARE(codeOf(refused), std::string("newer-version"));
    QVERIFY(refused.error().text().find("99") != std::string::npos);
    QCOMPARE(folder.listing(), std::string("d"));
    QVERIFY(Folder::contentOf(folder.path("d")) == before);
}

void DatabaseFileTest::whatIsNoFileIsRefused()
{
    const Folder folder;
    QCOMPARE(codeOf(open("")), std::string("cannot-open"));
    std::filesystem::create_directory(folder.path("d"));
    QCOMPARE(codeOf(open(folder.path("d"))), std::string("is-a-folder"));
    QCOMPARE(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
    QCOMPARE(codeOf(open(folder.path("pipe"))), std::string("not-a-database"));
    folder.write("text", "x");
    QCOMPARE(codeOf(open(folder.path("text/d"))), std::string("cannot-open"));
}

void DatabaseFileTest::whatMayNotBeWrittenSaysSo()
{
    const Folder folder;
    makeNamed(folder.path("d"), "mine");
    QCOMPARE(::chmod(folder.path("d").c_str(), 0444), 0);
    QCOMPARE(::chmod(folder.path("").c_str(), 0555), 0);
    {
        const AsNobody nobody;
        QCOMPARE(codeOf(open(folder.path("d"))), std::string("read-only"));
        QCOMPARE(codeOf(open(folder.path("new"))), std::string("read-only"));
        QCOMPARE(codeOf(open(folder.path("folder/new"))), std::string("read-only"));
    }
    // The file alone is not enough: its log stands beside it.
    QCOMPARE(::chmod(folder.path("d").c_str(), 0666), 0);
    {
        const AsNobody nobody;
        QCOMPARE(codeOf(open(folder.path("d"))), std::string("read-only"));
    }
    QCOMPARE(::chmod(folder.path("d").c_str(), 0000), 0);
    {
        const AsNobody nobody;
        QCOMPARE(codeOf(open(folder.path("d"))), std::string("read-only"));
    }
    QCOMPARE(::chmod(folder.path("").c_str(), 0755), 0);
    QCOMPARE(folder.listing(), std::string("d"));
}

QTEST_APPLESS_MAIN(DatabaseFileTest)
#include "database_file_test.moc"
