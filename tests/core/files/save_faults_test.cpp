// Each call that a save makes fails once: the old file or the new one is whole, and told is why.

#include "core/files/file_store.h"
#include "core/files/part_file.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace pw;
using namespace pw::files;

namespace {

const std::string oldText = "mode: audit\n" + std::string(5000, 'o');
const std::string newText = "mode: enforce\r\n" + std::string(7000, 'n');

KnownContent known(const std::string& bytes)
{
    return {*text::SourceText::make(bytes)};
}

std::string codeOf(const Result<Done>& result)
{
    return result ? "saved" : result.error().code;
}

bool isPart(const char* path)
{
    const std::string name(path);
    return isPartName(name.substr(name.rfind('/') + 1));
}

/// Counts the calls of one kind and lets the one with the number fail.
struct FailAt
{
    int number = 0;
    int error = 0;
    int calls = 0;
    [[nodiscard]] bool now()
    {
        if (++calls != number)
            return false;
        errno = error;
        return true;
    }
};

/// Real calls, each of which asks first.
SystemCalls guarded(const std::function<bool()>& fails)
{
    SystemCalls calls = SystemCalls::real();
    const SystemCalls real = calls;
    calls.open = [=](const char* path, int flags, mode_t mode) {
        return fails() ? -1 : real.open(path, flags, mode);
    };
    calls.read = [=](int fd, void* to, std::size_t size) {
        return fails() ? -1 : real.read(fd, to, size);
    };
    calls.write = [=](int fd, const void* from, std::size_t size) {
        // In pieces, as a disk that fills does it.
        return fails() ? -1 : real.write(fd, from, std::min<std::size_t>(size, 3000));
    };
    calls.truncate = [=](int fd, off_t size) { return fails() ? -1 : real.truncate(fd, size); };
    calls.fsync = [=](int fd) { return fails() ? -1 : real.fsync(fd); };
    calls.close = [=](int fd) {
        const bool failed = fails();
        const int error = errno;
        const int closed = real.close(fd);
        if (failed)
            errno = error;
        return failed ? -1 : closed;
    };
    calls.access
        = [=](const char* path, int mode) { return fails() ? -1 : real.access(path, mode); };
    calls.rename = [=](const char* from, const char* to, bool replace) {
        return fails() ? -1 : real.rename(from, to, replace);
    };
    return calls;
}

} // namespace

class SaveFaultsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCallFailsOnce_data();
    void everyCallFailsOnce();
    void aFullDiskIsTold_data();
    void aFullDiskIsTold();
    void missingRightsAreTold();
    void theFolderIsGone();
    void aCrashBeforeTheRename();
    void aCrashInTheMiddleOfWritingInPlace();
    void aDiskThatStaysBroken();
    void aChangeWhileWriting();
    void aFileThatAppearsWhileWriting();
};

void SaveFaultsTest::everyCallFailsOnce_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("way");
    QTest::newRow("full disk, replaced") << ENOSPC << static_cast<int>(SaveWay::Ask);
    QTest::newRow("full disk, in place") << ENOSPC << static_cast<int>(SaveWay::InPlace);
    QTest::newRow("input/output error, replaced") << EIO << static_cast<int>(SaveWay::Ask);
    QTest::newRow("input/output error, in place") << EIO << static_cast<int>(SaveWay::InPlace);
    QTest::newRow("no right, replaced") << EACCES << static_cast<int>(SaveWay::Ask);
    QTest::newRow("no right, in place") << EACCES << static_cast<int>(SaveWay::InPlace);
}

void SaveFaultsTest::everyCallFailsOnce()
{
    QFETCH(int, error);
    QFETCH(int, way);
    int failures = 0;
    for (int number = 1;; ++number) {
        const Folder folder;
        const std::string path = folder.write("a.yaml", oldText);
        FailAt fault{number, error, 0};
        DiskFileStore store(guarded([&fault] { return fault.now(); }));
        const Result<Done> saved
            = store.save({path, newText, known(oldText), static_cast<SaveWay>(way)});
        const std::string content = Folder::contentOf(path);
        const std::string where = "call " + std::to_string(number) + ": " + codeOf(saved);
        if (saved)
            QVERIFY2(content == newText, where.c_str());
        else if (saved.error().code != "half-written")
            QVERIFY2(content == oldText, where.c_str());
        else // the whole new text is there and the disk alone knows what it kept: so is the backup
            QVERIFY2(content == newText && folder.listing().ends_with(".backup"), where.c_str());
        if (!saved) {
            ++failures;
            QVERIFY(!saved.error().message.empty());
            QVERIFY2(saved.error().context.ends_with(path), saved.error().context.c_str());
        }
        if (codeOf(saved) != "half-written")
            QCOMPARE(folder.listing(), std::string("a.yaml"));
        if (fault.calls < number)
            break; // a save without any fault
    }
    QVERIFY(failures > 5);
}

void SaveFaultsTest::aFullDiskIsTold_data()
{
    QTest::addColumn<QString>("where");
    for (const char* const where : {"open", "write", "fsync", "close"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void SaveFaultsTest::aFullDiskIsTold()
{
    QFETCH(QString, where);
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    SystemCalls calls = SystemCalls::real();
    const SystemCalls real = calls;
    const auto full = [](int) {
        errno = ENOSPC;
        return -1;
    };
    if (where == QStringLiteral("open"))
        calls.open = [=](const char* name, int flags, mode_t mode) {
            return (flags & O_CREAT) != 0 ? full(0) : real.open(name, flags, mode);
        };
    else if (where == QStringLiteral("write"))
        calls.write = [=](int, const void*, std::size_t) { return full(0); };
    else if (where == QStringLiteral("fsync"))
        calls.fsync = full;
    else
        calls.close = [=](int fd) {
            // Only the one that was written: what was read closes well.
            const bool written = (::fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY;
            real.close(fd);
            return written ? full(0) : 0;
        };
    DiskFileStore store(calls);
    const Result<Done> saved = store.save({path, newText, known(oldText)});
    QCOMPARE(codeOf(saved), std::string("disk-full"));
    QVERIFY(saved.error().text().find("the disk is full; make room") != std::string::npos);
    QCOMPARE(Folder::contentOf(path), oldText);
    QCOMPARE(folder.listing(), std::string("a.yaml"));
}

void SaveFaultsTest::missingRightsAreTold()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    SystemCalls calls = SystemCalls::real();
    calls.access = [](const char*, int) {
        errno = EACCES;
        return -1;
    };
    QCOMPARE(codeOf(DiskFileStore(calls).save({path, newText, known(oldText)})),
             std::string("read-only"));
    calls = SystemCalls::real();
    calls.open = [real = calls.open](const char* name, int flags, mode_t mode) {
        if ((flags & O_CREAT) == 0)
            return real(name, flags, mode);
        errno = EACCES;
        return -1;
    };
    QCOMPARE(codeOf(DiskFileStore(calls).save({path, newText, known(oldText)})),
             std::string("no-permission"));
    QCOMPARE(Folder::contentOf(path), oldText);

    // Without any write right nobody saves, root neither.
    QCOMPARE(::chmod(path.c_str(), 0444), 0);
    QCOMPARE(codeOf(DiskFileStore().save({path, newText, known(oldText)})),
             std::string("read-only"));
    QCOMPARE(Folder::contentOf(path), oldText);
}

void SaveFaultsTest::theFolderIsGone()
{
    const Folder folder;
    std::filesystem::create_directory(folder.path("sub"));
    const std::string path = folder.write("sub/a.yaml", oldText);
    DiskFileStore store;
    const Result<text::SourceText> read = store.load(path);
    QVERIFY(read.has_value());
    std::filesystem::remove_all(folder.path("sub"));
    QCOMPARE(codeOf(store.save({path, newText, KnownContent{*read}})),
             std::string("no-such-folder"));
    QCOMPARE(codeOf(store.save({path, newText, NoFile{}})), std::string("no-such-folder"));
    QCOMPARE(folder.listing(), std::string());

    // Gone between the questions and the writing.
    std::filesystem::create_directory(folder.path("sub"));
    folder.write("sub/a.yaml", oldText);
    SystemCalls calls = SystemCalls::real();
    calls.open = [real = calls.open, &folder](const char* name, int flags, mode_t mode) {
        if ((flags & O_CREAT) != 0)
            std::filesystem::remove_all(folder.path("sub"));
        return real(name, flags, mode);
    };
    QCOMPARE(codeOf(DiskFileStore(calls).save({path, newText, known(oldText)})),
             std::string("no-such-folder"));
}

void SaveFaultsTest::aCrashBeforeTheRename()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        SystemCalls calls = SystemCalls::real();
        calls.rename = [](const char*, const char*, bool) {
            ::_exit(7);
            return -1;
        };
        DiskFileStore store(calls);
        (void)store.save({path, newText, known(oldText)});
        ::_exit(1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    QCOMPARE(Folder::contentOf(path), oldText);
    const std::string part = folder.listing().substr(0, folder.listing().find(','));
    QVERIFY(isPart(part.c_str()));

    // What it has left lies there for an hour, then the next save takes it away.
    DiskFileStore store;
    QVERIFY(store.save({path, newText, known(oldText)}).has_value());
    QVERIFY(std::filesystem::exists(folder.path(part)));
    std::filesystem::last_write_time(
        folder.path(part), std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    QVERIFY(store.save({path, oldText, known(newText)}).has_value());
    QCOMPARE(folder.listing(), std::string("a.yaml"));
    QCOMPARE(Folder::contentOf(path), oldText);
}

void SaveFaultsTest::aCrashInTheMiddleOfWritingInPlace()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        SystemCalls calls = SystemCalls::real();
        const auto backedUp = std::make_shared<bool>(false);
        calls.open = [=, real = calls.open](const char* name, int flags, mode_t mode) {
            *backedUp = flags == (O_WRONLY | O_CLOEXEC);
            return real(name, flags, mode);
        };
        calls.write = [=, real = calls.write](int fd, const void* from, std::size_t size) {
            const ssize_t put = real(fd, from, size / 2 + 1);
            if (*backedUp)
                ::_exit(7);
            return put;
        };
        DiskFileStore store(calls);
        (void)store.save({path, newText, known(oldText), SaveWay::InPlace});
        ::_exit(1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    QVERIFY(Folder::contentOf(path) != oldText);
    const std::string listing = folder.listing();
    const std::string backup = listing.substr(listing.find(',') + 1);
    QVERIFY(backup.starts_with("a.yaml.policywright-"));
    QCOMPARE(Folder::contentOf(folder.path(backup)), oldText);
}

void SaveFaultsTest::aDiskThatStaysBroken()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    int writes = 0;
    SystemCalls calls = guarded([] { return false; });
    calls.write = [&writes, real = calls.write](int fd, const void* from, std::size_t size) {
        if (++writes <= 3) // the backup takes two
            return real(fd, from, size);
        errno = EIO;
        return ssize_t{-1};
    };
    DiskFileStore store(calls);
    const Result<Done> saved = store.save({path, newText, known(oldText), SaveWay::InPlace});
    QCOMPARE(codeOf(saved), std::string("half-written"));
    const std::string backup = folder.listing().substr(sizeof "a.yaml");
    QVERIFY(saved.error().message.ends_with("whole in " + folder.path(backup)));
    QCOMPARE(Folder::contentOf(folder.path(backup)), oldText);
}

void SaveFaultsTest::aChangeWhileWriting()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", oldText);
    SystemCalls calls = SystemCalls::real();
    calls.fsync = [&folder, real = calls.fsync](int fd) {
        folder.write("a.yaml", "of somebody else");
        return real(fd);
    };
    DiskFileStore store(calls);
    QCOMPARE(codeOf(store.save({path, newText, known(oldText)})), std::string("changed-on-disk"));
    QCOMPARE(Folder::contentOf(path), std::string("of somebody else"));
    QCOMPARE(folder.listing(), std::string("a.yaml"));
}

void SaveFaultsTest::aFileThatAppearsWhileWriting()
{
    const Folder folder;
    SystemCalls calls = SystemCalls::real();
    calls.fsync = [&folder, real = calls.fsync](int fd) {
        folder.write("a.yaml", "of somebody else");
        return real(fd);
    };
    DiskFileStore store(calls);
    QCOMPARE(codeOf(store.save({folder.path("a.yaml"), newText, NoFile{}})), std::string("exists"));
    QCOMPARE(Folder::contentOf(folder.path("a.yaml")), std::string("of somebody else"));
    QCOMPARE(folder.listing(), std::string("a.yaml"));
}

QTEST_APPLESS_MAIN(SaveFaultsTest)
#include "save_faults_test.moc"
