#include "ui/policies/policy_model.h"

#include "tests/ui/policy_rows.h"
#include "ui/policies/instance_model.h"
#include "ui/policies/version_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;

namespace {

QString rowText(const QAbstractItemModel& model, int row, int role = Qt::DisplayRole)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells += model.index(row, column).data(role).toString();
    return cells.join(u'|');
}

QString column(const QAbstractItemModel& model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells += model.index(row, column).data().toString();
    return cells.join(u' ');
}

int at(PolicyModel::Column column)
{
    return static_cast<int>(column);
}

} // namespace

class PolicyModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columnsAreThoseOfSpyctl()
    {
        PolicyModel model;
        QStringList titles;
        for (int section = 0; section < model.columnCount(); ++section)
            titles += model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        QCOMPARE(titles.join(u' '),
                 QStringLiteral("UID NAME STATUS TYPE VERSION CREATE_TIME DEVIATIONS_(UNIQ/TOT) "
                                "READINESS COVERS"));
    }

    void rowsInWords()
    {
        PolicyModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows(threePolicies(), noon + 3.5 * day);
        QCOMPARE(rowText(model, 0),
                 QStringLiteral("pol:mongo|mongo|Auditing|container|3|2024-01-16T15:00:43Z|2/16|"
                                "3 days quiet|14 fingerprints"));
        QCOMPARE(rowText(model, 2),
                 QStringLiteral("pol:chronyd|chronyd|Disabled|linux-service|3|"
                                "2024-01-16T15:00:43Z|…||…"));
        QCOMPARE(rowText(model, 1, Qt::AccessibleTextRole),
                 QStringLiteral("pol:nginx|nginx|Enforcing|container|3|2024-01-16T15:00:43Z|"
                                "no deviations||covers 2 fingerprints"));
        QCOMPARE(rowText(model, 2, Qt::AccessibleTextRole).section(u'|', 6),
                 QStringLiteral("not counted yet||covers not looked up yet"));
    }

    void theStatusIsGlyphAndWord()
    {
        PolicyModel model;
        std::vector<ops::PolicyListRow> rows = threePolicies();
        rows[1].mode.clear();
        model.setRows(rows, noon);
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto cell
                = model.index(row, at(PolicyModel::Column::Status)).data(CellRole).value<Cell>();
            QVERIFY(cell.kind == CellKind::Chip);
            shown += cell.icon;
        }
        QCOMPARE(shown.join(u' '), QStringLiteral("eye warn off"));
        QCOMPARE(
            model.index(1, at(PolicyModel::Column::Status)).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Enforcing, no mode stated"));
    }

    void howLongItWasQuiet_data()
    {
        QTest::addColumn<double>("days");
        QTest::addColumn<bool>("atLeast");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << 0.4 << false << QStringLiteral("0 days quiet");
        QTest::newRow("today, not looked further") << 0.4 << true << QStringLiteral("0 days quiet");
        QTest::newRow("one") << 1.9 << false << QStringLiteral("1 day quiet");
        QTest::newRow("one or more") << 1.0 << true << QStringLiteral("≥ 1 day quiet");
        QTest::newRow("a clock that is late") << -2.0 << false << QStringLiteral("0 days quiet");
    }

    void howLongItWasQuiet()
    {
        QFETCH(double, days);
        QFETCH(bool, atLeast);
        QFETCH(QString, text);
        std::vector<ops::PolicyListRow> rows = threePolicies();
        rows[0].quiet = ops::QuietTime{noon, atLeast};
        PolicyModel model;
        model.setRows(rows, noon + days * day);
        QCOMPARE(model.index(0, at(PolicyModel::Column::Readiness)).data().toString(), text);
    }

    void updatesKeepTheSelection()
    {
        PolicyModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows(threePolicies(), noon);
        QItemSelectionModel selection(&model);
        selection.setCurrentIndex(model.index(1, 0),
                                  QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        std::vector<ops::PolicyListRow> rows = threePolicies();
        rows.erase(rows.begin());
        rows.push_back(policyRow("web", ops::PolicyStatus::Auditing));
        rows[0].version = "4";
        model.setRows(rows, noon);
        QCOMPARE(column(model, 1), QStringLiteral("nginx chronyd web"));
        QCOMPARE(selection.selectedRows(1).front().data().toString(), QStringLiteral("nginx"));
        QCOMPARE(rowText(model, 0).section(u'|', 4, 4), QStringLiteral("4"));
        QVERIFY(resets.empty());
    }

    void anyListBecomesAnyOther()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        PolicyModel model;
        const QAbstractItemModelTester tester(&model);
        for (int round = 0; round < 200; ++round) {
            std::vector<ops::PolicyListRow> rows;
            QStringList names;
            for (const char name : std::string("abcdefg")) {
                if (random.bounded(2) == 0)
                    rows.push_back(policyRow({name}, ops::PolicyStatus::Auditing));
            }
            std::shuffle(rows.begin(), rows.end(), random);
            for (const ops::PolicyListRow& row : rows)
                names += QString::fromStdString(row.name);
            model.setRows(rows, noon);
            QCOMPARE(column(model, 1), names.join(u' '));
        }
    }

    void oneUidIsOneRow()
    {
        PolicyModel model;
        const QAbstractItemModelTester tester(&model);
        ops::PolicyListRow again = policyRow("a", ops::PolicyStatus::Disabled);
        model.setRows({policyRow("a", ops::PolicyStatus::Auditing), again}, noon);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.find(QStringLiteral("pol:a"))->status == ops::PolicyStatus::Auditing);
        QVERIFY(model.find(QStringLiteral("pol:b")) == nullptr);
    }

    void sortsByMeaning()
    {
        PolicyModel model;
        PolicyProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy);
        std::vector<ops::PolicyListRow> rows = threePolicies();
        rows[1].version = "12";
        rows[1].deviations = ops::DeviationTally{10, 11};
        model.setRows(rows, noon);
        proxy.sort(at(PolicyModel::Column::Version), Qt::DescendingOrder);
        QCOMPARE(column(proxy, 1).section(u' ', 0, 0), QStringLiteral("nginx"));
        proxy.sort(at(PolicyModel::Column::Deviations));
        QCOMPARE(column(proxy, 1), QStringLiteral("chronyd mongo nginx"));
        proxy.sort(-1);
        QCOMPARE(column(proxy, 1), QStringLiteral("mongo nginx chronyd"));
    }

    void filters()
    {
        PolicyModel model;
        PolicyProxy proxy(&model);
        const QAbstractItemModelTester tester(&proxy);
        model.setRows(threePolicies(), noon);
        proxy.setFilter({"container", ""});
        QCOMPARE(column(proxy, 1), QStringLiteral("mongo nginx"));
        proxy.setFilter({"", "disabled"});
        QCOMPARE(column(proxy, 1), QStringLiteral("chronyd"));
        QCOMPARE(QString::fromStdString(proxy.row(proxy.index(0, 0)).name),
                 QStringLiteral("chronyd"));
    }

    void versionsNewestFirst()
    {
        VersionModel model;
        const QAbstractItemModelTester tester(&model);
        model.setVersions({{2, "1705417243", "ann", false}, {3, "", "bob", true}});
        QCOMPARE(rowText(model, 0), QStringLiteral("3|not known|bob|Open|applied now"));
        QCOMPARE(rowText(model, 1), QStringLiteral("2|2024-01-16T15:00:43Z|ann|Open|Restore…"));
        QCOMPARE(rowText(model, 0, Qt::AccessibleTextRole),
                 QStringLiteral("version 3|not known|bob|Open version 3|applied now"));
        QCOMPARE(rowText(model, 1, Qt::AccessibleTextRole).section(u'|', 4),
                 QStringLiteral("Restore version 2"));
    }

    void instancesByNameAndTheRestAsANumber()
    {
        InstanceModel model;
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(column(model, 0), QStringLiteral("not looked up yet"));
        model.setCover(coverOf(14, 14));
        QCOMPARE(column(model, 0), QStringLiteral("pod-0 pod-1 and 12 more"));
        QCOMPARE(column(model, 1), QStringLiteral("dev dev "));
        model.setCover(coverOf(2, 2));
        QCOMPARE(column(model, 0), QStringLiteral("pod-0 pod-1"));
        model.setCover(coverOf(0, 0));
        QCOMPARE(column(model, 0), QStringLiteral("none that is loaded"));
    }
};

QTEST_MAIN(PolicyModelTest)
#include "policy_model_test.moc"
