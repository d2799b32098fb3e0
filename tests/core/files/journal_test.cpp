// What is typed is read back from a journal up to the last step that is whole, wherever the file
// ends; a disk that fails costs no older step.

#include "core/files/journal.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>

using namespace pw;
using namespace pw::files;

namespace {

using Changes = std::vector<JournalChange>;
const JournalHead head{"/home/a/mongo.yaml", "mongo.yaml", contentDigest("mode: audit\n")};

JournalledText read(const std::string& bytes)
{
    const Result<JournalledText> out = readJournal(bytes);
    return out ? *out : JournalledText{{}, out.error().code, true};
}

/// `at -removed +inserted`, with commas.
std::string printed(const Changes& changes)
{
    std::string out;
    for (const JournalChange& change : changes)
        out += (out.empty() ? "" : ", ") + std::to_string(change.at) + " -"
            + std::to_string(change.removed) + " +" + change.inserted;
    return out;
}

std::string added(const Changes& each)
{
    Changes out;
    for (const JournalChange& change : each)
        addChange(out, change);
    return printed(out);
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextAndWhatWasTyped();
    void whatIsTypedInOneGoIsOneChange();
    void everyEndOfTheFile();
    void aStepThatDoesNotFitIsLeftOut();
    void noJournal();
    void onlyThisPersonCanReadIt();
    void aNewBeginningTakesThePlaceOfTheOld();
    void aFullDisk();
};

void JournalTest::aTextAndWhatWasTyped()
{
    const std::string bytes = journalStart(head, "mode: audit\n")
        + journalStep({{6, 5, "enforce"}, {0, 0, "spec:\n  "}}) + journalStep({{8, 0, "x"}});
    const JournalledText out = read(bytes);
    QCOMPARE(out.text, std::string("spec:\n  xmode: enforce\n"));
    QCOMPARE(out.head, head);
    QVERIFY(!out.cut);
}

void JournalTest::whatIsTypedInOneGoIsOneChange()
{
    QCOMPARE(added({{4, 0, "a"}, {5, 0, "b"}, {6, 0, "c"}}), std::string("4 -0 +abc"));
    // Typed and deleted again; further than it was typed, it is a change of its own.
    QCOMPARE(added({{4, 0, "abc"}, {6, 1, ""}, {5, 1, ""}}), std::string("4 -0 +a"));
    QCOMPARE(added({{4, 0, "a"}, {3, 2, ""}}), std::string("4 -0 +a, 3 -2 +"));
    QCOMPARE(added({{4, 2, "a"}, {9, 0, "b"}}), std::string("4 -2 +a, 9 -0 +b"));
}

/// A process ends in the middle of a write: what is whole counts.
void JournalTest::everyEndOfTheFile()
{
    const std::string start = journalStart(head, "a: 1\n");
    const std::string first = journalStep({{3, 1, "2"}});
    const std::string second = journalStep({{5, 0, "b: 3\n"}});
    const std::string whole = start + first + second;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const JournalledText out = read(whole.substr(0, size));
        if (size < start.size())
            QCOMPARE(out.text, std::string("no-journal"));
        else if (size < start.size() + first.size())
            QCOMPARE(out.text, std::string("a: 1\n"));
        else
            QCOMPARE(out.text, std::string("a: 2\n"));
        const bool between = size == start.size() || size == start.size() + first.size();
        QCOMPARE(out.cut, !between);
    }
    // A byte that the disk has changed is noticed, wherever it is.
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 500; ++i) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
        const JournalledText out = read(damaged);
        QVERIFY(out.cut);
        QVERIFY(out.text == "no-journal" || out.text == "a: 1\n" || out.text == "a: 2\n");
    }
}

void JournalTest::aStepThatDoesNotFitIsLeftOut()
{
    const std::string start = journalStart(head, "abc");
    for (const Changes& wrong :
         {Changes{{4, 0, "x"}}, Changes{{2, 2, ""}}, Changes{{0, 0, "x"}, {0xffffffffU, 0, ""}}}) {
        const JournalledText out = read(start + journalStep(wrong) + journalStep({{0, 0, "y"}}));
        QCOMPARE(out.text, std::string("abc"));
        QVERIFY(out.cut);
    }
}

void JournalTest::noJournal()
{
    for (const std::string& bytes : {std::string(), std::string("policywright journal 1\n"),
                                     std::string("policywright journal 2\n") + std::string(99, 'x'),
                                     journalStep({{0, 0, "x"}})})
        QCOMPARE(read(bytes).text, std::string("no-journal"));
}

void JournalTest::onlyThisPersonCanReadIt()
{
    const Folder folder;
    Journal journal(folder.path("1.journal"));
    QVERIFY(journal.begin(head, "a: 1\n").has_value());
    struct stat info = {};
    QVERIFY(::stat(folder.path("1.journal").c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    journal.remove();
    QCOMPARE(folder.listing(), std::string());
}

void JournalTest::aNewBeginningTakesThePlaceOfTheOld()
{
    const Folder folder;
    const std::string path = folder.path("1.journal");
    Journal journal(path);
    QCOMPARE(journal.append({{0, 0, "x"}}).error().code, std::string("not-begun"));
    QVERIFY(journal.begin(head, "a\n").has_value());
    QVERIFY(journal.append({{1, 0, "b"}}).has_value());
    QCOMPARE(read(Folder::contentOf(path)).text, std::string("ab\n"));
    QVERIFY(journal.begin(head, "c\n").has_value());
    QVERIFY(journal.append({{1, 0, "d"}}).has_value());
    QCOMPARE(read(Folder::contentOf(path)).text, std::string("cd\n"));
    QCOMPARE(folder.listing(), std::string("1.journal"));
}

void JournalTest::aFullDisk()
{
    const Folder folder;
    const std::string path = folder.path("1.journal");
    bool full = false;
    SystemCalls calls = SystemCalls::real();
    calls.write = [&full, real = calls.write](int fd, const void* from, std::size_t size) {
        if (!full)
            return real(fd, from, size);
        if (size > 1)
            return real(fd, from, size / 2); // the disk takes less and less, then nothing
        errno = ENOSPC;
        return ssize_t{-1};
    };
    Journal journal(path, calls);
    QVERIFY(journal.begin(head, "a\n").has_value());
    QVERIFY(journal.append({{1, 0, "b"}}).has_value());
    full = true;
    QCOMPARE(journal.append({{2, 0, "c"}}).error().code, std::string("disk-full"));
    QCOMPARE(journal.append({{2, 0, "c"}}).error().code, std::string("not-begun"));
    QCOMPARE(journal.begin(head, "abc\n").error().code, std::string("disk-full"));
    QCOMPARE(read(Folder::contentOf(path)).text, std::string("ab\n"));
    QCOMPARE(folder.listing(), std::string("1.journal"));
    full = false;
    QVERIFY(journal.begin(head, "abc\n").has_value());
    QCOMPARE(read(Folder::contentOf(path)).text, std::string("abc\n"));
}

QTEST_APPLESS_MAIN(JournalTest)
#include "journal_test.moc"
