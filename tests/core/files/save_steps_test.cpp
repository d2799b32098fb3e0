// What a save asks before it writes, and what a new file takes over from the old one.

#include "core/files/file_store.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace pw;
using namespace pw::files;
namespace fs = std::filesystem;

namespace {

constexpr uid_t stranger = 65534;

KnownContent known(const std::string& bytes)
{
    return {*text::SourceText::make(bytes)};
}

std::string codeOf(const Result<Done>& result)
{
    return result ? "saved" : result.error().code;
}

struct stat factsOf(const std::string& path)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0)
        qFatal("there is no %s", path.c_str());
    return info;
}

/// Chown fails, as it does for everybody but root.
SystemCalls withoutChown()
{
    SystemCalls calls = SystemCalls::real();
    calls.chown = [](int, uid_t, gid_t) {
        errno = EPERM;
        return -1;
    };
    return calls;
}

/// `u::rw-,u:1234:rw-,g::---,m::rw-,o::---`
bool setAccessList(const std::string& path, const char* name)
{
    struct Entry
    {
        std::uint16_t tag, rights;
        std::uint32_t id;
    };
    struct
    {
        std::uint32_t version = 2;
        std::array<Entry, 5> entries{{{0x01, 6, 0xFFFFFFFFU},
                                      {0x02, 6, 1234},
                                      {0x04, 0, 0xFFFFFFFFU},
                                      {0x10, 6, 0xFFFFFFFFU},
                                      {0x20, 0, 0xFFFFFFFFU}}};
    } const list;
    return ::setxattr(path.c_str(), name, &list, sizeof list, 0) == 0;
}

} // namespace

class SaveStepsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contentDecidesWhatHasChanged();
    void whatIsNewMustNotBeThere();
    void goneIsNotChanged();
    void theSameChangeIsNoConflict();
    void hardLinksAreTold();
    void aForeignOwnerIsTold();
    void ownerAndRightsStay();
    void attributesStay();
    void accessListsStay();
    void aFolderGivesNoRights();
    void linksAreFollowed();
    void longNamesHaveBackups();
    void nothingIsReadableMeanwhile();
};

void SaveStepsTest::contentDecidesWhatHasChanged()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    DiskFileStore store;
    folder.write("a.yaml", "two");
    for (const SaveWay way : {SaveWay::Ask, SaveWay::Replace, SaveWay::InPlace}) {
        const Result<Done> saved = store.save({path, "mine", known("one"), way});
        QCOMPARE(codeOf(saved), std::string("changed-on-disk"));
        QCOMPARE(saved.error().text(),
                 "write " + path
                     + ": another program has changed the file since it was read; overwrite it, "
                       "reload it, or save under another name");
        QCOMPARE(Folder::contentOf(path), std::string("two"));
    }
    QCOMPARE(folder.listing(), std::string("a.yaml"));
    // Touched, or another file with the same bytes: nothing has changed.
    fs::remove(path);
    folder.write("a.yaml", "one");
    QCOMPARE(codeOf(store.save({path, "mine", known("one")})), std::string("saved"));
    QCOMPARE(codeOf(store.save({path, "more", AnyContent{}})), std::string("saved"));
    QCOMPARE(Folder::contentOf(path), std::string("more"));
}

void SaveStepsTest::whatIsNewMustNotBeThere()
{
    const Folder folder;
    DiskFileStore store;
    QCOMPARE(codeOf(store.save({folder.path("a.yaml"), "one", NoFile{}})), std::string("saved"));
    QCOMPARE(codeOf(store.save({folder.path("a.yaml"), "two", NoFile{}})), std::string("exists"));
    QCOMPARE(Folder::contentOf(folder.path("a.yaml")), std::string("one"));
}

void SaveStepsTest::goneIsNotChanged()
{
    const Folder folder;
    DiskFileStore store;
    const std::string path = folder.path("a.yaml");
    QCOMPARE(codeOf(store.save({path, "one", known("zero")})), std::string("gone"));
    QCOMPARE(folder.listing(), std::string());
    QCOMPARE(codeOf(store.save({path, "one", NoFile{}})), std::string("saved"));
}

void SaveStepsTest::theSameChangeIsNoConflict()
{
    const Folder folder;
    DiskFileStore store;
    const std::string path = folder.write("a.yaml", "mine");
    QCOMPARE(codeOf(store.save({path, "mine", known("before")})), std::string("saved"));
}

void SaveStepsTest::hardLinksAreTold()
{
    const Folder folder;
    DiskFileStore store;
    const std::string path = folder.write("a.yaml", "one");
    fs::create_hard_link(path, folder.path("b.yaml"));
    const Result<Done> asked = store.save({path, "two", known("one")});
    QCOMPARE(codeOf(asked), std::string("hard-linked"));
    QVERIFY(asked.error().message.find("2 names") != std::string::npos);
    QCOMPARE(Folder::contentOf(path), std::string("one"));

    QCOMPARE(codeOf(store.save({path, "tw", known("one"), SaveWay::InPlace})),
             std::string("saved"));
    QCOMPARE(Folder::contentOf(folder.path("b.yaml")), std::string("tw"));
    QCOMPARE(factsOf(path).st_nlink, nlink_t{2});
    QCOMPARE(codeOf(store.save({path, "three", known("tw"), SaveWay::Replace})),
             std::string("saved"));
    QCOMPARE(Folder::contentOf(path), std::string("three"));
    QCOMPARE(Folder::contentOf(folder.path("b.yaml")), std::string("tw"));
    QCOMPARE(folder.listing(), std::string("a.yaml,b.yaml"));
}

void SaveStepsTest::aForeignOwnerIsTold()
{
    if (::geteuid() != 0)
        QSKIP("1 case: only root can make a file of somebody else");
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    QCOMPARE(::chown(path.c_str(), stranger, stranger), 0);
    QCOMPARE(::chmod(path.c_str(), 0664), 0);
    DiskFileStore store(withoutChown());
    const Result<Done> asked = store.save({path, "two", known("one")});
    QCOMPARE(codeOf(asked), std::string("foreign-owner"));
    QVERIFY(asked.error().message.find("belongs to the user ") != std::string::npos);
    QCOMPARE(Folder::contentOf(path), std::string("one"));

    QCOMPARE(codeOf(store.save({path, "two", known("one"), SaveWay::InPlace})),
             std::string("saved"));
    QCOMPARE(factsOf(path).st_uid, stranger);
    QCOMPARE(codeOf(store.save({path, "three", known("two"), SaveWay::Replace})),
             std::string("saved"));
    QCOMPARE(factsOf(path).st_uid, ::geteuid());
    // Another group must not gain what the old one had.
    QCOMPARE(factsOf(path).st_mode & 0777U, mode_t{0644});
    QCOMPARE(folder.listing(), std::string("a.yaml"));
}

void SaveStepsTest::ownerAndRightsStay()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    if (::geteuid() == 0)
        QCOMPARE(::chown(path.c_str(), stranger, stranger), 0);
    QCOMPARE(::chmod(path.c_str(), 0640), 0);
    const struct stat before = factsOf(path);
    DiskFileStore store;
    QCOMPARE(codeOf(store.save({path, "two", known("one")})), std::string("saved"));
    const struct stat after = factsOf(path);
    QVERIFY(after.st_ino != before.st_ino);
    QCOMPARE(after.st_mode, before.st_mode);
    QCOMPARE(after.st_uid, before.st_uid);
    QCOMPARE(after.st_gid, before.st_gid);
}

void SaveStepsTest::attributesStay()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    if (::setxattr(path.c_str(), "user.note", "kept", 4, 0) != 0)
        QSKIP("1 case: this file system has no extended attributes");
    DiskFileStore store;
    QCOMPARE(codeOf(store.save({path, "two", known("one")})), std::string("saved"));
    char value[8] = {};
    QCOMPARE(::getxattr(path.c_str(), "user.note", value, sizeof value), ssize_t{4});
    QCOMPARE(std::string(value), std::string("kept"));
}

void SaveStepsTest::accessListsStay()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    // The group may do nothing, one user more may read and write: the mode shows 0660.
    if (!setAccessList(path, "system.posix_acl_access"))
        QSKIP("1 case: this file system has no access lists");
    QCOMPARE(factsOf(path).st_mode & 07777U, 0660U);
    DiskFileStore store;
    QCOMPARE(codeOf(store.save({path, "two", known("one")})), std::string("saved"));
    QVERIFY(::getxattr(path.c_str(), "system.posix_acl_access", nullptr, 0) > 0);
    QCOMPARE(factsOf(path).st_mode & 07777U, 0660U);
    // It cannot be taken over, and its bits must not become the group's.
    if (::geteuid() != 0)
        QSKIP("1 case: needs a file of somebody else");
    QVERIFY(::chown(path.c_str(), stranger, stranger) == 0);
    DiskFileStore poor(withoutChown());
    QCOMPARE(codeOf(poor.save({path, "three", known("two"), SaveWay::Replace})),
             std::string("saved"));
    QVERIFY(::getxattr(path.c_str(), "system.posix_acl_access", nullptr, 0) <= 0);
    QCOMPARE(factsOf(path).st_mode & 07777U, 0600U);
}

void SaveStepsTest::aFolderGivesNoRights()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    ::chmod(path.c_str(), 0640);
    if (!setAccessList(fs::path(path).parent_path(), "system.posix_acl_default"))
        QSKIP("1 case: this file system has no access lists");
    DiskFileStore store;
    QCOMPARE(codeOf(store.save({path, "two", known("one")})), std::string("saved"));
    QVERIFY(::getxattr(path.c_str(), "system.posix_acl_access", nullptr, 0) <= 0);
    QCOMPARE(factsOf(path).st_mode & 07777U, 0640U);
}

void SaveStepsTest::linksAreFollowed()
{
    const Folder folder;
    DiskFileStore store;
    fs::create_directory(folder.path("deep"));
    fs::create_symlink("deep/real.yaml", folder.path("link.yaml"));
    fs::create_symlink("link.yaml", folder.path("second.yaml"));
    QCOMPARE(codeOf(store.save({folder.path("second.yaml"), "one", NoFile{}})),
             std::string("saved"));
    QCOMPARE(Folder::contentOf(folder.path("deep/real.yaml")), std::string("one"));
    QCOMPARE(codeOf(store.save({folder.path("second.yaml"), "two", known("one")})),
             std::string("saved"));
    QCOMPARE(Folder::contentOf(folder.path("deep/real.yaml")), std::string("two"));
    QVERIFY(fs::is_symlink(folder.path("link.yaml")) && fs::is_symlink(folder.path("second.yaml")));
    QCOMPARE(folder.listing(), std::string("deep,link.yaml,second.yaml"));

    fs::create_symlink("nowhere/a.yaml", folder.path("lost.yaml"));
    QCOMPARE(codeOf(store.save({folder.path("lost.yaml"), "one", NoFile{}})),
             std::string("no-such-folder"));
}

void SaveStepsTest::longNamesHaveBackups()
{
    const Folder folder;
    DiskFileStore store;
    std::string name = "x";
    while (name.size() + 2 <= 255)
        name += "\xC3\xA9";
    const std::string path = folder.write(name, "one");
    QCOMPARE(codeOf(store.save({path, "two", known("one"), SaveWay::InPlace})),
             std::string("saved"));
    QCOMPARE(codeOf(store.save({path, "three", known("two")})), std::string("saved"));
    QCOMPARE(folder.listing(), name);
}

void SaveStepsTest::nothingIsReadableMeanwhile()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    QCOMPARE(::chmod(path.c_str(), 0600), 0);
    SystemCalls calls = SystemCalls::real();
    mode_t seen = 0;
    calls.write = [&seen, real = calls.write](int fd, const void* from, std::size_t size) {
        struct stat info = {};
        ::fstat(fd, &info);
        seen |= info.st_mode & 0777U;
        return real(fd, from, size);
    };
    DiskFileStore store(calls);
    QCOMPARE(codeOf(store.save({path, "two", known("one")})), std::string("saved"));
    QCOMPARE(seen, mode_t{0600});
}

QTEST_APPLESS_MAIN(SaveStepsTest)
#include "save_steps_test.moc"
