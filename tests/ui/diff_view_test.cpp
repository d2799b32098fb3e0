// Two texts in a view: changes by key and by mouse, folds, scrolling together, and what is taken.

#include "ui/diff/diff_view.h"

#include "ui/common/overview_bar.h"
#include "ui/diff/side_by_side_view.h"
#include "ui/diff/side_pane.h"
#include "ui/diff/take_column.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;

namespace {

std::string numbered(int first, int last)
{
    std::string out;
    for (int i = first; i <= last; ++i)
        out += "line " + std::to_string(i) + '\n';
    return out;
}

} // namespace

class DiffViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void changesByKey();
    void bothLayoutsShowTheSameChange();
    void takingByMouse();
    void scrollingTogether();
    void foldsStayOpenWhenATextChanges();
    void emptyAndEqual();

private:
    SidePane& pane(DiffSide side) { return m_view->findChild<SideBySideView*>()->pane(side); }

    std::unique_ptr<DiffView> m_view;
};

void DiffViewTest::init()
{
    m_view = std::make_unique<DiffView>();
    m_view->resize(900, 300);
    m_view->show();
    const std::string middle = numbered(1, 60);
    m_view->setDiff(TextDiff::of("a: 1\n" + middle + "b: 1\n" + middle + "c: 1\n",
                                 "a: 2\n" + middle + "b: 2\nx: 1\n" + middle + "c: 1\n"));
}

void DiffViewTest::changesByKey()
{
    QCOMPARE(m_view->changeCount(), 2);
    QCOMPARE(m_view->currentChange(), 1);
    const QSignalSpy told(m_view.get(), &DiffView::currentChangeChanged);
    QTest::keyClick(&pane(DiffSide::Right), Qt::Key_F7);
    QCOMPARE(m_view->currentChange(), 2);
    QCOMPARE(m_view->currentLines(DiffSide::Left), (text::LineRange{61, 62}));
    QCOMPARE(m_view->currentLines(DiffSide::Right), (text::LineRange{61, 63}));
    QCOMPARE(pane(DiffSide::Left).currentIndex().row(), pane(DiffSide::Right).currentIndex().row());
    QVERIFY(!m_view->goToNextChange());
    QTest::keyClick(&pane(DiffSide::Left), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(m_view->currentChange(), 1);
    QVERIFY(!told.isEmpty());
}

void DiffViewTest::bothLayoutsShowTheSameChange()
{
    QVERIFY(m_view->goToNextChange());
    const std::vector<std::size_t> hunks = m_view->currentHunks();
    m_view->setLayout(DiffView::Layout::Unified);
    QCOMPARE(m_view->currentChange(), 2);
    QCOMPARE(m_view->currentHunks(), hunks);
    m_view->setLayout(DiffView::Layout::SideBySide);
    QCOMPARE(m_view->currentChange(), 2);
    m_view->reveal(DiffSide::Left, 30); // in a fold
    QCOMPARE(m_view->currentChange(), 0);
    QVERIFY(m_view->currentHunks().empty());
    QCOMPARE(pane(DiffSide::Left).currentIndex().data().toString(), QStringLiteral("line 30"));
}

void DiffViewTest::takingByMouse()
{
    QSignalSpy taken(m_view.get(), &DiffView::takeRequested);
    auto* const column = m_view->findChild<TakeColumn*>();
    const QRect row = pane(DiffSide::Left).visualRect(pane(DiffSide::Left).currentIndex());
    QTest::mouseClick(column, Qt::LeftButton, {}, {column->width() / 2, row.center().y()});
    QVERIFY(taken.isEmpty()); // both can only be read
    m_view->setTarget(DiffSide::Right);
    QTest::mouseClick(column, Qt::LeftButton, {}, {column->width() / 2, row.center().y()});
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.front().front().value<std::vector<std::size_t>>(), std::vector<std::size_t>{0});
}

void DiffViewTest::scrollingTogether()
{
    const std::string middle = numbered(1, 40);
    m_view->setDiff(TextDiff::of("a: 1\n" + middle, std::string(500, 'x') + "\n" + middle));
    m_view->reveal(DiffSide::Left, 20);
    QScrollBar* const left = pane(DiffSide::Left).verticalScrollBar();
    QScrollBar* const right = pane(DiffSide::Right).verticalScrollBar();
    QTRY_VERIFY(left->maximum() > 0);
    left->setValue(left->maximum());
    QCOMPARE(right->value(), left->value());
    auto* const map = m_view->findChild<OverviewBar*>();
    QCOMPARE(map->value(), left->value());
    map->setValue(0);
    QCOMPARE(left->value(), 0);
    auto* const across = m_view->findChild<QScrollBar*>(QStringLiteral("diffAcross"));
    QTRY_VERIFY(across->isVisible() && across->maximum() > 1000);
    across->setValue(700);
    QCOMPARE(pane(DiffSide::Left).horizontalScrollBar()->value(), 700);
    QCOMPARE(pane(DiffSide::Right).horizontalScrollBar()->value(), 700);
}

void DiffViewTest::foldsStayOpenWhenATextChanges()
{
    SidePane& left = pane(DiffSide::Left);
    const int folded = left.model()->rowCount();
    m_view->reveal(DiffSide::Left, 30);
    const int open = left.model()->rowCount();
    QVERIFY(open > folded);
    const std::string middle = numbered(1, 60);
    m_view->setDiff(TextDiff::of("a: 2\n" + middle + "b: 1\n" + middle + "c: 1\n",
                                 "a: 2\n" + middle + "b: 2\nx: 1\n" + middle + "c: 1\n"),
                    true);
    QCOMPARE(left.model()->rowCount(), open);
    QCOMPARE(m_view->changeCount(), 1);
}

void DiffViewTest::emptyAndEqual()
{
    m_view->setDiff(nullptr);
    QCOMPARE(m_view->changeCount(), 0);
    QVERIFY(m_view->currentHunks().empty());
    m_view->setDiff(TextDiff::of("a\n", "a\n"));
    QCOMPARE(m_view->changeCount(), 0);
    QVERIFY(!m_view->goToNextChange());
    m_view->setDiff(TextDiff::of("", ""));
    QVERIFY(!m_view->goToPreviousChange());
}

QTEST_MAIN(DiffViewTest)
#include "diff_view_test.moc"
