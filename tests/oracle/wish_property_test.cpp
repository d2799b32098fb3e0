// Random wishes and quick fixes on random texts. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose
// others; POLICYWRIGHT_REFUSED shows what was refused.

#include "core/policy/kinds.h"
#include "core/policy/place.h"
#include "core/yaml/reader.h"
#include "tests/oracle/fix_case.h"
#include "tests/oracle/plain_value.h"
#include "tests/oracle/random_run.h"
#include "tests/oracle/wish_case.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <map>

using namespace pw;
using oracle::holdsFor;
using oracle::WishCase;
using yaml::NodeRef;
using yaml::Value;

namespace {

/// The wanted style is that of the node; an alias is none any more.
bool isStyled(NodeRef node, yaml::TreeStyle style)
{
    switch (style) {
    case yaml::TreeStyle::Block:
        return !node.isFlow();
    case yaml::TreeStyle::Flow:
        return node.isFlow();
    case yaml::TreeStyle::SingleQuoted:
        return node.style() == yaml::ScalarStyle::SingleQuoted;
    case yaml::TreeStyle::DoubleQuoted:
        return node.style() == yaml::ScalarStyle::DoubleQuoted;
    default:
        return !node.isAlias();
    }
}

std::string undone(const text::TextEdits& edits, const std::string& before,
                   const std::string& after)
{
    const Result<text::TextEdits> inverse = edits.inverse(before);
    return inverse ? inverse->apply(after).value_or("it cannot be undone") : inverse.error().text();
}

/// What is wrong with the text after a wish; empty when all is well.
std::string wrongWith(const WishCase& made, const yaml::Document& was, const std::string& after)
{
    const auto source = text::SourceText::make(after, "t");
    if (!source)
        return "no text";
    const yaml::Document read = yaml::read(*source);
    const std::vector<NodeRef> roots = was.roots();
    if (!read.complete() || read.roots().size() != roots.size())
        return "it does not parse";
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const Value now = yaml::toValue(read.roots()[i]);
        if (i != made.text.document) {
            if (now != yaml::toValue(roots[i]))
                return "another document differs";
        } else if (made.judge) {
            if (std::string wrong = made.judge(now); !wrong.empty())
                return wrong;
        } else if (!oracle::sameBut(now, made.after, made.anywhere)) {
            return "it says something else";
        }
    }
    if (made.styled) {
        const NodeRef root = read.roots()[made.text.document];
        const NodeRef node
            = policy::nodeBelow(root, oracle::stepsTo(made.before, made.styled->first));
        if (!isStyled(node, made.styled->second))
            return "it is written in another way";
    }
    if (std::string lost = oracle::lostComment(made.text, made.gone, after); !lost.empty())
        return lost;
    return oracle::differenceOutside(made.text.text, made.touched, after);
}

/// What was done, and what was not; of each way to be wrong the first is shown.
class Tally
{
public:
    void done(const std::string& kind) { ++m_done[kind]; }
    void refused(const std::string& kind, const Error& error, const std::string& shown)
    {
        ++m_refused[kind + ": " + error.code];
        if (std::getenv("POLICYWRIGHT_REFUSED") != nullptr)
            std::fprintf(stderr, "%s\n%s\n", error.text().c_str(), shown.c_str());
    }
    void wrong(const std::string& kind, const std::string& why, const std::string& shown)
    {
        if (++m_wrong[kind + ": " + why.substr(0, why.find_first_of("0123456789'"))] == 1)
            std::fprintf(stderr, "%s\n===== %s: %s\n\n", shown.c_str(), kind.c_str(), why.c_str());
    }
    [[nodiscard]] bool report(std::uint64_t seed) const
    {
        const std::size_t all = print(m_done, "");
        const std::size_t no = print(m_refused, "refused, ");
        const std::size_t wrong = print(m_wrong, "WRONG, ");
        qInfo("seed %llu: %zu cases, %zu refused, %zu wrong", static_cast<unsigned long long>(seed),
              all, no, wrong);
        return wrong == 0 && no * 1000 <= all;
    }

private:
    using Counts = std::map<std::string, std::size_t>;
    static std::size_t print(const Counts& counts, const char* what)
    {
        std::size_t all = 0;
        for (const auto& [kind, times] : counts) {
            qInfo("%7zu %s%s", times, what, kind.c_str());
            all += times;
        }
        return all;
    }
    Counts m_done;
    Counts m_refused;
    Counts m_wrong;
};

} // namespace

class WishPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyWishIsDoneAsItWasWished();
    void everyFixMendsItsProblem();

private:
    std::vector<Value> m_real;
    std::uint64_t m_seed = 1;
    std::uint64_t m_cases = 0;
};

void WishPropertyTest::initTestCase()
{
    m_real = oracle::realPolicies(CONFORMANCE_DIR);
    if (m_real.empty())
        qInfo("the real policies are not here: made ones alone");
    m_seed = oracle::fromEnvironment("POLICYWRIGHT_SEED", 1);
    m_cases = oracle::fromEnvironment("POLICYWRIGHT_CASES", 5000);
}

void WishPropertyTest::everyWishIsDoneAsItWasWished()
{
    Tally tally;
    std::uint64_t count = 0;
    for (std::uint64_t seed = m_seed; count < m_cases; ++seed) {
        std::mt19937_64 random(seed);
        WishCase made = oracle::textForWishes(m_real, random);
        const auto source = text::SourceText::make(made.text.text, "t");
        const std::string seeded = "seed " + std::to_string(seed) + "\n" + made.text.text;
        QVERIFY(source);
        const yaml::Document document = yaml::read(*source);
        const std::vector<NodeRef> roots = document.roots();
        QVERIFY(holdsFor(roots.size() == made.text.documents, seeded));
        QVERIFY(holdsFor(yaml::toValue(roots[made.text.document]) == made.before, seeded));
        const std::vector<policy::Unit> units = policy::unitsOf(document, false);
        const NodeRef unit(document, units.at(made.unit).root);
        const auto kind = made.anchors.aliases.empty() ? random() % 6 : random() % 3;
        const bool drawn = kind == 0 ? oracle::drawFieldWish(made, random)
            : kind < 3               ? oracle::drawProcessWish(made, random)
            : kind == 3              ? oracle::drawItemWish(made, random)
                                     : oracle::drawFormWish(made, unit, random);
        if (!drawn)
            continue;
        ++count;
        const Result<policy::PlannedEdit> planned = policy::planEdits(document, made.wishes);
        tally.done(made.kind);
        if (!made.refusal.empty()) {
            if (planned || planned.error().code != made.refusal)
                tally.wrong(made.kind, "not refused as " + made.refusal, seeded);
            continue;
        }
        if (!planned) {
            tally.refused(made.kind, planned.error(), seeded);
            continue;
        }
        const Result<std::string> after = planned->edits.apply(made.text.text);
        std::string wrong = after ? wrongWith(made, document, *after) : after.error().text();
        if (after && undone(planned->edits, made.text.text, *after) != made.text.text)
            wrong = "undoing it gives another text";
        if (!wrong.empty())
            tally.wrong(made.kind, wrong, seeded + "\n===== after\n" + after.value_or({}));
    }
    QVERIFY2(tally.report(m_seed), "none may be wrong, and one in a thousand be refused");
}

void WishPropertyTest::everyFixMendsItsProblem()
{
    Tally tally;
    std::uint64_t count = 0;
    for (std::uint64_t seed = m_seed; count < m_cases / 2; ++seed) {
        std::mt19937_64 random(seed);
        const oracle::FlawedText flawed = oracle::flawedText(m_real, random);
        const std::string& text = flawed.text.text;
        const Snapshot snapshot = analyse(*text::SourceText::make(text, "t"));
        const std::optional<oracle::OfferedFix> offered = oracle::someFix(flawed, snapshot, random);
        if (!offered)
            continue;
        ++count;
        const std::string kind = "fix: " + offered->problem->code;
        tally.done(kind);
        const text::TextEdits& edits = offered->fix->edits;
        const Result<std::string> after = edits.apply(text);
        std::string wrong = after ? oracle::wrongWithFix(flawed, snapshot, *offered, *after)
                                  : after.error().text();
        if (after && undone(edits, text, *after) != text)
            wrong = "undoing it gives another text";
        if (!wrong.empty())
            tally.wrong(kind, wrong,
                        offered->problem->message + "; " + offered->fix->title + "\nseed "
                            + std::to_string(seed) + "\n" + text + "\n===== after\n"
                            + after.value_or({}));
    }
    QVERIFY2(tally.report(m_seed), "none may be wrong");
}

QTEST_APPLESS_MAIN(WishPropertyTest)
#include "wish_property_test.moc"
