// The text under each node's span, for every way in which YAML writes a node.

#include "tests/core/yaml/tree_text.h"

#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

/// The text under the span of a value of the (first) mapping.
std::string valueText(std::string bytes, std::string_view key = "a")
{
    const Document document = readText(std::move(bytes));
    return shown(under(document.roots().at(0).find(key)));
}

} // namespace

class YamlSpanTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainAndQuoted();
    void flowIsExact();
    void blockCollectionEndsWithItsLastChild();
    void blockScalarsLoseTrailingBlankLines();
    void emptyValuesArePoints();
    void anchorsAndTagsBelongToTheNode();
    void byteOrderMarkAndLineEnds();
    void placesBehindWideCharacters();
    void unusualLineBreaksOfYaml();
    void entrySpanBeginsAtTheKey();
    void everyNodeOfALargeTextLiesInItsParent();
};

void YamlSpanTest::plainAndQuoted()
{
    QCOMPARE(valueText("a: one two # no\n"), std::string("one two"));
    QCOMPARE(valueText("a: 'it''s' # no\n"), std::string("'it''s'"));
    QCOMPARE(valueText("a: \"x\\ty\"\nb: 1\n"), std::string("\"x\\ty\""));
    QCOMPARE(valueText("a: one\n  two\n\nb: 1\n"), std::string("one\\n  two"));
    QCOMPARE(valueText("a: \"one\n\n  two\"   \nb: 1\n"), std::string("\"one\\n\\n  two\""));
}

void YamlSpanTest::flowIsExact()
{
    QCOMPARE(valueText("a: [1, [2], {b: 3}]  # no\n"), std::string("[1, [2], {b: 3}]"));
    QCOMPARE(valueText("a: {}\n"), std::string("{}"));
    QCOMPARE(valueText("a: [\n  1,\n  # why\n ]\n"), std::string("[\\n  1,\\n  # why\\n ]"));
    const Document pair = readText("[x : y , z]\n");
    const NodeRef mapping = *pair.roots().at(0).items().begin();
    QVERIFY(mapping.isMapping());
    QCOMPARE(under(mapping), std::string_view("x : y"));
}

void YamlSpanTest::blockCollectionEndsWithItsLastChild()
{
    QCOMPARE(valueText("a:\n  b: 1\n  c: 2 # no\n\n# no\nd: 3\n"), std::string("b: 1\\n  c: 2"));
    QCOMPARE(valueText("a:\n- x\n- y\n\n# no\nd: 3\n"), std::string("- x\\n- y"));
    QCOMPARE(valueText("a:\n  - - x\n    - y\n  - z\n"), std::string("- - x\\n    - y\\n  - z"));
    QCOMPARE(valueText("a:\n- b: 1\n  c:\n  - 2\n"), std::string("- b: 1\\n  c:\\n  - 2"));
}

void YamlSpanTest::blockScalarsLoseTrailingBlankLines()
{
    QCOMPARE(valueText("a: |\n  one\n  two\n\n\nb: 1\n"), std::string("|\\n  one\\n  two"));
    QCOMPARE(valueText("a: >- # why\n  one\n\n  two\n   \nb: 1\n"),
             std::string(">- # why\\n  one\\n\\n  two"));
    QCOMPARE(valueText("a: |+\r\n  one\r\n\r\nb: 1\r\n"), std::string("|+\\r\\n  one"));
    const Document kept = readText("a: |+\n  one\n\nb: 1\n");
    QCOMPARE(kept.roots().at(0).find("a").value(), std::string_view("one\n\n"));
}

void YamlSpanTest::emptyValuesArePoints()
{
    const Document document = readText("a:\nb: \n- c\n");
    const Document list = readText("-\n- x\n");
    const NodeRef item = *list.roots().at(0).items().begin();
    QCOMPARE(item.span(), (pw::text::Span{1, 1}));
    QCOMPARE(document.roots().at(0).find("a").span(), (pw::text::Span{2, 2}));
    const Document flow = readText("{a , b: }\n");
    QCOMPARE(flow.roots().at(0).find("a").span(), (pw::text::Span{2, 2}));
    QCOMPARE(flow.roots().at(0).find("b").span(), (pw::text::Span{7, 7}));
    const Document second = readText("a: 1\n---\n# nothing\n");
    QCOMPARE(second.roots().at(1).span(), (pw::text::Span{8, 8}));
}

void YamlSpanTest::anchorsAndTagsBelongToTheNode()
{
    QCOMPARE(valueText("a: &x !!str 1\n"), std::string("&x !!str 1"));
    QCOMPARE(valueText("a: &x\n  b: 1\n"), std::string("&x\\n  b: 1"));
    QCOMPARE(valueText("a: &x # why\nb: 1\n"), std::string("&x"));
    QCOMPARE(valueText("a: &x [1]\nb: *x\n", "b"), std::string("*x"));
    const Document document = readText("a: &x !!str 1\nb: *x\n");
    const NodeRef a = document.roots().at(0).find("a");
    QCOMPARE(a.anchor(), std::string_view("x"));
    QCOMPARE(a.tag(), std::string_view("tag:yaml.org,2002:str"));
    QVERIFY(a.isString());
    QCOMPARE(document.roots().at(0).find("b").aliasTarget(), a);
}

void YamlSpanTest::byteOrderMarkAndLineEnds()
{
    QCOMPARE(valueText("\xEF\xBB\xBFz: 0\r\na: 'x'\r\nb:\r\n- 1\r\n"), std::string("'x'"));
    QCOMPARE(valueText("\xEF\xBB\xBFz: 0\r\nb:\r\n- 1\r\n- 2\r\n", "b"),
             std::string("- 1\\r\\n- 2"));
    QCOMPARE(valueText("\xEF\xBB\xBF\xC3\xA9: 0\r\na: \xC3\xA9x\r\n"), std::string("\xC3\xA9x"));
}

void YamlSpanTest::placesBehindWideCharacters()
{
    QCOMPARE(valueText("z: \xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xE2\x82\xAC\na: 'x\xC3\xA4'\nb: 1\n"),
             std::string("'x\xC3\xA4'"));
    QCOMPARE(valueText("# \xF0\x9F\x98\x80\nz: \"\xF0\x9F\x98\x80\"\na: [\xC3\xA4, b]\n"),
             std::string("[\xC3\xA4, b]"));
    const Document flow = readText("{\xC3\xA4 , b: }\n");
    QCOMPARE(flow.roots().at(0).find("\xC3\xA4").span(), (pw::text::Span{3, 3}));
}

void YamlSpanTest::unusualLineBreaksOfYaml()
{
    for (const std::string lineBreak : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
        QCOMPARE(valueText("z: \"p" + lineBreak + "q\"\na: x\n"), std::string("x"));
        QCOMPARE(valueText("a: |\n  p" + lineBreak + "\nb: x\n", "b"), std::string("x"));
        QCOMPARE(valueText("a: |\n  p" + lineBreak + "\nb: x\n"), std::string("|\\n  p"));
    }
}

void YamlSpanTest::entrySpanBeginsAtTheKey()
{
    const Document document = readText("a: 1\n'b c' :\n- x\n");
    const NodeRef value = document.roots().at(0).find("b c");
    QCOMPARE(shown(document.source().slice(value.entrySpan())), std::string("'b c' :\\n- x"));
    QCOMPARE(under(value.key()), std::string_view("'b c'"));
}

void YamlSpanTest::everyNodeOfALargeTextLiesInItsParent()
{
    std::string bytes;
    for (int i = 0; i < 2000; ++i) {
        bytes += "k" + std::to_string(i) + ":\n- {a: [1, x y], b: }\n- |\n  \xF0\x9F\x98\x80\n\n-\n"
            + "  ? q\n  : 'w'\n";
    }
    const Document document = readText(bytes);
    QVERIFY(document.complete());
    QCOMPARE(document.nodeCount(), std::size_t{1 + 2000 * 13});
    for (std::size_t i = 0; i < document.nodeCount(); ++i) {
        const NodeRef node(document, static_cast<NodeId>(i));
        QVERIFY(!node.parent() || node.parent().span().contains(node.span()));
    }
}

QTEST_APPLESS_MAIN(YamlSpanTest)
#include "yaml_span_test.moc"
