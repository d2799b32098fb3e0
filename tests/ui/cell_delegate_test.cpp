#include "ui/common/cell_delegate.h"

#include "ui/common/chip.h"

#include <QApplication>
#include <QStandardItemModel>
#include <QTest>

using namespace pw::ui;

namespace {

Cell counted(std::size_t count, std::size_t of)
{
    Cell cell;
    cell.count = count;
    cell.of = of;
    return cell;
}

CoverageLayout coverage(std::size_t count, std::size_t of, int width = 400)
{
    return CoverageLayout::of(QRect(100, 50, width, 26), counted(count, of),
                              QFontMetrics(QApplication::font()));
}

} // namespace

class CellDelegateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coverageBarIsFilledByShare();
    void coveragePartsDoNotOverlap();
    void narrowCellsCutTheBar();
    void longFiguresTakeTheirRoom();
    void wordsTellTheColour();
    void shareBars();
    void aChipIsAsWideAsItsWord();
};

void CellDelegateTest::coverageBarIsFilledByShare()
{
    QCOMPARE(coverage(0, 14).frame, QRect(100, 58, 112, 10));
    QCOMPARE(coverage(0, 14).fill.width(), 0);
    QCOMPARE(coverage(7, 14).fill.width(), 56);
    QCOMPARE(coverage(14, 14).fill.width(), 112);
    QCOMPARE(coverage(1, 100000).fill.width(), 2); // something is not nothing
    QCOMPARE(coverage(0, 0).fill.width(), 0);
}

void CellDelegateTest::coveragePartsDoNotOverlap()
{
    const CoverageLayout layout = coverage(0, 14);
    QVERIFY(layout.frame.right() < layout.figure.left());
    QVERIFY(layout.figure.right() < layout.word.left());
    QCOMPARE(layout.word.right(), QRect(100, 50, 400, 26).right());
}

void CellDelegateTest::narrowCellsCutTheBar()
{
    QCOMPARE(coverage(7, 14, 60).frame.width(), 60);
    QCOMPARE(coverage(7, 14, 60).fill.width(), 30);
}

void CellDelegateTest::longFiguresTakeTheirRoom()
{
    QVERIFY(coverage(1, 2).figure.width() < coverage(100000, 1000000).figure.width());
}

void CellDelegateTest::wordsTellTheColour()
{
    QCOMPARE(CellDelegate::coverageWord(counted(0, 2)), QStringLiteral("not covered"));
    QCOMPARE(CellDelegate::coverageWord(counted(1, 2)), QStringLiteral("partly covered"));
    QCOMPARE(CellDelegate::coverageWord(counted(2, 2)), QStringLiteral("covered"));
}

void CellDelegateTest::aChipIsAsWideAsItsWord()
{
    QStandardItemModel model(2, 1);
    for (int row = 0; row < 2; ++row) {
        Cell cell;
        cell.kind = CellKind::Chip;
        cell.icon = QStringLiteral("eye");
        model.setData(model.index(row, 0), QVariant::fromValue(cell), CellRole);
    }
    model.setData(model.index(0, 0), QStringLiteral("Off"));
    model.setData(model.index(1, 0), QStringLiteral("Enforcing"));
    const CellDelegate delegate;
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    const QSize shorter = delegate.sizeHint(option, model.index(0, 0));
    const QSize longer = delegate.sizeHint(option, model.index(1, 0));
    QVERIFY(shorter.width() < longer.width());
    QVERIFY(shorter.height() >= CellDelegate::chipRowHeight);
    const Chip chip{QStringLiteral("eye"), Tone::Normal, QStringLiteral("Enforcing")};
    QCOMPARE(longer.width(), 2 * CellDelegate::cellPadding + chip.size(option.font).width());
}

void CellDelegateTest::shareBars()
{
    const auto layout = [](std::size_t count, std::size_t of) {
        return ShareLayout::of(QRect(0, 0, 200, 26), counted(count, of));
    };
    QCOMPARE(layout(14, 14).frame, QRect(0, 8, 72, 10));
    QCOMPARE(layout(14, 14).fill, QRect(2, 10, 68, 6));
    QVERIFY(!layout(7, 14).outlier);
    QVERIFY(layout(6, 14).outlier);
    QCOMPARE(layout(1, 1000).fill.width(), 2);
    QVERIFY(layout(6, 14).figure.left() > layout(6, 14).frame.right());
}

QTEST_MAIN(CellDelegateTest)
#include "cell_delegate_test.moc"
