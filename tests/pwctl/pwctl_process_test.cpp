// The program as a process: its streams, exit codes and speed.

#include "tests/pwctl/mongo.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace pw::pwctl;

class ProcessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsStandardInput();
    void readsPipesOfTheShell();
    void failsWhenTheOutputCannotBeWritten_data();
    void failsWhenTheOutputCannotBeWritten();
    void refusesFolders();
    void startsAtOnce();

private:
    struct Ran
    {
        int exitCode;
        QByteArray out;
        QByteArray err;
    };
    /// `$PWCTL` is the program, `$F` a file with the guide's fingerprints.
    [[nodiscard]] Ran shell(const QString& script, const QByteArray& input = {}) const;

    QTemporaryDir m_folder;
};

void ProcessTest::init()
{
    QFile file(m_folder.filePath(QStringLiteral("fprints.yaml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(mongoFingerprints()));
}

ProcessTest::Ran ProcessTest::shell(const QString& script, const QByteArray& input) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PWCTL"), QStringLiteral(PWCTL_PROGRAM));
    environment.insert(QStringLiteral("F"), m_folder.filePath(QStringLiteral("fprints.yaml")));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), script});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000))
        return {-1, {}, "it did not end"};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

void ProcessTest::readsStandardInput()
{
    const Ran ran = shell(QStringLiteral("\"$PWCTL\" create policy -f - -n mongo-policy"),
                          QByteArray::fromStdString(mongoFingerprints()));
    QCOMPARE(ran.out, QByteArray::fromStdString(mongoPolicy(false)));
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(ran.exitCode, 0);
}

void ProcessTest::readsPipesOfTheShell()
{
    const Ran ran = shell(
        QStringLiteral("\"$PWCTL\" create policy -f <(sleep 0.1; cat \"$F\") -n mongo-policy"));
    QCOMPARE(ran.out, QByteArray::fromStdString(mongoPolicy(false)));
}

void ProcessTest::failsWhenTheOutputCannotBeWritten_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("disk full") << QStringLiteral("\"$PWCTL\" --help > /dev/full")
                               << QByteArray("cannot write the output: No space left on device\n");
    QTest::newRow("closed") << QStringLiteral("\"$PWCTL\" --help >&-")
                            << QByteArray("cannot write the output: Bad file descriptor\n");
    QTest::newRow("the reader went away")
        << QStringLiteral("\"$PWCTL\" get fingerprints --type container -f <(sleep 0.2; cat \"$F\")"
                          " | true; exit ${PIPESTATUS[0]}")
        << QByteArray();
}

void ProcessTest::failsWhenTheOutputCannotBeWritten()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, error);
    const Ran ran = shell(script);
    QCOMPARE(ran.err, error);
    QCOMPARE(ran.exitCode, 2);
}

void ProcessTest::refusesFolders()
{
    const Ran ran = shell(QStringLiteral("\"$PWCTL\" validate -f /"));
    QCOMPARE(ran.err, QByteArray("read /: it is a folder, not a file\n"));
    QCOMPARE(ran.exitCode, 2);
}

void ProcessTest::startsAtOnce()
{
    qint64 best = 1'000'000;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        QProcess process;
        process.start(QStringLiteral(PWCTL_PROGRAM), {QStringLiteral("--version")});
        QVERIFY(process.waitForFinished());
        best = std::min(best, timer.elapsed());
    }
    QVERIFY2(best < 200, qPrintable(QString::number(best))); // 20 on an idle machine
}

QTEST_GUILESS_MAIN(ProcessTest)
#include "pwctl_process_test.moc"
