// The comments of a text, one a line.

#include "core/yaml/comments.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

std::string comments(const std::string& text)
{
    const auto source = text::SourceText::make(text, "t");
    const yaml::Document document = yaml::read(*source);
    std::string out;
    for (const text::Span& span : yaml::commentsIn(document))
        out += std::string(source->slice(span)) + "|";
    return out;
}

} // namespace

class CommentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whereverTheyStand();
    void whatIsNone();
    void aTextThatDoesNotParse();
};

void CommentsTest::whereverTheyStand()
{
    QCOMPARE(comments("# top\na: 1 # behind\nb: # over\n  - x # item\n  # deep\n  - y\n# end"),
             std::string("# top|# behind|# over|# item|# deep|# end|"));
    QCOMPARE(comments("a: [1, # one\n  2] # two\r\n# three\r\n"),
             std::string("# one|# two|# three|"));
    QCOMPARE(comments("---\na: 1\n# between\n---\nb: 2\n"), std::string("# between|"));
    QCOMPARE(comments("# alone\n"), std::string("# alone|"));
}

void CommentsTest::whatIsNone()
{
    QCOMPARE(comments("a: b#c\nd: \"# no\"\ne: '# no'\nf: |\n  # no\n  x\ng: 1\n"), std::string());
    QCOMPARE(comments("{\"a\": \"# no\"}"), std::string());
    QCOMPARE(comments("a: x\n  # behind\n"), std::string("# behind|"));
}

void CommentsTest::aTextThatDoesNotParse()
{
    QCOMPARE(comments("# one\na: 1\nb: [\n# two\n"), std::string("# one|"));
}

QTEST_APPLESS_MAIN(CommentsTest)
#include "comments_test.moc"
