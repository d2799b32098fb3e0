#include "core/organization/guardian.h"

#include "tests/core/files/folder.h"
#include "tests/core/organization/store_kit.h"

#include <algorithm>
#include <array>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

using Lines = std::vector<std::string>;

/// Fifty containers in five images, each second one with a shell.
std::string containers()
{
    std::string out;
    for (int i = 0; i < 50; ++i) {
        const std::string shell = i % 2 == 0
            ? R"(, "children": [{"name": "bash", "exe": ["/usr/bin/bash"], "id": "bash_0"}])"
            : "";
        std::string record = mongoRecord("fprint:" + std::to_string(10 + i), shell, mongoNow - i);
        const std::string image = "mongo:6";
        for (std::size_t at = record.find(image); at != std::string::npos;
             at = record.find(image, at + 1))
            record[at + image.size() - 1] = static_cast<char>('1' + i % 5);
        out += record + "\n";
    }
    return out;
}

/// Fifty containers and two policies for all of them, nothing evaluated yet.
std::unique_ptr<Store> waiting(const std::string& path = ":memory:")
{
    std::unique_ptr<Store> store = std::move(Store::open(path)).value();
    const auto imported = importInto(*store, containers());
    for (const char* const name : {"first", "second"}) {
        const auto applied = store->policies().create(valueOf(mongoPolicy({}, name)), byAnn);
        if (!applied || !imported)
            return nullptr;
    }
    return store;
}

/// What is known: how many are covered, the deviations, the log.
std::string known(Store& store)
{
    const std::string covered = coveredIn(store);
    Lines deviations = eventsIn(store, EventKind::Deviation);
    const auto active = std::ranges::count_if(
        deviations, [](const std::string& line) { return line.ends_with(" active"); });
    return std::to_string(std::ranges::count(covered, ':')) + " covered, "
        + std::to_string(deviations.size()) + " deviations, " + std::to_string(active) + " active, "
        + std::to_string(eventsIn(store, EventKind::Audit).size()) + " in the log";
}

const std::string all = "50 covered, 50 deviations, 50 active, 100 in the log";

} // namespace

class GuardianTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finishesWhatWaits();
    void slicesOfAnySizeComeToTheSame_data();
    void slicesOfAnySizeComeToTheSame();
    void goesOnWhereAnotherWasStopped();
    void stopsWhenAskedAndKeepsWhatIsDone();
    void requestsAreAnsweredBetweenSlices();
    void twoOnTwoConnectionsDoNotDouble();
    void nothingWaitsUntilSomethingChanges();
    void aChangeIsSeenByWhoKnowsTheOldVersion();
    void aPolicyThatIsOffCoversNothing();
    void coverageDoesNotWaitForDeviations();
};

void GuardianTest::finishesWhatWaits()
{
    const auto store = waiting();
    QCOMPARE(known(*store), std::string("0 covered, 0 deviations, 0 active, 0 in the log"));
    REQUIRE_OK(Guardian(store->database()).finish());
    QCOMPARE(known(*store), all);
}

void GuardianTest::slicesOfAnySizeComeToTheSame_data()
{
    QTest::addColumn<std::size_t>("steps");
    for (const std::size_t steps : {0, 1, 2, 7, 100, 1'000'000})
        QTest::newRow(qPrintable(QString::number(steps))) << steps;
}

void GuardianTest::slicesOfAnySizeComeToTheSame()
{
    QFETCH(std::size_t, steps);
    const auto store = waiting();
    Guardian guardian(store->database());
    int slices = 0;
    for (bool left = true; left && slices < 10'000; ++slices)
        left = guardian.workSlice({}, steps).value_or(false);
    QCOMPARE(known(*store), all);
    QVERIFY(steps > 1000 ? slices == 1 : slices > 1);
}

void GuardianTest::goesOnWhereAnotherWasStopped()
{
    const files::Folder folder;
    bool left = true;
    std::size_t slices = 0;
    (void)waiting(folder.path("d"));
    for (; left && slices < 10'000; ++slices) { // each time the program starts anew
        const auto store = std::move(Store::open(folder.path("d"))).value();
        const Result<bool> more = Guardian(store->database()).workSlice({}, 20);
        REQUIRE_OK(more);
        left = *more;
    }
    QVERIFY(slices > 3);
    QCOMPARE(known(**Store::open(folder.path("d"))), all);
}

void GuardianTest::stopsWhenAskedAndKeepsWhatIsDone()
{
    const auto store = waiting();
    Guardian guardian(store->database());
    REQUIRE_OK(guardian.workSlice({}, 30));
    const std::string before = known(*store);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(codeOf(guardian.finish(stop.get_token())), std::string("cancelled"));
    QCOMPARE(known(*store), before);
    QVERIFY(guardian.pending().value());
    REQUIRE_OK(guardian.finish());
    QCOMPARE(known(*store), all);
}

void GuardianTest::requestsAreAnsweredBetweenSlices()
{
    const files::Folder folder;
    const auto store = waiting(folder.path("d"));
    const auto other = std::move(Store::open(folder.path("d"))).value();
    Guardian guardian(store->database());
    QVERIFY(guardian.workSlice({}, 5).value());
    // Another program writes, and sees no more than the slice that is done.
    REQUIRE_OK(importInto(*other, mongoFingerprints()));
    QVERIFY(eventsIn(*other, EventKind::Deviation).size() < 50);
    REQUIRE_OK(guardian.finish());
    QCOMPARE(known(*other), std::string("52 covered, 52 deviations, 52 active, 104 in the log"));
}

void GuardianTest::twoOnTwoConnectionsDoNotDouble()
{
    const files::Folder folder;
    const auto first = waiting(folder.path("d"));
    const auto second = std::move(Store::open(folder.path("d"))).value();
    std::array guardians{std::make_unique<Guardian>(first->database()),
                         std::make_unique<Guardian>(second->database())};
    bool left = true;
    for (std::size_t i = 0; left && i < 10'000; ++i)
        left = guardians[i % 2]->workSlice({}, 1 + i % 3).value_or(false);
    QCOMPARE(known(*first), all);
    QCOMPARE(known(*second), all);
    QVERIFY(!guardians[0]->pending().value() && !guardians[1]->pending().value());
}

void GuardianTest::nothingWaitsUntilSomethingChanges()
{
    const files::Folder folder;
    const auto store = waiting(folder.path("d"));
    const auto other = std::move(Store::open(folder.path("d"))).value();
    Guardian guardian(store->database());
    QVERIFY(guardian.pending().value());
    REQUIRE_OK(guardian.finish());
    QVERIFY(!guardian.pending().value());
    REQUIRE_OK(importInto(*other, mongoFingerprints()));
    QVERIFY(guardian.pending().value());
    REQUIRE_OK(Guardian(other->database()).finish());
    QVERIFY(!guardian.pending().value());
}

void GuardianTest::aChangeIsSeenByWhoKnowsTheOldVersion()
{
    const files::Folder folder;
    const auto store = std::move(Store::open(folder.path("d"))).value();
    const auto other = std::move(Store::open(folder.path("d"))).value();
    REQUIRE_OK(importInto(*store, mongoFingerprints()));
    const auto applied = store->policies().create(valueOf(mongoPolicy()), byAnn);
    Guardian guardian(store->database());
    REQUIRE_OK(guardian.finish());
    QCOMPARE(coveredIn(*store), std::string("fprint:a1 fprint:a2"));

    std::string narrower = mongoPolicy();
    narrower.replace(narrower.find("mongo:*"), 7, "mongo:7");
    REQUIRE_OK(other->policies().update(applied->uid, valueOf(narrower), byAnn));
    REQUIRE_OK(guardian.finish());
    QCOMPARE(coveredIn(*store), std::string());
    QCOMPARE(eventsIn(*store, EventKind::Deviation), (Lines{"fprint:a2 past"}));
}

void GuardianTest::aPolicyThatIsOffCoversNothing()
{
    const MongoOrganization mongo;
    std::string off = mongoPolicy();
    off.replace(off.find("\"enabled\": true"), 15, "\"enabled\": false");
    const auto applied = mongo.store->policies().create(valueOf(off), byAnn);
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(coveredIn(*mongo.store), std::string());
    REQUIRE_OK(mongo.store->policies().update(applied->uid, valueOf(mongoPolicy()), byAnn));
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(coveredIn(*mongo.store), std::string("fprint:a1 fprint:a2"));
    REQUIRE_OK(mongo.store->policies().update(applied->uid, valueOf(off), byAnn));
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(coveredIn(*mongo.store), std::string());
}

void GuardianTest::coverageDoesNotWaitForDeviations()
{
    const auto store = waiting();
    Guardian guardian(store->database());
    REQUIRE_OK(guardian.finishCoverage());
    QCOMPARE(known(*store), std::string("50 covered, 0 deviations, 0 active, 0 in the log"));
    REQUIRE_OK(importInto(*store, mongoFingerprints()));
    REQUIRE_OK(guardian.finishCoverage());
    QCOMPARE(known(*store), std::string("52 covered, 0 deviations, 0 active, 0 in the log"));
    QVERIFY(guardian.pending().value());
    REQUIRE_OK(guardian.finish());
    QCOMPARE(known(*store), std::string("52 covered, 52 deviations, 52 active, 104 in the log"));
}

QTEST_APPLESS_MAIN(GuardianTest)
#include "guardian_test.moc"
