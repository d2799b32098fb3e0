#include "core/policy/kinds.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using policy::Kind;

namespace {

/// `kind type label`, a line for each unit.
std::string unitsText(const std::string& bytes, bool openGroups = true)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(bytes));
    std::string out;
    for (const policy::Unit& unit : policy::unitsOf(document, openGroups)) {
        out += std::string(policy::toString(unit.kind)) + " " + unit.type + " " + unit.label + "\n";
    }
    return out;
}

Kind kindOfText(const std::string& bytes)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(bytes));
    return policy::kindOf(document.roots().front());
}

} // namespace

class KindsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kindComesFromKindAndType();
    void recordsAreToldFromDocuments();
    void documentsAndListsAreOpened();
    void groupsAreOpenedOnDemand();
    void fingerprintsAlone();
};

void KindsTest::kindComesFromKindAndType()
{
    QVERIFY(kindOfText("{kind: SpyderbatPolicy, metadata: {type: container}}") == Kind::Policy);
    QVERIFY(kindOfText("{kind: SpyderbatPolicy, metadata: {type: cluster}}")
            == Kind::ClusterPolicy);
    QVERIFY(kindOfText("{kind: SpyderbatPolicy, metadata: {type: trace}}") == Kind::TracePolicy);
    QVERIFY(kindOfText("{kind: SpyderbatRuleset}") == Kind::Ruleset);
    QVERIFY(kindOfText("{kind: NotificationTarget}") == Kind::OutOfScope);
    QVERIFY(kindOfText("{kind: 7}") == Kind::Unknown);
    QVERIFY(kindOfText("[SpyderbatPolicy]") == Kind::Unknown);
}

void KindsTest::recordsAreToldFromDocuments()
{
    QVERIFY(kindOfText("{kind: SpyderbatFingerprint}") == Kind::Fingerprint);
    QVERIFY(kindOfText("{kind: SpyderbatFingerprint, status: active}") == Kind::Fingerprint);
    QVERIFY(kindOfText("{kind: SpyderbatFingerprint, id: fprint:1}") == Kind::FingerprintRecord);
    QVERIFY(kindOfText("{image: a, metadata: {type: container}}") == Kind::FingerprintRecord);
    QVERIFY(kindOfText("{image: a}") == Kind::Unknown);
    QVERIFY(kindOfText("{deviation: {kind: GuardianDeviation}}") == Kind::DeviationRecord);
}

void KindsTest::documentsAndListsAreOpened()
{
    QCOMPARE(unitsText("kind: Config\n"), std::string("Config  \n"));
    QCOMPARE(
        unitsText("---\nkind: Config\n---\n---\n- kind: UidList\n- items:\n  - kind: Config\n"),
        std::string("Config  document 1\nUidList  document 3, [0]\n"
                    "Config  document 3, [1].items[0]\n"));
    QCOMPARE(unitsText("{\"kind\": \"Config\"}\n{\"kind\": \"UidList\"}\n"),
             std::string("Config  document 1\nUidList  document 2\n"));
    QCOMPARE(unitsText("items:\n- kind: SpyderbatPolicy\n  metadata: {type: trace}\n- 1\n"),
             std::string("SpyderbatPolicy trace items[0]\nunknown  items[1]\n"));
}

void KindsTest::groupsAreOpenedOnDemand()
{
    const std::string group
        = "kind: FingerprintGroup\ndata: {fingerprints: [{kind: SpyderbatFingerprint}]}\n";
    QCOMPARE(unitsText(group),
             std::string("FingerprintGroup  \nSpyderbatFingerprint  data.fingerprints[0]\n"));
    QCOMPARE(unitsText(group, false), std::string("FingerprintGroup  \n"));
}

void KindsTest::fingerprintsAlone()
{
    const auto alone = [](const std::string& bytes) {
        const yaml::Document document = yaml::read(*text::SourceText::make(bytes));
        return policy::holdFingerprintsAlone(policy::unitsOf(document, false));
    };
    QVERIFY(alone("{kind: SpyderbatFingerprint}"));
    QVERIFY(alone("{image: a, metadata: {type: container}}"));
    QVERIFY(alone("items:\n- {kind: FingerprintGroup}\n- {kind: Config}\n"));
    QVERIFY(!alone(""));
    QVERIFY(!alone("{kind: SpyderbatPolicy}"));
    QVERIFY(!alone("{kind: SpyderbatBaseline}"));
    for (const char* const type : {"container", "cluster", "trace"})
        QVERIFY(!alone("kind: SpyderbatFingerprint\n---\n{kind: SpyderbatPolicy, metadata: {type: "
                       + std::string(type) + "}}\n"));
}

QTEST_APPLESS_MAIN(KindsTest)
#include "kinds_test.moc"
