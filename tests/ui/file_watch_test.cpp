#include "app/policywright/file_watch.h"
#include "tests/core/files/folder.h"

#include <QTest>

#include <filesystem>

using namespace pw;
using app::FileWatch;
namespace fs = std::filesystem;

class FileWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void seesWhatOthersWrite();
    void seesEveryReplacement();
    void seesThroughLinks();
    void sameBytesAreNoNews();
    void goneAndBackAgain();
    void aFileThatIsWrittenAnewIsNotGone();
    void aFolderThatGoesAndComesBack();
    void whatIsForgottenIsSilent();
    void checksAllWhenAsked();

private:
    void follow(const std::string& path, const std::string& known);
    void replace(const std::string& name, const std::string& bytes) const;
    [[nodiscard]] QString told() const { return m_told.join(u'|'); }

    std::unique_ptr<files::Folder> m_folder;
    files::DiskFileStore m_store;
    std::unique_ptr<FileWatch> m_watch;
    QStringList m_told; // the contents, - for gone
    int m_checked = 0;
    QObject m_who;
};

void FileWatchTest::init()
{
    m_folder = std::make_unique<files::Folder>();
    m_watch = std::make_unique<FileWatch>(m_store);
    m_told.clear();
    m_checked = 0;
    connect(m_watch.get(), &FileWatch::changed, this,
            [this](const QObject* who, const std::string&, const FileWatch::Content& content) {
                QCOMPARE(who, &m_who);
                m_told += content
                    ? QString::fromUtf8(content->bytes().data(),
                                        static_cast<qsizetype>(content->bytes().size()))
                    : QStringLiteral("-");
            });
    connect(m_watch.get(), &FileWatch::checked, this, [this] { ++m_checked; });
}

void FileWatchTest::cleanup()
{
    m_watch.reset();
}

/// Returns when the watch is set.
void FileWatchTest::follow(const std::string& path, const std::string& known)
{
    m_watch->follow(&m_who, path, *text::SourceText::make(known));
    const int before = m_checked;
    m_watch->checkAll();
    QTRY_COMPARE(m_checked, before + 1);
}

void FileWatchTest::replace(const std::string& name, const std::string& bytes) const
{
    m_folder->write(name + ".new", bytes);
    fs::rename(m_folder->path(name + ".new"), m_folder->path(name));
}

void FileWatchTest::seesWhatOthersWrite()
{
    follow(m_folder->write("a.yaml", "one"), "one");
    m_folder->write("a.yaml", "two");
    QTRY_COMPARE(told(), QStringLiteral("two"));
}

void FileWatchTest::seesEveryReplacement()
{
    follow(m_folder->write("a.yaml", "0"), "0");
    QString expected;
    for (const char* const bytes : {"1", "2", "3", "4"}) {
        replace("a.yaml", bytes);
        expected
            += (expected.isEmpty() ? QString() : QStringLiteral("|")) + QString::fromLatin1(bytes);
        QTRY_COMPARE(told(), expected);
    }
}

void FileWatchTest::seesThroughLinks()
{
    fs::create_directory(m_folder->path("deep"));
    m_folder->write("deep/real.yaml", "one");
    fs::create_symlink("deep/real.yaml", m_folder->path("link.yaml"));
    follow(m_folder->path("link.yaml"), "one");
    replace("deep/real.yaml", "two");
    QTRY_COMPARE(told(), QStringLiteral("two"));
    replace("deep/real.yaml", "three");
    QTRY_COMPARE(told(), QStringLiteral("two|three"));
}

void FileWatchTest::sameBytesAreNoNews()
{
    follow(m_folder->write("a.yaml", "one"), "one");
    m_folder->write("a.yaml", "one");
    replace("a.yaml", "one");
    m_watch->checkAll();
    QTRY_COMPARE(m_checked, 2);
    QCOMPARE(told(), QString());
    m_folder->write("a.yaml", "two");
    QTRY_COMPARE(told(), QStringLiteral("two"));
    // What we have written ourselves is none either.
    m_watch->follow(&m_who, m_folder->path("a.yaml"), *text::SourceText::make("three"));
    m_folder->write("a.yaml", "three");
    m_watch->checkAll();
    QTRY_COMPARE(m_checked, 3);
    QCOMPARE(told(), QStringLiteral("two"));
}

void FileWatchTest::goneAndBackAgain()
{
    follow(m_folder->write("a.yaml", "one"), "one");
    fs::remove(m_folder->path("a.yaml"));
    QTRY_COMPARE(told(), QStringLiteral("-"));
    m_folder->write("a.yaml", "two");
    QTRY_COMPARE(told().section(u'|', -1), QStringLiteral("two"));
    replace("a.yaml", "three");
    QTRY_COMPARE(told().section(u'|', -1), QStringLiteral("three"));
}

void FileWatchTest::aFileThatIsWrittenAnewIsNotGone()
{
    follow(m_folder->write("a.yaml", "one"), "one");
    fs::remove(m_folder->path("a.yaml"));
    m_folder->write("a.yaml", "two");
    QTRY_COMPARE(told(), QStringLiteral("two"));
}

void FileWatchTest::aFolderThatGoesAndComesBack()
{
    fs::create_directory(m_folder->path("sub"));
    follow(m_folder->write("sub/a.yaml", "one"), "one");
    fs::remove_all(m_folder->path("sub"));
    QTRY_COMPARE(told(), QStringLiteral("-"));
    fs::create_directory(m_folder->path("sub"));
    m_folder->write("sub/a.yaml", "two");
    m_watch->checkAll();
    QTRY_COMPARE(told(), QStringLiteral("-|two"));
}

void FileWatchTest::whatIsForgottenIsSilent()
{
    follow(m_folder->write("a.yaml", "one"), "one");
    m_watch->forget(&m_who);
    m_folder->write("a.yaml", "two");
    m_watch->checkAll();
    QTRY_COMPARE(m_checked, 2);
    QCOMPARE(told(), QString());
}

void FileWatchTest::checksAllWhenAsked()
{
    // As on a disk that sends no events: the news come with the question.
    follow(m_folder->write("a.yaml", "one"), "zero");
    QCOMPARE(told(), QStringLiteral("one"));
}

QTEST_GUILESS_MAIN(FileWatchTest)
#include "file_watch_test.moc"
