// What a folder holds: documents by their names, everything else by why it is none.

#include "core/files/folder.h"

#include "tests/core/files/folder.h"

#include <QTest>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace pw;
using namespace pw::files;
namespace fs = std::filesystem;

namespace {

/// `a.yaml,b/c.yaml | LICENSE(name)`, with what could not be looked into and `…` when it is cut.
std::string shown(const Result<FolderListing>& listing)
{
    if (!listing)
        return listing.error().code;
    std::string out;
    for (const FolderFile& file : listing->files)
        out += (out.empty() ? "" : ",") + file.name;
    out += " |";
    for (const SkippedFile& file : listing->skipped) {
        out += " " + file.name;
        out += file.why == SkippedFile::Why::Name   ? "(name)"
            : file.why == SkippedFile::Why::Special ? "(special)"
                                                    : "(=" + file.other + ")";
    }
    for (const std::string& folder : listing->unread)
        out += " !" + folder;
    return out + (listing->cut ? " …" : "");
}

Result<FolderListing> list(const std::string& folder, std::size_t most = mostFolderFiles,
                           const std::stop_token& stop = {})
{
    return listFolder(folder, most, stop, [](std::size_t, std::size_t, std::string_view) {});
}

} // namespace

class FolderListingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filesOfTheFolderAndBelow()
    {
        const Folder folder;
        fs::create_directories(folder.path("services/deep"));
        folder.write("b.YML", "b");
        folder.write("a.json", "a");
        folder.write("LICENSE", "l");
        folder.write("services/c.yaml", "c");
        folder.write("services/deep/d.yaml", "d");
        QCOMPARE(shown(list(folder.path(""))),
                 std::string("a.json,b.YML,services/c.yaml,services/deep/d.yaml | LICENSE(name)"));
    }

    void hiddenFoldersAndHalfWrittenFilesAreLeftOut()
    {
        const Folder folder;
        fs::create_directories(folder.path(".git/refs"));
        folder.write(".git/refs/a.yaml", "a");
        folder.write(".policywright-12-34.part", "x");
        folder.write(".hidden.yaml", "h");
        QCOMPARE(shown(list(folder.path(""))), std::string(".hidden.yaml |"));
    }

    void linksThatGoRoundEnd()
    {
        const Folder folder;
        fs::create_directories(folder.path("a/b"));
        folder.write("a/b/c.yaml", "c");
        fs::create_directory_symlink(folder.path(""), folder.path("a/b/up"));
        fs::create_directory_symlink(folder.path("a"), folder.path("again"));
        fs::create_symlink(folder.path("loop"), folder.path("loop"));
        QCOMPARE(shown(list(folder.path(""))), std::string("a/b/c.yaml | loop(special)"));
    }

    /// The name of its own counts, wherever the link stands.
    void aFileIsListedOnce()
    {
        const Folder folder;
        fs::create_directories(folder.path("z"));
        folder.write("z/real.yaml", "r");
        fs::create_symlink(folder.path("z/real.yaml"), folder.path("a.yaml"));
        QCOMPARE(shown(list(folder.path(""))), std::string("z/real.yaml | a.yaml(=z/real.yaml)"));
    }

    void aLinkedFolderElsewhereIsRead()
    {
        const Folder folder;
        const Folder elsewhere;
        elsewhere.write("x.yaml", "x");
        fs::create_directory_symlink(elsewhere.path(""), folder.path("shared"));
        QCOMPARE(shown(list(folder.path(""))), std::string("shared/x.yaml |"));
    }

    void pipesAreNeverOpened()
    {
        const Folder folder;
        QCOMPARE(::mkfifo(folder.path("pipe.yaml").c_str(), 0600), 0);
        fs::create_symlink(folder.path("nowhere"), folder.path("gone.yaml"));
        QCOMPARE(shown(list(folder.path(""))),
                 std::string(" | gone.yaml(special) pipe.yaml(special)"));
    }

    void moreThanTheMostIsCut()
    {
        const Folder folder;
        for (int at = 0; at < 5; ++at)
            folder.write("f" + std::to_string(at) + ".yaml", "x");
        const Result<FolderListing> cut = list(folder.path(""), 3);
        QVERIFY(cut && cut->cut);
        QCOMPARE(cut->files.size(), std::size_t{3});
        const Result<FolderListing> whole = list(folder.path(""), 5);
        QVERIFY(whole && !whole->cut);
    }

    void errors()
    {
        const Folder folder;
        const std::string file = folder.write("a.yaml", "a");
        QCOMPARE(shown(list(folder.path("missing"))), std::string("no-such-folder"));
        QCOMPARE(shown(list(file)), std::string("not-a-folder"));
        std::stop_source stopped;
        stopped.request_stop();
        QCOMPARE(shown(list(folder.path(""), mostFolderFiles, stopped.get_token())),
                 std::string("cancelled"));
    }

    void aFolderWithoutRights()
    {
        if (::geteuid() == 0)
            QSKIP("root may look into every folder");
        const Folder folder;
        fs::create_directories(folder.path("shut"));
        folder.write("a.yaml", "a");
        fs::permissions(folder.path("shut"), fs::perms::none);
        QCOMPARE(shown(list(folder.path(""))), std::string("a.yaml | !shut: Permission denied"));
        QCOMPARE(shown(list(folder.path("shut"))), std::string("no-permission"));
        fs::permissions(folder.path("shut"), fs::perms::owner_all);
    }

    void aStampChangesWithTheFile()
    {
        const Folder folder;
        const std::string file = folder.write("a.yaml", "a");
        const std::optional<FileStamp> before = stampOf(file);
        QVERIFY(before);
        QCOMPARE(list(folder.path(""))->files.front().stamp == *before, true);
        folder.write("a.yaml", "longer");
        QVERIFY(stampOf(file) != before);
        QVERIFY(!stampOf(folder.path("missing")));
    }
};

QTEST_APPLESS_MAIN(FolderListingTest)
#include "folder_listing_test.moc"
