// `[` and `]` stand around what is selected.

#include "core/text/line_comments.h"

#include <QTest>

using namespace pw;

class LineCommentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void toggles_data();
    void toggles();
    void twiceGivesTheSameBytes();
};

namespace {

std::string toggled(std::string text)
{
    std::vector<text::Span> spans;
    for (std::size_t begin = text.find('['); begin != std::string::npos; begin = text.find('[')) {
        text.erase(begin, 1);
        const std::size_t end = text.find(']');
        text.erase(end, 1);
        spans.push_back({static_cast<text::ByteOffset>(begin), static_cast<text::ByteOffset>(end)});
    }
    return *text::toggleLineComments(text, spans).apply(text);
}

} // namespace

void LineCommentsTest::toggles_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* name, const char* before, const char* after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("the line of the cursor", "a: 1\n  b[]: 2\n", "a: 1\n  # b: 2\n");
    row("back again", "  # b[]: 2\n", "  b: 2\n");
    row("a sign without a blank", "#[]b: 2\n", "b: 2\n");
    row("several lines in one column", "[a:\n  b: 1\n\n  c: 2\n]d: 3\n",
        "# a:\n#   b: 1\n\n#   c: 2\nd: 3\n");
    row("some are comments already", "[# a\nb]\n", "# # a\n# b\n");
    row("from the middle to the middle", "a: [1\nb: 2\nc]: 3\n", "# a: 1\n# b: 2\n# c: 3\n");
    row("two cursors", "a[]: 1\nb: 2\nc[]: 3\n", "# a: 1\nb: 2\n# c: 3\n");
    row("two cursors on one line", "a[]: [] 1\n", "# a:  1\n");
    row("the last line without an end", "a: 1\nb[]", "a: 1\n# b");
    row("behind the last line end", "a: 1\n[]", "a: 1\n");
    row("blank lines alone", "[\n\n]", "\n\n");
    row("CRLF", "[a: 1\r\n\r\nb: 2]\r\n", "# a: 1\r\n\r\n# b: 2\r\n");
    row("byte order mark", "\xEF\xBB\xBF[]a: 1\n", "\xEF\xBB\xBF# a: 1\n");
    row("empty", "[]", "");
}

void LineCommentsTest::toggles()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(QByteArray::fromStdString(toggled(before.toStdString())), after);
}

void LineCommentsTest::twiceGivesTheSameBytes()
{
    const std::string text = "a:\r\n  b: 1\n\n    c: x # y\n";
    const std::vector<text::Span> all{{0, static_cast<text::ByteOffset>(text.size())}};
    const std::string once = *text::toggleLineComments(text, all).apply(text);
    const std::vector<text::Span> again{{0, static_cast<text::ByteOffset>(once.size())}};
    QCOMPARE(*text::toggleLineComments(once, again).apply(once), text);
}

QTEST_APPLESS_MAIN(LineCommentsTest)
#include "line_comments_test.moc"
