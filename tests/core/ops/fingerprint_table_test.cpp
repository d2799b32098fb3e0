#include "core/ops/fingerprint_table.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

FingerprintInstance container(std::string image, std::string imageId, std::string time = {},
                              std::optional<bool> covered = {})
{
    FingerprintInstance instance;
    instance.facts.type = "container";
    instance.facts.image = std::move(image);
    instance.facts.imageId = std::move(imageId);
    instance.facts.time = std::move(time);
    instance.facts.covered = covered;
    return instance;
}

FingerprintInstance service(std::string cgroup)
{
    FingerprintInstance instance;
    instance.facts.type = "linux-service";
    instance.facts.cgroup = std::move(cgroup);
    return instance;
}

/// `title id repo covered/total time group-by…`, a line for each row.
std::string shown(const std::vector<FingerprintInstance>& instances,
                  std::string_view type = "container")
{
    std::string out;
    for (const FingerprintGroupRow& row : groupFingerprints(instances, type)) {
        out += row.title + " "
            + (row.cgroup.empty() ? row.imageId + " " + row.repo : row.cgroupShown);
        out += " " + std::to_string(row.covered) + "/" + std::to_string(row.total);
        out += row.latestTime.empty() ? "" : " " + row.latestTime;
        for (const std::string& value : row.groupValues)
            out += " <" + value + ">";
        out += "\n";
    }
    return out;
}

} // namespace

class FingerprintTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsInstancesOfOneImage();
    void keepsImageIdsApart();
    void namesRepositories();
    void splitsByGroupValues();
    void leavesOutWhatHasNoImage();
    void groupsServicesByCgroup();
    void removesOnlyThePrefixOfAnImageId();
    void showsTimesInUtc();
    void findsFieldsOfARecord();
    void filtersByName();
};

void FingerprintTableTest::countsInstancesOfOneImage()
{
    QCOMPARE(shown({container("docker.io/library/nginx:1", "sha256:ab", "1670000000.5", false),
                    container("docker.io/library/mongo:1", "sha256:cd", "1670000000"),
                    container("docker.io/library/nginx:1", "sha256:ab", "999999999.75", true)}),
             std::string("mongo:1 cd docker.io/library 0/1 1670000000\n"
                         "nginx:1 ab docker.io/library 1/2 1670000000.5\n"));
}

void FingerprintTableTest::keepsImageIdsApart()
{
    QCOMPARE(shown({container("redis:7", "sha256:bb"), container("redis:7", "sha256:aa")}),
             std::string("redis:7 bb NO_REPO 0/1\nredis:7 aa NO_REPO 0/1\n"));
}

void FingerprintTableTest::namesRepositories()
{
    const std::string thirty = "registry.example.com/thirty/ab";
    QCOMPARE(shown({container(thirty + "/a:1", "sha256:ab")}), "a:1 ab " + thirty + " 0/1\n");
    QCOMPARE(shown({container("registry.example.com/a-very-long/path/api:2", "sha256:ab")}),
             std::string("api:2 ab registry.example.com/a-very... 0/1\n"));
    QCOMPARE(shown({container("\xC3\xA4" + thirty + "/a:1", "sha256:ab")}),
             "a:1 ab \xC3\xA4" + thirty.substr(0, 26) + "... 0/1\n");
    QCOMPARE(shown({container("b.io/api:2", "sha256:ab"), container("api:2", "sha256:ab"),
                    container("b.io/api:2", "sha256:ab")}),
             std::string("api:2 ab MULTIPLE (2) 0/3\n"));
}

void FingerprintTableTest::splitsByGroupValues()
{
    FingerprintInstance east = container("redis:7", "sha256:ab");
    east.groupValues = {"east", "prod"};
    FingerprintInstance nowhere = container("redis:7", "sha256:ab");
    nowhere.groupValues = {"", ""};
    QCOMPARE(shown({nowhere, east, nowhere}),
             std::string("redis:7 ab NO_REPO 0/2 <> <>\nredis:7 ab NO_REPO 0/1 <east> <prod>\n"));
}

void FingerprintTableTest::leavesOutWhatHasNoImage()
{
    QCOMPARE(shown({container("", "sha256:ab"), container("redis:7", ""), service("systemd:/a")}),
             std::string());
}

void FingerprintTableTest::groupsServicesByCgroup()
{
    QCOMPARE(shown({service("systemd:/system.slice/ssh.service"), service("plain"),
                    service("systemd:/system.slice/node_exporter.service"),
                    service("systemd:/system.slice/ssh.service")},
                   "linux-service"),
             std::string("node_exporter.service systemd:/system.slice/node_... 0/1\n"
                         "plain plain 0/1\n"
                         "ssh.service systemd:/system.slice/ssh.s... 0/2\n"));
}

void FingerprintTableTest::removesOnlyThePrefixOfAnImageId()
{
    QCOMPARE(shortImageId("sha256:2a56f00dcafe1234567890"), std::string("2a56f00dcafe"));
    QCOMPARE(shortImageId("68248f2793e077e818"), std::string("68248f2793e0"));
    QCOMPARE(shortImageId("sha256:ab"), std::string("ab"));
}

void FingerprintTableTest::showsTimesInUtc()
{
    QCOMPARE(formatTimestamp("1705417243.327981"), std::string("2024-01-16T15:00:43Z"));
    QCOMPARE(formatTimestamp("0"), std::string("1970-01-01T00:00:00Z"));
    QCOMPARE(formatTimestamp("253402300799.9"), std::string("9999-12-31T23:59:59Z"));
    for (const std::string_view kept : {"", "2024-01-16T15:00:43Z", "-1", "1e300"})
        QCOMPARE(formatTimestamp(kept), std::string(kept));
}

void FingerprintTableTest::findsFieldsOfARecord()
{
    const yaml::Document document = yaml::read(*text::SourceText::make(
        "cluster_name: east\nnamespace: null\nmetadata:\n  muid: m1\n  a.b/c: d\n  list: [x]\n"));
    const yaml::NodeRef record = document.roots().front();
    QCOMPARE(fieldText(record, "cluster_name"), std::string("east"));
    QCOMPARE(fieldText(record, "metadata.muid"), std::string("m1"));
    QCOMPARE(fieldText(record, "metadata.a.b/c"), std::string("d"));
    for (const std::string_view none :
         {"namespace", "muid", "metadata", "metadata.list", "metadata.muid.x", ""})
        QCOMPARE(fieldText(record, none), std::string());
}

void FingerprintTableTest::filtersByName()
{
    const policy::FingerprintFacts facts
        = container("docker.io/library/mongo:latest", "sha256:ab12").facts;
    for (const std::string_view name :
         {"docker", "mongo:latest", "ab12", "mon*lat", "library/?ongo"})
        QVERIFY2(isNamedBy(facts, name), std::string(name).c_str());
    for (const std::string_view name : {"nginx", "Mongo", "mongo:6"})
        QVERIFY2(!isNamedBy(facts, name), std::string(name).c_str());
}

QTEST_APPLESS_MAIN(FingerprintTableTest)
#include "fingerprint_table_test.moc"
