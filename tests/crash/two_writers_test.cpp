// Two programs import, apply and evaluate at the same time in one file.

#include "tests/crash/steps.h"
#include "tests/crash/victim.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <random>
#include <thread>

using namespace pw;
using namespace pw::tests;
using organization::Store;

namespace {

constexpr std::uint64_t seed = 5;

/// What a store tells that took so many steps of the first writer and all of the second.
Result<std::vector<std::string>> unionOf(std::size_t stepsOfFirst)
{
    auto store = Store::open(":memory:");
    if (!store)
        return store.error();
    std::vector<Step> steps = stepsOfWriter(seed, "a");
    steps.resize(stepsOfFirst);
    const std::vector<Step> second = stepsOfWriter(seed + 1, "b");
    steps.insert(steps.end(), second.begin(), second.end());
    for (const Step& step : steps) {
        if (const Result<Done> done = take(**store, step); !done)
            return done.error();
    }
    return told(**store);
}

/// Files that are there in part, and fingerprints without a record or policies without a version.
std::string halfThings(Store& store)
{
    const auto found = store.database().text(
        "SELECT file || ' has ' || n FROM (SELECT substr(f.id, 8, 2) AS file, count(*) AS n, "
        "count(r.json) AS records FROM fingerprint f LEFT JOIN record r ON r.fingerprint = "
        "f.number "
        "GROUP BY file) WHERE n <> 60 OR records <> 60 "
        "UNION ALL SELECT uid FROM policy p WHERE NOT EXISTS("
        "SELECT 1 FROM policy_version v WHERE v.id = p.current)");
    return found ? found->value_or("") : found.error().text();
}

} // namespace

class TwoWritersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loseNothingAndReadersSeeNoHalf();
    void whenOneIsKilledTheOtherGoesOn();
    void oneOfThemMayOpenTheFileTwice();

private:
    [[nodiscard]] static Task task(const QTemporaryDir& folder, const std::string& writer,
                                   std::uint64_t ofSeed)
    {
        return {folder.path().toStdString() + "/organization.db", ofSeed, writer, 0, 1000, 0};
    }
};

void TwoWritersTest::loseNothingAndReadersSeeNoHalf()
{
    const QTemporaryDir folder;
    Victim first(task(folder, "a", seed));
    Victim second(task(folder, "b", seed + 1));
    const auto reader = Store::open(task(folder, "a", seed).database);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    std::size_t looks = 0;
    while (first.isRunning() || second.isRunning()) {
        QCOMPARE(QString::fromStdString(halfThings(**reader)), QString());
        ++looks;
    }
    QVERIFY(looks > 1);
    for (Victim* const writer : {&first, &second}) {
        const Victim::End end = writer->wait();
        QVERIFY2(end.succeeded, end.output.c_str());
    }
    const auto found = told(**reader);
    const auto wanted = unionOf(stepsOfWriter(seed, "a").size());
    QVERIFY(found.has_value() && wanted.has_value());
    QCOMPARE(QString::fromStdString(firstDifference(*found, *wanted)), QString());
}

void TwoWritersTest::whenOneIsKilledTheOtherGoesOn()
{
    std::mt19937_64 random{std::random_device{}()};
    for (int round = 0; round < 3; ++round) {
        const QTemporaryDir folder;
        Victim first(task(folder, "a", seed));
        Victim second(task(folder, "b", seed + 1));
        first.waitFor("open");
        const auto delay = std::chrono::milliseconds(random() % 200);
        std::this_thread::sleep_for(delay);
        first.kill();
        qInfo("killed after %lld ms", static_cast<long long>(delay.count()));
        const Victim::End killed = first.wait();
        const Victim::End end = second.wait();
        QVERIFY2(end.succeeded, end.output.c_str());

        const auto store = Store::open(task(folder, "a", seed).database);
        QVERIFY2(store.has_value(), store ? "" : store.error().text().c_str());
        QVERIFY((*store)->notes().empty());
        const auto found = told(**store);
        const auto asSaid = unionOf(killed.done);
        QVERIFY(found.has_value() && asSaid.has_value());
        if (*found != *asSaid) {
            const auto oneMore = unionOf(killed.done + 1);
            QVERIFY(oneMore.has_value());
            QCOMPARE(QString::fromStdString(firstDifference(*found, *oneMore)), QString());
        }
    }
}

void TwoWritersTest::oneOfThemMayOpenTheFileTwice()
{
    const QTemporaryDir folder;
    const std::string path = task(folder, "a", seed).database;
    const std::vector<Step> steps = stepsOfWriter(seed, "a");
    {
        const auto store = Store::open(path);
        QVERIFY(store.has_value() && take(**store, steps[0]));
        QVERIFY(Store::open(path).has_value()); // and closes it again
        // The other program is the last one to close the file if it finds no locks on it.
        QVERIFY(Victim({path, seed, "a", 0, 0, 0}).wait().succeeded);
        QVERIFY(take(**store, steps[1]));
        const Victim::End end = Victim({path, seed, "a", 2, 4, 0}).wait();
        QVERIFY2(end.succeeded, end.output.c_str());
    }
    const auto store = Store::open(path);
    QVERIFY(store.has_value());
    const auto policies = (*store)->policies().list();
    QVERIFY(policies.has_value());
    QCOMPARE(policies->size(), std::size_t{1});
    QCOMPARE((*store)->fingerprints().count().value_or(0), std::size_t{120});
}

QTEST_APPLESS_MAIN(TwoWritersTest)
#include "two_writers_test.moc"
