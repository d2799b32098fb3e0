// Random merges, judged by the oracle. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/validate.h"
#include "core/yaml/reader.h"
#include "tests/oracle/generator.h"

#include <QTest>

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

void PropertyTest::everyMergeKeepsTheProperties()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t cases = fromEnvironment("POLICYWRIGHT_CASES", 5000);
    std::uint64_t failures = 0;
    std::uint64_t refused = 0;
    std::string shown;
    for (std::uint64_t seed = first; seed < first + cases; ++seed) {
        const Scenario scenario = oracle::randomScenario(seed);
        const auto outcome = oracle::run(scenario);
        if (!outcome) {
            ++refused;
            if (outcome.error().code != "unrelated-inputs" || scenario.target) {
                ++failures;
                shown += report(seed, scenario, {outcome.error().text()}, "none\n");
            }
            continue;
        }
        oracle::Complaints complaints = oracle::judge(scenario, *outcome);
        if (!scenario.target) {
            const auto more = oracle::orderFree(scenario, static_cast<unsigned>(seed));
            complaints.insert(complaints.end(), more.begin(), more.end());
        }
        if (complaints.empty())
            continue;
        ++failures;
        if (failures <= 3)
            shown += report(seed, scenario, complaints, oracle::textOf(outcome->document));
    }
    qInfo("%llu merges from seed %llu, %llu refused as unrelated, %llu with complaints",
          static_cast<unsigned long long>(cases), static_cast<unsigned long long>(first),
          static_cast<unsigned long long>(refused), static_cast<unsigned long long>(failures));
    QVERIFY2(failures == 0, shown.c_str());
    if (cases > 10)
        QVERIFY2(refused * 5 < cases, "too many inputs that do not belong together");
}

QTEST_APPLESS_MAIN(PropertyTest)
#include "property_test.moc"
