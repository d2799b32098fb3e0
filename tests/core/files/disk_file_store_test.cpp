#include "core/files/file_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace pw;
namespace fs = std::filesystem;

class DiskFileStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loadsEveryByte();
    void saysWhyItCannotLoad();
    void respectsPermissions();
    void refusesTooLargeWithoutReadingIt();
    void readsDevicesAndPipes();
    void savesNewFilesAndReplacesOldOnes();
    void keepsPermissionBits();
    void writesThroughLinks();
    void saysWhyItCannotSave();
    void keepsTheOldFileWhenTheNewOneDoesNotFit();

private:
    [[nodiscard]] std::string path(const char* name) const
    {
        return m_folder.path().toStdString() + "/" + name;
    }
    [[nodiscard]] static std::string contentOf(const std::string& file)
    {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::size_t fileCount() const
    {
        return static_cast<std::size_t>(std::distance(
            fs::directory_iterator(m_folder.path().toStdString()), fs::directory_iterator()));
    }

    QTemporaryDir m_folder;
    files::DiskFileStore m_store;
};

void DiskFileStoreTest::loadsEveryByte()
{
    const std::string bytes("\xEF\xBB\xBF"
                            "a\0b\r\n\xFF",
                            8);
    std::ofstream(path("a.yaml"), std::ios::binary) << bytes;
    const Result<text::SourceText> text = m_store.load(path("a.yaml"));
    QVERIFY(text.has_value());
    QCOMPARE(std::string(text->bytes()), bytes);
    QCOMPARE(text->name(), path("a.yaml"));
}

void DiskFileStoreTest::saysWhyItCannotLoad()
{
    QCOMPARE(m_store.load(path("missing.yaml")).error().code, std::string("no-such-file"));
    QCOMPARE(m_store.load(path("missing.yaml")).error().text(),
             "read " + path("missing.yaml") + ": there is no such file");
    QCOMPARE(m_store.load(std::string()).error().code, std::string("no-such-file"));
    QCOMPARE(m_store.load(m_folder.path().toStdString()).error().code, std::string("not-a-file"));
}

void DiskFileStoreTest::respectsPermissions()
{
    if (::geteuid() == 0)
        QSKIP("root may read and write everything");
    std::ofstream(path("fixed.yaml")) << "a";
    fs::permissions(path("fixed.yaml"), fs::perms::owner_read);
    QCOMPARE(m_store.save(path("fixed.yaml"), "b").error().code, std::string("read-only"));
    fs::permissions(path("fixed.yaml"), fs::perms::none);
    QCOMPARE(m_store.load(path("fixed.yaml")).error().code, std::string("no-permission"));
}

void DiskFileStoreTest::refusesTooLargeWithoutReadingIt()
{
    std::ofstream(path("huge.yaml")) << "";
    fs::resize_file(path("huge.yaml"), std::uintmax_t{1} << 40); // sparse
    QCOMPARE(m_store.load(path("huge.yaml")).error().code, std::string("too-large"));
    fs::remove(path("huge.yaml"));
}

void DiskFileStoreTest::readsDevicesAndPipes()
{
    QCOMPARE(m_store.load("/dev/null")->bytes().size(), std::size_t{0});
    QCOMPARE(m_store.load("/dev/zero").error().code, std::string("too-large"));

    const std::string pipe = path("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    std::thread writer([&] { std::ofstream(pipe) << std::string(200'000, 'x'); });
    const Result<text::SourceText> text = m_store.load(pipe);
    writer.join();
    QCOMPARE(text->bytes().size(), std::size_t{200'000});
    fs::remove(pipe);
}

void DiskFileStoreTest::savesNewFilesAndReplacesOldOnes()
{
    const std::size_t before = fileCount();
    QVERIFY(m_store.save(path("new.yaml"), "first\n").has_value());
    QCOMPARE(contentOf(path("new.yaml")), std::string("first\n"));
    QVERIFY(m_store.save(path("new.yaml"), "second\n").has_value());
    QCOMPARE(contentOf(path("new.yaml")), std::string("second\n"));
    QCOMPARE(fileCount(), before + 1); // nothing is left beside it
}

void DiskFileStoreTest::keepsPermissionBits()
{
    std::ofstream(path("mine.yaml")) << "a";
    fs::permissions(path("mine.yaml"), fs::perms(0640));
    QVERIFY(m_store.save(path("mine.yaml"), "b").has_value());
    QCOMPARE(static_cast<int>(fs::status(path("mine.yaml")).permissions()), 0640);
}

void DiskFileStoreTest::writesThroughLinks()
{
    fs::create_directory(path("deep"));
    std::ofstream(path("deep/real.yaml")) << "a";
    fs::create_symlink("deep/real.yaml", path("link.yaml"));
    QVERIFY(m_store.save(path("link.yaml"), "b").has_value());
    QVERIFY(fs::is_symlink(path("link.yaml")));
    QCOMPARE(contentOf(path("deep/real.yaml")), std::string("b"));

    fs::create_symlink("deep/later.yaml", path("dangling.yaml"));
    QVERIFY(m_store.save(path("dangling.yaml"), "c").has_value());
    QCOMPARE(contentOf(path("deep/later.yaml")), std::string("c"));

    fs::create_symlink("round.yaml", path("round.yaml"));
    QCOMPARE(m_store.save(path("round.yaml"), "d").error().code, std::string("write-failed"));
}

void DiskFileStoreTest::saysWhyItCannotSave()
{
    QCOMPARE(m_store.save(path("nowhere/a.yaml"), "a").error().code, std::string("no-such-folder"));
    QCOMPARE(m_store.save(m_folder.path().toStdString(), "a").error().code,
             std::string("not-a-file"));
    QCOMPARE(m_store.save("/dev/full", "a").error().code, std::string("disk-full"));
    QVERIFY(m_store.save("/dev/null", "a").has_value());
    QVERIFY(fs::is_character_file("/dev/null"));
}

void DiskFileStoreTest::keepsTheOldFileWhenTheNewOneDoesNotFit()
{
    std::ofstream(path("kept.yaml")) << "old";
    const std::size_t before = fileCount();
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<Done> saved = m_store.save(path("kept.yaml"), std::string(5000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, oldHandler);

    QVERIFY(!saved.has_value());
    QCOMPARE(saved.error().code, std::string("write-failed"));
    QCOMPARE(contentOf(path("kept.yaml")), std::string("old"));
    QCOMPARE(fileCount(), before);
}

QTEST_APPLESS_MAIN(DiskFileStoreTest)
#include "disk_file_store_test.moc"
