#include "core/files/part_file.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace pw::files;
namespace fs = std::filesystem;

class PartFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreOurs();
    void sweepsOnlyWhatIsLeftOver();
};

void PartFileTest::namesAreOurs()
{
    const Folder folder;
    std::string path;
    const int fd = openPart(SystemCalls::real(), folder.path("."), 0600, path);
    QVERIFY(fd >= 0);
    ::close(fd);
    QVERIFY(isPartName(path.substr(path.rfind('/') + 1)));
    for (const char* const name :
         {"a.yaml", ".policywright-12.part", ".policywright-12-.part", ".policywright-x-1.part",
          ".policywright--1-1.part", ".policywright-1-1.yaml", "policywright-1-1.part",
          ".policywright-.part", ".policywright-1-1x.part", ".policywright-0-1.part"})
        QVERIFY2(!isPartName(name), name);
}

void PartFileTest::sweepsOnlyWhatIsLeftOver()
{
    // A process id that nobody has any more.
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    const std::string dead = std::to_string(child);
    const std::string alive = std::to_string(::getpid());

    const Folder folder;
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(2);
    const auto put = [&](const std::string& name, bool isOld) {
        folder.write(name, "half");
        if (isOld)
            fs::last_write_time(folder.path(name), old);
    };
    put(".policywright-" + dead + "-1.part", true);
    put(".policywright-" + dead + "-2.part", false);
    put(".policywright-" + alive + "-3.part", true);
    put(".policywright-notes.part", true);
    put("a.yaml.policywright-4.backup", true);
    fs::create_directory(folder.path(".policywright-" + dead + "-5.part"));
    fs::last_write_time(folder.path(".policywright-" + dead + "-5.part"), old);
    sweepParts(SystemCalls::real(), folder.path(""));
    const std::string left = folder.listing();
    QVERIFY(left.find(dead + "-1.part") == std::string::npos);
    for (const std::string& kept : {dead + "-2.part", alive + "-3.part", std::string("-notes.part"),
                                    std::string("-4.backup"), dead + "-5.part"})
        QVERIFY2(left.find(kept) != std::string::npos, left.c_str());
}

QTEST_APPLESS_MAIN(PartFileTest)
#include "part_file_test.moc"
