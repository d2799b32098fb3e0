#include "core/organization/store.h"

#include "core/organization/local_organization.h"
#include "core/organization/sample.h"
#include "tests/core/files/folder.h"
#include "tests/core/organization/store_kit.h"

#include <algorithm>
#include <cmath>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

class StoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrganizationKeepsItsUidAndName();
    void machinesAndClustersAreThoseOfFingerprints();
    void theSampleComesOnceAndEndsNow();
    void twoThatStartAtOncePutItInOnce();

private:
    [[nodiscard]] static std::string sample() { return files::Folder::contentOf(SAMPLE_FILE); }
};

void StoreTest::anOrganizationKeepsItsUidAndName()
{
    const files::Folder folder;
    std::string uid;
    {
        const auto store = Store::open(folder.path("d"), {[] { return 5.0; }, nullptr});
        REQUIRE_OK(store);
        uid = (*store)->organizationUid();
        QVERIFY(uid.starts_with("ORG"));
        QCOMPARE((*store)->organizationName().value(), std::string("Local organization"));
        REQUIRE_OK((*store)->setOrganizationName("Mine"));
    }
    const auto store = Store::open(folder.path("d"));
    REQUIRE_OK(store);
    QCOMPARE((*store)->organizationUid(), uid);
    QCOMPARE((*store)->createdAt(), 5.0);
    QCOMPARE((*store)->organizationName().value(), std::string("Mine"));
    QCOMPARE((*store)->path(), folder.path("d"));
}

void StoreTest::machinesAndClustersAreThoseOfFingerprints()
{
    const MongoOrganization mongo;
    const auto machines = mongo.store->machines();
    REQUIRE_OK(machines);
    const Machine machine{"mach:m1", "node-1", "clus:c1", 1713000000, 1713008000.5};
    QVERIFY(*machines == std::vector<Machine>{machine});
    const auto clusters = mongo.store->clusters();
    REQUIRE_OK(clusters);
    const Cluster cluster{"clus:c1", "c1", 1713000000, mongoNow - 1800 + 0.25};
    QVERIFY(*clusters == std::vector<Cluster>{cluster});
}

void StoreTest::theSampleComesOnceAndEndsNow()
{
    const auto store = std::move(Store::open(":memory:")).value();
    QVERIFY(store->wantsSample().value());
    REQUIRE_OK(addSample(*store, sample(), mongoNow));
    QVERIFY(!store->wantsSample().value());
    const std::size_t count = store->fingerprints().count().value();
    QVERIFY(count > 10);
    double newest = 0;
    REQUIRE_OK(store->fingerprints().visit({}, [&](const FingerprintRow& row) {
        newest = std::max({newest, row.time, row.lastSeen});
        return true;
    }));
    QVERIFY(newest <= mongoNow && newest > mongoNow - 1.5);
    REQUIRE_OK(addSample(*store, sample(), mongoNow + 1000));
    QCOMPARE(store->fingerprints().count().value(), count);
}

void StoreTest::twoThatStartAtOncePutItInOnce()
{
    const files::Folder folder;
    const auto first = LocalOrganization::open(folder.path("d"), sample());
    const auto second = LocalOrganization::open(folder.path("d"), sample());
    REQUIRE_OK(first);
    REQUIRE_OK(second);
    QCOMPARE((*first)->store().organizationUid(), (*second)->store().organizationUid());
    QCOMPARE((*first)->store().fingerprints().count().value(),
             (*second)->store().fingerprints().count().value());
}

QTEST_APPLESS_MAIN(StoreTest)
#include "store_test.moc"
