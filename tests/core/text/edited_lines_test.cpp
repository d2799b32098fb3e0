// Edits as whole lines.

#include "core/text/edited_lines.h"

#include <QTest>

using namespace pw::text;

class EditedLinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lines();
};

namespace {

std::string shown(const std::string& before, const TextEdits& edits)
{
    std::string out;
    for (const EditedLine& line : editedLines(before, edits))
        out += std::to_string(line.line) + (line.added ? "+" : "-") + line.text + "|";
    return out;
}

TextEdits replacing(ByteOffset begin, ByteOffset end, const std::string& text)
{
    TextEdits edits;
    edits.replace({begin, end}, text);
    return edits;
}

} // namespace

void EditedLinesTest::lines()
{
    const std::string text = "a\nb\nc\n";
    QVERIFY(shown(text, replacing(2, 2, "x\n")) == "2+x|");
    QVERIFY(shown(text, replacing(3, 3, "b")) == "2-b|2+bb|");
    QVERIFY(shown(text, replacing(2, 4, "")) == "2-b|");
    QVERIFY(shown(text, replacing(1, 1, "\nx")) == "2+x|");
    QVERIFY(shown("a\nb", replacing(3, 3, "\nx")) == "3+x|");
    QVERIFY(shown("a\r\nb\r\n", replacing(3, 4, "x")) == "2-b|2+x|");
    TextEdits two = replacing(0, 2, "");
    two.insert(6, "d\n");
    QVERIFY(shown(text, two) == "1-a|3+d|");
    QVERIFY(shown(text, replacing(9, 9, "x")).empty());
}

QTEST_APPLESS_MAIN(EditedLinesTest)
#include "edited_lines_test.moc"
