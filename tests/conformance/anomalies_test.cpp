// Small inputs on which the real tool is wrong: each `should` as a check.

#include "core/ops/fingerprint_table.h"
#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "tests/conformance/recorded_case.h"
#include "tests/oracle/allowance.h"
#include "tests/oracle/properties.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

using namespace pw;
using conformance::CaseInputs;
using conformance::RecordedCase;
using policy::GuardianDocument;
using policy::ProcessNode;
using Texts = std::vector<std::string>;
using What = ops::Widening::What;

namespace {

/// What became of the inputs of one anomaly.
struct Run
{
    RecordedCase recorded;
    oracle::Scenario scenario;
    std::vector<text::Diagnostic> errors; ///< of the inputs; then nothing was merged
    std::string error; ///< the merge's own, when it refused
    ops::MergeOutcome outcome;

    [[nodiscard]] bool merged() const { return errors.empty() && error.empty(); }
    [[nodiscard]] const policy::Spec& spec() const { return outcome.document.spec; }
};

Run runOf(const RecordedCase& recorded, bool exact = false)
{
    Run out;
    out.recorded = recorded;
    const bool creation = recorded.op == "create_policy";
    std::vector<CaseInputs> files;
    if (creation) {
        files.push_back(conformance::creationInputs(recorded));
    } else {
        for (const yaml::Value& file : recorded.part("inputs").items)
            files.push_back(conformance::readInputs(
                file, recorded.id + " input " + std::to_string(files.size())));
    }
    for (const CaseInputs& file : files) {
        out.errors.insert(out.errors.end(), file.errors.begin(), file.errors.end());
        out.scenario.inputs.insert(out.scenario.inputs.end(), file.documents.begin(),
                                   file.documents.end());
    }
    if (!out.errors.empty())
        return out;
    if (!creation) {
        out.scenario.target = out.scenario.inputs.front().document;
        out.scenario.inputs.erase(out.scenario.inputs.begin());
    }
    out.scenario.create = conformance::createOptions(recorded);
    out.scenario.create.exact = out.scenario.update.exact = exact;
    const auto outcome = oracle::run(out.scenario);
    if (outcome)
        out.outcome = *outcome;
    else
        out.error = outcome.error().code;
    return out;
}

const ProcessNode* find(const std::vector<ProcessNode>& nodes, const std::string& name)
{
    for (const ProcessNode& node : nodes) {
        if (node.name == name)
            return &node;
        if (const ProcessNode* below = find(node.children, name))
            return below;
    }
    return nullptr;
}

std::size_t count(const std::vector<ProcessNode>& nodes)
{
    std::size_t out = nodes.size();
    for (const ProcessNode& node : nodes)
        out += count(node.children);
    return out;
}

/// The users of a process as the result has them in force.
Texts usersOf(const Run& run, const std::string& name)
{
    for (const oracle::Process& process : oracle::behaviourOf(run.outcome.document).processes) {
        if (process.name == name)
            return process.users;
    }
    return {};
}

/// May the process (empty: any) talk to this address?
bool allows(const Run& run, policy::Direction direction, const std::string& process,
            const std::string& address, std::uint16_t port)
{
    const oracle::Behaviour rules = oracle::behaviourOf(run.outcome.document);
    oracle::Connection asked{direction, oracle::noParent, policy::Protocol::Tcp, port};
    for (std::size_t i = 0; i < rules.processes.size(); ++i) {
        if (rules.processes[i].name == process)
            asked.process = i;
    }
    const oracle::Range host = *oracle::rangeOf(address);
    return oracle::holds(oracle::addressesAllowed(rules, asked), host.v6, host.first);
}

bool lets(const Run& run, const std::string& process, const std::string& address,
          std::uint16_t port)
{
    return allows(run, policy::Direction::Ingress, process, address, port);
}

bool told(const Run& run, What what)
{
    const auto& all = run.outcome.report.widenings;
    return std::any_of(all.begin(), all.end(),
                       [&](const ops::Widening& widening) { return widening.what == what; });
}

bool unchanged(const Run& run)
{
    return run.merged() && !run.outcome.changed
        && run.outcome.relevant == std::vector<bool>(run.scenario.inputs.size(), false);
}

bool skippedOnly(const Run& run)
{
    return run.merged() && !run.outcome.changed && run.outcome.report.skipped.size() == 1;
}

bool hasErrorAt(const Run& run, const std::string& pathPart)
{
    return std::any_of(run.errors.begin(), run.errors.end(), [&](const text::Diagnostic& found) {
        return found.path.find(pathPart) != std::string::npos;
    });
}

std::string onlyName(const Run& run)
{
    const auto& roots = *run.spec().processPolicy;
    return roots.size() == 1 ? roots[0].name : std::string();
}

bool keepsAddressesOfA05(const Run& run)
{
    const policy::NetworkRule& rule = run.spec().networkPolicy->ingress.at(0);
    return lets(run, "srv", "10.1.0.1", 443) && lets(run, "srv", "10.2.0.1", 443)
        && rule.peers.size() == 1 && rule.peers[0].ip->cidr == "10.0.0.0/8"
        && rule.peers[0].ip->except.empty();
}

/// `10.0.0.1` was seen for any process, `10.0.0.2` at least for srv.
bool keepsAnyProcess(const Run& run)
{
    return lets(run, "", "10.0.0.1", 443) && lets(run, "sh", "10.0.0.1", 443)
        && lets(run, "srv", "10.0.0.2", 443);
}

bool grownTogether(const Run& run)
{
    const Run exact = runOf(run.recorded, true);
    return lets(run, "srv", "8.8.8.8", 22) && told(run, What::PortsGained) && exact.merged()
        && lets(exact, "srv", "8.8.8.8", 22) && !lets(exact, "srv", "8.8.8.8", 23)
        && exact.spec().networkPolicy->ingress.size() == 2;
}

bool directoriesTold(const Run& run)
{
    const Run exact = runOf(run.recorded, true);
    return told(run, What::ExeDirectory) && exact.merged()
        && exact.spec().processPolicy->size() == 2;
}

bool ownFieldsKept(const Run& run)
{
    const policy::Spec& policy = run.scenario.inputs.front().document.spec;
    return run.spec().mode == "enforce" && run.spec().enabled == false
        && run.spec().response == policy.response;
}

bool orderTold(const Run& run)
{
    Run other = run;
    std::reverse(other.scenario.inputs.begin(), other.scenario.inputs.end());
    const auto reversed = oracle::run(other.scenario);
    return reversed && told(run, What::NameWildcard) && oracle::orderFree(run.scenario, 1).empty();
}

bool oneHostnameRule(const Run& run)
{
    Run other = run;
    std::reverse(other.scenario.inputs.begin(), other.scenario.inputs.end());
    const auto reversed = oracle::run(other.scenario);
    if (!reversed)
        return false;
    const auto hosts = [](const GuardianDocument& document) {
        return document.spec.selector("machineSelector")->field("hostname")->values;
    };
    return hosts(run.outcome.document) == hosts(reversed->document)
        && hosts(run.outcome.document) == Texts{"node-1", "node-2.c2", "node-3.c2", "node-5"};
}

bool imageIdPrefixOnly(const Run& run)
{
    const yaml::Document document = yaml::read(
        *text::SourceText::make(writeJson(run.recorded.part("inputs").items.at(0)), "record"));
    ops::FingerprintInstance instance;
    instance.facts = policy::decodeFacts(document.roots().at(0));
    const auto rows = ops::groupFingerprints({instance}, "container");
    return rows.size() == 1 && rows[0].imageId == "2a56f00dcafe";
}

using Check = std::function<bool(const Run&)>;

const std::map<std::string, Check>& checks()
{
    static const std::map<std::string, Check> table = {
        {"A01-child-euser-leaks-to-parent",
         [](const Run& run) {
             return usersOf(run, "sh") == Texts{"app", "root"}
             && usersOf(run, "srv") == Texts{"app"} && usersOf(run, "ls") == Texts{"app"};
         }},
        {"A02-wider-port-range-lost",
         [](const Run& run) {
             return lets(run, "srv", "10.0.0.2", 400) && lets(run, "srv", "10.0.0.2", 500)
                 && lets(run, "srv", "10.0.0.1", 443);
         }},
        {"A03-second-port-lost",
         [](const Run& run) {
             return lets(run, "srv", "10.0.0.2", 80) && lets(run, "srv", "10.0.0.2", 443)
                 && lets(run, "srv", "10.0.0.1", 443) && lets(run, "srv", "10.0.0.1", 80);
         }},
        {"A03b-second-port-lost-inside-one-fingerprint",
         [](const Run& run) {
             return lets(run, "srv", "10.0.0.1", 443) && lets(run, "srv", "10.0.0.1", 80)
                 && find(*run.spec().processPolicy, "zz") != nullptr;
         }},
        {"A04-any-process-narrowed", keepsAnyProcess},
        {"A04b-any-process-narrowed-other-order", keepsAnyProcess},
        {"A05-except-hides-addresses", keepsAddressesOfA05},
        {"A05b-except-hides-addresses-in-one-node", keepsAddressesOfA05},
        {"A06-addresses-gain-ports", grownTogether},
        {"A07-wildcard-loses-pattern", [](const Run& run) { return onlyName(run) == "*abc*"; }},
        {"A08-name-becomes-null", [](const Run& run) { return onlyName(run) == "ab*"; }},
        {"A09-exit-bug-in-wildcard-logic",
         [](const Run& run) { return onlyName(run) == "nginx*"; }},
        {"A10-empty-name", [](const Run& run) { return hasErrorAt(run, "processPolicy[0].name"); }},
        {"A11-bracketed-name-never-matches-itself", unchanged},
        {"A12-root-without-euser",
         [](const Run& run) { return hasErrorAt(run, "spec.processPolicy[0]"); }},
        {"A13-disable-processes-fails-own-validation",
         [](const Run& run) {
             const auto& rules = run.spec().networkPolicy->ingress;
             return oracle::resultValid(run.outcome).empty() && rules.size() == 2
                 && !rules[0].processes && !rules[1].processes;
         }},
        {"A14-options-ignored-for-one-input",
         [](const Run& run) {
             return run.spec().processPolicy->empty() && run.spec().networkPolicy->ingress.empty()
                 && run.spec().networkPolicy->egress.empty()
                 && oracle::stable(run.scenario, run.outcome).empty();
         }},
        {"A15-merge-deletes-selector", skippedOnly},
        {"A15b-merge-widens-scope", skippedOnly},
        {"A16-crash-on-machine-selector",
         [](const Run& run) {
             const policy::Selector* machine = run.spec().selector("machineSelector");
             return run.merged() && find(*run.spec().processPolicy, "zz") != nullptr
                 && machine != nullptr && machine->field("machineUID") != nullptr
                 && machine->field("hostname") == nullptr;
         }},
        {"A19-validate-66535", [](const Run& run) { return hasErrorAt(run, "endPort"); }},
        {"A20-actions-cannot-have-severity", [](const Run& run) { return run.errors.empty(); }},
        {"A21-metadata-null", [](const Run& run) { return hasErrorAt(run, "metadata"); }},
        {"A22-text-timestamp-crashes",
         [](const Run& run) { return run.merged() || hasErrorAt(run, "latestTimestamp"); }},
        {"A23-coerced-types-crash",
         [](const Run& run) { return hasErrorAt(run, "ingress[0].ports[0].port"); }},
        {"A24-dns-wildcard-replaces-one-name",
         [](const Run& run) {
             const auto& rules = run.spec().networkPolicy->egress;
             return rules.size() == 1 && rules[0].peers.size() == 1
                 && rules[0].peers[0].dnsNames == Texts{"*.x.org"};
         }},
        {"A25-image-id-stripped", imageIdPrefixOnly},
        {"A26-response-lost-in-create", ownFieldsKept},
        {"A27-order-changes-the-result", orderTold},
        {"A28-exe-directory-ignored", directoriesTold},
        {"A29-covered-object-called-relevant", unchanged},
        {"A30-bad-deviation-half-applied",
         [](const Run& run) {
             return run.outcome.document.metadataText("latestTimestamp") == "1670000005"
                 && run.outcome.report.skipped.size() == 1
                 && run.outcome.report.skipped[0].reason.starts_with(
                     "Deviation process node ID (nope_0")
                 && run.spec().networkPolicy->ingress.empty()
                 && find(*run.spec().processPolicy, "zz") != nullptr;
         }},
        {"A31-unknown-process-in-network-node",
         [](const Run& run) { return hasErrorAt(run, "ingress[0].processes"); }},
        {"A32-other-joins-two-nodes",
         [](const Run& run) {
             return lets(run, "srv", "10.0.0.2", 79) && lets(run, "srv", "10.0.0.2", 90)
                 && lets(run, "srv", "10.0.0.1", 80) && lets(run, "srv", "10.0.0.3", 81);
         }},
        {"A33-euser-wildcard", unchanged},
        {"A34-root-euser-leaks-to-children",
         [](const Run& run) {
             return usersOf(run, "srv") == Texts{"app", "root"}
             && usersOf(run, "wk") == Texts{"app"};
         }},
        {"A35-services-unrelated", [](const Run& run) { return run.error == "unrelated-inputs"; }},
        {"A36-same-named-siblings-not-idempotent", unchanged},
        {"A37-hostname-order", oneHostnameRule},
        {"A38-inherited-name-wildcard-steals-network-node",
         [](const Run& run) { return unchanged(run) && count(*run.spec().processPolicy) == 3; }},
    };
    return table;
}

} // namespace

class AnomaliesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void asItShouldBe_data();
    void asItShouldBe();

private:
    std::map<std::string, RecordedCase> m_cases;
};

void AnomaliesTest::initTestCase()
{
    for (const RecordedCase& recorded : conformance::recordedCases("anomalies"))
        m_cases.emplace(recorded.id, recorded);
    if (m_cases.empty())
        QSKIP(qPrintable(
            QStringLiteral("no recorded anomalies here: %1 skipped").arg(checks().size())));
    for (const auto& [id, check] : checks())
        QVERIFY2(m_cases.contains(id), id.c_str());
}

void AnomaliesTest::asItShouldBe_data()
{
    QTest::addColumn<int>("unused");
    for (const auto& [id, recorded] : m_cases) {
        if (recorded.op != "diff_object") // comparing documents is another operation
            QTest::newRow(id.c_str()) << 0;
    }
}

void AnomaliesTest::asItShouldBe()
{
    const RecordedCase& recorded = m_cases.at(QTest::currentDataTag());
    const auto check = checks().find(recorded.id);
    QVERIFY2(check != checks().end(), "an anomaly without a check");
    Run run;
    run.recorded = recorded;
    if (recorded.op == "validate")
        run.errors
            = conformance::readInputs(recorded.part("inputs").items.at(0), recorded.id).errors;
    else if (recorded.op != "group_fingerprints")
        run = runOf(recorded);
    std::string seen = recorded.part("should").text + "\ngot: " + run.error;
    for (const text::Diagnostic& diagnostic : run.errors)
        seen += "\n" + diagnostic.path + ": " + diagnostic.message;
    const bool merges = recorded.op != "validate" && recorded.op != "group_fingerprints";
    if (merges && run.merged())
        seen += "\n" + oracle::textOf(run.outcome.document);
    QVERIFY2(check->second(run), seen.c_str());
    if (merges && run.merged()) {
        const auto wrong = oracle::judge(run.scenario, run.outcome);
        QVERIFY2(wrong.empty(), conformance::joined(wrong).c_str());
    }
}

QTEST_APPLESS_MAIN(AnomaliesTest)
#include "anomalies_test.moc"
