// What two sequences do not share, against a plain table of common subsequences.

#include "core/text/sequence_diff.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <string>

using namespace pw::text;

namespace {

using Elements = std::vector<std::uint32_t>;

Elements elements(const std::string& letters)
{
    Elements out;
    for (const char letter : letters)
        out.push_back(static_cast<std::uint32_t>(letter - 'a'));
    return out;
}

/// The letters, those that changed as capitals.
std::string shown(const std::string& letters, const std::vector<std::uint8_t>& changed)
{
    std::string out = letters;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (changed[i] != 0)
            out[i] = static_cast<char>(out[i] - 'a' + 'A');
    }
    return out;
}

std::string readable(const std::string& left, const std::string& right)
{
    const SequenceChanges changes = readableChanges(elements(left), elements(right));
    return shown(left, changes.left) + ' ' + shown(right, changes.right);
}

Elements kept(const Elements& side, const std::vector<std::uint8_t>& changed)
{
    Elements out;
    for (std::size_t i = 0; i < side.size(); ++i) {
        if (changed[i] == 0)
            out.push_back(side[i]);
    }
    return out;
}

std::size_t count(const SequenceChanges& changes)
{
    const auto sum = [](const std::vector<std::uint8_t>& side) {
        return std::accumulate(side.begin(), side.end(), std::size_t{0});
    };
    return sum(changes.left) + sum(changes.right);
}

/// The fewest changes, by the longest common subsequence of all beginnings.
std::size_t fewest(const Elements& left, const Elements& right)
{
    std::vector<std::vector<std::size_t>> common(left.size() + 1,
                                                 std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i < left.size(); ++i)
        for (std::size_t j = 0; j < right.size(); ++j)
            common[i + 1][j + 1] = left[i] == right[j]
                ? common[i][j] + 1
                : std::max(common[i][j + 1], common[i + 1][j]);
    return left.size() + right.size() - 2 * common.back().back();
}

Elements randomElements(QRandomGenerator& random, int size, int kinds)
{
    Elements out;
    for (int i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint32_t>(random.bounded(kinds)));
    return out;
}

/// A few elements go, come or change.
Elements altered(QRandomGenerator& random, Elements side, int kinds)
{
    const int edits = random.bounded(8);
    for (int i = 0; i < edits; ++i) {
        const auto at = random.bounded(static_cast<int>(side.size()) + 1);
        if (random.bounded(2) == 0)
            side.insert(side.begin() + at, static_cast<std::uint32_t>(random.bounded(kinds)));
        else if (at < static_cast<int>(side.size()))
            side.erase(side.begin() + at);
    }
    return side;
}

} // namespace

class SequenceDiffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rareElementsHoldTheSidesTogether();
    void nothingAndEverything();
    void randomSequences();
    void longSequencesEnd_data();
    void longSequencesEnd();
};

void SequenceDiffTest::rareElementsHoldTheSidesTogether()
{
    QCOMPARE(readable("abc", "abc"), std::string("abc abc"));
    QCOMPARE(readable("abc", "axc"), std::string("aBc aXc"));
    // `x` is there once: it stays, though two `a` could.
    QCOMPARE(readable("xaabcdef", "aaxghijk"), std::string("xAABCDEF AAxGHIJK"));
    QCOMPARE(readable("xaaa", "aaax"), std::string("Xaaa aaaX")); // too dear
    QCOMPARE(readable("aebece", "aebedece"), std::string("aebece aebeDEce"));
}

void SequenceDiffTest::nothingAndEverything()
{
    QCOMPARE(readable("", ""), std::string(" "));
    QCOMPARE(readable("", "ab"), std::string(" AB"));
    QCOMPARE(readable("ab", ""), std::string("AB "));
    QCOMPARE(readable("ab", "cd"), std::string("AB CD"));
    QCOMPARE(readable("aaa", "aaaaa"), std::string("aaa aaaAA"));
}

void SequenceDiffTest::randomSequences()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 3000; ++round) {
        const int kinds = 1 + random.bounded(12);
        const Elements left = randomElements(random, random.bounded(60), kinds);
        const Elements right = random.bounded(2) == 0
            ? randomElements(random, random.bounded(60), kinds)
            : altered(random, left, kinds);
        const std::size_t least = fewest(left, right);
        const SequenceChanges shortest = shortestChanges(left, right);
        QVERIFY(kept(left, shortest.left) == kept(right, shortest.right));
        QCOMPARE(count(shortest), least);
        const SequenceChanges forPeople = readableChanges(left, right);
        QVERIFY(kept(left, forPeople.left) == kept(right, forPeople.right));
        QVERIFY(2 * count(forPeople) <= 3 * least);
    }
}

void SequenceDiffTest::longSequencesEnd_data()
{
    QTest::addColumn<int>("kinds");
    QTest::addColumn<int>("otherKinds"); ///< above those of the left
    QTest::newRow("all the same") << 1 << 0;
    QTest::newRow("two kinds") << 2 << 0;
    QTest::newRow("a few hundred kinds") << 500 << 0;
    QTest::newRow("most of them once") << 1000000 << 0;
    QTest::newRow("nothing in common") << 100000 << 100000;
}

void SequenceDiffTest::longSequencesEnd()
{
    QFETCH(int, kinds);
    QFETCH(int, otherKinds);
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const Elements left = randomElements(random, 100000, kinds);
    Elements right = randomElements(random, 100001, kinds);
    for (std::uint32_t& element : right)
        element += static_cast<std::uint32_t>(otherKinds);
    const SequenceChanges changes = readableChanges(left, right);
    QVERIFY(kept(left, changes.left) == kept(right, changes.right));
    QVERIFY(count(changes) % 2 == 1);
    if (kinds == 1)
        QCOMPARE(count(changes), std::size_t{1});
}

QTEST_APPLESS_MAIN(SequenceDiffTest)
#include "sequence_diff_test.moc"
