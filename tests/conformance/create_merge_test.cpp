// Creation, merge and relevance of every recorded case, judged by its grade.

#include "core/policy/encode.h"
#include "tests/conformance/recorded_case.h"
#include "tests/oracle/properties.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace pw;
using conformance::CaseInputs;
using conformance::RecordedCase;

namespace {

/// A place where our result differs from the recorded one on purpose. All else is equal, and every
/// property holds.
struct Deliberate
{
    std::string_view id;
    std::string_view path; ///< what lies at and below it may differ; of relevance: the id
    std::string_view defect; ///< of the real tool
    std::string_view reason;
};

constexpr Deliberate deliberate[] = {
    {"open-create_policy-012", "$.policy.spec.processPolicy[0].exe", "D2",
     "an executable that another one's pattern covers is dropped"},
    {"open-create_policy-027", "$.policy.spec.processPolicy[0].listeningSockets", "D2",
     "a socket inside another one is dropped"},
    {"open-create_policy-053", "$.policy.spec", "D2", "a single input is put into normal form"},
    {"open-create_policy-097", "$.policy.spec", "D2", "a single input is put into normal form"},
    {"open-create_policy-135", "$.policy.spec", "D2", "a single input is put into normal form"},
    {"open-create_policy-073", "$.policy.metadata.latestTimestamp", "D5", "one input states it"},
    {"open-create_policy-105", "$.policy.metadata.latestTimestamp", "D5", "one input states it"},
    {"open-create_policy-121", "$.policy.metadata.latestTimestamp", "D5", "one input states it"},
    {"open-create_policy-123", "$.policy.metadata.latestTimestamp", "D5", "one input states it"},
    {"open-create_policy-134", "$.policy.metadata.latestTimestamp", "D5", "one input states it"},
    {"open-create_policy-089", "$.policy.spec.processPolicy[0].children[0].children", "D28",
     "the second sibling covers the whole subtree"},
    {"open-create_policy-104", "$.policy.spec.processPolicy[0]", "D10",
     "a child's user stays at the child"},
    {"open-create_policy-112", "$.policy.spec.networkPolicy.ingress[0].from", "D14",
     "10.0.0.0/8 without different holes unites to all of it"},
    {"open-create_policy-112", "$.policy.spec.networkPolicy.egress[1].processes", "D30",
     "private blocks are left out before rules are joined"},
    {"open-merge-013", "$.merged", "D26", "all that is judged was allowed already"},
    {"open-merge-014", "$.merged.spec.networkPolicy.ingress[0].processes", "D13", "any stays any"},
    {"open-merge-015", "$.merged.spec.networkPolicy.egress[0].processes", "D13", "any stays any"},
    {"open-merge-016", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-017", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-018", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-019", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-020", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-021", "$.merged.spec.networkPolicy.", "D13", "any stays any, both directions"},
    {"open-merge-033", "$.merged.metadata", "D6", "what the target says of itself is kept"},
    {"open-relevance-001", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-002", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-004", "fprint:new43", "D9", "outside the policy's scope"},
    {"open-relevance-005", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-007", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-007", "fprint:new71", "D9", "outside the policy's scope"},
    {"open-relevance-009", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-010", "fprint:new101", "D9", "outside the policy's scope"},
    {"open-relevance-011", "fprint:same0", "D26", "the policy itself, not in normal form"},
    {"open-relevance-013", "fprint:same0", "D26", "the policy itself, not in normal form"},
};

/// The differences that are not on purpose.
std::vector<std::string> unintended(const RecordedCase& recorded,
                                    const std::vector<std::string>& found)
{
    std::vector<std::string> out;
    for (const std::string& difference : found) {
        const bool meant
            = std::any_of(std::begin(deliberate), std::end(deliberate), [&](const Deliberate& row) {
                  return row.id == recorded.id && difference.starts_with(row.path);
              });
        if (!meant)
            out.push_back(difference);
    }
    return out;
}

bool mustBeEqual(const RecordedCase& recorded)
{
    return recorded.grade == "exact" || recorded.grade == "expected";
}

/// How many cases there are when the folder is complete.
constexpr int creations = 139;
constexpr int merges = 68;
constexpr int relevances = 14;

} // namespace

class CreateMergeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void create_data() { rows("create_policy"); }
    void create();
    void merge_data() { rows("merge"); }
    void merge();
    void relevance_data() { rows("relevance"); }
    void relevance();

private:
    void rows(const char* op);
    const RecordedCase& current() const { return m_cases.at(QTest::currentDataTag()); }
    /// Judges a result, or the reason why there is none.
    void judge(const oracle::Scenario& scenario, const yaml::Value& expected,
               const std::string& path);
    void refuse(const CaseInputs& inputs);

    std::map<std::string, RecordedCase> m_cases;
};

void CreateMergeTest::initTestCase()
{
    for (const RecordedCase& recorded : conformance::recordedCases("open"))
        m_cases.emplace(recorded.id, recorded);
    if (m_cases.empty())
        QSKIP(qPrintable(QStringLiteral("no recorded cases here: %1 skipped")
                             .arg(creations + merges + relevances)));
    const auto count = [&](std::string_view op) {
        return std::count_if(m_cases.begin(), m_cases.end(),
                             [&](const auto& entry) { return entry.second.op == op; });
    };
    QVERIFY(count("create_policy") >= creations);
    QVERIFY(count("merge") >= merges);
    QVERIFY(count("relevance") >= relevances);
}

void CreateMergeTest::rows(const char* op)
{
    QTest::addColumn<int>("unused");
    for (const auto& [id, recorded] : m_cases) {
        if (recorded.op == op)
            QTest::newRow(id.c_str()) << 0;
    }
}

void CreateMergeTest::refuse(const CaseInputs& inputs)
{
    const RecordedCase& recorded = current();
    QVERIFY2(recorded.grade == "property" || recorded.grade == "error",
             text::render({}, inputs.errors.front()).c_str());
    QVERIFY(!inputs.errors.front().message.empty());
}

void CreateMergeTest::judge(const oracle::Scenario& scenario, const yaml::Value& expected,
                            const std::string& path)
{
    const RecordedCase& recorded = current();
    const Result<ops::MergeOutcome> outcome = oracle::run(scenario);
    if (!outcome) {
        QVERIFY2(recorded.grade == "error", outcome.error().text().c_str());
        QVERIFY(!outcome.error().code.empty() && !outcome.error().message.empty());
        return;
    }
    std::vector<std::string> wrong = oracle::judge(scenario, *outcome);
    if (mustBeEqual(recorded)) {
        std::vector<std::string> found;
        if (outcome->changed == expected.isNull())
            found.push_back(path + (expected.isNull() ? " should not change" : " should change"));
        else if (outcome->changed)
            found = conformance::differences(expected, policy::encode(outcome->document),
                                             conformance::unorderedPaths(recorded), path);
        for (const std::string& difference : unintended(recorded, found))
            wrong.push_back(difference);
    }
    QVERIFY2(wrong.empty(), conformance::joined(wrong).c_str());
}

void CreateMergeTest::create()
{
    const RecordedCase& recorded = current();
    const CaseInputs inputs = conformance::creationInputs(recorded);
    if (!inputs.errors.empty())
        return refuse(inputs);
    oracle::Scenario scenario;
    scenario.inputs = inputs.documents;
    scenario.create = conformance::createOptions(recorded);
    const yaml::Value* expected = recorded.part("expect").find("policy");
    judge(scenario, expected != nullptr ? *expected : yaml::Value(), "$.policy");
}

void CreateMergeTest::merge()
{
    const RecordedCase& recorded = current();
    const std::vector<yaml::Value>& files = recorded.part("inputs").items;
    oracle::Scenario scenario;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const CaseInputs inputs
            = conformance::readInputs(files[i], recorded.id + " input " + std::to_string(i));
        if (!inputs.errors.empty())
            return refuse(inputs);
        QVERIFY(!inputs.documents.empty());
        if (i == 0)
            scenario.target = inputs.documents.front().document;
        else
            scenario.inputs.insert(scenario.inputs.end(), inputs.documents.begin(),
                                   inputs.documents.end());
    }
    scenario.update.includeNetwork = recorded.option("merge_network") != "false";
    const yaml::Value* expected = recorded.part("expect").find("merged");
    judge(scenario, expected != nullptr ? *expected : yaml::Value(), "$.merged");
}

void CreateMergeTest::relevance()
{
    const RecordedCase& recorded = current();
    const std::vector<yaml::Value>& files = recorded.part("inputs").items;
    std::vector<ops::MergeInput> inputs;
    for (const yaml::Value& file : files) {
        const CaseInputs read = conformance::readInputs(
            file, recorded.id + " input " + std::to_string(inputs.size()));
        QVERIFY2(read.errors.empty(), read.errors.empty() ? "" : read.errors[0].message.c_str());
        inputs.insert(inputs.end(), read.documents.begin(), read.documents.end());
    }
    oracle::Scenario scenario;
    scenario.target = inputs.front().document;
    scenario.inputs.assign(inputs.begin() + 1, inputs.end());
    const Result<ops::MergeOutcome> outcome = oracle::run(scenario);
    QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().text().c_str());
    std::vector<std::string> wrong = oracle::judge(scenario, *outcome);
    const yaml::Value* lists = recorded.part("expect").find("relevant");
    std::vector<std::string> found;
    for (std::size_t i = 0; i < scenario.inputs.size(); ++i) {
        const policy::GuardianDocument& document = scenario.inputs[i].document;
        const bool deviation = document.kind == policy::Kind::Deviation;
        const std::string id = deviation ? document.metadataText("checksum") : document.uid();
        const yaml::Value* list
            = lists->find(deviation ? "GuardianDeviation" : "SpyderbatFingerprint");
        const bool expected = list != nullptr
            && std::any_of(list->items.begin(), list->items.end(),
                           [&](const yaml::Value& item) { return item.text == id; });
        if (outcome->relevant.at(i) != expected)
            found.push_back(id + (expected ? " should be relevant" : " should not be relevant"));
    }
    for (const std::string& difference : unintended(recorded, found))
        wrong.push_back(difference);
    QVERIFY2(wrong.empty(), conformance::joined(wrong).c_str());
}

QTEST_APPLESS_MAIN(CreateMergeTest)
#include "create_merge_test.moc"
