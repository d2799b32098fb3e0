#include "core/ops/name_index.h"
#include "core/ops/sibling_index.h"
#include "core/ops/wildcard.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace pw::ops;

namespace {

bool holds(const NameIndex::Items& items, std::uint32_t item)
{
    return std::find(items.begin(), items.end(), item) != items.end();
}

// Short names over few signs, so that patterns often fit.
std::string randomName(std::mt19937& random)
{
    constexpr std::string_view signs = "aab*?[]-c";
    std::string out;
    const std::size_t length = random() % 8;
    while (out.size() < length)
        out += signs[random() % signs.size()];
    return out;
}

} // namespace

class NameIndexTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void missesNothingThatFits();
    void findsFewOfMany();
    void siblingsAreAskedByTheirExecutable();
};

void NameIndexTest::missesNothingThatFits()
{
    constexpr unsigned seed = 7;
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::string> names;
        NameIndex index;
        for (std::uint32_t i = 0; i < 30; ++i) {
            names.push_back(randomName(random));
            index.add(i, names.back());
        }
        const std::string asked = randomName(random);
        NameIndex::Items covering;
        NameIndex::Items matching;
        index.collectCovering(asked, covering);
        index.collectMatching(asked, matching);
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            const std::string told = "seed 7: " + names[i] + " and " + asked;
            const bool covers = globMatches(names[i], asked);
            const bool matches = covers || globMatches(asked, names[i])
                || commonWildcard(names[i], asked).has_value()
                || commonWildcard(asked, names[i]).has_value();
            QVERIFY2(!covers || holds(covering, i), told.c_str());
            QVERIFY2(!matches || holds(matching, i), told.c_str());
        }
    }
}

void NameIndexTest::findsFewOfMany()
{
    NameIndex index;
    for (std::uint32_t i = 0; i < 1000; ++i)
        index.add(i, "j" + std::to_string(i) + (i % 2 == 0 ? "x*" : "x"));
    NameIndex::Items covering;
    index.collectCovering("j500xy", covering);
    QVERIFY(holds(covering, 500));
    QVERIFY(covering.size() < 20);
}

void NameIndexTest::siblingsAreAskedByTheirExecutable()
{
    SiblingIndex index;
    index.add(0, "worker-1", {"/bin/a"});
    index.add(1, "worker-2", {"/opt/b"});
    index.add(2, "worker-3", {"/srv/*"});
    index.add(3, "other", {"/bin/a"});
    QCOMPARE(index.mayMatch("worker-9", {"/usr/a"}), (std::vector<std::uint32_t>{0, 2}));
    QCOMPARE(index.mayCover("worker-2"), std::vector<std::uint32_t>{1});
    index.add(0, "worker-*", {"/bin/a"});
    QCOMPARE(index.mayCover("worker-2"), (std::vector<std::uint32_t>{0, 1}));
}

QTEST_APPLESS_MAIN(NameIndexTest)
#include "name_index_test.moc"
