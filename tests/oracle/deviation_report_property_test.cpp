// What a deviation says, merged into its policy, allows what deviated: random policies and
// fingerprints, judged by the oracle. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/deviation_report.h"
#include "core/ops/workload.h"
#include "core/yaml/json_writer.h"
#include "tests/oracle/generator.h"

#include <QTest>

#include <cstdlib>
#include <set>

using namespace pw;
using policy::GuardianDocument;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::vector<std::string> notAllowed(const GuardianDocument& policy, const GuardianDocument& object)
{
    return oracle::notAllowed(oracle::behaviourOf(policy), oracle::behaviourOf(object),
                              oracle::judgedBy(policy.spec.options));
}

/// Why the reports are wrong, or the policy with all of them merged into it.
Result<GuardianDocument> merged(const GuardianDocument& policy, const GuardianDocument& object)
{
    const auto wrong = [](std::string why) { return Error{"wrong", std::move(why), {}}; };
    const auto reported = ops::reportDeviations(ops::Behaviour(policy.spec), object);
    if (reported.empty() != notAllowed(policy, object).empty())
        return wrong("the oracle sees " + std::to_string(notAllowed(policy, object).size()));
    if (ops::readReport(ops::writeReport(reported)) != reported)
        return wrong("not kept as it is");
    std::set<std::string> checksums;
    std::vector<ops::MergeInput> inputs;
    for (const ops::ReportedDeviation& deviation : reported) {
        if (!checksums.insert(deviation.checksum).second)
            return wrong("a checksum twice");
        const std::string text = yaml::writeJson(
            ops::deviationDocument(deviation, policy.uid(), "dev:1"), yaml::JsonLayout::OneLine);
        inputs.push_back({ops::guardianOf(text), deviation.what + " " + text});
    }
    ops::UpdateOptions exact;
    exact.exact = true;
    auto outcome = ops::updatePolicy(policy, inputs, exact);
    if (!outcome)
        return outcome.error();
    for (const ops::SkippedInput& skipped : outcome->report.skipped)
        return wrong(skipped.label + ": " + skipped.reason);
    return std::move(outcome->document);
}

} // namespace

class DeviationReportPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergedDeviationsAreAllowed();
};

void DeviationReportPropertyTest::mergedDeviationsAreAllowed()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 500);
    qInfo("seeds %llu to %llu", static_cast<unsigned long long>(first),
          static_cast<unsigned long long>(end - 1));
    std::size_t judged = 0;
    std::size_t twice = 0;
    for (std::uint64_t seed = first; seed < end; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        for (const ops::MergeInput& input : scenario.inputs) {
            if (input.document.kind != policy::Kind::Fingerprint)
                continue;
            // Two processes of a policy that one deviating process could be may each take in one
            // half of it; what is reported then brings the other half.
            Result<GuardianDocument> policy = merged(*scenario.target, input.document);
            if (policy && !notAllowed(*policy, input.document).empty()) {
                policy = merged(*policy, input.document);
                ++twice;
            }
            const std::string wrong = !policy ? policy.error().message
                : notAllowed(*policy, input.document).empty()
                ? ""
                : "still not allowed: " + notAllowed(*policy, input.document).front();
            QVERIFY2(wrong.empty(),
                     ("POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed) + ": "
                      + input.label + ": " + wrong + "\n" + printed(scenario))
                         .c_str());
            ++judged;
        }
    }
    QVERIFY2(judged * 2 > end - first || end - first < 10, "hardly any fingerprint");
    QVERIFY2(twice * 100 <= judged, "merging once should do");
}

QTEST_APPLESS_MAIN(DeviationReportPropertyTest)
#include "deviation_report_property_test.moc"
