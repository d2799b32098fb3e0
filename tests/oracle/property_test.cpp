// Random merges, judged by the oracle. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/validate.h"
#include "core/yaml/reader.h"
#include "tests/oracle/generator.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace pw;
using oracle::Scenario;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string report(std::uint64_t seed, const Scenario& scenario,
                   const oracle::Complaints& complaints, const std::string& result)
{
    std::string out = "POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed) + "\n";
    for (const std::string& complaint : complaints)
        out += "  " + complaint + "\n";
    return out + printed(scenario) + "=== result\n" + result;
}

} // namespace

class PropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void generatedDocumentsAreValid();
    void everyMergeKeepsTheProperties_data();
    void everyMergeKeepsTheProperties();
};

void PropertyTest::generatedDocumentsAreValid()
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        for (const ops::MergeInput& input : oracle::randomScenario(seed).inputs) {
            const std::string text = oracle::textOf(input.document);
            const yaml::Document document = yaml::read(*text::SourceText::make(text, "generated"));
            for (const text::Diagnostic& found : ops::validate(document)) {
                QVERIFY2(found.severity != text::Severity::Error,
                         text::render(document.source(), found).c_str());
            }
        }
    }
}

void PropertyTest::everyMergeKeepsTheProperties_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("end");
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 5000);
    for (std::uint64_t from = first; from < end; from += 1000) { // a row may take five minutes
        const std::uint64_t to = std::min(from + 1000, end);
        QTest::addRow("seeds %llu to %llu", static_cast<unsigned long long>(from),
                      static_cast<unsigned long long>(to - 1))
            << quint64{from} << quint64{to};
    }
}

void PropertyTest::everyMergeKeepsTheProperties()
{
    QFETCH(quint64, first);
    QFETCH(quint64, end);
    std::uint64_t failures = 0;
    std::uint64_t refused = 0;
    std::string shown;
    const auto fail = [&](std::uint64_t seed, const Scenario& scenario,
                          const oracle::Complaints& complaints, const std::string& result) {
        if (++failures <= 3)
            shown += report(seed, scenario, complaints, result);
    };
    for (std::uint64_t seed = first; seed < end; ++seed) {
        const Scenario scenario = oracle::randomScenario(seed);
        const auto outcome = oracle::run(scenario);
        if (!outcome) {
            ++refused;
            if (outcome.error().code != "unrelated-inputs" || scenario.target)
                fail(seed, scenario, {outcome.error().text()}, "none\n");
            continue;
        }
        oracle::Complaints complaints = oracle::judge(scenario, *outcome);
        if (!scenario.target) {
            const auto more = oracle::orderFree(scenario, static_cast<unsigned>(seed));
            complaints.insert(complaints.end(), more.begin(), more.end());
        }
        if (!complaints.empty())
            fail(seed, scenario, complaints, oracle::textOf(outcome->document));
    }
    QVERIFY2(failures == 0, shown.c_str());
    if (end - first > 10)
        QVERIFY2(refused * 5 < end - first, "too many inputs that do not belong together");
}

QTEST_APPLESS_MAIN(PropertyTest)
#include "property_test.moc"
