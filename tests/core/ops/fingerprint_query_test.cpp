// Tables of an index against what is found by looking at one fingerprint after another.

#include "tests/core/ops/random_fingerprints.h"

#include <QTest>

#include <set>

using namespace pw;
using ops::FingerprintField;

namespace {

/// Groups with their members, and where those run.
QString printed(const ops::FingerprintTable& table)
{
    QStringList out;
    const auto values = [](const ops::GroupValues& one) {
        return one.count == 1 ? QString::fromStdString(one.one) : QString::number(one.count);
    };
    for (std::size_t at = 0; at < table.groups.size(); ++at) {
        const ops::FingerprintGroupRow& row = table.groups[at];
        QStringList members;
        for (const std::size_t member : row.members)
            members += QString::number(member);
        const ops::GroupPlaces& places = table.places.at(at);
        out += QStringLiteral("%1 %2 %3 %4/%5 %6 [%7] %8 %9 %10")
                   .arg(QString::fromStdString(row.title), QString::fromStdString(row.repo),
                        QString::fromStdString(row.fullImageId + row.cgroup))
                   .arg(row.covered)
                   .arg(row.total)
                   .arg(QString::fromStdString(row.latestTime), members.join(u','),
                        values(places.clusters), values(places.namespaces),
                        values(places.machines));
        for (const std::string& value : row.groupValues)
            out.back() += u' ' + QString::fromStdString('<' + value + '>');
    }
    return out.join(u'\n');
}

const std::string& groupValue(const policy::FingerprintFacts& facts, ops::GroupField field)
{
    if (field == ops::GroupField::Machine)
        return facts.machine;
    return field == ops::GroupField::Namespace ? facts.namespaceName : facts.clusterName;
}

ops::GroupValues distinct(const ops::FingerprintList& list, const std::vector<std::size_t>& members,
                          std::string policy::FingerprintFacts::*field)
{
    std::set<std::string> values;
    for (const std::size_t member : members)
        values.insert(list.instances[member].facts.*field);
    values.erase(std::string());
    return {values.size() == 1 ? *values.begin() : std::string(), values.size()};
}

/// One fingerprint after another, through the groups of the command line.
ops::FingerprintTable slowTable(const ops::FingerprintList& list,
                                const ops::FingerprintQuery& query)
{
    std::vector<ops::FingerprintInstance> chosen;
    std::vector<std::size_t> indexes;
    for (std::size_t at = 0; at < list.instances.size(); ++at) {
        const policy::FingerprintFacts& facts = list.instances[at].facts;
        if (!query.filter.matches(facts))
            continue;
        ops::FingerprintInstance instance{facts, {}};
        for (const ops::GroupField field : query.groupBy)
            instance.groupValues.push_back(groupValue(facts, field));
        chosen.push_back(std::move(instance));
        indexes.push_back(at);
    }
    using Facts = policy::FingerprintFacts;
    ops::FingerprintTable out;
    out.shown = chosen.size();
    out.groups = ops::groupFingerprints(chosen, query.filter.type);
    for (ops::FingerprintGroupRow& group : out.groups) {
        for (std::size_t& member : group.members)
            member = indexes[member];
        out.places.push_back({distinct(list, group.members, &Facts::clusterName),
                              distinct(list, group.members, &Facts::namespaceName),
                              distinct(list, group.members, &Facts::machine)});
    }
    return out;
}

} // namespace

class FingerprintQueryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tablesAreThoseOfTheSlowWay();
    void groupsSayWhereTheirMembersRun();
    void cancelledWorkShowsNothing();
    void selectionsAreCounted();
};

void FingerprintQueryTest::tablesAreThoseOfTheSlowWay()
{
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    test::RandomFingerprints random(seed);
    std::size_t shown = 0;
    for (int round = 0; round < 20; ++round) {
        ops::FingerprintList list = random.list(60);
        const bool prepared = round % 4 != 0;
        if (prepared)
            ops::prepare(list);
        for (int asked = 0; asked < 40; ++asked) {
            const ops::FingerprintQuery query = random.query();
            const ops::FingerprintTable fast = ops::tableOf(list, query);
            const ops::FingerprintTable slow = slowTable(list, query);
            QCOMPARE(printed(fast), printed(slow));
            QCOMPARE(fast.shown, slow.shown);
            shown += fast.shown;
        }
    }
    QVERIFY(shown > 0);
}

void FingerprintQueryTest::groupsSayWhereTheirMembersRun()
{
    policy::FingerprintFacts facts;
    facts.type = "container";
    facts.image = "r/x:1";
    facts.imageId = "sha256:12";
    facts.namespaceName = "dev";
    facts.machine = "mach:1";
    ops::FingerprintList list;
    policy::FingerprintFacts other = facts;
    other.machine = "mach:2";
    ops::addRows(list, {facts, other}, {});
    ops::FingerprintQuery query;
    query.filter.type = "container";
    const ops::FingerprintTable table = ops::tableOf(list, query);
    QCOMPARE(table.places.size(), std::size_t{1});
    QVERIFY(table.places.front() == (ops::GroupPlaces{{}, {"dev", 1}, {"", 2}}));
}

void FingerprintQueryTest::cancelledWorkShowsNothing()
{
    test::RandomFingerprints random(1);
    const ops::FingerprintList list = random.list(20);
    std::stop_source stop;
    stop.request_stop();
    ops::FingerprintQuery query;
    query.filter.type = "container";
    const ops::FingerprintTable table = ops::tableOf(list, query, stop.get_token());
    QVERIFY(table.groups.empty());
    QCOMPARE(table.shown, std::size_t{0});
}

void FingerprintQueryTest::selectionsAreCounted()
{
    policy::FingerprintFacts facts;
    facts.type = "container";
    facts.image = "r/x:1";
    facts.imageId = "sha256:12";
    policy::FingerprintFacts other = facts;
    other.image = "r/y:1";
    other.namespaceName = "dev";
    other.covered = true;
    ops::FingerprintList list;
    ops::addRows(list, {facts, other, facts, other}, {});
    QVERIFY(ops::countsOf(list, {0, 1, 2}) == (ops::SelectionCounts{3, 1, 2, 1, false}));
    QVERIFY(ops::countsOf(list, {0}) == (ops::SelectionCounts{1, 0, 1, 0, false}));
    QVERIFY(ops::countsOf(list, {}) == ops::SelectionCounts());
}

QTEST_APPLESS_MAIN(FingerprintQueryTest)
#include "fingerprint_query_test.moc"
