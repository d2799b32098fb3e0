#include "core/ops/fingerprint_items.h"

#include "core/yaml/yaml_writer.h"

#include <QTest>

using namespace pw;

class FingerprintItemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chosenOnesInTheOrderOfMerging();
    void oneIsAListToo();
    void whatWasReadIsWritten();

private:
    static ops::FingerprintList listOf(const std::string& bytes)
    {
        ops::FingerprintList list;
        ops::addFingerprints(list, *text::SourceText::make(bytes, "a.yaml"));
        return list;
    }
    static std::string record(const std::string& id, const std::string& image,
                              const std::string& time)
    {
        return "- id: " + id + "\n  apiVersion: spyderbat/v1\n  kind: SpyderbatFingerprint\n"
            + "  metadata: {name: n, type: container, latestTimestamp: " + time + "}\n"
            + "  spec:\n    containerSelector: {image: " + image + ", imageID: sha256:12}\n"
            + "    processPolicy: []\n    networkPolicy: {ingress: [], egress: []}\n";
    }
    static std::string idsIn(const yaml::Value& items)
    {
        std::string out;
        for (const yaml::Value& item : items.find("items")->items)
            out += item.find("id")->text + " ";
        return out;
    }
};

void FingerprintItemsTest::chosenOnesInTheOrderOfMerging()
{
    const ops::FingerprintList list
        = listOf(record("late", "mongo", "30") + record("other", "mongo", "20")
                 + record("early", "mongo", "9.5") + record("first", "busybox", "99"));
    QCOMPARE(idsIn(*ops::fingerprintItems(list, {0, 2, 3})), std::string("first early late "));
    QCOMPARE(idsIn(*ops::fingerprintItems(list, {3, 2, 0})), std::string("first early late "));
}

void FingerprintItemsTest::oneIsAListToo()
{
    const yaml::Value items = *ops::fingerprintItems(listOf(record("only", "mongo", "1")), {0});
    QCOMPARE(idsIn(items), std::string("only "));
    QCOMPARE(items.find("apiVersion")->text, std::string("spyderbat/v1"));
}

void FingerprintItemsTest::whatWasReadIsWritten()
{
    // Keys that nobody knows, and times as they were written.
    const std::string bytes
        = "- id: a\n  checksum: '0123'\n  apiVersion: spyderbat/v1\n"
          "  kind: SpyderbatFingerprint\n  metadata:\n    name: web\n"
          "    type: container\n    latestTimestamp: 1670000000.0\n  spec:\n"
          "    containerSelector:\n      image: mongo\n      imageID: sha256:12\n"
          "    processPolicy: []\n    networkPolicy:\n      ingress: []\n"
          "      egress: []\n";
    const std::string written = yaml::writeYaml(*ops::fingerprintItems(listOf(bytes), {0}));
    QCOMPARE(QString::fromStdString(written),
             QString::fromStdString("apiVersion: spyderbat/v1\nitems:\n" + bytes));
}

QTEST_GUILESS_MAIN(FingerprintItemsTest)
#include "fingerprint_items_test.moc"
