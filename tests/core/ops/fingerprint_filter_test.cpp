#include "core/ops/fingerprint_filter.h"

#include <QTest>

using namespace pw;
using ops::FingerprintFilter;

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
    facts.machine = "mach:a1K9";
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
    void choices();
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

void FingerprintFilterTest::choices()
{
    FingerprintFilter filter;
    filter.type = "linux-service";
    QVERIFY(!filter.matches(mongo()));
    filter.type = "container";
    QVERIFY(filter.matches(mongo()));
    filter.namespaceName = "prod";
    QVERIFY(!filter.matches(mongo()));
    filter.namespaceName = ""; // those without one
    QVERIFY(!filter.matches(mongo()));
    filter.namespaceName = "dev";
    filter.clusterName = "sample-cluster";
    QVERIFY(filter.matches(mongo()));
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
    filter.namespaceName = "";
    QVERIFY(!filter.empty());
}

QTEST_APPLESS_MAIN(FingerprintFilterTest)
#include "fingerprint_filter_test.moc"
