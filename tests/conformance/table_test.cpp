// Recorded answers of spyctl: rows of the fingerprint table and FingerprintGroup documents.
//
// One difference is meant (A25): spyctl makes the IMAGEID column by stripping any of the signs of
// `sha256:` from both ends, ours removes the prefix alone. That column is computed anew here, and
// rows that are sorted by it are sorted anew.

#include "core/ops/fingerprint_groups.h"
#include "core/ops/text_table.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace pw;

namespace {

struct Case
{
    yaml::Document document;
    [[nodiscard]] yaml::NodeRef find(std::string_view key) const
    {
        return document.roots().front().find(key);
    }
    [[nodiscard]] std::vector<yaml::NodeRef> inputs() const
    {
        std::vector<yaml::NodeRef> out;
        for (const yaml::NodeRef input : find("inputs").items())
            out.push_back(input);
        return out;
    }
    [[nodiscard]] std::string option(std::string_view key) const
    {
        return std::string(find("options").find(key).value());
    }
};

QStringList caseFiles(const QString& folder, const QString& pattern)
{
    const QDir dir(QStringLiteral(CONFORMANCE_DIR) + folder);
    QStringList paths;
    for (const QString& name : dir.entryList({pattern}, QDir::Files, QDir::Name))
        paths << dir.filePath(name);
    return paths;
}

Case readCase(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return {yaml::read(*text::SourceText::make(file.readAll().toStdString()))};
}

void addCases(const QStringList& paths)
{
    QTest::addColumn<QString>("path");
    for (const QString& path : paths)
        QTest::newRow(qPrintable(QFileInfo(path).baseName())) << path;
    if (paths.isEmpty())
        QTest::newRow("none") << QString();
}

std::vector<std::string> textsOf(yaml::NodeRef list)
{
    std::vector<std::string> texts;
    for (const yaml::NodeRef item : list.items())
        texts.emplace_back(item.isNull() ? std::string_view() : item.value());
    return texts;
}

/// What spyctl shows for an image id: Python's strip("sha256:"), then 12 signs.
std::string peerImageId(std::string id)
{
    constexpr std::string_view signs = "sha256:";
    id.erase(0, std::min(id.find_first_not_of(signs), id.size()));
    id.erase(id.find_last_not_of(signs) + 1);
    return id.substr(0, 12);
}

/// The recorded rows with the right image ids.
std::vector<std::vector<std::string>> expectedRows(const Case& one)
{
    std::vector<std::vector<std::string>> rows;
    for (const yaml::NodeRef row : one.find("expect").find("rows").items())
        rows.push_back(textsOf(row));
    if (one.option("type") != "container" || one.option("wide") == "true")
        return rows;
    for (std::vector<std::string>& row : rows) {
        for (const yaml::NodeRef input : one.inputs()) {
            const std::string id(input.find("image_id").value());
            if (peerImageId(id) == row[1]) {
                row[1] = id.substr(std::string_view("sha256:").size(), 12);
                break;
            }
        }
    }
    if (textsOf(one.find("options").find("sort_by")) == std::vector<std::string>{"imageid"})
        std::stable_sort(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a[1] < b[1]; });
    return rows;
}

ops::TextTable tableOf(const Case& one)
{
    ops::FingerprintTableOptions options;
    options.type = one.option("type");
    options.wide = one.option("wide") == "true";
    options.groupBy = textsOf(one.find("options").find("group_by"));
    const std::vector<std::string> sortBy = textsOf(one.find("options").find("sort_by"));
    options.sortBy = sortBy.empty() ? std::string() : sortBy.front();
    std::vector<ops::FingerprintInstance> instances;
    for (const yaml::NodeRef input : one.inputs()) {
        ops::FingerprintInstance& instance = instances.emplace_back();
        instance.facts = policy::decodeFacts(input);
        for (const std::string& field : options.groupBy)
            instance.groupValues.push_back(ops::fieldText(input, field));
    }
    return *ops::fingerprintTable(instances, options);
}

/// The lists whose order has no meaning, sorted.
yaml::Value sortedLists(yaml::Value group)
{
    yaml::Value data = *group.find("data");
    for (const std::string_view key : {"machines", "containerNames", "containerIDs"}) {
        if (const yaml::Value* list = data.find(key)) {
            yaml::Value sorted = *list;
            std::sort(sorted.items.begin(), sorted.items.end(),
                      [](const auto& a, const auto& b) { return a.text < b.text; });
            data.set(key, std::move(sorted));
        }
    }
    group.set("data", std::move(data));
    return group;
}

QString jsonOf(const std::vector<std::vector<std::string>>& rows)
{
    yaml::Value list = yaml::Value::list();
    for (const std::vector<std::string>& row : rows)
        list.items.push_back(yaml::Value::strings(row));
    return QString::fromStdString(yaml::writeJson(list));
}

void compareGroups(const Case& one, std::string_view list, std::string_view type)
{
    std::vector<yaml::Value> expected;
    for (const yaml::NodeRef group : one.find("expect").find(list).items())
        expected.push_back(sortedLists(yaml::toValue(group)));
    const std::vector<yaml::Value> groups = ops::fingerprintGroups(one.inputs(), type);
    QCOMPARE(groups.size(), expected.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        QCOMPARE(QString::fromStdString(yaml::writeJson(groups[i])),
                 QString::fromStdString(yaml::writeJson(expected[i])));
}

} // namespace

class TableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows_data()
    {
        addCases(caseFiles(QStringLiteral("/open"), QStringLiteral("*group_fingerprints*.json")));
    }
    void rows();
    void groups_data()
    {
        addCases(caseFiles(QStringLiteral("/open"), QStringLiteral("*fingerprint_groups*.json")));
    }
    void groups();
    void imageIdKeepsItsDigits();
};

void TableTest::rows()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the recorded cases are not here: all rows of the fingerprint table skipped");
    const Case one = readCase(path);
    const ops::TextTable table = tableOf(one);
    QCOMPARE(table.headers, textsOf(one.find("expect").find("headers")));
    QCOMPARE(jsonOf(table.rows), jsonOf(expectedRows(one)));
}

void TableTest::groups()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the recorded cases are not here: all fingerprint groups skipped");
    const Case one = readCase(path);
    compareGroups(one, "container_groups", "container");
    compareGroups(one, "service_groups", "linux-service");
}

void TableTest::imageIdKeepsItsDigits()
{
    const QStringList paths = caseFiles(QStringLiteral("/anomalies"), QStringLiteral("A25-*.json"));
    if (paths.isEmpty())
        QSKIP("the recorded cases are not here: 1 anomaly skipped");
    const ops::TextTable table = tableOf(readCase(paths.front()));
    QCOMPARE(table.rows.front()[1], std::string("2a56f00dcafe"));
}

QTEST_APPLESS_MAIN(TableTest)
#include "table_test.moc"
