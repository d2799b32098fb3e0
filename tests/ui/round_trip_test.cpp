// What is opened in a tab and saved without a change stays byte for byte what it was.

#include "app/policywright/file_controller.h"
#include "app/policywright/session.h"
#include "tests/core/files/folder.h"
#include "ui/editor/policy_editor.h"

#include <QTest>
#include <QWidget>

#include <filesystem>
#include <sys/stat.h>

using namespace pw;
namespace fs = std::filesystem;

namespace {

const std::string byteOrderMark = "\xEF\xBB\xBF";

std::string withCrLf(const std::string& bytes)
{
    std::string out;
    for (const char byte : bytes)
        out += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
    return out;
}

ino_t inodeOf(const std::string& path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
}

} // namespace

class RoundTripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openedAndSaved_data();
    void openedAndSaved();
    void recordedPolicies();

private:
    /// Empty when the file is what it was; else what went wrong.
    QString openAndSave(const std::string& bytes);
};

QString RoundTripTest::openAndSave(const std::string& bytes)
{
    const files::Folder folder;
    const std::string path = folder.write("policy.yaml", bytes);
    files::DiskFileStore store;
    app::Session session;
    QWidget window;
    app::FileController files(store, session, window);
    files.open({QString::fromStdString(path)});
    if (!QTest::qWaitFor([&] { return session.documents().size() == 1; }))
        return QStringLiteral("was not opened");
    app::Document& document = *session.documents().front();
    if (!QTest::qWaitFor([&] { return !document.editor().isLoading() && files.isIdle(); }))
        return QStringLiteral("was not loaded");
    if (document.isModified())
        return QStringLiteral("counts as modified");
    const ino_t before = inodeOf(path);
    files.save(document);
    // A saved file is a new one under the old name.
    if (!QTest::qWaitFor([&] { return inodeOf(path) != before && files.isIdle(); }))
        return QStringLiteral("was not saved");
    return files::Folder::contentOf(path) == bytes ? QString() : QStringLiteral("has changed");
}

void RoundTripTest::openedAndSaved_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("line feeds") << QByteArray("a: 1\nb: é 🐝 e\xCC\x81\n");
    QTest::newRow("CRLF") << QByteArray("a: 1\r\nb: 2\r\n");
    QTest::newRow("mixed line ends") << QByteArray("a: 1\r\nb: 2\nc: 3\rd: 4\n");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a: 1\n");
    QTest::newRow("no final newline") << QByteArray("a: 1\nb: 2");
    QTest::newRow("blank lines and spaces at the end") << QByteArray("a: 1  \n\n\n");
    QTest::newRow("tabs") << QByteArray("a:\t1\n");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("only a byte order mark") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("broken") << QByteArray("a: [\n");
    QTest::newRow("JSON") << QByteArray("{\"kind\": \"SpyderbatPolicy\"}");
    QTest::newRow("larger than what is inserted at once")
        << QByteArray("- abc: 0123456789\r\n").repeated(50000);
}

void RoundTripTest::openedAndSaved()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(openAndSave(bytes.toStdString()), QString());
}

void RoundTripTest::recordedPolicies()
{
    const fs::path folder = fs::path(CONFORMANCE_DIR) / "policies";
    if (!fs::exists(folder))
        QSKIP("the recorded policies are not here: all of them skipped");
    int seen = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml")
            continue;
        const std::string bytes = files::Folder::contentOf(entry.path().string());
        const std::string unended = bytes.substr(0, bytes.find_last_not_of("\r\n") + 1);
        for (const std::string& variant :
             {bytes, withCrLf(bytes), byteOrderMark + bytes, unended}) {
            const QString wrong = openAndSave(variant);
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QString::fromStdString(entry.path().string()) + u' ' + wrong));
        }
        ++seen;
    }
    QVERIFY(seen > 0);
}

QTEST_MAIN(RoundTripTest)
#include "round_trip_test.moc"
