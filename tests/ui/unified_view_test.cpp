// The unified view under keys, mouse and a reader of the screen.

#include "ui/diff/unified_view.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pw;
using namespace pw::ui;

namespace {

std::string policy(const std::string& mode, const std::string& tail)
{
    std::string out = "spec:\n  mode: " + mode + '\n';
    for (int i = 0; i < 20; ++i)
        out += "  line: " + std::to_string(i) + '\n';
    return out + tail;
}

} // namespace

class UnifiedViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void beginsAtTheFirstChange();
    void f7GoesFromChangeToChange();
    void returnOpensAFold();
    void aClickOpensAFold();
    void copiesLinesAsText();
    void speaks();
    void equalTextsHaveNoChange();
    void manyLines();

private:
    [[nodiscard]] QString spoken(int row) const
    {
        return m_view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    [[nodiscard]] QString current() const
    {
        return m_view->currentIndex().data(Qt::DisplayRole).toString();
    }
    std::unique_ptr<UnifiedView> m_view;
};

void UnifiedViewTest::init()
{
    m_view = std::make_unique<UnifiedView>();
    new QAbstractItemModelTester(
        m_view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_view.get());
    m_view->resize(500, 400);
    m_view->show();
    m_view->setDiff(
        TextDiff::of(policy("audit", "end: 1\n"), policy("enforce", "end: 1\nnew: 2\n")));
}

void UnifiedViewTest::beginsAtTheFirstChange()
{
    QCOMPARE(m_view->changeCount(), 2);
    QCOMPARE(m_view->currentChange(), 1);
    QCOMPARE(current(), QStringLiteral("  mode: audit"));
}

void UnifiedViewTest::f7GoesFromChangeToChange()
{
    QSignalSpy changed(m_view.get(), &UnifiedView::currentChangeChanged);
    QTest::keyClick(m_view.get(), Qt::Key_F7);
    QCOMPARE(current(), QStringLiteral("new: 2"));
    QCOMPARE(changed.last(), (QVariantList{2, 2}));
    QTest::keyClick(m_view.get(), Qt::Key_F7); // no other
    QCOMPARE(current(), QStringLiteral("new: 2"));
    QVERIFY(!m_view->goToNextChange());
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(changed.last(), (QVariantList{0, 2}));
    QTest::keyClick(m_view.get(), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(current(), QStringLiteral("  mode: audit"));
    QVERIFY(!m_view->goToPreviousChange());
}

void UnifiedViewTest::returnOpensAFold()
{
    const int rows = m_view->model()->rowCount();
    QTest::keyClick(m_view.get(), Qt::Key_Return); // a changed line is no fold
    QCOMPARE(m_view->model()->rowCount(), rows);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(current(), QStringLiteral("15 equal lines"));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(m_view->model()->rowCount(), rows + 14);
    QCOMPARE(current(), QStringLiteral("  line: 3"));
    QCOMPARE(m_view->changeCount(), 2);
}

void UnifiedViewTest::aClickOpensAFold()
{
    const int rows = m_view->model()->rowCount();
    const QRect fold = m_view->visualRect(m_view->model()->index(6, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, fold.center());
    QCOMPARE(m_view->model()->rowCount(), rows + 14);
}

void UnifiedViewTest::copiesLinesAsText()
{
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedText(), QStringLiteral("  mode: audit\n  mode: enforce\n"));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_view->selectedText());
    // What is folded is copied too.
    m_view->selectAll();
    QCOMPARE(m_view->selectedText().count(u'\n'), 25);
}

void UnifiedViewTest::speaks()
{
    QCOMPARE(spoken(0), QStringLiteral("line 1: spec:"));
    QCOMPARE(spoken(1), QStringLiteral("removed line 2:   mode: audit"));
    QCOMPARE(spoken(2), QStringLiteral("added line 2:   mode: enforce"));
    QCOMPARE(spoken(6), QStringLiteral("15 equal lines, folded"));
    QAccessibleInterface* const view = QAccessible::queryAccessibleInterface(m_view.get());
    QCOMPARE(view->text(QAccessible::Description), QStringLiteral("2 changes"));
    QCOMPARE(view->tableInterface()->cellAt(1, 0)->text(QAccessible::Name), spoken(1));
    m_view->setDiff(TextDiff::of("a", "a\n"));
    QCOMPARE(spoken(0), QStringLiteral("removed line 1: a, no line end"));
}

void UnifiedViewTest::equalTextsHaveNoChange()
{
    QSignalSpy changed(m_view.get(), &UnifiedView::currentChangeChanged);
    m_view->setDiff(TextDiff::of("a\n", "a\n"));
    QCOMPARE(m_view->changeCount(), 0);
    QCOMPARE(m_view->currentChange(), 0);
    QVERIFY(!m_view->goToNextChange());
    QCOMPARE(changed.last(), (QVariantList{0, 0}));
}

void UnifiedViewTest::manyLines()
{
    std::string left;
    std::string right;
    for (int i = 0; i < 50000; ++i) {
        left += "left: " + std::to_string(i) + '\n';
        right += "right " + std::to_string(i) + '\n';
    }
    right += std::string(100000, 'x') + '\n';
    delete m_view->findChild<QAbstractItemModelTester*>(); // it reads every row many times
    m_view->setDiff(TextDiff::of(left, right));
    QCOMPARE(m_view->model()->rowCount(), 100001);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));
    // The line is drawn in part and copied whole.
    QCOMPARE(m_view->selectedText().size(), 100001);
    QVERIFY(spoken(100000).size() < 5000);
    QVERIFY(!m_view->grab().isNull());
}

QTEST_MAIN(UnifiedViewTest)
#include "unified_view_test.moc"
