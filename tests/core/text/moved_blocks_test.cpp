// What went here and came there, as `left lines -> right lines`; a star when it was indented anew.

#include "core/text/moved_blocks.h"

#include <QTest>

#include <string>

using namespace pw::text;

namespace {

std::string moves(const std::string& left, const std::string& right)
{
    std::string out;
    for (const MovedBlock& block : movedBlocks(left, right, lineDiff(left, right)))
        out += std::to_string(block.left.begin) + "-" + std::to_string(block.left.end) + " -> "
            + std::to_string(block.right.begin) + "-" + std::to_string(block.right.end)
            + (block.indented ? "* " : " ");
    return out;
}

const std::string one = "- name: sh\n  exe: /bin/sh\n  euser: root\n";
const std::string two = "- name: nc\n  exe: /bin/nc\n  euser: mongo\n";
const std::string rest = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n";

std::string indented(const std::string& lines)
{
    std::string out = "  ";
    for (const char sign : lines)
        out += sign == '\n' ? "\n  " : std::string(1, sign);
    return out.substr(0, out.size() - 2);
}

} // namespace

class MovedBlocksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBlockThatWentDown();
    void underAnotherParent();
    void chanceIsNoMove();
    void noLineTwice();
    void manyEqualLines();
};

void MovedBlocksTest::aBlockThatWentDown()
{
    QCOMPARE(moves(one + rest + two, rest + two + one), std::string("0-3 -> 8-11 "));
    QCOMPARE(moves(one + rest, rest), std::string());
}

void MovedBlocksTest::underAnotherParent()
{
    QCOMPARE(moves(one + rest, rest + indented(one)), std::string("0-3 -> 5-8* "));
}

void MovedBlocksTest::chanceIsNoMove()
{
    QCOMPARE(moves("mode: audit\n" + rest, rest + "mode: audit\n"), std::string());
    QCOMPARE(moves("image: docker.io/library/mongo:latest\n" + rest,
                   rest + "image: docker.io/library/mongo:latest\n"),
             std::string("0-1 -> 5-6 "));
}

void MovedBlocksTest::noLineTwice()
{
    QCOMPARE(moves(one + rest, rest + one + two + one), std::string("0-3 -> 5-8 "));
}

/// Lines that stand everywhere begin no block, and cost no time.
void MovedBlocksTest::manyEqualLines()
{
    std::string same;
    for (int i = 0; i < 50'000; ++i)
        same += "- root\n";
    QCOMPARE(moves(same + rest, rest + same), std::string());
    // The search is by lines that are rare: whatever the diff made of it, nothing is in two moves.
    std::string mixed;
    for (int i = 0; i < 2'000; ++i)
        mixed += one + two;
    const LineDiff diff = lineDiff(mixed + rest, rest + mixed);
    std::vector<int> used(diff.left.size());
    for (const MovedBlock& block : movedBlocks(mixed + rest, rest + mixed, diff)) {
        QCOMPARE(block.left.size(), block.right.size());
        for (std::uint32_t at = block.left.begin; at < block.left.end; ++at)
            QCOMPARE(++used[at], 1);
    }
}

QTEST_APPLESS_MAIN(MovedBlocksTest)
#include "moved_blocks_test.moc"
