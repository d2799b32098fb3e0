#include "core/api/filters.h"

#include <QTest>

using namespace pw;
using namespace pw::api;

namespace {

policy::FingerprintFacts mongo()
{
    policy::FingerprintFacts facts;
    facts.id = "fprint:a1";
    facts.image = "docker.io/library/mongo:6";
    facts.imageId = "sha256:ab12";
    facts.containerName = "mongo-0";
    facts.containerId = "c0ffee";
    facts.cgroup = "systemd:/x";
    facts.clusterName = "c1";
    facts.namespaceName = "dev";
    facts.podName = "mongo-pod";
    facts.machine = "mach:m1";
    return facts;
}

} // namespace

class FiltersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyPattern();
    void eachFieldLooksAtItsFact_data();
    void eachFieldLooksAtItsFact();
    void together();
};

void FiltersTest::anyPattern()
{
    QVERIFY(fitsAny({"mongo*"}, "mongo-0"));
    QVERIFY(fitsAny({"x", "mongo-0"}, "mongo-0"));
    QVERIFY(!fitsAny({"mongo"}, "mongo-0"));
    QVERIFY(!fitsAny({"Mongo*"}, "mongo-0"));
    QVERIFY(!fitsAny({}, "mongo-0"));
    QVERIFY(!fitsAny({""}, "mongo-0"));
    QVERIFY(fitsAny({"*"}, ""));
}

void FiltersTest::eachFieldLooksAtItsFact_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    const auto row = [](FilterField field, const char* pattern, const char* name) {
        QTest::newRow(name) << int(field) << QString::fromUtf8(pattern) << QString::fromUtf8(name);
    };
    row(FilterField::Cluster, "c1", "cluster");
    row(FilterField::Namespace, "dev", "namespace");
    row(FilterField::Pod, "mongo-pod", "pod");
    row(FilterField::Machine, "mach:m1", "machines");
    row(FilterField::Image, "*/mongo:6", "image");
    row(FilterField::ImageId, "sha256:ab*", "imageID");
    row(FilterField::ContainerName, "mongo-?", "containerName");
    row(FilterField::ContainerId, "c0ffee", "containerID");
    row(FilterField::Cgroup, "systemd:*", "cgroup");
    row(FilterField::Id, "fprint:a1", "id");
}

void FiltersTest::eachFieldLooksAtItsFact()
{
    QFETCH(int, field);
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    const auto which = static_cast<FilterField>(field);
    QCOMPARE(QString::fromUtf8(toString(which).data(), int(toString(which).size())), name);
    QVERIFY(fits(which, {pattern.toStdString()}, mongo()));
    QVERIFY(!fits(which, {"another"}, mongo()));
    QVERIFY(!fits(which, {pattern.toStdString()}, {}));
}

void FiltersTest::together()
{
    QVERIFY(fits(Filters(), mongo()));
    QVERIFY(
        fits({{FilterField::Namespace, {"prod", "dev"}}, {FilterField::Cluster, {"c1"}}}, mongo()));
    QVERIFY(!fits({{FilterField::Namespace, {"dev"}}, {FilterField::Cluster, {"c2"}}}, mongo()));
    // A field without values asks nothing, and the status is not among the facts.
    QVERIFY(fits({{FilterField::Cluster, {}}, {FilterField::Status, {"expired"}}}, mongo()));
}

QTEST_APPLESS_MAIN(FiltersTest)
#include "filters_test.moc"
