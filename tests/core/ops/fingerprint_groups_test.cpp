#include "core/ops/fingerprint_groups.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

/// The groups of an NDJSON text, one JSON line each.
std::string groupsOf(std::string records, std::string_view type = "container")
{
    const yaml::Document document = yaml::read(*text::SourceText::make(std::move(records)));
    std::string out;
    for (const yaml::Value& group : ops::fingerprintGroups(document.roots(), type))
        out += yaml::writeJson(group, yaml::JsonLayout::OneLine) + "\n";
    return out;
}

std::string record(const std::string& metadata, const std::string& spec)
{
    return R"({"kind":"SpyderbatFingerprint","metadata":{)" + metadata + R"(},"spec":{)" + spec
        + "}}\n";
}

const std::string redis = R"("containerSelector":{"image":"redis:7","imageID":"sha256:ab"})";
const std::string nginx = R"("containerSelector":{"image":"nginx:1","imageID":"sha256:cd"})";
const std::string ssh = R"("serviceSelector":{"cgroup":"systemd:/ssh.service"})";

} // namespace

class FingerprintGroupsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesOneGroupForEachImage();
    void keepsTheLatestOfOneId();
    void groupsServices();
    void cutsRecordsToFourKeys();
    void wrapsSeveralDocuments();
};

void FingerprintGroupsTest::writesOneGroupForEachImage()
{
    const std::string a = record(R"("type":"container","firstTimestamp":20,"latestTimestamp":30.5,)"
                                 R"("muid":"m2","containerName":"n","containerID":"c")",
                                 redis);
    const std::string b = record(R"("type":"container","firstTimestamp":9,"latestTimestamp":12,)"
                                 R"("muid":"m1")",
                                 redis);
    const std::string c = record(R"("type":"container")", nginx);
    const QString all = QString::fromStdString(groupsOf(a + c + b)).simplified().remove(u' ');
    QVERIFY(all.startsWith(QStringLiteral(
        R"({"apiVersion":"spyderbat/v1","kind":"FingerprintGroup","metadata":{"image":"redis:7",)"
        R"("imageID":"sha256:ab","firstTimestamp":9,"latestTimestamp":30.5},"data":{"fingerprints":[)")));
    QVERIFY(all.contains(QStringLiteral(
        R"(],"machines":["m1","m2"],"containerNames":["n"],"containerIDs":["c"]}})")));
    QVERIFY(all.contains(
        QStringLiteral(R"("metadata":{"image":"nginx:1","imageID":"sha256:cd"},"data")")));
    QCOMPARE(groupsOf(a + c + b, "linux-service"), std::string());
}

void FingerprintGroupsTest::keepsTheLatestOfOneId()
{
    const auto dated = [](const char* time, const char* machine) {
        return record(std::string(R"("type":"container","id":"fprint:a","muid":")") + machine
                          + R"(","latestTimestamp":)" + time,
                      redis);
    };
    const std::string groups = groupsOf(dated("9", "m1") + dated("100", "m2") + dated("50", "m3"));
    const QString all = QString::fromStdString(groups).remove(u' ');
    QCOMPARE(all.count(QStringLiteral("fprint:a")), 1);
    QVERIFY(all.contains(QStringLiteral(R"("muid":"m2","latestTimestamp":100)")));
    QVERIFY(all.contains(QStringLiteral(R"("machines":["m1","m2","m3"])")));
}

void FingerprintGroupsTest::groupsServices()
{
    const std::string groups = groupsOf(record(R"("type":"linux-service")", ssh), "linux-service");
    const QString all = QString::fromStdString(groups).remove(u' ');
    QVERIFY(all.contains(QStringLiteral(R"("metadata":{"cgroup":"systemd:/ssh.service"},"data")")));
    QVERIFY(all.contains(QStringLiteral(R"("machines":[]}})")));
}

void FingerprintGroupsTest::cutsRecordsToFourKeys()
{
    const std::string groups = groupsOf(
        R"({"id":"fprint:a","covered_by_policy":true,"image":"redis:7","image_id":"sha256:ab",)"
        R"("apiVersion":"spyderbat/v1",)"
        + record(R"("type":"container")", redis).substr(1));
    QVERIFY(groups.find("covered_by_policy") == std::string::npos);
    QVERIFY(groups.find("image_id") == std::string::npos);
    QVERIFY(groups.find("containerSelector") != std::string::npos);
}

void FingerprintGroupsTest::wrapsSeveralDocuments()
{
    const yaml::Value one = yaml::Value::map({{"kind", yaml::Value::string("A")}});
    QCOMPARE(ops::itemsDocument({one}), one);
    QCOMPARE(ops::itemsDocument({one, one}).find("items")->items.size(), std::size_t{2});
    QVERIFY(ops::itemsDocument({}).find("items")->items.empty());
}

QTEST_APPLESS_MAIN(FingerprintGroupsTest)
#include "fingerprint_groups_test.moc"
