// What changed within a line: changed words stand in brackets.

#include "core/text/word_diff.h"

#include <QTest>

#include <string>

using namespace pw::text;

namespace {

std::string marked(std::string line, const std::vector<Span>& spans)
{
    for (std::size_t i = spans.size(); i > 0; --i) {
        line.insert(spans[i - 1].end, "]");
        line.insert(spans[i - 1].begin, "[");
    }
    return line;
}

std::string shown(const std::string& left, const std::string& right)
{
    const ChangedWords words = changedWords(left, right);
    return marked(left, words.left) + '|' + marked(right, words.right);
}

double likeness(const char* left, const char* right)
{
    return WordBag(left).likeness(WordBag(right));
}

} // namespace

class WordDiffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsAndSigns();
    void charactersAreNotCut();
    void longLines();
    void howMuchLinesAreAlike();
};

void WordDiffTest::wordsAndSigns()
{
    QCOMPARE(shown("  mode: audit", "  mode: enforce"),
             std::string("  mode: [audit]|  mode: [enforce]"));
    QCOMPARE(shown("cidr: 10.0.0.1/32", "cidr: 10.0.0.0/16"),
             std::string("cidr: 10.0.0.[1]/[32]|cidr: 10.0.0.[0]/[16]"));
    QCOMPARE(shown("- mongo", "- mongo # the server"),
             std::string("- mongo|- mongo[ # the server]"));
    QCOMPARE(shown("a: one two", "a: six ten"), std::string("a: [one two]|a: [six ten]"));
    QCOMPARE(shown("  a", "    a"), std::string("[  ]a|[    ]a"));
    QCOMPARE(shown("same", "same"), std::string("same|same"));
    QCOMPARE(shown("", "new"), std::string("|[new]"));
}

void WordDiffTest::charactersAreNotCut()
{
    // ä and ö share their first byte, and 日 and 旧 two of three.
    QCOMPARE(shown("n: \xC3\xA4", "n: \xC3\xB6"), std::string("n: [\xC3\xA4]|n: [\xC3\xB6]"));
    QCOMPARE(shown("\xE6\x97\xA5", "\xE6\x97\xA7"), std::string("[\xE6\x97\xA5]|[\xE6\x97\xA7]"));
    const std::string many(3000, ';');
    QCOMPARE(shown(many + "\xC3\xA4" + many, many + "\xC3\xB6" + many),
             many + "[\xC3\xA4]" + many + '|' + many + "[\xC3\xB6]" + many);
    // Bytes that are no UTF-8 are words too.
    QCOMPARE(shown("a \xFF", "a \xFE"), std::string("a [\xFF]|a [\xFE]"));
}

void WordDiffTest::longLines()
{
    std::string left;
    for (int i = 0; i < 2000; ++i)
        left += std::to_string(i) + ',';
    std::string right = left;
    right.replace(right.find(",500,"), 5, ",new,");
    right.replace(right.find(",700,"), 5, ",newer,");
    const ChangedWords words = changedWords(left, right);
    QCOMPARE(words.left.size(), std::size_t{1});
    QCOMPARE(left.substr(words.left[0].begin, 7), std::string("500,501"));
    QCOMPARE(right.substr(words.right[0].begin, 7), std::string("new,501"));
    QCOMPARE(right.substr(words.right[0].end - 5, 6), std::string("newer,"));
}

void WordDiffTest::howMuchLinesAreAlike()
{
    QCOMPARE(likeness("mode: audit", "mode: audit"), 1.0);
    QCOMPARE(likeness("mode: audit", "    mode: audit"), 1.0);
    QCOMPARE(likeness("mode", "name"), 0.0);
    QCOMPARE(likeness("", ""), 0.0);
    QCOMPARE(likeness("aa bb", "bb cc"), 0.5);
    QCOMPARE(likeness("aa aa", "aa bb"), 0.5); // each word once
}

QTEST_APPLESS_MAIN(WordDiffTest)
#include "word_diff_test.moc"
