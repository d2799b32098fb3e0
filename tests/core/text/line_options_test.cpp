// Lines that differ only in what does not count: white space, comments. As signs: = equal,
// < removed, > added, ~ changed, in brackets when it does not count.

#include "core/text/line_diff.h"

#include <QTest>

#include <string>

using namespace pw::text;
using Spaces = LineDiffOptions::Spaces;

namespace {

std::string sign(const LineHunk& hunk)
{
    using Kind = LineHunk::Kind;
    const std::string out = hunk.kind == Kind::Equal ? "="
        : hunk.kind == Kind::LineEnds                ? "$"
        : hunk.kind == Kind::Removed                 ? "<"
        : hunk.kind == Kind::Added                   ? ">"
                                                     : "~";
    return hunk.ignored ? "(" + out + ")" : out;
}

std::string signs(const std::string& left, const std::string& right, const LineDiffOptions& options)
{
    std::string out;
    for (const LineHunk& hunk : lineDiff(left, right, options).hunks)
        out += sign(hunk) + std::to_string(std::max(hunk.left.size(), hunk.right.size())) + " ";
    return out;
}

/// Everything from a # to the end of its line.
std::vector<Span> hashes(const std::string& text)
{
    std::vector<Span> out;
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at)) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out.push_back({static_cast<ByteOffset>(at), static_cast<ByteOffset>(end)});
        at = end;
    }
    return out;
}

std::string withoutComments(const std::string& left, const std::string& right)
{
    return signs(left, right, {Spaces::Count, hashes(left), hashes(right)});
}

} // namespace

class LineOptionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whiteSpace();
    void comments();
};

void LineOptionsTest::whiteSpace()
{
    const std::string left = "a: 1\n  b: 2\nc:  3\n";
    const std::string right = "a: 1  \n    b: 2\nc: 3\n\n";
    QCOMPARE(signs(left, right, {}), std::string("~3 >1 "));
    QCOMPARE(signs(left, right, {Spaces::AtEndsDoNot, {}, {}}), std::string("(~)1 ~2 >1 "));
    QCOMPARE(signs(left, right, {Spaces::DoNotCount, {}, {}}), std::string("(~)3 (>)1 "));
    // What does not count hides no other change.
    QCOMPARE(signs("a: 1 \nb: 2\n", "a: 1\nb: 3\n", {Spaces::DoNotCount, {}, {}}),
             std::string("(~)1 ~1 "));
    QCOMPARE(signs("a\r\n", "a\n", {Spaces::DoNotCount, {}, {}}), std::string("$1 "));
}

void LineOptionsTest::comments()
{
    QCOMPARE(withoutComments("a: 1 # old\nb: 2\n", "a: 1\nb: 2\n# new\n"),
             std::string("(~)1 =1 (>)1 "));
    QCOMPARE(withoutComments("a: 1 # x\n", "a: 2 # x\n"), std::string("~1 "));
    // A comment that became a blank line.
    QCOMPARE(withoutComments("a\n# x\nb\n", "a\n\nb\n"), std::string("=1 (~)1 =1 "));
    QCOMPARE(withoutComments("# a\n# b\n", ""), std::string("(<)2 "));
}

QTEST_APPLESS_MAIN(LineOptionsTest)
#include "line_options_test.moc"
