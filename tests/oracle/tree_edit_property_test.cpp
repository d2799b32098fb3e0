// Random wishes about random texts. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/yaml/reader.h"
#include "core/yaml/tree_edit.h"
#include "tests/oracle/tree_case.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace pw;
using oracle::madePolicy;
using oracle::randomValue;
using oracle::Region;
using oracle::TreeCase;
using yaml::NodeRef;
using yaml::Value;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Of the folder with real policies, when it is there.
std::vector<Value> realPolicies()
{
    std::vector<Value> out;
#ifdef CONFORMANCE_DIR
    const std::filesystem::path folder = CONFORMANCE_DIR "/policies";
    if (!std::filesystem::is_directory(folder))
        return out;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml")
            files.insert(entry.path());
    }
    for (const auto& file : files) {
        std::ostringstream content;
        content << std::ifstream(file).rdbuf();
        const auto source = text::SourceText::make(content.str(), file.string());
        if (source)
            out.push_back(yaml::toValue(yaml::read(*source).roots().front()));
    }
#endif
    return out;
}

/// Nothing but the touched regions differs; empty when all is well.
std::string differenceOutside(const TreeCase& made, const std::string& after)
{
    const std::string& before = made.text.text;
    std::size_t begin = before.size();
    std::size_t end = 0;
    for (const Region& region : made.touched) {
        begin = std::min(begin, region.begin);
        end = std::max(end, region.end);
    }
    // The last line has no end: of the one that is last afterwards it is taken off.
    if (!before.ends_with('\n') && end >= before.size())
        begin = begin > 2 ? begin - 2 : 0;
    if (after.substr(0, begin) != before.substr(0, begin))
        return "bytes before the place differ";
    // A last line without an end gets one when lines come behind it.
    const std::string tail = before.substr(std::min(end, before.size()));
    if (!after.ends_with(tail))
        return "bytes behind the place differ";
    if (made.touched.size() == 2) {
        const Region first
            = made.touched[0].begin <= made.touched[1].begin ? made.touched[0] : made.touched[1];
        const Region second
            = made.touched[0].begin <= made.touched[1].begin ? made.touched[1] : made.touched[0];
        if (first.end >= second.begin)
            return {};
        std::string between = before.substr(first.end, second.begin - first.end);
        while (!before.ends_with('\n') && (between.ends_with('\n') || between.ends_with('\r')))
            between.pop_back();
        if (after.find(between) == std::string::npos)
            return "bytes between the places differ";
    }
    return {};
}

std::string lostComment(const TreeCase& made, const std::string& after)
{
    for (const auto& [at, words] : made.text.comments) {
        const bool mayGo = made.goes && at >= made.gone.begin && at < made.gone.end;
        const std::size_t found = after.find(words);
        if (found == std::string::npos && !mayGo)
            return words + " is lost";
        if (found != std::string::npos && mayGo && made.what == "remove" && !made.shares)
            return words + " stays although it belongs to what went";
        if (found != std::string::npos && after.find(words, found + 1) != std::string::npos)
            return words + " stands there twice";
    }
    return {};
}

} // namespace

/// Whole texts are longer than a test's message may be.
bool holdsFor(bool condition, const std::string& shown)
{
    if (!condition)
        std::fprintf(stderr, "%s\n", shown.c_str());
    return condition;
}

class TreeEditPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEditKeepsTheProperties();
};

void TreeEditPropertyTest::everyEditKeepsTheProperties()
{
    const std::vector<Value> real = realPolicies();
    if (real.empty())
        qInfo("the real policies are not here: made ones alone");
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t count = fromEnvironment("POLICYWRIGHT_CASES", 40'000);
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
        QVERIFY(holdsFor(*edits->inverse(made.text.text)->apply(after) == made.text.text, shown));
        const auto again = text::SourceText::make(after, "t");
        QVERIFY(holdsFor(bool(again), shown));
        const yaml::Document read = yaml::read(*again);
        QVERIFY(holdsFor(read.complete() && read.roots().size() == roots.size(), shown));
        for (std::size_t i = 0; i < roots.size(); ++i) {
            const Value wanted = i == made.text.document ? made.after : yaml::toValue(roots[i]);
            QVERIFY(holdsFor(yaml::toValue(read.roots()[i]) == wanted, shown));
        }
        const std::string lost = lostComment(made, after);
        QVERIFY(holdsFor(lost.empty(), lost + "\n" + shown));
        const std::string difference = differenceOutside(made, after);
        QVERIFY(holdsFor(difference.empty(), difference + "\n" + shown));
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
