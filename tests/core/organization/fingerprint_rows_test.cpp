// Rows of a local organization as the client hands them out.

#include "core/api/client.h"
#include "core/ops/fingerprint_list.h"
#include "core/organization/local_transport.h"
#include "tests/core/organization/mongo_organization.h"

#include <QTest>

using namespace pw;

namespace {

std::string withLabels()
{
    std::string record = tests::mongoRecord("fprint:b7", {}, tests::mongoNow - 60);
    const std::string selector = R"("namespaceSelector")";
    record.insert(record.find(selector),
                  R"("podSelector": {"matchLabels": {"tier": "back", "app": "mongo"}}, )");
    return record;
}

struct Rows
{
    tests::MongoOrganization organization;
    std::shared_ptr<organization::LocalTransport> transport;
    std::unique_ptr<api::Client> client;

    Rows()
    {
        transport = std::make_shared<organization::LocalTransport>(organization::LocalService{
            [this](const api::Request& request, const std::stop_token& stop) {
                return organization.organization->handle(request, stop);
            },
            {}});
        client = std::make_unique<api::Client>(transport, api::ClientOptions{});
    }

    Result<api::FingerprintRows> rows()
    {
        api::FingerprintQuery query;
        query.type = "container";
        query.range = {tests::mongoNow - 43'200, tests::mongoNow};
        return client->fingerprints(query);
    }
};

} // namespace

class FingerprintRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsHaveWhatFiltersAskFor();
    void rowsAreListedWithoutATextAndFetchedById();
    void whatFilesSayOfCoverageIsNotKept();
};

void FingerprintRowsTest::rowsHaveWhatFiltersAskFor()
{
    Rows local;
    QVERIFY(organization::importText(*local.organization.store,
                                     *text::SourceText::make(withLabels(), "more.json"),
                                     tests::mongoNow));
    const api::Response applied = local.organization.send(
        "POST", "/analyticspolicy/", R"({"policy": )" + tests::mongoPolicy() + "}");
    QVERIFY2(applied.status < 300, applied.body.c_str());
    const Result<api::FingerprintRows> rows = local.rows();
    QVERIFY2(rows, rows ? "" : rows.error().text().c_str());
    QCOMPARE(rows->rows.size(), std::size_t{3});
    const policy::FingerprintFacts& facts = rows->rows.back().facts;
    QCOMPARE(facts.id, std::string("fprint:b7"));
    QCOMPARE(facts.podLabels.get(), (std::vector<std::string>{"app=mongo", "tier=back"}));
    QCOMPARE(facts.status, std::string("active"));
    QCOMPARE(facts.clusterUid, std::string("clus:c1"));
    QCOMPARE(facts.machine, std::string("mach:m1"));
    QCOMPARE(facts.hostname, std::string("node-1"));
    QCOMPARE(facts.firstTime, std::string("1713000000.0"));
    QVERIFY(facts.covered == true);
    QCOMPARE(facts.coveredBy.size(), std::size_t{1});
    QVERIFY(facts.coveredBy.begin()->starts_with("pol:"));
    QVERIFY(rows->rows.front().facts.podLabels.empty());
    // What rows have in common is there once.
    QVERIFY(facts.coveredBy.isSameAs(rows->rows.front().facts.coveredBy));
}

void FingerprintRowsTest::rowsAreListedWithoutATextAndFetchedById()
{
    Rows local;
    const Result<api::FingerprintRows> rows = local.rows();
    QVERIFY(rows);
    ops::FingerprintList list;
    std::vector<policy::FingerprintFacts> facts;
    for (const api::FingerprintRow& row : rows->rows)
        facts.push_back(row.facts);
    ops::addRows(list, std::move(facts), "local");
    const auto nothing = [](std::size_t, yaml::NodeRef) {};
    QCOMPARE(ops::visitRecords(list, {0, 1}, nothing).error().code, std::string("not-fetched"));

    const Result<api::Records> records
        = local.client->fingerprintDocuments(ops::idsToFetch(list, {1}));
    QVERIFY(records);
    ops::FingerprintList fetched;
    ops::addFingerprints(fetched, *text::SourceText::make(records->ndjson(), "records"));
    QCOMPARE(fetched.instances.size(), std::size_t{1});
    QCOMPARE(fetched.identity(0), list.identity(1));
    std::size_t visits = 0;
    QVERIFY(ops::visitRecords(fetched, {0}, [&](std::size_t, yaml::NodeRef) { ++visits; }));
    QCOMPARE(visits, std::size_t{1});
}

void FingerprintRowsTest::whatFilesSayOfCoverageIsNotKept()
{
    Rows local;
    std::string record = tests::mongoRecord("fprint:c9", {}, tests::mongoNow - 60);
    record.insert(1, R"("covered_by_policy": true, "covered_by": ["pol:elsewhere"], )");
    QVERIFY(organization::importText(
        *local.organization.store, *text::SourceText::make(record, "more.json"), tests::mongoNow));
    const Result<api::Records> records = local.client->fingerprintDocuments({"fprint:c9"});
    QVERIFY(records);
    QVERIFY(records->ndjson().find("fprint:c9") != std::string::npos);
    QVERIFY(records->ndjson().find("pol:elsewhere") == std::string::npos);
}

QTEST_APPLESS_MAIN(FingerprintRowsTest)
#include "fingerprint_rows_test.moc"
