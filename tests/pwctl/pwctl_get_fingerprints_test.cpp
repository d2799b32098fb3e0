#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

namespace {

const std::string records
    = R"({"id":"fprint:a","image":"docker.io/library/mongo:latest","image_id":"sha256:68248f2793e077e818",)"
      R"("time":1705417243.5,"cluster_name":"east","covered_by_policy":true,"metadata":{"type":"container"}})"
      "\n"
      R"({"id":"fprint:b","image":"nginx:1","image_id":"sha256:10d1f5b58f74aa","time":1705417268,)"
      R"("cluster_name":null,"metadata":{"type":"container"}})"
      "\n"
      R"({"id":"fprint:c","cgroup":"systemd:/system.slice/ssh.service","time":1705417268,)"
      R"("metadata":{"type":"linux-service"}})"
      "\n";

} // namespace

class GetFingerprintsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsTheTable();
    void groupsSortsAndFilters();
    void writesGroups();
    void skipsOtherKinds();
    void refusesWhatItCannotRead();
};

void GetFingerprintsTest::printsTheTable()
{
    MemoryFiles files;
    files.content["r"] = records;
    const Ran containers
        = runPwctl(files, {"get", "fingerprints", "--type", "container", "-f", "r"});
    QCOMPARE(containers.out,
             std::string("IMAGE_NAME:TAG    IMAGEID       REPO               COVERED_BY_POLICY    "
                         "LATEST_TIMESTAMP\n"
                         "mongo:latest      68248f2793e0  docker.io/library  1/1                  "
                         "2024-01-16T15:00:43Z\n"
                         "nginx:1           10d1f5b58f74  NO_REPO            0/1                  "
                         "2024-01-16T15:01:08Z\n"));
    QCOMPARE(containers.err, std::string());
    const Ran services
        = runPwctl(files, {"get", "fingerprints", "-T", "linux-service", "-f", "r", "-o", "wide"});
    QCOMPARE(services.out,
             std::string("SERVICE_NAME    CGROUP                             COVERED_BY_POLICY    "
                         "LATEST_TIMESTAMP\n"
                         "ssh.service     systemd:/system.slice/ssh.service  0/1                  "
                         "2024-01-16T15:01:08Z\n"));
}

void GetFingerprintsTest::groupsSortsAndFilters()
{
    MemoryFiles files;
    files.content["-"] = records;
    const Ran grouped = runPwctl(files,
                                 {"get", "fingerprints", "--type", "container", "--group-by",
                                  "cluster_name,metadata.type", "--sort-by", "imageid", "-f", "-"});
    QVERIFY(contains(grouped.out, "LATEST_TIMESTAMP      CLUSTER_NAME    METADATA.TYPE\n"));
    QVERIFY(grouped.out.find("nginx:1 ") < grouped.out.find("mongo:latest "));
    QVERIFY(contains(grouped.out, "  east            container\n"));
    const Ran named = runPwctl(
        files, {"get", "fingerprints", "docker", "ng?nx", "--type", "container", "-f", "-"});
    QVERIFY(contains(named.out, "mongo:latest") && contains(named.out, "nginx:1"));
    const Ran none
        = runPwctl(files, {"get", "fingerprints", "redis", "--type", "container", "-f", "-"});
    QCOMPARE(none.out,
             std::string("IMAGE_NAME:TAG    IMAGEID    REPO    COVERED_BY_POLICY    "
                         "LATEST_TIMESTAMP\n"));
    QCOMPARE(none.exitCode, 0);
    const Ran column = runPwctl(
        files, {"get", "fingerprints", "--type", "container", "--sort-by", "image", "-f", "-"});
    QCOMPARE(column.exitCode, 2);
    QVERIFY(contains(column.err, "Invalid sort by field: image. Options are: image_name:tag, "));
}

void GetFingerprintsTest::writesGroups()
{
    MemoryFiles files;
    files.content["f"] = mongoFingerprints();
    const Ran ran
        = runPwctl(files, {"get", "fingerprints", "--type", "container", "-f", "f", "-o", "yaml"});
    QVERIFY(ran.out.starts_with(
        "apiVersion: spyderbat/v1\n"
        "kind: FingerprintGroup\n"
        "metadata:\n"
        "  image: docker.io/library/mongo:latest\n"
        "  imageID: sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11\n"
        "  firstTimestamp: 1705430000.5\n"
        "  latestTimestamp: 1705435213.327981\n"
        "data:\n"
        "  fingerprints:\n"));
    QVERIFY(ran.out.ends_with("  machines:\n  - mach:1\n  - mach:2\n"
                              "  containerNames: []\n  containerIDs: []\n"));
    files.content["g"] = ran.out;
    const Ran created = runPwctl(files, {"create", "policy", "-f", "g", "-n", "mongo-policy"});
    QCOMPARE(QString::fromStdString(created.out), QString::fromStdString(mongoPolicy(false)));
}

void GetFingerprintsTest::skipsOtherKinds()
{
    MemoryFiles files;
    files.content["p"] = mongoPolicy(false);
    const Ran ran = runPwctl(files, {"get", "fingerprints", "--type", "container", "-f", "p"});
    QCOMPARE(ran.err, std::string("skipped: p: SpyderbatPolicy is no fingerprint\n"));
    QCOMPARE(ran.exitCode, 0);
}

void GetFingerprintsTest::refusesWhatItCannotRead()
{
    MemoryFiles files;
    files.content["r"] = records + "{\"id\": ";
    const Ran ran = runPwctl(files, {"get", "fingerprints", "--type", "container", "-f", "r"});
    QCOMPARE(ran.exitCode, 1);
    QCOMPARE(ran.out, std::string());
    QVERIFY(contains(ran.err, "r:4:"));
    QCOMPARE(runPwctl(files, {"get", "fingerprints", "-f", "r"}).exitCode, 2);
}

QTEST_APPLESS_MAIN(GetFingerprintsTest)
#include "pwctl_get_fingerprints_test.moc"
