#include "app/pwctl/token_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace pw;
using namespace pw::pwctl;

class PwctlTokenFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void madeOnceAndKept();
    void othersMayNotReadIt();
    void refuses_data();
    void refuses();

private:
    static std::string write(const QTemporaryDir& folder, const QByteArray& bytes,
                             QFileDevice::Permissions permissions)
    {
        const QString path = folder.filePath(QStringLiteral("key"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
            || !file.setPermissions(permissions))
            return {};
        return path.toStdString();
    }
};

namespace {

constexpr QFileDevice::Permissions own = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

void PwctlTokenFileTest::madeOnceAndKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("new/folder/key"));
    const Result<std::string> first = tokenIn(path.toStdString());
    QVERIFY2(first.has_value(), first ? "" : first.error().text().c_str());
    QCOMPARE(first->size(), std::size_t{64});
    const Result<std::string> again = tokenIn(path.toStdString());
    QVERIFY(again.has_value());
    QCOMPARE(*again, *first);
    const auto asked = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup
        | QFileDevice::ReadOther;
    QCOMPARE(QFileInfo(path).permissions() & asked, own);

    const Result<std::string> other
        = tokenIn(folder.filePath(QStringLiteral("other")).toStdString());
    QVERIFY(other.has_value() && *other != *first);
}

void PwctlTokenFileTest::othersMayNotReadIt()
{
    const QTemporaryDir folder;
    const QByteArray key(40, 'k');
    const Result<std::string> open
        = tokenIn(write(folder, key + '\n', own | QFileDevice::ReadOther));
    QVERIFY(!open);
    QCOMPARE(QString::fromStdString(open.error().code), QStringLiteral("open-token"));
    QVERIFY(open.error().text().find(key.toStdString()) == std::string::npos);
    const Result<std::string> closed = tokenIn(write(folder, key + '\n', own));
    QVERIFY(closed.has_value());
    QCOMPARE(*closed, key.toStdString());
}

void PwctlTokenFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("abc\n");
    QTest::newRow("two lines") << QByteArray("0123456789abcdef\n0123456789abcdef\n");
    QTest::newRow("blank") << QByteArray("0123456789 abcdef\n");
    QTest::newRow("control") << QByteArray("0123456789\x01"
                                           "abcdefgh\n");
}

void PwctlTokenFileTest::refuses()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const Result<std::string> token = tokenIn(write(folder, content, own));
    QVERIFY(!token);
    QCOMPARE(QString::fromStdString(token.error().code), QStringLiteral("weak-token"));
}

QTEST_APPLESS_MAIN(PwctlTokenFileTest)
#include "pwctl_token_file_test.moc"
