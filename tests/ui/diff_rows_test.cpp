// Rows of a unified view as text: `11    - mode: [audit]`.

#include "ui/diff/diff_rows.h"

#include <QTest>

using namespace pw;
using namespace pw::ui;

namespace {

using Kind = DiffRow::Kind;

std::string numbered(int first, int last)
{
    std::string out;
    for (int i = first; i <= last; ++i)
        out += "line " + std::to_string(i) + '\n';
    return out;
}

DiffRows rowsOf(const std::string& left, const std::string& right)
{
    return DiffRows(TextDiff::of(left, right));
}

std::string number(std::uint32_t line)
{
    return line == DiffRow::none ? "." : std::to_string(line + 1);
}

std::string lineEnd(DiffRows::LineEnd end)
{
    switch (end) {
    case DiffRows::LineEnd::Lf:
        return " LF";
    case DiffRows::LineEnd::CrLf:
        return " CRLF";
    case DiffRows::LineEnd::Cr:
        return " CR";
    case DiffRows::LineEnd::NoLineEnd:
        return " no end";
    case DiffRows::LineEnd::NotShown:
        break;
    }
    return {};
}

std::string shown(const DiffRows& rows, int row)
{
    const DiffRow& at = rows.at(row);
    if (at.isFold())
        return number(at.left) + ' ' + number(at.right) + " ("
            + (at.kind == Kind::EqualFold ? "=" : "$") + std::to_string(at.count) + ')';
    std::string text(rows.text(row));
    const std::vector<text::Span> words = rows.words(row);
    for (std::size_t i = words.size(); i > 0; --i) {
        text.insert(words[i - 1].end, "]");
        text.insert(words[i - 1].begin, "[");
    }
    const char sign = at.kind == Kind::Removed ? '-' : at.kind == Kind::Added ? '+' : ' ';
    return number(at.left) + ' ' + number(at.right) + ' ' + sign + text
        + lineEnd(rows.lineEnd(row));
}

std::string shown(const DiffRows& rows, int begin, int end)
{
    std::string out;
    for (int row = begin; row < end; ++row)
        out += (row > begin ? "|" : "") + shown(rows, row);
    return out;
}

std::string shown(const DiffRows& rows)
{
    return shown(rows, 0, rows.size());
}

std::string shown(const std::string& left, const std::string& right)
{
    return shown(rowsOf(left, right));
}

} // namespace

class DiffRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChangedWord();
    void equalLinesAreFolded();
    void shortRunsStayInSight();
    void equalTexts();
    void aFoldOpens();
    void lineEnds();
    void manyLineEndsAreFolded();
    void fromChangeToChange();
    void wholeLines();
};

void DiffRowsTest::aChangedWord()
{
    QCOMPARE(shown("spec:\n  mode: audit\n", "spec:\n  imageID: sha256\n  mode: enforce\n"),
             std::string("1 1  spec:|"
                         ". 2 +  imageID: sha256|"
                         "2 . -  mode: [audit]|"
                         ". 3 +  mode: [enforce]"));
}

void DiffRowsTest::equalLinesAreFolded()
{
    QCOMPARE(shown(numbered(1, 30), numbered(1, 9) + "new\n" + numbered(10, 20) + numbered(22, 30)),
             std::string("1 1 (=6)|"
                         "7 7  line 7|"
                         "8 8  line 8|"
                         "9 9  line 9|"
                         ". 10 +new|"
                         "10 11  line 10|"
                         "11 12  line 11|"
                         "12 13  line 12|"
                         "13 14 (=5)|"
                         "18 19  line 18|"
                         "19 20  line 19|"
                         "20 21  line 20|"
                         "21 . -line 21|"
                         "22 22  line 22|"
                         "23 23  line 23|"
                         "24 24  line 24|"
                         "25 25 (=6)"));
}

void DiffRowsTest::shortRunsStayInSight()
{
    // A fold would take as much room as the one line that it hides.
    QCOMPARE(shown(numbered(1, 4), numbered(1, 4) + "new\n"),
             std::string("1 1  line 1|"
                         "2 2  line 2|"
                         "3 3  line 3|"
                         "4 4  line 4|"
                         ". 5 +new"));
    QCOMPARE(rowsOf("a\n" + numbered(1, 7) + "b\n", numbered(1, 7)).size(), 9);
    QCOMPARE(shown(rowsOf("a\n" + numbered(1, 8) + "b\n", numbered(1, 8)), 4),
             std::string("5 4 (=2)"));
}

void DiffRowsTest::equalTexts()
{
    QCOMPARE(shown("", ""), std::string());
    QCOMPARE(shown("a\n", "a\n"), std::string("1 1  a"));
    QCOMPARE(shown("a\nb\nc\n", "a\nb\nc\n"), std::string("1 1 (=3)"));
    QCOMPARE(rowsOf("a\n", "a\n").changeCount(), 0);
}

void DiffRowsTest::aFoldOpens()
{
    DiffRows rows = rowsOf(numbered(1, 6), numbered(1, 6) + "new\n");
    QCOMPARE(shown(rows, 0), std::string("1 1 (=3)"));
    QCOMPARE(rows.unfold(0), 3);
    rows.removeFold(0);
    QCOMPARE(shown(rows),
             std::string("1 1  line 1|"
                         "2 2  line 2|"
                         "3 3  line 3|"
                         "4 4  line 4|"
                         "5 5  line 5|"
                         "6 6  line 6|"
                         ". 7 +new"));
}

void DiffRowsTest::lineEnds()
{
    QCOMPARE(shown("a\nb", "a\nb\n"),
             std::string("1 1  a|"
                         "2 . -b no end|"
                         ". 2 +b LF"));
    QCOMPARE(shown("k: 1\r\n", "k: 2\n"),
             std::string("1 . -k: [1] CRLF|"
                         ". 1 +k: [2] LF"));
    QCOMPARE(shown("a\n", "a\nb"),
             std::string("1 1  a|"
                         ". 2 +b no end"));
    QCOMPARE(shown("k: 1\r\n", "k: 2\r\n"),
             std::string("1 . -k: [1]|"
                         ". 1 +k: [2]"));
}

void DiffRowsTest::manyLineEndsAreFolded()
{
    DiffRows rows = rowsOf("a\r\nb\r\nc\r\nd\r\nk: 1\r\n", "a\nb\nc\nd\nk: 2\n");
    QCOMPARE(shown(rows),
             std::string("1 1 ($4)|"
                         "5 . -k: [1] CRLF|"
                         ". 5 +k: [2] LF"));
    QCOMPARE(rows.changeCount(), 1);
    QCOMPARE(rows.unfold(0), 8);
    rows.removeFold(0);
    QCOMPARE(shown(rows, 3, 6),
             std::string("4 . -d CRLF|"
                         ". 1 +a LF|"
                         ". 2 +b LF"));
}

void DiffRowsTest::fromChangeToChange()
{
    // 0 is changed, then three lines, a fold, three lines and the changed rows 8 and 9.
    const DiffRows rows
        = rowsOf("old\n" + numbered(1, 9) + "k: 1\nend\n", numbered(1, 9) + "k: 2\nend\n");
    QCOMPARE(shown(rows, 8), std::string("11 . -k: [1]"));
    QCOMPARE(rows.changeCount(), 2);
    QCOMPARE(rows.nextChange(-1), 0);
    QCOMPARE(rows.nextChange(0), 8);
    QCOMPARE(rows.nextChange(4), 8);
    QCOMPARE(rows.nextChange(8), -1);
    QCOMPARE(rows.previousChange(10), 8);
    QCOMPARE(rows.previousChange(9), 0);
    QCOMPARE(rows.previousChange(0), -1);
    QCOMPARE(rows.changeAt(9), (DiffRows::Range{8, 10}));
    QCOMPARE(rows.changeAt(5), DiffRows::Range());
    QCOMPARE(rows.changeAt(-1), DiffRows::Range());
    QCOMPARE(rows.changeNumber(9), 2);
    QCOMPARE(rows.changeNumber(5), 0);
    QCOMPARE(DiffRows().nextChange(-1), -1);
}

void DiffRowsTest::wholeLines()
{
    const DiffRows rows = rowsOf("a\r\nb\nc\nd\ne\nf\nold", "a\r\nb\nc\nd\ne\nf\nnew");
    std::string left;
    for (int row = 0; row < rows.size(); ++row) {
        if (rows.at(row).kind != Kind::Added)
            left += rows.wholeText(row);
    }
    QCOMPARE(left, std::string("a\r\nb\nc\nd\ne\nf\nold"));
}

QTEST_APPLESS_MAIN(DiffRowsTest)
#include "diff_rows_test.moc"
