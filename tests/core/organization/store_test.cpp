#include "core/organization/store.h"

#include "core/organization/import.h"
#include "core/organization/sample.h"

#include <QFile>
#include <QTest>

using namespace pw;
using namespace pw::organization;

class StoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smoke();
};

void StoreTest::smoke()
{
    auto store = Store::open(":memory:");
    QVERIFY2(store.has_value(), store ? "" : store.error().text().c_str());
    QFile file(QStringLiteral(SAMPLE_FILE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto added = addSample(**store, file.readAll().toStdString(), 1800000000.0);
    QVERIFY2(added.has_value(), added ? "" : added.error().text().c_str());
    std::vector<std::int64_t> numbers;
    QVERIFY((*store)->fingerprints().visit({}, [&](const FingerprintRow& row) {
        qInfo("%s %s %.3f %s", row.facts.id.c_str(), row.facts.image.c_str(), row.time, row.clusterUid.c_str());
        numbers.push_back(row.number);
        return true;
    }));
    QVERIFY((*store)->fingerprints().visitRecords(numbers, [&](std::int64_t, std::string record) {
        qInfo("%s", record.c_str());
        return false;
    }));
}

QTEST_GUILESS_MAIN(StoreTest)
#include "store_test.moc"
