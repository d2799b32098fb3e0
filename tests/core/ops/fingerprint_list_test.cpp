#include "core/ops/fingerprint_list.h"

#include <QTest>

using namespace pw;

namespace {

text::SourceText source(std::string bytes, const char* name = "a.yaml")
{
    return *text::SourceText::make(std::move(bytes), name);
}

std::string record(const char* id, const char* image, const char* time, const char* space = "dev")
{
    return std::string("- kind: SpyderbatFingerprint\n  apiVersion: spyderbat/v1\n  id: ") + id
        + "\n  namespace: " + space + "\n  metadata:\n    name: n\n    type: container\n"
        + "    latestTimestamp: " + time + "\n  spec:\n    containerSelector:\n      image: "
        + image + "\n      imageID: sha256:1234567890abcdef\n    processPolicy:\n    - name: " + id
        + "\n      exe: [/bin/x]\n      id: x_0\n      euser: [root]\n"
        + "    networkPolicy: {ingress: [], egress: []}\n";
}

ops::FingerprintList listOf(const std::string& bytes)
{
    ops::FingerprintList list;
    ops::addFingerprints(list, source(bytes));
    ops::dropDuplicates(list);
    return list;
}

QString printed(const ops::FingerprintList& list)
{
    QStringList out;
    for (const ops::FingerprintInstance& one : list.instances)
        out += QString::fromStdString(one.facts.id + "@" + one.facts.time);
    return out.join(u' ');
}

QString printedProblems(const ops::FingerprintList& list)
{
    QStringList out;
    for (const ops::SourceProblem& problem : list.problems)
        out += QString::fromStdString(problem.source + ":" + std::to_string(problem.place.line)
                                      + ": " + std::string(toString(problem.severity)) + ": "
                                      + problem.message);
    return out.join(u'\n');
}

QString printed(const std::vector<ops::FacetValue>& values)
{
    QStringList out;
    for (const ops::FacetValue& value : values)
        out += QStringLiteral("%1 %2").arg(QString::fromStdString(value.value)).arg(value.count);
    return out.join(QStringLiteral(", "));
}

QString printed(const ops::FingerprintTable& table)
{
    QStringList out;
    for (const ops::FingerprintGroupRow& row : table.groups) {
        QStringList members;
        for (const std::size_t member : row.members)
            members += QString::number(member);
        QStringList values;
        for (const std::string& value : row.groupValues)
            values += QString::fromStdString(value);
        out += QStringLiteral("%1 %2[%3]")
                   .arg(QString::fromStdString(row.title), values.join(u','), members.join(u','));
    }
    return out.join(u' ');
}

} // namespace

class FingerprintListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestOfOneIdStays();
    void brokenTextsGiveWhatStandsBefore();
    void otherDocumentsAreTold();
    void fingerprintsWithoutImageAreTold();
    void membersAreIndexesOfTheWholeList();
    void groupsByField();
    void choicesComeFromAllOfTheType();
    void documentsAreReadAgain();
    void identityIsKeptByAnotherReading();
    void rowsWithoutATextMustBeFetched();
    void rowsShareTheirLabels();
};

void FingerprintListTest::theNewestOfOneIdStays()
{
    const auto list = listOf(record("a", "r/i:1", "5") + record("b", "r/i:1", "7")
                             + record("a", "r/i:1", "9.5") + record("b", "r/i:1", "6"));
    QCOMPARE(printed(list), QStringLiteral("a@9.5 b@7"));
    QCOMPARE(list.duplicates, std::size_t{2});
    QCOMPARE(list.sourceOf.size(), std::size_t{2});
}

void FingerprintListTest::brokenTextsGiveWhatStandsBefore()
{
    const auto list = listOf(record("a", "r/i:1", "5") + "- }\n");
    QCOMPARE(printed(list), QStringLiteral("a@5"));
    QCOMPARE(list.problems.size(), std::size_t{1});
    QVERIFY(list.problems.front().severity == text::Severity::Error);
    QCOMPARE(list.problems.front().source, std::string("a.yaml"));
    QVERIFY(list.problems.front().place.line > 10);
}

void FingerprintListTest::otherDocumentsAreTold()
{
    const auto list = listOf("- {kind: SpyderbatPolicy, metadata: {type: container}}\n"
                             "- {kind: SpyderbatPolicy, metadata: {type: container}}\n");
    QCOMPARE(printedProblems(list),
             QStringLiteral("a.yaml:1: warning: 2 documents are not fingerprints (the first one: "
                            "SpyderbatPolicy): left out"));
}

void FingerprintListTest::fingerprintsWithoutImageAreTold()
{
    const auto list = listOf("kind: SpyderbatFingerprint\napiVersion: spyderbat/v1\n"
                             "metadata: {name: n, type: container}\nspec: {}\n");
    QVERIFY(list.instances.empty());
    QCOMPARE(printedProblems(list),
             QStringLiteral("a.yaml:1: warning: a fingerprint is left out: a container needs image "
                            "and imageID, a service its cgroup"));
}

void FingerprintListTest::membersAreIndexesOfTheWholeList()
{
    const auto list
        = listOf(record("a", "r/x:1", "1") + record("b", "r/y:1", "2") + record("c", "r/x:1", "3"));
    ops::FingerprintQuery query;
    query.filter.type = "container";
    QCOMPARE(printed(ops::tableOf(list, query)), QStringLiteral("x:1 [0,2] y:1 [1]"));
    query.filter.text = "y:*";
    const ops::FingerprintTable table = ops::tableOf(list, query);
    QCOMPARE(printed(table), QStringLiteral("y:1 [1]"));
    QCOMPARE(table.shown, std::size_t{1});
    QCOMPARE(table.containers, std::size_t{3});
}

void FingerprintListTest::groupsByField()
{
    const auto list = listOf(record("a", "r/x:1", "1", "dev") + record("b", "r/x:1", "2", "prod")
                             + record("c", "r/x:1", "3", "dev"));
    ops::FingerprintQuery query;
    query.filter.type = "container";
    query.groupBy = {ops::GroupField::Namespace};
    QCOMPARE(printed(ops::tableOf(list, query)), QStringLiteral("x:1 dev[0,2] x:1 prod[1]"));
}

void FingerprintListTest::choicesComeFromAllOfTheType()
{
    const auto list
        = listOf(record("a", "r/x:1", "2.25", "dev") + record("b", "r/x:1", "10", "prod"));
    ops::FingerprintQuery query;
    query.filter.type = "container";
    query.filter.fields[ops::FingerprintField::Namespace] = {"dev"};
    const ops::FingerprintTable table = ops::tableOf(list, query);
    QCOMPARE(table.shown, std::size_t{1});
    QCOMPARE(printed(table.namespaces), QStringLiteral("dev 1, prod 1"));
    QCOMPARE(table.earliest, std::string("2.25"));
    QCOMPARE(table.latest, std::string("10"));
}

void FingerprintListTest::documentsAreReadAgain()
{
    ops::FingerprintList list;
    ops::addFingerprints(list, source(record("a", "r/x:1", "1") + record("b", "r/x:1", "2")));
    ops::addFingerprints(list, source(record("c", "r/x:1", "3"), "b.yaml"));
    QStringList names;
    QVERIFY(ops::visitDocuments(list, {2, 1}, [&names](const policy::GuardianDocument& document) {
        names += QString::fromStdString(document.spec.processPolicy->front().name);
    }));
    QCOMPARE(names, (QStringList{QStringLiteral("b"), QStringLiteral("c")}));
}

void FingerprintListTest::identityIsKeptByAnotherReading()
{
    const std::string bytes = record("a", "r/x:1", "1") + record("''", "r/x:1", "2");
    const auto before = listOf(bytes);
    const auto after = listOf(bytes + record("c", "r/x:1", "3"));
    QCOMPARE(before.identity(0), std::string("a"));
    QCOMPARE(before.identity(1), after.identity(1));
    QVERIFY(after.identity(1) != after.identity(2));
}

void FingerprintListTest::rowsWithoutATextMustBeFetched()
{
    auto list = listOf(record("a", "r/x:1", "1"));
    policy::FingerprintFacts row = list.instances.front().facts;
    row.id = "fprint:b";
    policy::FingerprintFacts nothing;
    nothing.type = "container";
    ops::addRows(list, {row, nothing}, "Sample organization");
    QCOMPARE(printed(list), QStringLiteral("a@1 fprint:b@1"));
    QCOMPARE(list.identity(1), std::string("fprint:b"));
    QVERIFY(list.hasText(0));
    QVERIFY(!list.hasText(1));
    QCOMPARE(
        printedProblems(list),
        QStringLiteral("Sample organization:0: warning: a fingerprint is left out: a container "
                       "needs image and imageID, a service its cgroup"));

    QCOMPARE(ops::idsToFetch(list, {0, 1}), std::vector<std::string>{"fprint:b"});
    int visits = 0;
    const auto visit = [&visits](std::size_t, yaml::NodeRef) { ++visits; };
    const Result<Done> both = ops::visitRecords(list, {0, 1}, visit);
    QVERIFY(!both);
    QCOMPARE(both.error().code, std::string("not-fetched"));
    QCOMPARE(both.error().message,
             std::string("the documents of 1 of 2 fingerprints have not been fetched yet"));
    QCOMPARE(visits, 0);
    QVERIFY(ops::visitRecords(list, {0}, visit));
    QCOMPARE(visits, 1);
}

void FingerprintListTest::rowsShareTheirLabels()
{
    policy::FingerprintFacts row;
    row.type = "container";
    row.image = "r/x:1";
    row.imageId = "sha256:12";
    row.podLabels = policy::SharedTexts({"app=x"});
    policy::FingerprintFacts other = row;
    other.podLabels = policy::SharedTexts({"app=x"});
    QVERIFY(!row.podLabels.isSameAs(other.podLabels));
    ops::FingerprintList list;
    ops::addRows(list, {row, other}, {});
    QVERIFY(list.instances[0].facts.podLabels.isSameAs(list.instances[1].facts.podLabels));
    QCOMPARE(list.instances[1].facts.podLabels.get(), std::vector<std::string>{"app=x"});
}

QTEST_APPLESS_MAIN(FingerprintListTest)
#include "fingerprint_list_test.moc"
