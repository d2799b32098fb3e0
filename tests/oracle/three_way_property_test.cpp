// Random changes on one side, on both, and of the same: what goes into the text is what a plain
// merge of values by hand says. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/three_way.h"
#include "core/yaml/reader.h"
#include "tests/oracle/decorated_text.h"
#include "tests/oracle/tree_case.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace pw;
using yaml::Value;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Keys and items in one order, so that two values that mean the same are equal.
Value sorted(Value value)
{
    for (Value& item : value.items)
        item = sorted(std::move(item));
    for (auto& [key, below] : value.entries)
        below = sorted(std::move(below));
    const auto spelled = [](const Value& of) {
        std::string out;
        const auto add = [&out](const auto& self, const Value& one) -> void {
            out += std::to_string(static_cast<int>(one.kind)) + '(' + one.text;
            for (const Value& item : one.items)
                self(self, item);
            for (const auto& [key, below] : one.entries) {
                out += key + ':';
                self(self, below);
            }
            out += ')';
        };
        add(add, of);
        return out;
    };
    std::ranges::stable_sort(value.items, {}, spelled);
    std::ranges::stable_sort(value.entries, {}, &std::pair<std::string, Value>::first);
    return value;
}

/// A policy with an id for each process.
Value policyWith(std::mt19937_64& random)
{
    Value out = oracle::madePolicy(random);
    return out;
}

using Change = std::function<void(Value&, std::mt19937_64&)>;

Value* below(Value& value, std::initializer_list<const char*> keys)
{
    Value* at = &value;
    for (const char* const key : keys) {
        const auto found
            = std::ranges::find(at->entries, key, &std::pair<std::string, Value>::first);
        if (found == at->entries.end())
            return nullptr;
        at = &found->second;
    }
    return at;
}

void changeSwitch(Value& policy, std::mt19937_64& random)
{
    if (Value* const spec = below(policy, {"spec"}))
        spec->set("mode", Value::string(random() % 2 == 0 ? "enforce" : "watch"));
}

void changeLabels(Value& policy, std::mt19937_64& random)
{
    Value* const metadata = below(policy, {"metadata"});
    if (metadata != nullptr)
        metadata->set("note" + std::to_string(random() % 3),
                      Value::string(std::to_string(random() % 50)));
}

void changeProcesses(Value& policy, std::mt19937_64& random)
{
    Value* const list = below(policy, {"spec", "processPolicy"});
    if (list == nullptr || list->kind != Value::Kind::List)
        return;
    const std::size_t what = random() % 3;
    if (what == 0 || list->items.empty()) {
        const std::string id = "new_" + std::to_string(random() % 1000);
        list->items.insert(list->items.begin()
                               + static_cast<std::ptrdiff_t>(random() % (list->items.size() + 1)),
                           Value::map({{"name", Value::string("new")},
                                       {"exe", Value::strings({"/bin/" + id})},
                                       {"id", Value::string(id)}}));
    } else if (what == 1) {
        list->items.erase(list->items.begin()
                          + static_cast<std::ptrdiff_t>(random() % list->items.size()));
    } else {
        list->items[random() % list->items.size()].set(
            "euser", Value::strings({"u" + std::to_string(random() % 9), "root"}));
    }
}

/// Where each kind of change stands: two of different parts never meet.
struct Part
{
    const char* name;
    Change change;
};
const std::vector<Part>& parts()
{
    static const std::vector<Part> out{
        {"switch", changeSwitch}, {"labels", changeLabels}, {"processes", changeProcesses}};
    return out;
}

struct Outcome
{
    std::string wrong;
    std::string text;
    std::size_t conflicts = 0;
};

Outcome mergedInto(const oracle::DecoratedText& mine, const Value& base, const Value& theirs)
{
    const auto source = text::SourceText::make(mine.text, "mine");
    const yaml::Document document = yaml::read(*source);
    const auto plan = ops::planThreeWay(base, document, mine.document, theirs);
    if (!plan)
        return {plan.error().text(), {}, 0};
    const Result<std::string> text = plan->edits.apply(mine.text);
    return text ? Outcome{{}, *text, plan->conflicts.size()} : Outcome{text.error().text(), {}, 0};
}

Value valueIn(const std::string& text, std::size_t document)
{
    const yaml::Document read = yaml::read(*text::SourceText::make(text, "merged"));
    return document < read.roots().size() ? yaml::toValue(read.roots()[document]) : Value();
}

std::string lostComment(const oracle::DecoratedText& mine, const std::string& after)
{
    for (const auto& [at, words] : mine.comments) {
        if (after.find(words) == std::string::npos)
            return words;
    }
    return {};
}

} // namespace

class ThreeWayPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSideAndBoth();
};

void ThreeWayPropertyTest::oneSideAndBoth()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t count = fromEnvironment("POLICYWRIGHT_CASES", 4000);
    std::size_t merges = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        std::mt19937_64 random(seed);
        const Value base = policyWith(random);
        const std::size_t theirPart = random() % parts().size();
        const std::size_t myPart
            = (theirPart + 1 + random() % (parts().size() - 1)) % parts().size();
        Value theirs = base;
        for (std::size_t i = 0; i < 1 + random() % 3; ++i)
            parts()[theirPart].change(theirs, random);
        Value both = theirs;
        Value mine = base;
        for (std::size_t i = 0; i < 1 + random() % 3; ++i) {
            std::mt19937_64 again = random;
            parts()[myPart].change(mine, random);
            parts()[myPart].change(both, again);
        }
        const std::string seeded = "seed " + std::to_string(seed) + "\n";
        struct Case
        {
            const char* name;
            const Value& mine;
            const Value& theirs;
            const Value& wanted;
        };
        for (const Case& one :
             {Case{"theirs alone", base, theirs, theirs}, Case{"mine alone", mine, base, mine},
              Case{"both", mine, theirs, both},
              Case{"both, the other way round", theirs, mine, both},
              Case{"the same", mine, mine, mine}}) {
            const oracle::DecoratedText text = oracle::decorated(one.mine, random);
            const Outcome out = mergedInto(text, base, one.theirs);
            ++merges;
            if (!out.wrong.empty()) {
                ++refused;
                qInfo("%s%s: %s", seeded.c_str(), one.name, out.wrong.c_str());
                continue;
            }
            const std::string shown
                = seeded + one.name + "\n" + text.text + "\n===== after\n" + out.text;
            if (sorted(valueIn(out.text, text.document)) != sorted(one.wanted) || out.conflicts > 0)
                std::fprintf(stderr, "%s\n", shown.c_str());
            QCOMPARE(out.conflicts, std::size_t{0});
            QVERIFY2(sorted(valueIn(out.text, text.document)) == sorted(one.wanted), one.name);
            // Only what goes takes its comments along: of a process that they removed.
            const std::string lost
                = theirPart == 2 || myPart == 2 ? std::string() : lostComment(text, out.text);
            QVERIFY2(lost.empty(), (lost + " is lost\n" + shown).c_str());
            if (&one.mine == &one.wanted || one.wanted == one.mine)
                QCOMPARE(out.text, text.text);
        }
    }
    qInfo("seed %llu: %zu merges, %zu refused", static_cast<unsigned long long>(first), merges,
          refused);
    QVERIFY2(refused * 1000 <= merges, "one in a thousand may be refused");
}

QTEST_APPLESS_MAIN(ThreeWayPropertyTest)
#include "three_way_property_test.moc"
