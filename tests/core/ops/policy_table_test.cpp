#include "core/ops/policy_table.h"

#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;
using pw::tests::guardian;

class PolicyTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysTheStatus_data();
    void saysTheStatus();
    void isSortedByTypeAndName();
    void countsStandInAColumnOfTheirOwn();
};

void PolicyTableTest::saysTheStatus_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("status");
    const auto row = [](const char* metadata, const char* spec, const char* status) {
        QTest::addRow("%s %s", metadata, spec)
            << QStringLiteral("{kind: SpyderbatPolicy, metadata: {%1}, spec: {%2}}")
                   .arg(QString::fromUtf8(metadata), QString::fromUtf8(spec))
            << QString::fromUtf8(status);
    };
    row("name: a", "mode: audit", "Not Applied");
    row("name: a", "mode: audit, enabled: true", "Not Applied");
    row("name: a", "mode: audit, enabled: false", "Not Applied & Disabled");
    row("uid: 'pol:1'", "mode: enforce, enabled: false", "Disabled");
    row("uid: 'pol:1'", "mode: audit", "Auditing");
    row("uid: 'pol:1'", "mode: enforce", "Enforcing");
    row("uid: 'pol:1'", "processPolicy: []", "Enforcing");
}

void PolicyTableTest::saysTheStatus()
{
    QFETCH(QString, document);
    QFETCH(QString, status);
    QCOMPARE(QString::fromUtf8(toString(policyStatus(guardian(document.toStdString()))).data()),
             status);
}

PolicyRow row(const std::string& name, const std::string& type)
{
    return policyRow(guardian("{kind: SpyderbatPolicy, metadata: {name: " + name + ", type: " + type
                              + ", uid: 'pol:" + name
                              + "', version: 3, creationTimestamp: 1705417243.5}, spec: {mode: "
                                "audit}}"));
}

void PolicyTableTest::isSortedByTypeAndName()
{
    PolicyRow local = row("local", "container");
    local.uid.clear();
    local.status = PolicyStatus::NotApplied;
    QCOMPARE(toText(policyTable({row("web", "linux-service"), local, row("db", "container")})),
             std::string("UID      NAME    STATUS       TYPE           VERSION    CREATE_TIME\n"
                         "pol:db   db      Auditing     container      3          "
                         "2024-01-16T15:00:43Z\n"
                         "N/A      local   Not Applied  container      3          "
                         "2024-01-16T15:00:43Z\n"
                         "pol:web  web     Auditing     linux-service  3          "
                         "2024-01-16T15:00:43Z\n"));
}

void PolicyTableTest::countsStandInAColumnOfTheirOwn()
{
    PolicyRow counted = row("db", "container");
    counted.deviations = DeviationCount{2, 7, {}, {}};
    const TextTable table = policyTable({counted, row("web", "container")});
    QCOMPARE(table.headers.back(), std::string("DEVIATIONS_(UNIQ/TOT)"));
    QCOMPARE(table.rows[0].back(), std::string("2/7"));
    QCOMPARE(table.rows[1].back(), std::string("0/0"));
}

QTEST_APPLESS_MAIN(PolicyTableTest)
#include "policy_table_test.moc"
