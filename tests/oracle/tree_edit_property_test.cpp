// Random wishes about random texts. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/yaml/reader.h"
#include "core/yaml/tree_edit.h"
#include "tests/oracle/random_run.h"
#include "tests/oracle/tree_case.h"

#include <QTest>

#include <cstdlib>

using namespace pw;
using oracle::madePolicy;
using oracle::randomValue;
using oracle::TreeCase;
using yaml::NodeRef;
using yaml::Value;

class TreeEditPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEditKeepsTheProperties();
};

void TreeEditPropertyTest::everyEditKeepsTheProperties()
{
    const std::vector<Value> real = oracle::realPolicies(CONFORMANCE_DIR);
    if (real.empty())
        qInfo("the real policies are not here: made ones alone");
    const std::uint64_t first = oracle::fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t count = oracle::fromEnvironment("POLICYWRIGHT_CASES", 40'000);
    std::map<std::string, std::size_t> refused;
    std::size_t planned = 0;
    std::size_t moves = 0;
    for (std::uint64_t seed = first; planned < count && seed < first + 3 * count; ++seed) {
        std::mt19937_64 random(seed);
        const std::size_t form = random() % 4;
        TreeCase made;
        made.before = form == 0 && !real.empty() ? real[random() % real.size()]
            : form <= 1
            ? madePolicy(random)
            : Value::map({{"top", randomValue(random, 0)}, {"more", randomValue(random, 0)}});
        if (random() % 6 == 0) {
            made.before.set("anchored", Value::string("shared"));
            made.before.set("alias", Value::string("shared"));
        }
        made.after = made.before;
        made.text = oracle::decorated(made.before, random);
        const auto source = text::SourceText::make(made.text.text, "t");
        QVERIFY(source);
        const yaml::Document document = yaml::read(*source);
        const std::vector<NodeRef> roots = document.roots();
        const std::string seeded = "seed " + std::to_string(seed) + "\n" + made.text.text;
        QVERIFY2(roots.size() == made.text.documents, seeded.c_str());
        QVERIFY2(yaml::toValue(roots[made.text.document]) == made.before, seeded.c_str());
        if (!oracle::chooseWish(made, random))
            continue;
        yaml::TreeEdit edit(document);
        made.wish(edit, roots[made.text.document]);
        const Result<text::TextEdits> edits = edit.plan();
        ++planned;
        moves += made.what == "move" ? 1 : 0;
        if (!edits) {
            ++refused[made.what + ": " + edits.error().code];
            if (std::getenv("POLICYWRIGHT_REFUSED") != nullptr)
                qInfo("%s %s\n%s", made.what.c_str(), edits.error().context.c_str(),
                      seeded.c_str());
            continue;
        }
        const std::string after = *edits->apply(made.text.text);
        const std::string shown = made.what + ", " + seeded + "\n===== after\n" + after;
        QVERIFY(oracle::holdsFor(*edits->inverse(made.text.text)->apply(after) == made.text.text,
                                 shown));
        const auto again = text::SourceText::make(after, "t");
        QVERIFY(oracle::holdsFor(bool(again), shown));
        const yaml::Document read = yaml::read(*again);
        QVERIFY(oracle::holdsFor(read.complete() && read.roots().size() == roots.size(), shown));
        for (std::size_t i = 0; i < roots.size(); ++i) {
            const Value wanted = i == made.text.document ? made.after : yaml::toValue(roots[i]);
            QVERIFY(oracle::holdsFor(yaml::toValue(read.roots()[i]) == wanted, shown));
        }
        const std::string lost = oracle::lostComment(made.text, made.gone, after);
        QVERIFY(oracle::holdsFor(lost.empty(), lost + "\n" + shown));
        const std::string difference
            = oracle::differenceOutside(made.text.text, made.touched, after);
        QVERIFY(oracle::holdsFor(difference.empty(), difference + "\n" + shown));
    }
    std::size_t all = 0;
    for (const auto& [code, times] : refused) {
        qInfo("refused %zu times, %s", times, code.c_str());
        all += times;
    }
    qInfo("seed %llu: %zu edits, %zu of them moves, %zu refused",
          static_cast<unsigned long long>(first), planned, moves, all);
    QVERIFY2(all * 1000 <= planned, "one in a thousand may be refused");
}

QTEST_APPLESS_MAIN(TreeEditPropertyTest)
#include "tree_edit_property_test.moc"
