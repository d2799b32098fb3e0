// Random merges into random texts. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/merge_edits.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/snapshot.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"
#include "tests/oracle/generator.h"

#include <QTest>

#include <cstdlib>
#include <random>

using namespace pw;
using oracle::Scenario;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string commented(const std::string& yaml, std::mt19937_64& random)
{
    std::string out;
    int count = 0;
    for (std::size_t at = 0; at < yaml.size();) {
        const std::size_t end = yaml.find('\n', at);
        if (random() % 5 == 0)
            out += std::string(random() % 8, ' ') + "# c" + std::to_string(count++) + "\n";
        out += yaml.substr(at, end - at);
        if (random() % 5 == 0)
            out += " # c" + std::to_string(count++);
        out += '\n';
        at = end + 1;
    }
    return out;
}

/// A text as some person may keep the policy, and which of its units is the target.
struct Kept
{
    std::string text;
    std::size_t unit = 0;
};

Kept keptAs(const yaml::Value& value, std::mt19937_64& random)
{
    Kept out;
    const yaml::Value other = yaml::Value::map(
        {{"kind", yaml::Value::string("SpyderbatPolicy")}, {"metadata", yaml::Value::map()}});
    const bool listed = random() % 3 == 0;
    out.unit = listed ? 1 : 0;
    const yaml::Value whole
        = listed ? yaml::Value::map({{"items", yaml::Value::list({other, value, other})}}) : value;
    const auto form = random() % 5;
    if (form == 0) {
        out.text = yaml::writeJson(
            whole, random() % 2 == 0 ? yaml::JsonLayout::Indented : yaml::JsonLayout::OneLine);
        return out;
    }
    yaml::YamlStyle style;
    style.listStep = random() % 2 == 0 ? 2 : 0;
    if (random() % 2 == 0)
        style.flow = {"exe", "euser", "processes"};
    if (random() % 2 == 0)
        style.flowItems = {"ports", "listeningSockets"};
    if (random() % 3 == 0)
        style.quotes = {{"cidr", yaml::Quotes::Double}, {"exe", yaml::Quotes::Single}};
    out.text = yaml::writeYaml(whole, style);
    if (form < 4)
        out.text = commented(out.text, random);
    if (random() % 4 == 0) {
        std::string crlf;
        for (const char c : out.text)
            crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
        out.text = crlf;
    }
    if (random() % 4 == 0)
        out.text.resize(out.text.size() - (out.text.ends_with("\r\n") ? 2 : 1));
    return out;
}

std::size_t commentsIn(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = text.find("# c"); at != std::string_view::npos;
         at = text.find("# c", at + 1))
        ++count;
    return count;
}

} // namespace

class MergeEditsPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPlanKeepsTheProperties();
};

void MergeEditsPropertyTest::everyPlanKeepsTheProperties()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 1500);
    std::size_t planned = 0;
    std::size_t rewritten = 0;
    std::size_t unsettled = 0; // the merge itself would go on
    std::size_t comments = 0;
    std::size_t lost = 0;
    for (std::uint64_t seed = first; seed < end; ++seed) {
        const Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        std::mt19937_64 random(seed);
        const Kept kept = keptAs(policy::encode(*scenario.target), random);
        const Snapshot snapshot = analyse(*text::SourceText::make(kept.text, "kept"));
        QVERIFY(kept.unit < snapshot.units.size());
        const auto plan
            = ops::planMerge(*snapshot.document, snapshot.units, snapshot.units[kept.unit],
                             scenario.inputs, scenario.update);
        std::string shown = "POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed) + "\n"
            + kept.text + "\n=====\n" + (plan ? "" : plan.error().text());
        QVERIFY2(plan, shown.c_str());
        if (!plan->changed) {
            QVERIFY(plan->edits.empty());
            continue;
        }
        ++planned;
        if (plan->rewriteReason) {
            ++rewritten;
            if (end - first == 1)
                qWarning("%s rewrite: %s", shown.c_str(), plan->rewriteReason->c_str());
        }
        const std::string after = *plan->edits.apply(kept.text);
        shown += after;
        QVERIFY2(*plan->edits.inverse(kept.text)->apply(after) == kept.text, shown.c_str());
        QVERIFY2(!plan->added.empty() || !plan->report.widenings.empty()
                     || !scenario.inputs.empty(),
                 shown.c_str());
        const Snapshot again = analyse(*text::SourceText::make(after, "after"));
        const auto outcome = oracle::run(scenario);
        const policy::GuardianDocument written
            = policy::decodeGuardian(yaml::NodeRef(*again.document, again.units[kept.unit].root));
        QVERIFY2(oracle::everythingAllowed(scenario, {written, plan->report, true, {}}).empty(),
                 shown.c_str());
        const auto once = ops::planMerge(*again.document, again.units, again.units[kept.unit],
                                         scenario.inputs, scenario.update);
        const auto twice = ops::updatePolicy(outcome->document, scenario.inputs, scenario.update);
        QVERIFY2(once && (!once->changed || twice->changed), shown.c_str());
        if (once->changed)
            ++unsettled;
        if (!plan->rewriteReason) {
            comments += commentsIn(kept.text);
            lost += commentsIn(kept.text) - commentsIn(after);
            bool removes = false;
            for (const text::TextEdit& edit : plan->edits.edits())
                removes = removes
                    || snapshot.source.slice(edit.span).find('\n') != std::string_view::npos;
            QVERIFY2(removes || commentsIn(kept.text) == commentsIn(after), shown.c_str());
        }
    }
    qInfo("%zu plans, %zu rewritten, %zu unsettled; %zu of %zu comments stood on what went",
          planned, rewritten, unsettled, lost, comments);
    QVERIFY(unsettled * 100 <= planned);
    QVERIFY(rewritten * 20 <= planned);
}

QTEST_APPLESS_MAIN(MergeEditsPropertyTest)
#include "merge_edits_property_test.moc"
