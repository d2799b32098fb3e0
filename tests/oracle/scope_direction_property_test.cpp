// Changes of selectors and of the response: what is said to be narrower or the same selects and
// frees nothing new, asked workload by workload. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose
// others.

#include "core/ops/policy_changes.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"
#include "tests/oracle/scope_model.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace pw;
using ops::Effect;
using ops::PolicyChange;
using oracle::Facts;
using oracle::ScopeModel;
using Part = PolicyChange::Part;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::vector<PolicyChange> changesBetween(const ScopeModel& before, const ScopeModel& after)
{
    const auto decoded = [](const ScopeModel& model) {
        const yaml::Document document
            = yaml::read(*text::SourceText::make(oracle::yamlOf(model), "case"));
        return policy::decodeGuardian(document.roots().front());
    };
    const policy::GuardianDocument was = decoded(before);
    return ops::policyChanges(&was, decoded(after));
}

/// What a part says of its changes, and how often.
struct Said
{
    std::size_t wider = 0;
    std::size_t narrower = 0;
    std::size_t unknown = 0;
    std::size_t all = 0;

    Said(const std::vector<PolicyChange>& changes, Part part)
    {
        for (const PolicyChange& change : changes) {
            if (change.part != part)
                continue;
            ++all;
            const bool isOpen = change.effect == Effect::Mixed || change.effect == Effect::Unknown;
            wider += change.effect == Effect::Wider || isOpen ? 1 : 0;
            narrower += change.effect == Effect::Narrower || isOpen ? 1 : 0;
            unknown += change.effect == Effect::Unknown ? 1 : 0;
        }
    }
};

std::string shown(const Facts& facts)
{
    std::string out;
    for (const auto& [path, value] : facts)
        out += " " + path + "=" + value;
    return out.empty() ? " nothing" : out;
}

/// What is found by asking: a workload each that shows it, or nothing.
struct Found
{
    std::string gained;
    std::string lost;
};

std::string complaint(const Found& found, const Said& said, const char* gain, const char* loss)
{
    if (!found.gained.empty() && said.wider == 0)
        return std::string(gain) + ", and nobody says so:" + found.gained;
    if (!found.lost.empty() && said.narrower == 0)
        return std::string(loss) + ", and nobody says so:" + found.lost;
    return {};
}

} // namespace

class ScopeDirectionPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void selectors();
    void response();
    void theOtherWayRoundIsTheReverse();

private:
    using Edit = void (*)(ScopeModel&, const std::vector<std::string>&, oracle::Random&);
    using Ask = Found (*)(const ScopeModel&, const ScopeModel&, const std::vector<Facts>&);
    static void walk(Edit edit, Ask ask, Part part, const char* gain, const char* loss);
};

void ScopeDirectionPropertyTest::walk(Edit edit, Ask ask, Part part, const char* gain,
                                      const char* loss)
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t wanted = fromEnvironment("POLICYWRIGHT_CASES", 2000);
    std::size_t changes = 0;
    std::size_t unknown = 0;
    std::size_t unshown = 0;
    for (std::uint64_t seed = first; seed < first + wanted; ++seed) {
        oracle::Random random(seed);
        const std::vector<std::string> paths = oracle::anyPaths(random);
        const ScopeModel before = oracle::anyModel(paths, random);
        ScopeModel after = before;
        for (std::size_t edits = 1 + random() % 2; edits > 0; --edits)
            edit(after, paths, random);
        const std::vector<PolicyChange> list = changesBetween(before, after);
        const Said said(list, part);
        const Found found = ask(before, after, oracle::factsNear(paths, before, after));
        changes += said.all;
        unknown += said.unknown;
        if (said.all == 1 && said.unknown == 0)
            unshown += (said.wider > 0 && found.gained.empty() ? 1 : 0)
                + (said.narrower > 0 && found.lost.empty() ? 1 : 0);
        if (const std::string why = complaint(found, said, gain, loss); !why.empty()) {
            std::string told = "seed " + std::to_string(seed) + "\n" + why + "\n";
            for (const PolicyChange& change : list)
                told += "  " + change.sentence.text() + " (" + std::string(toString(change.effect))
                    + ")\n";
            told += oracle::yamlOf(before) + oracle::yamlOf(after);
            QFAIL(told.c_str());
        }
    }
    qInfo("seed %llu: %zu changes, %zu unknown, %zu said of one change and not seen",
          static_cast<unsigned long long>(first), changes, unknown, unshown);
    QVERIFY(changes > wanted / 2);
    QVERIFY2(unknown * 20 <= changes, "unknown is said of more than 5 %");
    QVERIFY2(unshown * 20 <= changes, "more than 5 % say what cannot be seen");
}

void ScopeDirectionPropertyTest::selectors()
{
    walk(
        &oracle::editScope,
        [](const ScopeModel& before, const ScopeModel& after, const std::vector<Facts>& near) {
            Found out;
            for (const Facts& facts : near) {
                const bool then = oracle::isSelected(before, facts);
                const bool now = oracle::isSelected(after, facts);
                if (then != now)
                    (now ? out.gained : out.lost) = shown(facts);
            }
            return out;
        },
        Part::Selectors, "newly selected", "selected no more");
}

void ScopeDirectionPropertyTest::response()
{
    walk(
        &oracle::editResponse,
        [](const ScopeModel& before, const ScopeModel& after, const std::vector<Facts>& near) {
            Found out;
            for (const Facts& facts : near) {
                const std::set<std::string> then = oracle::answersTo(before, facts);
                const std::set<std::string> now = oracle::answersTo(after, facts);
                if (!std::ranges::includes(now, then))
                    out.gained = shown(facts);
                if (!std::ranges::includes(then, now))
                    out.lost = shown(facts);
            }
            return out;
        },
        Part::Response, "answered no more", "newly answered");
}

void ScopeDirectionPropertyTest::theOtherWayRoundIsTheReverse()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    for (std::uint64_t seed = first; seed < first + 500; ++seed) {
        oracle::Random random(seed);
        const std::vector<std::string> paths = oracle::anyPaths(random);
        const ScopeModel before = oracle::anyModel(paths, random);
        ScopeModel after = before;
        oracle::editScope(after, paths, random);
        oracle::editResponse(after, paths, random);
        QVERIFY(changesBetween(before, before).empty());
        for (const Part part : {Part::Selectors, Part::Response}) {
            const Said there(changesBetween(before, after), part);
            const Said back(changesBetween(after, before), part);
            const bool same = there.wider == back.narrower && there.narrower == back.wider;
            QVERIFY2(same,
                     ("seed " + std::to_string(seed) + "\n" + oracle::yamlOf(before)
                      + oracle::yamlOf(after))
                         .c_str());
        }
    }
}

QTEST_APPLESS_MAIN(ScopeDirectionPropertyTest)
#include "scope_direction_property_test.moc"
