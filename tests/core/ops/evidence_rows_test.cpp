// Which fingerprints of a list are read to judge policies.

#include "core/ops/evidence_rows.h"

#include "core/ops/wording.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

class EvidenceRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsThatAPolicyMaySelect_data();
    void rowsThatAPolicyMaySelect();
    void aLongListIsCutAndCounted();
};

namespace {

policy::FingerprintFacts container(const std::string& image, const std::string& space)
{
    policy::FingerprintFacts facts;
    facts.type = "container";
    facts.image = image;
    facts.imageId = "sha256:1";
    facts.namespaceName = space;
    facts.id = image + space;
    return facts;
}

ops::FingerprintList list()
{
    policy::FingerprintFacts service;
    service.type = "linux-service";
    service.cgroup = "systemd:/system.slice/nginx.service";
    service.id = "s";
    ops::FingerprintList out;
    ops::addRows(out,
                 {container("mongo:6", "dev"), container("mongo:7", "prod"),
                  container("nginx:1", "dev"), service},
                 "test");
    return out;
}

} // namespace

void EvidenceRowsTest::rowsThatAPolicyMaySelect_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char* name, const char* type, const char* scope, const char* rows) {
        QTest::newRow(name) << QString::fromLatin1(type) << QString::fromLatin1(scope)
                            << QString::fromLatin1(rows);
    };
    row("an image", "container", "containerSelector: {image: 'mongo:*'}", "0 1");
    row("one tag", "container", "containerSelector: {image: 'mongo:7'}", "1");
    row("a namespace", "container",
        "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: dev}}", "0 2");
    row("a pod label, which no row tells", "container", "podSelector: {matchLabels: {a: b}}",
        "0 1 2");
    row("a service", "linux-service", "serviceSelector: {cgroup: '*nginx*'}", "3");
}

void EvidenceRowsTest::rowsThatAPolicyMaySelect()
{
    QFETCH(QString, type);
    QFETCH(QString, scope);
    QFETCH(QString, rows);
    policy::GuardianDocument policy
        = workload("SpyderbatPolicy", "  " + scope.toStdString() + "\n", {});
    policy.metadata.set("type", yaml::Value::string(type.toStdString()));
    const ops::EvidenceRows found = ops::evidenceRows(list(), {policy}, 10);
    std::vector<std::string> shown;
    for (const std::size_t at : found.rows)
        shown.push_back(std::to_string(at));
    QCOMPARE(ops::joined(shown, " "), rows.toStdString());
    QCOMPARE(found.all, found.rows.size());
}

void EvidenceRowsTest::aLongListIsCutAndCounted()
{
    const policy::GuardianDocument policy
        = workload("SpyderbatPolicy", "  containerSelector: {image: '*'}\n", {});
    const ops::EvidenceRows found = ops::evidenceRows(list(), {policy}, 2);
    QCOMPARE(found.rows, (std::vector<std::size_t>{0, 1}));
    QCOMPARE(found.all, std::size_t{3});
}

QTEST_GUILESS_MAIN(EvidenceRowsTest)
#include "evidence_rows_test.moc"
