#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

class ValidateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesEveryValidDocument();
    void pointsAtEveryError();
    void writesJson();
    void goesOnBehindAFileThatCannotBeRead();
};

void ValidateTest::namesEveryValidDocument()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(true);
    files.content["f"] = mongoFingerprints();
    const Ran ran = runPwctl(files, {"validate", "-f", "p", "f"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(ran.out,
             std::string("p: SpyderbatPolicy valid!\n"
                         "f: items[0]: SpyderbatFingerprint valid!\n"
                         "f: items[1]: SpyderbatFingerprint valid!\n"));
    QCOMPARE(runPwctl(files, {"validate", "-f", "p", "-o", "json"}).out, std::string("[]\n"));
}

void ValidateTest::pointsAtEveryError()
{
    MemoryFiles files;
    std::string text = mongoPolicy(true);
    text.replace(text.find("euser"), 5, "euesr");
    text.replace(text.find("mode: audit"), 11, "mode: adit");
    files.content["p"] = text;
    const Ran ran = runPwctl(files, {"validate", "-f", "p"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY(contains(ran.err, "p:17:5: error: "));
    QVERIFY(contains(ran.err, "    euesr:\n"));
    QVERIFY(contains(ran.err, "p:11:9: error: "));
}

void ValidateTest::writesJson()
{
    MemoryFiles files;
    std::string text = mongoPolicy(true);
    text.replace(text.find("mode: audit"), 11, "mode: adit");
    files.content["p"] = text;
    const Ran ran = runPwctl(files, {"validate", "-f", "p", "-o", "json"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.err, std::string());
    const QString json = QString::fromStdString(ran.out).simplified();
    QVERIFY(json.startsWith(QStringLiteral("[ { \"file\": \"p\", \"line\": 11, \"column\": 9, "
                                           "\"path\": \"spec.mode\", \"code\": \"")));
    QVERIFY(json.contains(QStringLiteral("\"severity\": \"error\", \"message\": \"")));
}

void ValidateTest::goesOnBehindAFileThatCannotBeRead()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(true);
    const Ran ran = runPwctl(files, {"validate", "-f", "missing", "p"});
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(ran.err, std::string("read missing: there is no such file\n"));
    QCOMPARE(ran.out, std::string("p: SpyderbatPolicy valid!\n"));
}

QTEST_APPLESS_MAIN(ValidateTest)
#include "pwctl_validate_test.moc"
