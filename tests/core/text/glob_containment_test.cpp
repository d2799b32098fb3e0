// Which patterns hold which: by small examples, and by every short text of a small alphabet.

#include "core/text/glob_containment.h"

#include "core/text/glob.h"

#include <QTest>

#include <random>

using namespace pw::text;

namespace {

std::string word(Contained contained)
{
    return contained == Contained::Yes ? "yes" : contained == Contained::No ? "no" : "?";
}

std::string contained(const std::string& inner, const std::vector<std::string>& outer)
{
    return word(globContained(inner, outer));
}

/// Every text up to that length.
std::vector<std::string> texts(std::size_t length)
{
    std::vector<std::string> out{""};
    for (std::size_t at = 0; at < out.size(); ++at) {
        if (out[at].size() == length)
            break;
        for (const char sign : std::string("ab[]-c"))
            out.push_back(out[at] + sign);
    }
    return out;
}

std::string anyPattern(std::mt19937& random)
{
    static const std::vector<std::string> pieces{"a", "b", "*", "?", "[ab]", "[!a]", "[", "c"};
    std::string out;
    for (auto i = random() % 4; i > 0; --i)
        out += pieces[random() % pieces.size()];
    return out;
}

} // namespace

class GlobContainmentTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void examples();
    void asEveryShortTextSays();
    void whatTakesTooLong();
};

void GlobContainmentTest::examples()
{
    QCOMPARE(contained("/bin/sh", {"/bin/*"}), std::string("yes"));
    QCOMPARE(contained("/bin/*", {"/bin/sh"}), std::string("no"));
    QCOMPARE(contained("/usr/*/sh", {"/usr/*"}), std::string("yes"));
    QCOMPARE(contained("app:?", {"app:[12]"}), std::string("no"));
    QCOMPARE(contained("app:[12]", {"app:?"}), std::string("no")); // it fits itself, too
    QCOMPARE(contained("app:[12]", {"app:?", "app:[[]*"}), std::string("yes"));
    QCOMPARE(contained("a?", {"a[!b]", "ab"}), std::string("yes")); // both together
    QCOMPARE(contained("a?", {"a[!b]", "ac"}), std::string("no"));
    QCOMPARE(contained("a?*", {"a[!b]*", "ab*"}), std::string("yes"));
    QCOMPARE(contained("*a*", {"*"}), std::string("yes"));
    QCOMPARE(contained("**", {"*"}), std::string("yes"));
    QCOMPARE(contained("*", {"?*"}), std::string("no")); // nothing at all
    QCOMPARE(contained("[kworker]", {"[kworker]"}), std::string("yes"));
    QCOMPARE(contained("[ab]", {"?", "[[]ab]"}), std::string("yes"));
    QCOMPARE(contained("\xC3\xA4*", {"?*"}), std::string("yes"));
    QCOMPARE(contained("*", {}), std::string("no"));
    QCOMPARE(contained("a\xFF*", {"a*"}), std::string("?"));
}

void GlobContainmentTest::asEveryShortTextSays()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const std::vector<std::string> all = texts(5);
    std::size_t no = 0;
    for (int i = 0; i < 1500; ++i) {
        const std::string inner = anyPattern(random);
        std::vector<std::string> outer;
        for (auto count = 1 + random() % 2; count > 0; --count)
            outer.push_back(anyPattern(random));
        const Contained said = globContained(inner, outer);
        QVERIFY(said != Contained::NotDecided);
        no += said == Contained::No ? 1 : 0;
        bool shown = false;
        std::vector<std::string> asked = all;
        asked.push_back(inner); // which it fits by itself
        for (const std::string& text : asked) {
            const bool in = globMatches(inner, text);
            const bool held = std::ranges::any_of(
                outer, [&text](const std::string& one) { return globMatches(one, text); });
            if (in && !held)
                shown = true;
        }
        // Short texts show what is not held by patterns so short.
        QVERIFY2(
            shown == (said == Contained::No),
            (inner + " in " + outer.front() + " or " + outer.back() + ": " + word(said)).c_str());
    }
    QVERIFY(no > 100);
}

void GlobContainmentTest::whatTakesTooLong()
{
    std::string inner;
    std::vector<std::string> outer;
    for (int i = 0; i < 30; ++i) {
        inner += "*[ab]?";
        outer.push_back("*a" + std::string(static_cast<std::size_t>(i), '?') + "b*");
    }
    (void)globContained(inner, outer); // it ends
    QCOMPARE(contained(std::string(500, '?') + "*", {std::string(500, '*')}), std::string("yes"));
}

QTEST_APPLESS_MAIN(GlobContainmentTest)
#include "glob_containment_test.moc"
