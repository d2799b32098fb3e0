#include "core/organization/fingerprints.h"

#include "core/organization/guardian.h"
#include "tests/core/organization/store_kit.h"

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

/// A record of which only the id, its version and its end matter.
std::string seen(const std::string& id, int version, double time)
{
    std::string record = mongoRecord(id, {}, time);
    const std::string known = "\"version\": 7";
    record.replace(record.find(known), known.size(), "\"version\": " + std::to_string(version));
    return record;
}

/// `1 added, 0 replaced, 2 unchanged`
std::string counted(const Result<ImportReport>& report)
{
    if (!report)
        return report.error().text();
    const Fingerprints::PutCount& count = report->count;
    return std::to_string(count.added) + " added, " + std::to_string(count.replaced) + " replaced, "
        + std::to_string(count.unchanged) + " unchanged";
}

std::unique_ptr<Store> empty()
{
    return std::move(Store::open(":memory:")).value();
}

} // namespace

class FingerprintsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestOfAnIdStays_data();
    void theNewestOfAnIdStays();
    void aReplacedOneKeepsItsNumberAndIsSeenAgain();
    void searches_data();
    void searches();
    void aVisitMayStopOrBeCancelled();
    void recordsComeInTheOrderAsked();
    void recordsSayWhetherTheyAreCovered();
    void whatIsSharedIsKeptOnce();
};

void FingerprintsTest::theNewestOfAnIdStays_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<double>("time");
    QTest::addColumn<QString>("counts");
    QTest::newRow("the same") << 7 << mongoNow << "0 added, 0 replaced, 1 unchanged";
    QTest::newRow("newer version") << 8 << mongoNow - 5 << "0 added, 1 replaced, 0 unchanged";
    QTest::newRow("older version") << 6 << mongoNow + 5 << "0 added, 0 replaced, 1 unchanged";
    QTest::newRow("seen later") << 7 << mongoNow + 5 << "0 added, 1 replaced, 0 unchanged";
    QTest::newRow("seen earlier") << 7 << mongoNow - 5 << "0 added, 0 replaced, 1 unchanged";
}

void FingerprintsTest::theNewestOfAnIdStays()
{
    QFETCH(int, version);
    QFETCH(double, time);
    QFETCH(QString, counts);
    const auto store = empty();
    QCOMPARE(counted(importInto(*store, seen("fprint:a1", 7, mongoNow))),
             std::string("1 added, 0 replaced, 0 unchanged"));
    QCOMPARE(counted(importInto(*store, seen("fprint:a1", version, time))), counts.toStdString());
    QCOMPARE(store->fingerprints().count().value_or(0), std::size_t{1});
}

void FingerprintsTest::aReplacedOneKeepsItsNumberAndIsSeenAgain()
{
    const auto store = empty();
    std::string rows;
    const auto list = [&] {
        rows.clear();
        REQUIRE_OK(store->fingerprints().visit({}, [&](const FingerprintRow& row) {
            rows += row.facts.id.substr(7) + ":" + std::to_string(row.number) + "/"
                + std::to_string(row.seq) + " ";
            return true;
        }));
    };
    REQUIRE_OK(importInto(
        *store, seen("fprint:a1", 1, 1713000010) + "\n" + seen("fprint:a2", 1, 1713000020)));
    list();
    QCOMPARE(rows, std::string("a1:1/1 a2:2/2 "));
    REQUIRE_OK(importInto(*store, seen("fprint:a1", 2, 1713000030)));
    list();
    QCOMPARE(rows, std::string("a2:2/2 a1:1/3 "));
}

void FingerprintsTest::searches_data()
{
    using Set = std::function<void(FingerprintSearch&)>;
    QTest::addColumn<Set>("set");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char* name, const Set& set, const char* ids) {
        QTest::newRow(name) << set << QString::fromLatin1(ids);
    };
    using Search = FingerprintSearch&;
    row(
        "all, by time", [](Search) {}, "fprint:a1 fprint:a2 fprint:s1");
    row(
        "from the end of a2", [](Search s) { s.start = mongoNow - 1799.75; },
        "fprint:a2 fprint:s1");
    row(
        "behind the end of a2", [](Search s) { s.start = mongoNow - 1799.5; }, "fprint:s1");
    row(
        "up to the start", [](Search s) { s.end = 1713000000; }, "fprint:a1 fprint:a2 fprint:s1");
    row(
        "before the start", [](Search s) { s.end = 1712999999; }, "");
    row(
        "its own time", [](Search s) { s.timeFrom = mongoNow - 3599.75; },
        "fprint:a1 fprint:a2 fprint:s1");
    row(
        "before its own time", [](Search s) { s.timeBefore = mongoNow - 3599.75; }, "");
    row(
        "containers", [](Search s) { s.type = "container"; }, "fprint:a1 fprint:a2");
    row(
        "services", [](Search s) { s.type = "linux-service"; }, "fprint:s1");
    row(
        "a machine", [](Search s) { s.muid = "mach:m1"; }, "fprint:a1 fprint:a2 fprint:s1");
    row(
        "another machine", [](Search s) { s.muid = "mach:m2"; }, "");
    row(
        "ids",
        [](Search s) {
            s.ids = {"fprint:s1", "fprint:a1", "fprint:no", "a\"b"};
        },
        "fprint:a1 fprint:s1");
}

void FingerprintsTest::searches()
{
    QFETCH(std::function<void(FingerprintSearch&)>, set);
    QFETCH(QString, ids);
    const MongoOrganization mongo;
    FingerprintSearch search;
    set(search);
    QCOMPARE(idsOf(*mongo.store, search), ids.toStdString());
}

void FingerprintsTest::aVisitMayStopOrBeCancelled()
{
    const MongoOrganization mongo;
    int visited = 0;
    const auto once = [&](const FingerprintRow&) { return ++visited > 1; };
    REQUIRE_OK(mongo.store->fingerprints().visit({}, once));
    QCOMPARE(visited, 1);
    std::stop_source stop;
    const auto cancel = [&](const FingerprintRow&) { return stop.request_stop(); };
    QCOMPARE(codeOf(mongo.store->fingerprints().visit({}, cancel, stop.get_token())),
             std::string("cancelled"));
    QVERIFY(!mongo.store->database().inTransaction());
}

void FingerprintsTest::recordsComeInTheOrderAsked()
{
    const MongoOrganization mongo;
    std::string got;
    const auto note = [&](std::int64_t number, const std::string& record) {
        got += std::to_string(number) + record.substr(0, 18) + " ";
        return true;
    };
    const std::vector<std::int64_t> numbers{3, 99, 1};
    REQUIRE_OK(mongo.store->fingerprints().visitRecords(numbers, note));
    QCOMPARE(got, std::string("3{\"id\": \"fprint:s1\" 1{\"id\": \"fprint:a1\" "));
}

void FingerprintsTest::recordsSayWhetherTheyAreCovered()
{
    const MongoOrganization mongo;
    const auto covered = [&](const std::string& id) {
        const auto record = mongo.store->fingerprints().record(id).value();
        return record ? valueOf(*record).find("covered_by_policy")->text : std::string("none");
    };
    QCOMPARE(covered("fprint:a1"), std::string("false"));
    const auto policy = mongo.store->policies().create(valueOf(mongoPolicy()), byAnn);
    REQUIRE_OK(policy);
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(covered("fprint:a1"), std::string("true"));
    QCOMPARE(covered("fprint:s1"), std::string("false"));
    QCOMPARE(covered("fprint:no"), std::string("none"));
    REQUIRE_OK(mongo.store->policies().remove(policy->uid, mongoNow));
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(covered("fprint:a1"), std::string("false"));
}

void FingerprintsTest::whatIsSharedIsKeptOnce()
{
    const auto store = empty();
    const std::string shell
        = R"(, "children": [{"name": "bash", "exe": ["/bin/bash"], "id": "bash_0"}])";
    for (const char* const id :
         {"fprint:a1", "fprint:b1", "fprint:c1"}) // and containers of their own
        REQUIRE_OK(importInto(*store, mongoRecord(id, {}, mongoNow)));
    REQUIRE_OK(importInto(*store, mongoRecord("fprint:other-a1", {}, mongoNow)));
    REQUIRE_OK(importInto(*store, mongoRecord("fprint:shell-a1", shell, mongoNow)));
    const auto count = [&](const char* table) {
        return store->database()
            .integer(std::string("SELECT count(*) FROM ") + table)
            .value()
            .value_or(0);
    };
    QCOMPARE(count("fingerprint"), std::int64_t{5});
    QCOMPARE(count("scope"), std::int64_t{3});
    QCOMPARE(count("behaviour"), std::int64_t{2});
}

QTEST_APPLESS_MAIN(FingerprintsTest)
#include "fingerprints_test.moc"
