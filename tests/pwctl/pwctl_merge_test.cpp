#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

class MergeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsTheTargetsOwnBytesWhenNothingChanges();
    void takesInWhatIsNew();
    void leavesConnectionsAlone();
    void saysWhichInputsWereNew();
    void skipsWhatIsOutOfScope();
    void refusesWhatIsNoTarget();
};

void MergeTest::printsTheTargetsOwnBytesWhenNothingChanges()
{
    MemoryFiles files;
    files.content["p"] = "# ours\r\n"
        + QString::fromStdString(mongoPolicy(false))
              .replace(u'\n', QStringLiteral("\r\n"))
              .toStdString();
    files.content["w"] = mongoFingerprints();
    const Ran ran = runPwctl(files, {"merge", "-f", "p", "-w", "w"});
    QCOMPARE(QString::fromStdString(ran.out), QString::fromStdString(files.content["p"]));
    QCOMPARE(ran.err, std::string("already allowed: no changes\n"));
    QCOMPARE(ran.exitCode, 0);
    const Ran json = runPwctl(files, {"merge", "-f", "p", "-w", "w", "-o", "json"});
    QVERIFY(json.out.starts_with("{\n"));
}

void MergeTest::takesInWhatIsNew()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(false);
    files.content["-"] = mongoFingerprint("1705439999.5", "192.168.9.9", "192.168.0.229");
    const Ran ran = runPwctl(files, {"merge", "-f", "p", "-w", "-"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY(contains(ran.out, "          cidr: 192.168.9.9/32\n"));
    QVERIFY(contains(ran.out, "          cidr: 192.168.1.146/32\n"));
    QVERIFY(contains(ran.out, "  latestTimestamp: 1705439999.5\n"));
    QVERIFY(contains(ran.out, "  name: mongo-policy\n"));
    QVERIFY(!contains(ran.err, "no changes"));
}

void MergeTest::leavesConnectionsAlone()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(false);
    files.content["w"] = mongoFingerprint("1705430001", "192.168.9.9", "192.168.0.229");
    const Ran ran = runPwctl(files, {"merge", "-f", "p", "-w", "w", "--exclude-network"});
    QCOMPARE(QString::fromStdString(ran.out), QString::fromStdString(mongoPolicy(false)));
    QCOMPARE(ran.err, std::string("already allowed: no changes\n"));
    const Ran both = runPwctl(
        files, {"merge", "-f", "p", "-w", "w", "--exclude-network", "--include-network"});
    QCOMPARE(both.exitCode, 2);
}

void MergeTest::saysWhichInputsWereNew()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(false);
    files.content["old"] = mongoFingerprints();
    files.content["new"] = mongoFingerprint("1705439999.5", "192.168.9.9", "192.168.0.229");
    const Ran ran = runPwctl(files, {"merge", "-f", "p", "-w", "old", "new", "--report", "r"});
    QCOMPARE(ran.exitCode, 0);
    const QString report = QString::fromStdString(files.content["r"]).simplified();
    QVERIFY(report.contains(QStringLiteral("\"changed\": true")));
    QVERIFY(report.contains(
        QStringLiteral("\"inputs\": [ { \"label\": \"old: items[0]\", \"relevant\": false }, "
                       "{ \"label\": \"old: items[1]\", \"relevant\": false }, "
                       "{ \"label\": \"new: [0]\", \"relevant\": true } ]")));
}

void MergeTest::skipsWhatIsOutOfScope()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(false);
    std::string other = mongoFingerprint("1705439999.5", "192.168.9.9", "192.168.0.229");
    other.replace(other.find("mongo:latest"), 12, "nginx:latest");
    files.content["w"] = other;
    const Ran ran = runPwctl(files, {"merge", "-f", "p", "-w", "w"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(QString::fromStdString(ran.out), QString::fromStdString(mongoPolicy(false)));
    QVERIFY(contains(ran.err, "skipped: w"));
    QVERIFY(contains(ran.err, "containerSelector.image"));
    QVERIFY(contains(ran.err, "nothing to merge: no changes\n"));
}

void MergeTest::refusesWhatIsNoTarget()
{
    MemoryFiles files;
    files.content["w"] = mongoFingerprints();
    const Ran ran = runPwctl(files, {"merge", "-f", "w", "-w", "w"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY(contains(ran.err, "w: the target must be one SpyderbatPolicy"));
    QCOMPARE(runPwctl(files, {"merge", "-f", "p", "-w", "w"}).exitCode, 2);
    QCOMPARE(runPwctl(files, {"merge", "-f", "w"}).exitCode, 2);
}

QTEST_APPLESS_MAIN(MergeTest)
#include "pwctl_merge_test.moc"
