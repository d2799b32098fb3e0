#include "tests/core/ops/random_fingerprints.h"

#include <QTest>

using namespace pw;
using ops::TableColumn;

namespace {

policy::FingerprintFacts row(const char* pod, const char* image, const char* time,
                             bool covered = false, const char* machine = "mach:1")
{
    policy::FingerprintFacts facts;
    facts.id = pod;
    facts.type = "container";
    facts.image = image;
    facts.imageId = "sha256:12";
    facts.podName = pod;
    facts.time = time;
    facts.covered = covered;
    facts.machine = machine;
    return facts;
}

/// `x:1[a b] y:1[c]`
QString sorted(TableColumn column, bool descending = false)
{
    ops::FingerprintList list;
    ops::addRows(list,
                 {row("b", "r/x:1", "9", true), row("A", "r/x:1", "10.5", false, "mach:2"),
                  row("c", "q/Y:1", "11"), row("d", "s/z:1", "")},
                 {});
    ops::FingerprintQuery query;
    query.filter.type = "container";
    query.sort = ops::TableSort{column, descending};
    const ops::FingerprintTable table = ops::tableOf(list, query);
    QStringList out;
    for (const ops::FingerprintGroupRow& group : table.groups) {
        QStringList members;
        for (const std::size_t member : group.members)
            members += QString::fromStdString(list.instances[member].facts.podName);
        out += QString::fromStdString(group.title) + u'[' + members.join(u' ') + u']';
    }
    return out.join(u' ');
}

} // namespace

class FingerprintSortTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsAreSortedWhateverTheirCase();
    void timesAreSortedByTheirValue();
    void coverageIsSortedByItsShare();
    void countsAreSortedAsNumbers();
    void instancesHaveNames();
    void sortingKeepsEveryRow();
};

void FingerprintSortTest::textsAreSortedWhateverTheirCase()
{
    QCOMPARE(sorted(TableColumn::Title), QStringLiteral("x:1[A b] Y:1[c] z:1[d]"));
    QCOMPARE(sorted(TableColumn::Title, true), QStringLiteral("z:1[d] Y:1[c] x:1[b A]"));
    QCOMPARE(sorted(TableColumn::Repo), QStringLiteral("Y:1[c] x:1[b A] z:1[d]"));
}

void FingerprintSortTest::timesAreSortedByTheirValue()
{
    QCOMPARE(sorted(TableColumn::Latest), QStringLiteral("z:1[d] x:1[b A] Y:1[c]"));
    QCOMPARE(sorted(TableColumn::Latest, true), QStringLiteral("Y:1[c] x:1[A b] z:1[d]"));
}

void FingerprintSortTest::coverageIsSortedByItsShare()
{
    QCOMPARE(sorted(TableColumn::Covered), QStringLiteral("Y:1[c] z:1[d] x:1[A b]"));
}

void FingerprintSortTest::countsAreSortedAsNumbers()
{
    QCOMPARE(sorted(TableColumn::Count, true), QStringLiteral("x:1[b A] Y:1[c] z:1[d]"));
    QCOMPARE(sorted(TableColumn::Machines, true), QStringLiteral("x:1[A b] Y:1[c] z:1[d]"));
}

void FingerprintSortTest::instancesHaveNames()
{
    policy::FingerprintFacts facts = row("pod", "x", "");
    facts.containerName = "container";
    facts.name = "name";
    QCOMPARE(ops::instanceTitle(facts), std::string("pod"));
    facts.podName.clear();
    QCOMPARE(ops::instanceTitle(facts), std::string("container"));
    facts.containerName.clear();
    QCOMPARE(ops::instanceTitle(facts), std::string("name"));
    facts.type = "linux-service";
    QCOMPARE(ops::instanceTitle(facts), std::string("mach:1"));
    facts.clusterName = "east";
    QCOMPARE(ops::instancePlace(facts), std::string("east"));
    facts.namespaceName = "dev";
    QCOMPARE(ops::instancePlace(facts), std::string("dev"));
}

/// In every order the groups are the same ones, with the same members.
void FingerprintSortTest::sortingKeepsEveryRow()
{
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    test::RandomFingerprints random(seed);
    const auto content = [](const ops::FingerprintTable& table) {
        std::map<std::vector<std::size_t>, ops::GroupPlaces> out;
        for (std::size_t at = 0; at < table.groups.size(); ++at) {
            std::vector<std::size_t> members = table.groups[at].members;
            std::ranges::sort(members);
            out[members] = table.places[at];
        }
        return out;
    };
    const ops::FingerprintList list = random.list(80);
    for (int round = 0; round < 40; ++round) {
        ops::FingerprintQuery query = random.query();
        const auto before = content(ops::tableOf(list, query));
        query.sort = ops::TableSort{static_cast<TableColumn>(round % 10), round % 3 == 0};
        QVERIFY(content(ops::tableOf(list, query)) == before);
    }
}

QTEST_APPLESS_MAIN(FingerprintSortTest)
#include "fingerprint_sort_test.moc"
