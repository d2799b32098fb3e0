#include "core/ops/fingerprint_filter.h"

#include <QTest>

using namespace pw;
using ops::FingerprintField;
using ops::FingerprintFilter;

Q_DECLARE_METATYPE(pw::ops::FingerprintField)

namespace {

policy::FingerprintFacts mongo()
{
    policy::FingerprintFacts facts;
    facts.id = "fprint:a1:b2";
    facts.type = "container";
    facts.image = "docker.io/library/mongo:latest";
    facts.imageId = "sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11";
    facts.containerName = "db";
    facts.namespaceName = "dev";
    facts.clusterName = "sample-cluster";
    facts.podName = "mongo-7d9f6c5b84-q8wzt";
    facts.clusterUid = "clus:7";
    facts.machine = "mach:a1K9";
    facts.hostname = "ip-10-0-0-7";
    facts.podLabels = policy::SharedTexts({"app=mongo", "tier=Back"});
    return facts;
}

bool fits(const char* text)
{
    FingerprintFilter filter;
    filter.text = text;
    return filter.matches(mongo());
}

} // namespace

class FingerprintFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_data();
    void words();
    void types();
    void fields_data();
    void fields();
    void fieldsAreJoinedByAndAndTheirPatternsByOr();
    void uncoveredIsWhatNoPolicyCovers();
    void emptyAsksForNothing();
};

void FingerprintFilterTest::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("blanks") << "  " << true;
    QTest::newRow("part of a name") << "ong" << true;
    QTest::newRow("upper case") << "MONGO" << true;
    QTest::newRow("case of an id") << "MACH:A1k9" << true;
    QTest::newRow("pattern over name and tag") << "mongo*" << true;
    QTest::newRow("pattern over the image") << "docker.io/*:latest" << true;
    QTest::newRow("a pattern fits a whole value") << "ong*" << false;
    QTest::newRow("one sign") << "d?v" << true;
    QTest::newRow("class") << "mongo:[a-l]atest" << true;
    QTest::newRow("start of the image id") << "68248f2793e0*" << true;
    QTest::newRow("all words") << "mongo dev a1k9" << true;
    QTest::newRow("one word fails") << "mongo prod" << false;
    QTest::newRow("hostname") << "10-0-0" << true;
    QTest::newRow("repository") << "docker.io/library" << true;
    QTest::newRow("another image") << "nginx" << false;
    QTest::newRow("empty values fit nothing") << "system.slice*" << false;
}

void FingerprintFilterTest::words()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(fits(qPrintable(text)), expected);
}

void FingerprintFilterTest::types()
{
    FingerprintFilter filter;
    filter.type = "linux-service";
    QVERIFY(!filter.matches(mongo()));
    filter.type = "container";
    QVERIFY(filter.matches(mongo()));
}

void FingerprintFilterTest::fields_data()
{
    QTest::addColumn<FingerprintField>("field");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("expected");
    using enum FingerprintField;
    QTest::newRow("whole value") << Namespace << "dev" << true;
    QTest::newRow("part of a value") << Namespace << "de" << false;
    QTest::newRow("another case") << Namespace << "Dev" << false;
    QTest::newRow("pattern") << Namespace << "d*" << true;
    QTest::newRow("those without one") << Namespace << "" << false;
    QTest::newRow("no value, asked for") << Cgroup << "" << true;
    QTest::newRow("no value, any pattern") << Cgroup << "*" << false;
    QTest::newRow("cluster by name") << Cluster << "sample-cluster" << true;
    QTest::newRow("cluster by uid") << Cluster << "clus:7" << true;
    QTest::newRow("machine by uid") << Machine << "mach:a1K9" << true;
    QTest::newRow("machine by hostname") << Machine << "ip-10-*" << true;
    QTest::newRow("a machine has a name") << Machine << "" << false;
    QTest::newRow("whole image") << Image << "docker.io/library/mongo:latest" << true;
    QTest::newRow("image without its registry") << Image << "mongo:latest" << false;
    QTest::newRow("whole image id") << ImageId
                                    << "sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0"
                                       "cd114e064fa11"
                                    << true;
    QTest::newRow("image id as shown") << ImageId << "68248f2793e0" << true;
    QTest::newRow("image id without its prefix") << ImageId << "68248f*fa11" << true;
    QTest::newRow("id") << Id << "fprint:a1:*" << true;
    QTest::newRow("pod") << Pod << "mongo-*" << true;
    QTest::newRow("status that is not known") << Status << "active" << false;
    QTest::newRow("label") << Label << "app=mongo" << true;
    QTest::newRow("label with another value") << Label << "app=nginx" << false;
    QTest::newRow("label by its key") << Label << "tier" << true;
    QTest::newRow("label by a part of its key") << Label << "tie" << false;
    QTest::newRow("pattern of a label") << Label << "tier=B*" << true;
    QTest::newRow("no labels") << Label << "" << false;
}

void FingerprintFilterTest::fields()
{
    QFETCH(FingerprintField, field);
    QFETCH(QString, pattern);
    QFETCH(bool, expected);
    FingerprintFilter filter;
    filter.fields[field] = {pattern.toStdString()};
    QCOMPARE(filter.matches(mongo()), expected);
}

void FingerprintFilterTest::fieldsAreJoinedByAndAndTheirPatternsByOr()
{
    FingerprintFilter filter;
    filter.fields[FingerprintField::Namespace] = {"prod", "dev"};
    QVERIFY(filter.matches(mongo()));
    filter.fields[FingerprintField::Pod] = {};
    QVERIFY(filter.matches(mongo())); // nothing is asked of it
    filter.fields[FingerprintField::Pod] = {"nginx-*"};
    QVERIFY(!filter.matches(mongo()));
}

void FingerprintFilterTest::uncoveredIsWhatNoPolicyCovers()
{
    FingerprintFilter filter;
    filter.onlyUncovered = true;
    policy::FingerprintFacts facts = mongo();
    QVERIFY(filter.matches(facts)); // nothing is said: not covered
    facts.covered = false;
    QVERIFY(filter.matches(facts));
    facts.covered = true;
    QVERIFY(!filter.matches(facts));
}

void FingerprintFilterTest::emptyAsksForNothing()
{
    FingerprintFilter filter;
    filter.type = "container";
    filter.text = "  ";
    QVERIFY(filter.empty());
    filter.text = "x";
    QVERIFY(!filter.empty());
    filter.text.clear();
    filter.fields[FingerprintField::Namespace] = {};
    QVERIFY(filter.empty());
    filter.fields[FingerprintField::Namespace] = {""};
    QVERIFY(!filter.empty());
}

QTEST_APPLESS_MAIN(FingerprintFilterTest)
#include "fingerprint_filter_test.moc"
