// Two texts side by side, a row a line: `11 mode: [audit] | 12 mode: [enforce]`.

#include "ui/diff/side_model.h"

#include <QAbstractItemModelTester>
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

std::string side(const SideRows& rows, int row, DiffSide side)
{
    const std::uint32_t line = rows.at(row).line(side);
    if (line == SideRow::none)
        return "-";
    std::string text(rows.text(row, side));
    const std::vector<text::Span> words = rows.words(row, side);
    for (std::size_t i = words.size(); i > 0; --i) {
        text.insert(words[i - 1].end, "]");
        text.insert(words[i - 1].begin, "[");
    }
    return std::to_string(line + 1) + ' ' + text;
}

std::string shown(const SideRows& rows)
{
    std::string out;
    for (int row = 0; row < rows.size(); ++row) {
        if (rows.at(row).isFold())
            out += "(" + std::to_string(rows.at(row).folded) + ")\n";
        else
            out += std::string(rows.at(row).isChange() ? "* " : "  ")
                + side(rows, row, DiffSide::Left) + " | " + side(rows, row, DiffSide::Right) + "\n";
    }
    return out;
}

SideRows rowsOf(const std::string& left, const std::string& right,
                const text::LineDiffOptions& options = {})
{
    return SideRows(TextDiff::of(left, right, options));
}

} // namespace

class SideRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ghostsAndWords();
    void farLinesAreFolded();
    void whatDoesNotCountIsNoChange();
    void changesAndTheirHunks();
    void linesAreFound();
    void aMovedBlock();
    void theModel();
};

void SideRowsTest::ghostsAndWords()
{
    QCOMPARE(shown(rowsOf("a: 1\nmode: audit\nb: 2\nc: 3\n", "a: 1\nmode: enforce\nc: 3\nd: 4\n")),
             std::string("  1 a: 1 | 1 a: 1\n* 2 mode: [audit] | 2 mode: [enforce]\n* 3 b: 2 | -\n"
                         "  4 c: 3 | 3 c: 3\n* - | 4 d: 4\n"));
    QCOMPARE(shown(rowsOf("", "a\n")), std::string("* - | 1 a\n"));
    QCOMPARE(shown(rowsOf("a\n", "a\n")), std::string("  1 a | 1 a\n"));
}

void SideRowsTest::farLinesAreFolded()
{
    const std::string text = numbered(1, 20);
    SideRows rows = rowsOf(text + "x\n", text + "y\n" + text);
    const std::string before = shown(rows);
    QVERIFY2(before.starts_with("(17)\n  18 line 18 | 18 line 18\n"), before.c_str());
    QCOMPARE(rows.wholeText(0, DiffSide::Left),
             std::string_view(text).substr(0, text.find("line 18")));
    QCOMPARE(rows.unfold(0), 17);
    rows.removeFold(0);
    QVERIFY(shown(rows).starts_with("  1 line 1 | 1 line 1\n  2 line 2 | 2 line 2\n"));
    // A fold of one line would hide nothing.
    QVERIFY(shown(rowsOf("a\nb\nc\nd\nx\n", "a\nb\nc\nd\ny\n")).starts_with("  1 a | 1 a\n"));
}

void SideRowsTest::whatDoesNotCountIsNoChange()
{
    text::LineDiffOptions options;
    options.spaces = text::LineDiffOptions::Spaces::DoNotCount;
    QCOMPARE(shown(rowsOf("a:  1\nb: 2\n", "a: 1\n\nb: 3\n", options)),
             std::string("  1 a:  1 | 1 a: 1\n  - | 2 \n* 2 b: [2] | 3 b: [3]\n"));
}

void SideRowsTest::changesAndTheirHunks()
{
    const SideRows rows = rowsOf("a\nb: 1\nc\nd\n", "a\nb: 2\nx\nc\nd\ne\n");
    QCOMPARE(nextChange(rows, -1), 1);
    QCOMPARE(rows.changeAt(2), (RowRange{1, 3}));
    QCOMPARE(rows.hunksAt(1), (std::vector<std::size_t>{1, 2}));
    QCOMPARE(nextChange(rows, 1), 5);
    QCOMPARE(previousChange(rows, 5), 1);
    QCOMPARE(changeNumber(rows, 5), 2);
    QVERIFY(rows.hunksAt(0).empty());
}

void SideRowsTest::linesAreFound()
{
    const std::string text = numbered(1, 20);
    SideRows rows = rowsOf(text + "x\n", text + "y\n");
    QCOMPARE(rows.rowOf(DiffSide::Left, 3), 0); // in the fold
    QCOMPARE(rows.rowOf(DiffSide::Right, 20), 4);
    rows.unfold(0);
    rows.removeFold(0);
    QCOMPARE(rows.rowOf(DiffSide::Left, 3), 3);
    QCOMPARE(rows.rowOf(DiffSide::Left, 400), -1);
}

void SideRowsTest::aMovedBlock()
{
    const std::string block = "- name: sh\n  exe: /bin/sh\n  euser: root\n";
    const std::string rest = numbered(1, 5);
    const SideRows rows = rowsOf(block + rest, rest + block);
    QVERIFY(rows.at(0).moved);
    QCOMPARE(rows.movedTo(0, DiffSide::Left), 5U);
    QCOMPARE(rows.movedTo(1, DiffSide::Left), SideRow::none); // said once
    QCOMPARE(rows.movedTo(rows.rowOf(DiffSide::Right, 5), DiffSide::Right), 0U);
}

void SideRowsTest::theModel()
{
    SideModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::string text = numbered(1, 20);
    model.setDiff(TextDiff::of(text + "x: 1\n", text + "x: 2\n"));
    const int folded = model.rowCount();
    const auto sentence = [&model](int row, int column) {
        return model.index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(sentence(0, 0), QStringLiteral("17 equal lines, folded"));
    QCOMPARE(sentence(folded - 1, 0), QStringLiteral("changed line 21: x: 1"));
    QCOMPARE(sentence(folded - 1, 1), QStringLiteral("changed line 21: x: 2"));
    model.open(0);
    QCOMPARE(model.rowCount(), folded + 16);
    QCOMPARE(sentence(0, 1), QStringLiteral("line 1: line 1"));
    model.setDiff(TextDiff::of("a\n", ""));
    QCOMPARE(sentence(0, 0), QStringLiteral("removed line 1: a"));
    QCOMPARE(sentence(0, 1), QStringLiteral("no line here"));
}

QTEST_GUILESS_MAIN(SideRowsTest)
#include "side_rows_test.moc"
