#include "ui/common/row_tree.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

using namespace pw::ui;

class RowTreeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void widthsFollowTheShares();
    void leastWidthsAreKept();
    void columnsFillTheView();
    void selectedRowsAsText();
};

void RowTreeTest::widthsFollowTheShares()
{
    QCOMPARE(sharedWidths({{1, 0}, {3, 0}}, 400), (QList<int>{100, 300}));
    QCOMPARE(sharedWidths({}, 400), QList<int>());
}

void RowTreeTest::leastWidthsAreKept()
{
    QCOMPARE(sharedWidths({{1, 150}, {3, 0}}, 400), (QList<int>{150, 250}));
    // The second falls under its least only after the first took more.
    QCOMPARE(sharedWidths({{1, 150}, {2, 180}, {1, 0}}, 400), (QList<int>{150, 180, 70}));
    QCOMPARE(sharedWidths({{1, 300}, {1, 300}}, 400), (QList<int>{300, 300}));
    QCOMPARE(sharedWidths({{1, 10}}, -5), (QList<int>{10}));
}

void RowTreeTest::columnsFillTheView()
{
    QStandardItemModel model(3, 2);
    RowTree tree;
    tree.setModel(&model);
    tree.setColumnWidths({{1, 50}, {3, 50}});
    tree.resize(800, 300);
    tree.show();
    QCOMPARE(tree.header()->length(), tree.viewport()->width());
    QCOMPARE(tree.header()->sectionSize(0), tree.viewport()->width() / 4);
    tree.resize(400, 300);
    QCOMPARE(tree.header()->length(), tree.viewport()->width());
}

void RowTreeTest::selectedRowsAsText()
{
    QStandardItemModel model(0, 2);
    for (const char16_t* const name : {u"a", u"b", u"c"}) {
        auto* const first = new QStandardItem(QString::fromUtf16(name));
        first->setData(first->text(), Qt::AccessibleTextRole);
        auto* const second = new QStandardItem;
        second->setData(QStringLiteral("about %1").arg(first->text()), Qt::AccessibleTextRole);
        model.appendRow({first, second});
    }
    RowTree tree;
    tree.setModel(&model);
    QCOMPARE(tree.selectedText(), QString());
    tree.selectionModel()->select(model.index(2, 0),
                                  QItemSelectionModel::Select | QItemSelectionModel::Rows);
    tree.selectionModel()->select(model.index(0, 0),
                                  QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(tree.selectedText(), QStringLiteral("a\tabout a\nc\tabout c"));
    tree.setColumnHidden(1, true);
    QCOMPARE(tree.selectedText(), QStringLiteral("a\nc"));
}

QTEST_MAIN(RowTreeTest)
#include "row_tree_test.moc"
