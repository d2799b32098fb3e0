#include "tests/core/ops/random_fingerprints.h"

#include <QTest>

#include <set>

using namespace pw;
using ops::FingerprintField;

namespace {

/// `dev 2, prod 1`
QString printed(const std::vector<ops::FacetValue>& values)
{
    QStringList out;
    for (const ops::FacetValue& value : values) {
        out += QStringLiteral("%1 %2").arg(QString::fromStdString(value.value)).arg(value.count);
        if (!value.note.empty())
            out.back() += QStringLiteral(" (%1)").arg(QString::fromStdString(value.note));
    }
    return out.join(QStringLiteral(", "));
}

policy::FingerprintFacts row(const char* image, const char* space, const char* machine = "mach:1")
{
    policy::FingerprintFacts facts;
    facts.type = "container";
    facts.image = image;
    facts.imageId = "sha256:12";
    facts.namespaceName = space;
    facts.machine = machine;
    return facts;
}

ops::FingerprintTable tableOf(std::vector<policy::FingerprintFacts> rows,
                              const ops::FingerprintFilter& filter)
{
    ops::FingerprintList list;
    ops::addRows(list, std::move(rows), {});
    return ops::tableOf(list, {filter, {}, {}});
}

ops::FingerprintFilter containers()
{
    ops::FingerprintFilter filter;
    filter.type = "container";
    return filter;
}

std::vector<std::string> valuesOf(const policy::FingerprintFacts& facts, FingerprintField field)
{
    switch (field) {
    case FingerprintField::Namespace:
        return {facts.namespaceName};
    case FingerprintField::Cluster:
        return {facts.clusterName};
    case FingerprintField::Image:
        return {facts.image};
    case FingerprintField::ImageId:
        return {facts.imageId};
    case FingerprintField::Id:
        return {facts.id};
    case FingerprintField::Machine:
        return {facts.machine};
    case FingerprintField::Pod:
        return {facts.podName};
    case FingerprintField::Cgroup:
        return {facts.cgroup};
    case FingerprintField::Status:
        return {facts.status};
    case FingerprintField::Label:
        break;
    }
    return facts.podLabels.empty() ? std::vector<std::string>{""} : facts.podLabels.get();
}

/// Counts one fingerprint after another, the field's own patterns left out.
std::map<std::string, std::size_t> slowCounts(const ops::FingerprintList& list,
                                              ops::FingerprintFilter filter, FingerprintField field)
{
    filter.fields.erase(field);
    std::map<std::string, std::size_t> out;
    for (const ops::FingerprintInstance& instance : list.instances) {
        if (!filter.matches(instance.facts))
            continue;
        for (const std::string& value : valuesOf(instance.facts, field))
            ++out[value];
    }
    return out;
}

} // namespace

class FingerprintFacetsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMostFrequentComeFirst();
    void aFieldDoesNotHideItsOwnValues();
    void fieldsThatSayNothingHaveNoFacet();
    void otherNamesAreNotes();
    void labelsAreCountedOneByOne();
    void longFacetsAreCut();
    void countsAreThoseOfTheSlowWay();
};

void FingerprintFacetsTest::theMostFrequentComeFirst()
{
    const auto table
        = tableOf({row("a", "x"), row("a", "dev"), row("a", "dev"), row("b", "c")}, containers());
    QCOMPARE(printed(table.facets.at(FingerprintField::Namespace).values),
             QStringLiteral("dev 2, c 1, x 1"));
    QCOMPARE(printed(table.namespaces), QStringLiteral("c 1, dev 2, x 1"));
}

void FingerprintFacetsTest::aFieldDoesNotHideItsOwnValues()
{
    ops::FingerprintFilter filter = containers();
    filter.fields[FingerprintField::Namespace] = {"dev"};
    filter.fields[FingerprintField::Image] = {"a"};
    const auto table
        = tableOf({row("a", "prod"), row("a", "dev"), row("b", "dev"), row("b", "x")}, filter);
    QCOMPARE(table.shown, std::size_t{1});
    QCOMPARE(printed(table.facets.at(FingerprintField::Namespace).values),
             QStringLiteral("dev 1, prod 1"));
    QCOMPARE(printed(table.facets.at(FingerprintField::Image).values), QStringLiteral("a 1, b 1"));
    // The list to choose from has those that the filter leaves nothing of, too.
    QCOMPARE(printed(table.namespaces), QStringLiteral("dev 1, prod 1, x 0"));
}

void FingerprintFacetsTest::fieldsThatSayNothingHaveNoFacet()
{
    const auto table = tableOf({row("a", ""), row("a", "dev")}, containers());
    QVERIFY(!table.facets.contains(FingerprintField::Cgroup));
    QVERIFY(!table.facets.contains(FingerprintField::Label));
    QCOMPARE(printed(table.facets.at(FingerprintField::Namespace).values),
             QStringLiteral(" 1, dev 1"));
}

void FingerprintFacetsTest::otherNamesAreNotes()
{
    policy::FingerprintFacts facts = row("a", "dev", "mach:7");
    facts.hostname = "node-7";
    const auto table = tableOf({facts}, containers());
    QCOMPARE(printed(table.facets.at(FingerprintField::Machine).values),
             QStringLiteral("mach:7 1 (node-7)"));
}

void FingerprintFacetsTest::labelsAreCountedOneByOne()
{
    policy::FingerprintFacts web = row("a", "dev");
    web.podLabels = policy::SharedTexts({"app=web", "tier=front"});
    policy::FingerprintFacts back = row("a", "dev");
    back.podLabels = policy::SharedTexts({"app=db"});
    const auto table = tableOf({web, web, back, row("b", "dev")}, containers());
    QCOMPARE(printed(table.facets.at(FingerprintField::Label).values),
             QStringLiteral("app=web 2, tier=front 2,  1, app=db 1"));
}

void FingerprintFacetsTest::longFacetsAreCut()
{
    std::vector<policy::FingerprintFacts> rows;
    for (std::size_t at = 0; at < ops::facetLimit + 5; ++at)
        rows.push_back(row(("i" + std::to_string(at)).c_str(), "dev"));
    rows.push_back(row("often", "dev"));
    rows.push_back(row("often", "dev"));
    const auto table = tableOf(std::move(rows), containers());
    const ops::Facet& images = table.facets.at(FingerprintField::Image);
    QCOMPARE(images.all, ops::facetLimit + 6);
    QCOMPARE(images.values.size(), ops::facetLimit);
    QCOMPARE(images.values.front().value, std::string("often"));
}

void FingerprintFacetsTest::countsAreThoseOfTheSlowWay()
{
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    test::RandomFingerprints random(seed);
    for (int round = 0; round < 100; ++round) {
        const ops::FingerprintList list = random.list(50);
        const ops::FingerprintQuery query = random.query();
        const ops::FingerprintTable table = ops::tableOf(list, query);
        for (const auto& [field, facet] : table.facets) {
            std::map<std::string, std::size_t> fast;
            for (const ops::FacetValue& value : facet.values)
                fast[value.value] = value.count;
            QCOMPARE(facet.all, facet.values.size());
            QVERIFY2(fast == slowCounts(list, query.filter, field),
                     std::string(ops::toString(field)).c_str());
        }
    }
}

QTEST_APPLESS_MAIN(FingerprintFacetsTest)
#include "fingerprint_facets_test.moc"
