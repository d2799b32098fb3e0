#include "ui/fingerprints/fingerprint_model.h"

#include "ui/fingerprints/activity_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace pw;
using ui::FingerprintModel;

namespace {

struct Row
{
    const char* id;
    const char* image;
    const char* time = "1705435213.5";
    bool covered = false;
    const char* space = "dev";
};

ui::FingerprintListPtr listOf(const std::vector<Row>& rows)
{
    auto list = std::make_shared<ops::FingerprintList>();
    list->sources.push_back(*text::SourceText::make("", "a.yaml"));
    for (const Row& row : rows) {
        policy::FingerprintFacts facts;
        facts.id = row.id;
        facts.type = "container";
        facts.image = std::string("docker.io/library/") + row.image;
        facts.imageId = "sha256:1234567890abcdef";
        facts.podName = std::string("pod-") + row.id;
        facts.namespaceName = row.space;
        facts.machine = "mach:1";
        facts.time = row.time;
        facts.covered = row.covered;
        list->instances.push_back({facts, {}});
        list->sourceOf.push_back(0);
    }
    return list;
}

ops::FingerprintQuery query(const char* text = "")
{
    ops::FingerprintQuery out;
    out.filter.type = "container";
    out.filter.text = text;
    return out;
}

void show(FingerprintModel& model, const ui::FingerprintListPtr& list,
          const ops::FingerprintQuery& asked = query())
{
    model.setTable(list, ops::tableOf(*list, asked), asked);
}

/// First column as an indented list, children in brackets.
QString printed(const QAbstractItemModel& model)
{
    QStringList groups;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        QStringList members;
        for (int child = 0; child < model.rowCount(group); ++child)
            members += model.index(child, 0, group).data().toString();
        groups += group.data().toString() + u'[' + members.join(u' ') + u']';
    }
    return groups.join(u' ');
}

QString rowText(const QModelIndex& index, int role)
{
    QStringList cells;
    for (int column = 0; column < index.model()->columnCount(); ++column)
        cells += index.siblingAtColumn(column).data(role).toString();
    return cells.join(u'|');
}

const std::vector<Row> three{
    {"a", "mongo:1"}, {"b", "nginx:1", "1705435300", true}, {"c", "nginx:1"}};

} // namespace

class FingerprintModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsAndInstances();
    void columnsAreThoseOfSpyctl();
    void readersOfTheScreenHearWords();
    void filteringKeepsTheSelection();
    void anotherListMovesRowsToTheirNewPlaces();
    void everyChangeOfRowsIsSound();
    void groupingAddsAColumn();
    void sortingMovesRows();
    void anOldChangeIsWorkedOutAnew();
    void columnsAreChosen();
    void policiesAreLinks();
    void randomTablesFollowEachOther();
    void activityTrees();
};

void FingerprintModelTest::groupsAndInstances()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    show(model, listOf(three));
    QCOMPARE(printed(model), QStringLiteral("mongo:1[pod-a] nginx:1[pod-b pod-c]"));
    QCOMPARE(model.instancesOf(model.index(1, 0)), (std::vector<std::size_t>{1, 2}));
    QCOMPARE(model.instancesOf(model.index(1, 0, model.index(1, 0))),
             (std::vector<std::size_t>{2}));
    QVERIFY(model.instancesOf({}).empty());
}

void FingerprintModelTest::columnsAreThoseOfSpyctl()
{
    FingerprintModel model;
    show(model, listOf(three));
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles += model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(titles.join(u' '),
             QStringLiteral("IMAGE_NAME:TAG IMAGEID REPO COVERED_BY_POLICY LATEST_TIMESTAMP"));
    QCOMPARE(rowText(model.index(1, 0), Qt::DisplayRole),
             QStringLiteral("nginx:1|1234567890ab|docker.io/library|1/2|2024-01-16T20:01:40Z"));
    ops::FingerprintQuery services = query();
    services.filter.type = "linux-service";
    show(model, listOf(three), services);
    titles.clear();
    for (int column = 0; column < model.columnCount(); ++column)
        titles += model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(titles.join(u' '),
             QStringLiteral("SERVICE_NAME CGROUP COVERED_BY_POLICY LATEST_TIMESTAMP"));
    QCOMPARE(model.rowCount(), 0);
}

void FingerprintModelTest::readersOfTheScreenHearWords()
{
    FingerprintModel model;
    show(model, listOf(three));
    QCOMPARE(rowText(model.index(1, 0), Qt::AccessibleTextRole),
             QStringLiteral("nginx:1|1234567890ab|docker.io/library|1 of 2 covered|"
                            "2024-01-16T20:01:40Z"));
    QCOMPARE(rowText(model.index(1, 0, model.index(1, 0)), Qt::AccessibleTextRole),
             QStringLiteral("pod-c||dev mach:1|no policy|2024-01-16T20:00:13Z"));
}

void FingerprintModelTest::filteringKeepsTheSelection()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto list = listOf(three);
    show(model, list);
    resets.clear();
    QItemSelectionModel selection(&model);
    selection.select(model.index(1, 0, model.index(1, 0)),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    show(model, list, query("nginx*"));
    QCOMPARE(printed(model), QStringLiteral("nginx:1[pod-b pod-c]"));
    show(model, list, query("pod-c"));
    QCOMPARE(printed(model), QStringLiteral("nginx:1[pod-c]"));
    QCOMPARE(rowText(model.index(0, 0), Qt::AccessibleTextRole).section(u'|', 3, 3),
             QStringLiteral("0 of 1 covered"));
    show(model, list);
    QCOMPARE(printed(model), QStringLiteral("mongo:1[pod-a] nginx:1[pod-b pod-c]"));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().front().data().toString(), QStringLiteral("pod-c"));
    QCOMPARE(resets.count(), 0);
}

void FingerprintModelTest::anotherListMovesRowsToTheirNewPlaces()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    show(model, listOf(three));
    const QPersistentModelIndex c = model.index(1, 0, model.index(1, 0));
    // Read again: a new one in front, b is gone, c is covered now.
    show(model,
         listOf({{"n", "apache:1"}, {"c", "nginx:1", "1705435999", true}, {"a", "mongo:1"}}));
    QCOMPARE(printed(model), QStringLiteral("apache:1[pod-n] mongo:1[pod-a] nginx:1[pod-c]"));
    QVERIFY(c.isValid());
    QCOMPARE(c.data().toString(), QStringLiteral("pod-c"));
    QCOMPARE(c.sibling(0, 3).data().toString(), QStringLiteral("covered"));
    QCOMPARE(model.instancesOf(c), (std::vector<std::size_t>{1}));
    show(model, listOf({}));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!c.isValid());
}

/// Subsets of five fingerprints in two images follow each other; the tester watches each step.
void FingerprintModelTest::everyChangeOfRowsIsSound()
{
    const std::vector<Row> all{
        {"a", "x:1"}, {"b", "y:1"}, {"c", "x:1"}, {"d", "y:1"}, {"e", "x:1"}};
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    unsigned set = 1;
    for (int step = 0; step < 200; ++step) {
        set = (set * 13 + 7) % 32;
        std::vector<Row> some;
        for (unsigned at = 0; at < all.size(); ++at) {
            if ((set >> at & 1U) != 0)
                some.push_back(all[step % 2 == 0 ? at : all.size() - 1 - at]);
        }
        show(model, listOf(some));
        FingerprintModel fresh;
        show(fresh, listOf(some));
        QCOMPARE(printed(model), printed(fresh));
    }
}

void FingerprintModelTest::groupingAddsAColumn()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    ops::FingerprintQuery asked = query();
    asked.groupBy = {ops::GroupField::Namespace};
    show(model, listOf({{"a", "x:1"}, {"b", "x:1", "1", false, "prod"}}), asked);
    QCOMPARE(model.headerData(5, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("NAMESPACE"));
    QCOMPARE(printed(model), QStringLiteral("x:1[pod-a] x:1[pod-b]"));
    QCOMPARE(model.index(1, 5).data().toString(), QStringLiteral("prod"));
}

void FingerprintModelTest::sortingMovesRows()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto list = listOf({{"a", "x:1", "9"}, {"b", "y:1", "10.5"}, {"c", "y:1", ""}});
    show(model, list);
    resets.clear();
    const QPersistentModelIndex c = model.index(1, 0, model.index(1, 0));
    const QPersistentModelIndex x = model.index(0, 0);
    ops::FingerprintQuery byTime = query();
    byTime.sort = ops::TableSort{ops::TableColumn::Latest, true};
    show(model, list, byTime);
    QCOMPARE(printed(model), QStringLiteral("y:1[pod-b pod-c] x:1[pod-a]"));
    byTime.sort->descending = false;
    show(model, list, byTime);
    QCOMPARE(printed(model), QStringLiteral("x:1[pod-a] y:1[pod-c pod-b]"));
    QCOMPARE(c.data().toString(), QStringLiteral("pod-c"));
    QCOMPARE(c.row(), 0);
    QCOMPARE(x.data().toString(), QStringLiteral("x:1"));
    QCOMPARE(resets.count(), 0);
}

void FingerprintModelTest::anOldChangeIsWorkedOutAnew()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    show(model, listOf(three));
    const auto next = listOf({{"c", "nginx:1"}});
    ui::FingerprintChange change
        = ui::changeOf(model.shown(), ui::shownOf(next, ops::tableOf(*next, query()), query()));
    show(model, listOf({{"b", "nginx:1"}, {"d", "apache:1"}}));
    model.apply(std::move(change));
    QCOMPARE(printed(model), QStringLiteral("nginx:1[pod-c]"));
}

void FingerprintModelTest::columnsAreChosen()
{
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    show(model, listOf(three));
    ui::ColumnChoice choice;
    choice.columns = {ops::TableColumn::Count, ops::TableColumn::Cgroup,
                      ops::TableColumn::Namespace, ops::TableColumn::ImageId};
    choice.wide = true;
    model.setColumns(choice);
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles += model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(titles.join(u' '), QStringLiteral("IMAGE_NAME:TAG FINGERPRINTS NAMESPACE IMAGEID"));
    QCOMPARE(rowText(model.index(1, 0), Qt::DisplayRole),
             QStringLiteral("nginx:1|2|dev|sha256:1234567890abcdef"));
    QCOMPARE(rowText(model.index(1, 0, model.index(1, 0)), Qt::DisplayRole),
             QStringLiteral("pod-c||dev|"));
    ops::FingerprintQuery grouped = query();
    grouped.groupBy = {ops::GroupField::Namespace};
    show(model, listOf(three), grouped);
    QCOMPARE(model.columnCount(), 4); // the namespace once
}

void FingerprintModelTest::policiesAreLinks()
{
    auto list = std::make_shared<ops::FingerprintList>(*listOf(three));
    list->instances[1].facts.coveredBy = policy::SharedTexts({"pol:1", "pol:2"});
    FingerprintModel model;
    show(model, list);
    const QModelIndex row = model.index(0, 3, model.index(1, 0));
    QCOMPARE(row.data().toString(), QStringLiteral("pol:1"));
    QVERIFY(row.data(ui::CellRole).value<ui::Cell>().link);
    QCOMPARE(row.data(ui::CellRole).value<ui::Cell>().note, QStringLiteral("and 1 more"));
    model.setPolicyNames({{QStringLiteral("pol:1"), QStringLiteral("web-policy")}});
    QCOMPARE(row.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("covered by web-policy and 1 more"));
    QCOMPARE(model.policyOf(row), QStringLiteral("pol:1"));
    QCOMPARE(row.siblingAtRow(1).data().toString(), QStringLiteral("no policy"));
    QVERIFY(model.policyOf(row.siblingAtRow(1)).isEmpty());
    QVERIFY(model.policyOf(row.parent()).isEmpty());
}

/// Rows come, go and move at once, and rows that somebody holds on to stay what they are.
void FingerprintModelTest::randomTablesFollowEachOther()
{
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto number
        = [&random](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
    FingerprintModel model;
    const QAbstractItemModelTester tester(&model);
    std::vector<std::string> names;
    for (char name = 'a'; name < 'p'; ++name)
        names.emplace_back(1, name);
    for (int step = 0; step < 150; ++step) {
        std::vector<Row> rows;
        for (const std::string& name : names) {
            constexpr std::array images{"x:1", "y:1", "Z:1", "w:1"};
            constexpr std::array times{"1", "2", "3.5", ""};
            // An instance keeps its image.
            if (number(3) != 0)
                rows.push_back({name.c_str(), images[static_cast<std::size_t>(name[0]) % 4],
                                times[static_cast<std::size_t>(number(4))], number(2) == 0});
        }
        std::shuffle(rows.begin(), rows.end(), random);
        ops::FingerprintQuery asked = query();
        if (number(3) != 0)
            asked.sort = ops::TableSort{static_cast<ops::TableColumn>(number(10)), number(2) == 0};
        std::vector<std::pair<QPersistentModelIndex, std::string>> held;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex group = model.index(row, 0);
            held.emplace_back(group, model.keyOf(group));
            for (int child = 0; child < model.rowCount(group); ++child) {
                const QModelIndex instance = model.index(child, 0, group);
                held.emplace_back(instance, model.keyOf(instance));
            }
        }
        const auto list = listOf(rows);
        show(model, list, asked);
        FingerprintModel fresh;
        show(fresh, list, asked);
        QCOMPARE(printed(model), printed(fresh));
        std::size_t alive = 0;
        for (const auto& [index, key] : held) {
            if (index.isValid())
                QCOMPARE(model.keyOf(index), key);
            alive += index.isValid() && index.parent().isValid() ? 1U : 0U;
        }
        const auto stays = std::ranges::count_if(rows, [&held](const Row& row) {
            return std::ranges::find(held, row.id, [](const auto& one) { return one.second; })
                != held.end();
        });
        QCOMPARE(alive, static_cast<std::size_t>(stays));
    }
}

void FingerprintModelTest::activityTrees()
{
    auto activity = std::make_shared<ops::CombinedActivity>();
    activity->of = 14;
    activity->processes = {{"sh",
                            {"/bin/dash"},
                            {"root"},
                            {"TCP 80"},
                            14,
                            {{"curl", {"/usr/bin/curl"}, {"root"}, {}, 1, {}}}}};
    activity->connections = {
        {policy::Direction::Egress, "1.1.1.1", ops::PeerScope::Public, "TCP 443", "curl_0", 1, {}}};
    ui::ProcessModel processes;
    ui::ConnectionModel connections;
    const QAbstractItemModelTester processTester(&processes);
    const QAbstractItemModelTester connectionTester(&connections);
    processes.setActivity(activity);
    connections.setActivity(activity);
    QCOMPARE(printed(processes), QStringLiteral("sh[curl]"));
    QCOMPARE(rowText(processes.index(0, 0, {}), Qt::AccessibleTextRole),
             QStringLiteral("sh listens on TCP 80|/bin/dash|root|seen in 14 of 14"));
    QCOMPARE(rowText(processes.index(0, 0, processes.index(0, 0, {})), Qt::AccessibleTextRole),
             QStringLiteral("curl|/usr/bin/curl|root|seen in 1 of 14"));
    QCOMPARE(rowText(connections.index(0, 0, {}), Qt::AccessibleTextRole),
             QStringLiteral("egress|1.1.1.1 public|TCP 443|curl_0|seen in 1 of 14"));
}

QTEST_MAIN(FingerprintModelTest)
#include "fingerprint_model_test.moc"
