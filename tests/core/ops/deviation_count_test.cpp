#include "core/ops/deviation_count.h"

#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;
using namespace pw::tests;

const std::string sh = "name: sh, exe: [/bin/sh], id: sh_0, euser: [app]";

/// A process that appeared below the policy's sh.
DeviationRecord deviation(const std::string& id, const std::string& checksum,
                          const std::string& name, const std::string& below = "sh_0")
{
    DeviationRecord record;
    record.id = id;
    record.checksum = checksum;
    record.document = guardian("{kind: GuardianDeviation, metadata: {type: process, "
                               "policy_uid: 'pol:1'}, spec: "
                               "{processPolicy: [{policyNode: {id: "
                               + below + ", children: [{name: " + name + ", exe: [/bin/" + name
                               + "], id: " + name + "_0, euser: [app]}]}}]}}");
    return record;
}

class DeviationCountTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsUniqueAndAll();
    void leavesOutWhatIsAllowed();
    void theSameChildOfTwoChecksumsIsNewsOnce();
    void aBrokenRecordIsSkippedAlone();
    void nothingIsNothing();
    void sortsByTimeThenId();
};

void DeviationCountTest::countsUniqueAndAll()
{
    const DeviationCount count = countDeviations(
        policyOf(root(sh)),
        {deviation("d1", "nc", "nc"), deviation("d2", "nc", "nc"), deviation("d3", "id", "id")});
    QCOMPARE(count.unique, 2U);
    QCOMPARE(count.total, 3U);
    QCOMPARE(count.relevant, (std::vector<bool>{true, true, true}));
    QVERIFY(count.skipped.empty());
}

void DeviationCountTest::leavesOutWhatIsAllowed()
{
    const DeviationCount count
        = countDeviations(policyOf(root(sh + ", children: [{name: nc, exe: [/bin/nc], id: nc_0}]")),
                          {deviation("d1", "nc", "nc"), deviation("d2", "id", "id")});
    QCOMPARE(count.unique, 1U);
    QCOMPARE(count.total, 1U);
    QCOMPARE(count.relevant, (std::vector<bool>{false, true}));
}

void DeviationCountTest::theSameChildOfTwoChecksumsIsNewsOnce()
{
    const DeviationCount count = countDeviations(
        policyOf(root(sh)), {deviation("d1", "one", "nc"), deviation("d2", "two", "nc")});
    QCOMPARE(count.unique, 1U);
    QCOMPARE(count.relevant, (std::vector<bool>{true, false}));
}

void DeviationCountTest::aBrokenRecordIsSkippedAlone()
{
    const DeviationCount count = countDeviations(
        policyOf(root(sh)), {deviation("d1", "gone", "nc", "gone_0"), deviation("d2", "id", "id")});
    QCOMPARE(count.unique, 1U);
    QCOMPARE(count.relevant, (std::vector<bool>{false, true}));
    QCOMPARE(count.skipped.size(), 1U);
    QCOMPARE(count.skipped[0].label, std::string("d1"));
}

void DeviationCountTest::nothingIsNothing()
{
    const DeviationCount count = countDeviations(policyOf(root(sh)), {});
    QCOMPARE(count.unique + count.total, 0U);
}

void DeviationCountTest::sortsByTimeThenId()
{
    std::vector<DeviationRecord> records(3);
    records[0].id = "b";
    records[0].time = 2;
    records[1].id = "a";
    records[1].time = 2;
    records[2].id = "c";
    records[2].time = 1;
    sortDeviations(records);
    QCOMPARE(records[0].id + records[1].id + records[2].id, std::string("cab"));
}

QTEST_APPLESS_MAIN(DeviationCountTest)
#include "deviation_count_test.moc"
