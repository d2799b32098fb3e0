#include "core/files/same_file.h"
#include "tests/core/files/folder.h"

#include <QTest>

using namespace pw::files;
namespace fs = std::filesystem;

class SameFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneFileHasManyNames();
    void regularFiles();
};

void SameFileTest::oneFileHasManyNames()
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", "one");
    folder.write("b.yaml", "one");
    fs::create_symlink("a.yaml", folder.path("link.yaml"));
    fs::create_hard_link(path, folder.path("hard.yaml"));
    QVERIFY(sameFile(path, path));
    QVERIFY(sameFile(path, folder.path("./a.yaml")));
    QVERIFY(sameFile(path, folder.path("link.yaml")));
    QVERIFY(sameFile(path, folder.path("hard.yaml")));
    QVERIFY(!sameFile(path, folder.path("b.yaml")));
    QVERIFY(sameFile(folder.path("none.yaml"), folder.path("./none.yaml")));
    QVERIFY(!sameFile(folder.path("none.yaml"), path));
    QVERIFY(!sameFile("", path));
}

void SameFileTest::regularFiles()
{
    const Folder folder;
    QVERIFY(isRegularFile(folder.write("a.yaml", "")));
    QVERIFY(!isRegularFile(folder.path(".")));
    QVERIFY(!isRegularFile(folder.path("none.yaml")));
    QVERIFY(!isRegularFile("/dev/null"));
}

QTEST_APPLESS_MAIN(SameFileTest)
#include "same_file_test.moc"
