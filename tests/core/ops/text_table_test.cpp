#include "core/ops/text_table.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

FingerprintInstance instance(std::string image, std::string imageId, std::string time,
                             bool covered = false, std::vector<std::string> groupValues = {})
{
    FingerprintInstance out;
    out.facts.type = "container";
    out.facts.image = std::move(image);
    out.facts.imageId = std::move(imageId);
    out.facts.time = std::move(time);
    out.facts.covered = covered;
    out.groupValues = std::move(groupValues);
    return out;
}

/// The cells of one column, rows in order.
std::vector<std::string> column(const std::vector<FingerprintInstance>& instances,
                                const FingerprintTableOptions& options, std::size_t index)
{
    std::vector<std::string> cells;
    const TextTable table = *fingerprintTable(instances, options);
    for (const std::vector<std::string>& row : table.rows)
        cells.push_back(row[index]);
    return cells;
}

using Texts = std::vector<std::string>;

} // namespace

class TextTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsTheColumnsOfTheGuide();
    void printsTheBareHeaderForNothing();
    void showsWholeTextsWhenWide();
    void sortsByAnyColumn();
    void namesTheColumnsThereAre();
    void alignsByCodePoints();
};

void TextTableTest::printsTheColumnsOfTheGuide()
{
    const std::vector<FingerprintInstance> instances{
        instance("docker.io/library/mongo:latest", "sha256:68248f2793e077e818", "1705417243.3"),
        instance("docker.io/calico/node:v3.23.5", "sha256:b7f4f7a0ce46aa", "1705417268"),
        instance("docker.io/library/mongo:latest", "sha256:68248f2793e077e818", "1705417242", true),
    };
    QCOMPARE(toText(*fingerprintTable(instances, {})),
             std::string("IMAGE_NAME:TAG    IMAGEID       REPO               COVERED_BY_POLICY    "
                         "LATEST_TIMESTAMP\n"
                         "mongo:latest      68248f2793e0  docker.io/library  1/2                  "
                         "2024-01-16T15:00:43Z\n"
                         "node:v3.23.5      b7f4f7a0ce46  docker.io/calico   0/1                  "
                         "2024-01-16T15:01:08Z\n"));
}

void TextTableTest::printsTheBareHeaderForNothing()
{
    FingerprintTableOptions options;
    options.type = "linux-service";
    QCOMPARE(toText(*fingerprintTable({}, options)),
             std::string("SERVICE_NAME    CGROUP    COVERED_BY_POLICY    LATEST_TIMESTAMP\n"));
}

void TextTableTest::showsWholeTextsWhenWide()
{
    FingerprintTableOptions options;
    options.wide = true;
    options.groupBy = {"cluster_name"};
    const TextTable table = *fingerprintTable(
        {instance("quay.io/mirror/api:2", "sha256:0123456789abcdef", "0", true, {"east"}),
         instance("api:2", "sha256:0123456789abcdef", "0", true, {"east"})},
        options);
    QCOMPARE(table.headers.back(), std::string("CLUSTER_NAME"));
    QCOMPARE(table.rows,
             (std::vector<Texts>{{"api:2", "sha256:0123456789abcdef", "api:2\nquay.io/mirror/api:2",
                                  "2/2", "1970-01-01T00:00:00Z", "east"}}));
    const std::string text = toText(table);
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 3);
    QVERIFY(text.ends_with("                 quay.io/mirror/api:2\n"));
}

void TextTableTest::sortsByAnyColumn()
{
    const std::vector<FingerprintInstance> instances{
        instance("b:1", "sha256:33", "300", true, {""}),
        instance("a:1", "sha256:22", "100", false, {"west"}),
        instance("c:1", "sha256:11", "200", false, {"east"}),
    };
    FingerprintTableOptions options;
    options.groupBy = {"cluster_name"};
    QCOMPARE(column(instances, options, 0), (Texts{"a:1", "b:1", "c:1"}));
    options.sortBy = "imageid";
    QCOMPARE(column(instances, options, 0), (Texts{"c:1", "a:1", "b:1"}));
    options.sortBy = "LATEST_TIMESTAMP";
    QCOMPARE(column(instances, options, 0), (Texts{"a:1", "c:1", "b:1"}));
    options.sortBy = "cluster_name"; // a row without a value comes last
    QCOMPARE(column(instances, options, 0), (Texts{"c:1", "a:1", "b:1"}));
    options.sortBy = "covered_by_policy"; // equal ones as first seen
    QCOMPARE(column(instances, options, 0), (Texts{"a:1", "c:1", "b:1"}));
}

void TextTableTest::namesTheColumnsThereAre()
{
    FingerprintTableOptions options;
    options.sortBy = "image";
    QCOMPARE(
        fingerprintTable({}, options).error().message,
        std::string("Invalid sort by field: image. Options are: image_name:tag, imageid, repo, "
                    "covered_by_policy, latest_timestamp"));
}

void TextTableTest::alignsByCodePoints()
{
    QCOMPARE(toText({{"A", "B"}, {{"\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", "1"}, {"a", "2"}}}),
             std::string("A     B\n\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4  1\na     2\n"));
}

QTEST_APPLESS_MAIN(TextTableTest)
#include "text_table_test.moc"
