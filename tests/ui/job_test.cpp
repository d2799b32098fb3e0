#include "app/policywright/job.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <chrono>
#include <thread>

using namespace pw;
using app::Job;

namespace {

void waitUntil(const std::stop_token& stop)
{
    while (!stop.stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace

class JobTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultArrivesOnTheOwnersThread();
    void aNewRunStopsTheOldOne();
    void cancelledResultsAreDropped();
    void progressIsTold();
    void deathEndsTheWork();
};

void JobTest::resultArrivesOnTheOwnersThread()
{
    Job job;
    const QThread* worker = nullptr;
    const QThread* applied = nullptr;
    QSignalSpy finished(&job, &Job::finished);
    job.run([](const std::stop_token&, const ProgressFn&) { return QThread::currentThread(); },
            [&](const QThread* thread) {
                worker = thread;
                applied = QThread::currentThread();
            });
    QVERIFY(job.isRunning());
    QVERIFY(finished.wait());
    QVERIFY(!job.isRunning());
    QCOMPARE(applied, QThread::currentThread());
    QVERIFY(worker != applied);
}

void JobTest::aNewRunStopsTheOldOne()
{
    Job job;
    QStringList results;
    QSignalSpy finished(&job, &Job::finished);
    const auto apply = [&results](const QString& text) { results += text; };
    std::atomic<bool> started = false;
    job.run(
        [&started](const std::stop_token& stop, const ProgressFn&) {
            started = true;
            waitUntil(stop);
            return QStringLiteral("old");
        },
        apply);
    QTRY_VERIFY(started);
    job.run([](const std::stop_token&, const ProgressFn&) { return QStringLiteral("new"); }, apply);
    QVERIFY(finished.wait());
    QTest::qWait(20);
    QCOMPARE(results, QStringList{QStringLiteral("new")});
    QCOMPARE(finished.count(), 1);
}

void JobTest::cancelledResultsAreDropped()
{
    Job job;
    bool applied = false;
    QSignalSpy cancelled(&job, &Job::cancelled);
    job.run(
        [](const std::stop_token& stop, const ProgressFn&) {
            waitUntil(stop);
            return 1;
        },
        [&applied](int) { applied = true; });
    job.cancel();
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!job.isRunning());
    QTest::qWait(30);
    QVERIFY(!applied);
    job.cancel(); // nothing runs: nothing is told
    QCOMPARE(cancelled.count(), 1);
}

void JobTest::progressIsTold()
{
    Job job;
    QSignalSpy progressed(&job, &Job::progressed);
    QSignalSpy finished(&job, &Job::finished);
    job.run(
        [](const std::stop_token&, const ProgressFn& progress) {
            progress(3, 7, "a.yaml");
            return 0;
        },
        [](int) {});
    QVERIFY(finished.wait());
    QCOMPARE(progressed.count(), 1);
    QCOMPARE(progressed.first(), (QVariantList{3, 7, QStringLiteral("a.yaml")}));
}

void JobTest::deathEndsTheWork()
{
    std::atomic<bool> ended = false;
    std::atomic<bool> started = false;
    {
        Job job;
        job.run(
            [&](const std::stop_token& stop, const ProgressFn&) {
                started = true;
                waitUntil(stop);
                ended = true;
                return 0;
            },
            [](int) { QFAIL("the owner is gone"); });
        QTRY_VERIFY(started);
    }
    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(JobTest)
#include "job_test.moc"
