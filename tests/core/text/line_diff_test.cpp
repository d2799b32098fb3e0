// Two texts line by line, as signs: = equal, < removed, > added, ~ changed, $ other line ends.

#include "core/text/line_diff.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <string>

using namespace pw::text;

namespace {

using Kind = LineHunk::Kind;

char sign(Kind kind)
{
    switch (kind) {
    case Kind::Equal:
        return '=';
    case Kind::LineEnds:
        return '$';
    case Kind::Removed:
        return '<';
    case Kind::Added:
        return '>';
    case Kind::Changed:
        break;
    }
    return '~';
}

/// `=0-2/0-2 <2-3/2-2`
std::string ranges(const std::string& left, const std::string& right)
{
    std::string out;
    for (const LineHunk& hunk : lineDiff(left, right).hunks) {
        out += out.empty() ? "" : " ";
        out += sign(hunk.kind) + std::to_string(hunk.left.begin) + '-'
            + std::to_string(hunk.left.end) + '/' + std::to_string(hunk.right.begin) + '-'
            + std::to_string(hunk.right.end);
    }
    return out;
}

/// Each changed line with its sign; of equal ones only how many.
std::string lines(const std::string& left, const std::string& right)
{
    const LineDiff diff = lineDiff(left, right);
    std::string out;
    const auto add = [&out](char mark, const std::string& text, const std::vector<Span>& spans,
                            LineRange range) {
        for (std::uint32_t at = range.begin; at < range.end; ++at)
            out += mark + std::string(withoutLineEnd(sliced(text, spans[at]))) + '\n';
    };
    for (const LineHunk& hunk : diff.hunks) {
        if (hunk.kind == Kind::Equal) {
            out += '=' + std::to_string(hunk.left.size()) + '\n';
            continue;
        }
        const bool changed = hunk.kind == Kind::Changed;
        add(changed ? '~' : '<', left, diff.left, hunk.left);
        add(changed ? '~' : '>', right, diff.right, hunk.right);
    }
    return out;
}

/// The right text out of the left one; empty when the hunks do not cover both, in order.
std::string applied(const std::string& left, const std::string& right)
{
    const LineDiff diff = lineDiff(left, right);
    std::string out;
    std::uint32_t leftLine = 0;
    std::uint32_t rightLine = 0;
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
        const LineHunk& hunk = diff.hunks[i];
        const bool sizesFit = hunk.kind == Kind::Removed ? hunk.right.size() == 0
            : hunk.kind == Kind::Added                   ? hunk.left.size() == 0
                                                         : hunk.left.size() == hunk.right.size();
        if (hunk.left.begin != leftLine || hunk.right.begin != rightLine || !sizesFit
            || hunk.left.size() + hunk.right.size() == 0
            || (i > 0 && diff.hunks[i - 1].kind == hunk.kind))
            return {};
        leftLine = hunk.left.end;
        rightLine = hunk.right.end;
        const bool keeps = hunk.kind == Kind::Equal;
        const LineRange from = keeps ? hunk.left : hunk.right;
        for (std::uint32_t at = from.begin; at < from.end; ++at)
            out += keeps ? sliced(left, diff.left[at]) : sliced(right, diff.right[at]);
    }
    return leftLine == diff.left.size() && rightLine == diff.right.size() ? out : std::string();
}

std::string randomText(QRandomGenerator& random, int lines)
{
    static const std::vector<std::string> words{
        "a", "b: 1", "  b: 2", "- c", "  - c d e", "", "mode: audit", "mode: enforce"};
    static const std::vector<std::string> ends{"\n", "\n", "\n", "\r\n", "\r"};
    std::string out;
    for (int i = 0; i < lines; ++i) {
        out += words[static_cast<std::size_t>(random.bounded(static_cast<int>(words.size())))];
        out += ends[static_cast<std::size_t>(random.bounded(static_cast<int>(ends.size())))];
    }
    return out + (random.bounded(2) == 0 ? "last" : "");
}

std::string repeated(const std::string& line, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i)
        out += line;
    return out;
}

} // namespace

class LineDiffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyTexts();
    void goneComeAndChanged();
    void likeLinesArePairs();
    void changesBeginWhereAnEntryBegins();
    void lineEndsAreNoWords();
    void randomTexts();
    void longTextsEnd();
};

void LineDiffTest::emptyTexts()
{
    QCOMPARE(ranges("", ""), std::string());
    QCOMPARE(ranges("", "\n"), std::string(">0-0/0-1"));
    QCOMPARE(ranges("a\n", ""), std::string("<0-1/0-0"));
    QCOMPARE(ranges("a\nb", "a\nb"), std::string("=0-2/0-2"));
}

void LineDiffTest::goneComeAndChanged()
{
    QCOMPARE(ranges("a\nb\nc\n", "a\nc\n"), std::string("=0-1/0-1 <1-2/1-1 =2-3/1-2"));
    QCOMPARE(ranges("a\nc\n", "a\nb\nc\n"), std::string("=0-1/0-1 >1-1/1-2 =1-2/2-3"));
    QCOMPARE(ranges("a\nk: 1\nc\n", "a\nk: 2\nc\n"), std::string("=0-1/0-1 ~1-2/1-2 =2-3/2-3"));
    // Not alike: one goes, the other comes.
    QCOMPARE(ranges("a\nfirst\nc\n", "a\nother\nc\n"),
             std::string("=0-1/0-1 <1-2/1-1 >2-2/1-2 =2-3/2-3"));
}

void LineDiffTest::likeLinesArePairs()
{
    QCOMPARE(lines("  image: mongo\n  mode: audit\n",
                   "  image: mongo\n  imageID: sha256\n"
                   "  mode: enforce\n"),
             std::string("=1\n>  imageID: sha256\n~  mode: audit\n~  mode: enforce\n"));
    QCOMPARE(lines("euser: root\nport: 80\n", "port: 81\nnamespace: dev\n"),
             std::string("<euser: root\n~port: 80\n~port: 81\n>namespace: dev\n"));
}

void LineDiffTest::changesBeginWhereAnEntryBegins()
{
    const std::string one = "list:\n- name: a\n  exe:\n  - /bin/a\n";
    const std::string two = one + "- name: b\n  exe:\n  - /bin/a\n";
    QCOMPARE(lines(one, two), std::string("=4\n>- name: b\n>  exe:\n>  - /bin/a\n"));
    QCOMPARE(lines("list:\n- x: 1\n  y: 1\n- x: 3\n  y: 1\nend\n",
                   "list:\n- x: 1\n  y: 1\n- x: 2\n  y: 1\n- x: 3\n  y: 1\nend\n"),
             std::string("=3\n>- x: 2\n>  y: 1\n=3\n"));
    QCOMPARE(lines("- x: 1\n  y: 1\n- x: 2\n  y: 1\n- x: 3\n", "- x: 1\n  y: 1\n- x: 3\n"),
             std::string("=2\n<- x: 2\n<  y: 1\n=1\n"));
}

void LineDiffTest::lineEndsAreNoWords()
{
    QCOMPARE(ranges("a\nb", "a\nb\n"), std::string("=0-1/0-1 $1-2/1-2"));
    QCOMPARE(ranges("a\r\nb\r\nc\r\n", "a\nb\nd\nc\n"), std::string("$0-2/0-2 >2-2/2-3 $2-3/3-4"));
    QCOMPARE(ranges("a\rb\n", "a\rb\n"), std::string("=0-2/0-2"));
    QCOMPARE(std::string(lineEndOf("a\r\n")), std::string("\r\n"));
    QCOMPARE(std::string(withoutLineEnd("a\r\n")), std::string("a"));
    QCOMPARE(std::string(withoutLineEnd("a")), std::string("a"));
}

void LineDiffTest::randomTexts()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 3000; ++round) {
        const std::string left = randomText(random, random.bounded(40));
        const std::string right = randomText(random, random.bounded(40));
        QCOMPARE(applied(left, right), right);
        QCOMPARE(applied(left, left), left);
    }
}

void LineDiffTest::longTextsEnd()
{
    std::string numbers;
    std::string others;
    for (int i = 0; i < 100000; ++i) {
        numbers += "line " + std::to_string(i) + '\n';
        others += "row_" + std::to_string(i) + '\n';
    }
    const std::string same = repeated("- same\n", 100000);
    const std::string period = repeated("- same\n- other\n", 50000);
    for (const auto& [left, right] :
         {std::pair(numbers, others), std::pair(same, same + "- same\n"), std::pair(same, period),
          std::pair(period, "- other\n" + period), std::pair(numbers, same)})
        QVERIFY(applied(left, right) == right);
}

QTEST_APPLESS_MAIN(LineDiffTest)
#include "line_diff_test.moc"
