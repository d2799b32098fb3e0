// What a window that ended in the middle has left is found once, and never that of one that runs.

#include "core/files/journal.h"
#include "core/files/recovery_folder.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace pw;
using namespace pw::files;
namespace fs = std::filesystem;

namespace {

/// A process with a window of its own, which keeps a text and a note and then waits.
class OtherWindow
{
public:
    OtherWindow(const std::string& root, const std::string& text, const std::string& note)
    {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0)
            return;
        m_pid = ::fork();
        if (m_pid == 0) {
            Result<WindowFolder> folder = WindowFolder::make(root);
            bool kept = folder.has_value();
            if (kept && !text.empty())
                kept
                    = Journal(folder->journalOf(1)).begin({"", "new policy", ""}, text).has_value();
            if (kept && !note.empty())
                kept = folder->note(note).has_value();
            (void)!::write(ends[1], kept ? "+" : "-", 1);
            ::pause();
            ::_exit(0);
        }
        ::close(ends[1]);
        char answer = 0;
        m_ready = ::read(ends[0], &answer, 1) == 1 && answer == '+';
        ::close(ends[0]);
    }
    ~OtherWindow() { kill(); }
    OtherWindow(const OtherWindow&) = delete;
    OtherWindow& operator=(const OtherWindow&) = delete;
    [[nodiscard]] bool ready() const { return m_ready; }
    void kill()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        m_pid = -1;
    }

private:
    pid_t m_pid = -1;
    bool m_ready = false;
};

std::string textIn(const std::string& journal)
{
    const Result<JournalledText> out = readJournal(Folder::contentOf(journal));
    return out ? out->text : out.error().code;
}

std::size_t foldersIn(const std::string& root)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(root), fs::directory_iterator()));
}

} // namespace

class RecoveryFolderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWindowThatRunsKeepsItsTexts();
    void whatAKilledWindowLeftIsFoundOnce();
    void aClosedWindowLeavesNothing();
    void onlyForThisPerson();
    void emptyAndStrangeFolders();
    void noFolderCanBeMade();
};

void RecoveryFolderTest::aWindowThatRunsKeepsItsTexts()
{
    const Folder folder;
    const std::string root = folder.path("state/recovery");
    const OtherWindow other(root, "a: 1\n", "tabs");
    QVERIFY(other.ready());
    const Result<WindowFolder> own = WindowFolder::make(root);
    QVERIFY(own.has_value());
    QVERIFY(Journal(own->journalOf(1)).begin({}, "b: 2\n").has_value());
    const LeftWindows left = leftWindows(root);
    QVERIFY(left.windows.empty());
    QCOMPARE(left.running, std::size_t{2});
}

void RecoveryFolderTest::whatAKilledWindowLeftIsFoundOnce()
{
    const Folder folder;
    const std::string root = folder.path("recovery");
    OtherWindow other(root, "a: 1\n", "tabs");
    QVERIFY(other.ready());
    other.kill();
    LeftWindows left = leftWindows(root);
    QCOMPARE(left.windows.size(), std::size_t{1});
    QCOMPARE(left.running, std::size_t{0});
    QCOMPARE(left.windows[0].note, std::string("tabs"));
    QCOMPARE(left.windows[0].journals.size(), std::size_t{1});
    QCOMPARE(textIn(left.windows[0].journals[0]), std::string("a: 1\n"));
    // Somebody is looking at it: no other window offers it, too.
    QVERIFY(leftWindows(root).windows.empty());
    // Not now: it is there the next time.
    left.windows.clear();
    left = leftWindows(root);
    QCOMPARE(left.windows.size(), std::size_t{1});
    removeLeft(left.windows[0]);
    QCOMPARE(foldersIn(root), std::size_t{0});
}

void RecoveryFolderTest::aClosedWindowLeavesNothing()
{
    const Folder folder;
    const std::string root = folder.path("recovery");
    Result<WindowFolder> own = WindowFolder::make(root);
    QVERIFY(own.has_value() && own->note("tabs").has_value());
    QVERIFY(Journal(own->journalOf(1)).begin({}, "b: 2\n").has_value());
    own->remove();
    QCOMPARE(foldersIn(root), std::size_t{0});
}

void RecoveryFolderTest::onlyForThisPerson()
{
    const Folder folder;
    const std::string root = folder.path("recovery");
    const Result<WindowFolder> own = WindowFolder::make(root);
    QVERIFY(own.has_value() && own->note("tabs").has_value());
    const auto rights = [](const std::string& path) {
        struct stat info = {};
        return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0U;
    };
    QCOMPARE(rights(root), 0700U);
    QCOMPARE(rights(own->path()), 0700U);
    QCOMPARE(rights(own->path() + "/note"), 0600U);
    QCOMPARE(rights(own->path() + "/lock"), 0600U);
}

void RecoveryFolderTest::emptyAndStrangeFolders()
{
    const Folder folder;
    const std::string root = folder.path("recovery");
    {
        OtherWindow other(root, {}, {}); // ended before it had anything to keep
        QVERIFY(other.ready());
    }
    fs::create_directories(root + "/window-without-a-lock");
    fs::create_directories(root + "/.new-just-now");
    fs::create_directories(root + "/.new-long-ago");
    fs::last_write_time(root + "/.new-long-ago",
                        fs::file_time_type::clock::now() - std::chrono::hours(2));
    folder.write("recovery/a file", "not ours");
    QVERIFY(leftWindows(root).windows.empty());
    QVERIFY(fs::exists(root + "/.new-just-now"));
    QVERIFY(fs::exists(root + "/a file"));
    QCOMPARE(foldersIn(root), std::size_t{2});
    QVERIFY(leftWindows(folder.path("nowhere")).windows.empty());
}

void RecoveryFolderTest::noFolderCanBeMade()
{
    const Folder folder;
    folder.write("state", "a file");
    const Result<WindowFolder> own = WindowFolder::make(folder.path("state/recovery"));
    QVERIFY(!own.has_value());
    QVERIFY(!own.error().message.empty());
}

QTEST_APPLESS_MAIN(RecoveryFolderTest)
#include "recovery_folder_test.moc"
