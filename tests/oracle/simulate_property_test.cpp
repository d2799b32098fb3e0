// What a simulation refuses is what the oracle refuses, for whole fingerprints and for single
// events at the borders of what a policy allows. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose
// others.

#include "core/ops/cidr.h"
#include "core/ops/simulate.h"
#include "tests/oracle/direction_events.h"
#include "tests/oracle/generator.h"

#include <QTest>

#include <cstdlib>

using namespace pw;
using ops::Simulation;
using policy::GuardianDocument;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

policy::Peer peerOf(const oracle::Target& target)
{
    policy::Peer out;
    if (!target.isBlock) {
        out.dnsNames = target.names;
        return out;
    }
    const oracle::Range& range = target.addresses.front();
    const auto prefix = static_cast<std::uint8_t>(range.v6 ? 128 : 32);
    out.ip = policy::IpBlock{
        ops::toString(ops::Cidr{range.v6, range.first.high, range.first.low, prefix}), {}};
    return out;
}

/// A chain of processes, and perhaps a connection of the last one, as a fingerprint.
GuardianDocument documentOf(const oracle::Behaviour& seen)
{
    GuardianDocument out;
    out.kind = policy::Kind::Fingerprint;
    std::vector<policy::ProcessNode>* list = &out.spec.processPolicy.emplace();
    for (std::size_t at = 0; at < seen.processes.size(); ++at) {
        const oracle::Process& process = seen.processes[at];
        policy::ProcessNode node;
        node.name = process.name;
        node.exe = process.exe;
        node.euser = process.users;
        node.id = "p" + std::to_string(at);
        list = &list->emplace_back(std::move(node)).children;
    }
    out.spec.networkPolicy.emplace();
    for (const oracle::Rule& rule : seen.rules) {
        policy::NetworkRule one;
        for (const oracle::Target& target : rule.targets)
            one.peers.push_back(peerOf(target));
        one.ports = rule.ports;
        if (!rule.anyProcess)
            one.processes = {{"p" + std::to_string(rule.processes.front())}};
        (rule.direction == policy::Direction::Ingress ? out.spec.networkPolicy->ingress
                                                      : out.spec.networkPolicy->egress)
            .push_back(std::move(one));
    }
    return out;
}

std::string shown(const Simulation& simulation)
{
    std::string out;
    for (const ops::SimulatedBehaviour& one : simulation.behaviours)
        out += "  " + std::string(toString(one.verdict)) + " " + one.what + ": " + one.reason + " ["
            + one.ruleText + "]\n";
    return out;
}

} // namespace

class SimulatePropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatIsNotAllowed();

private:
    static std::string wrongWith(const GuardianDocument& policy, const GuardianDocument& object,
                                 bool isAllowed);
};

/// Empty when both judge alike, and all that is allowed names what allows it.
std::string SimulatePropertyTest::wrongWith(const GuardianDocument& policy,
                                            const GuardianDocument& object, bool isAllowed)
{
    const Simulation simulation = ops::simulate(policy, {{object, {}}}, true);
    if (simulation.covered != 1 || simulation.instances.size() != 1)
        return "it is not covered";
    if (simulation.conforms() != isAllowed)
        return (isAllowed ? "the oracle allows it\n" : "the oracle refuses it\n")
            + shown(simulation);
    const bool refused = simulation.instances.front().refused > 0;
    return refused == isAllowed ? "the instance says otherwise\n" + shown(simulation)
                                : std::string();
}

void SimulatePropertyTest::refusesWhatIsNotAllowed()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 1200);
    std::size_t documents = 0;
    std::size_t events = 0;
    std::size_t allowed = 0;
    for (std::uint64_t seed = first; seed < end; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        GuardianDocument policy = *scenario.target;
        policy.spec.enabled.reset();
        const oracle::Behaviour rules = oracle::behaviourOf(policy);
        const oracle::Judged judged = oracle::judgedBy(policy.spec.options);
        const auto ask = [&](const GuardianDocument& object, const oracle::Behaviour& seen,
                             const std::string& words) {
            const bool isAllowed = oracle::notAllowed(rules, seen, judged).empty();
            allowed += isAllowed ? 1 : 0;
            const std::string wrong = wrongWith(policy, object, isAllowed);
            return wrong.empty() ? wrong
                                 : "POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed)
                    + ": " + words + ": " + wrong + oracle::textOf(policy) + oracle::textOf(object);
        };
        for (const ops::MergeInput& input : scenario.inputs) {
            if (input.document.kind != policy::Kind::Fingerprint)
                continue;
            const std::string wrong
                = ask(input.document, oracle::behaviourOf(input.document), input.label);
            QVERIFY2(wrong.empty(), wrong.c_str());
            ++documents;
        }
        for (const oracle::Event& event : oracle::eventsOf(rules)) {
            const std::string wrong = ask(documentOf(event.seen), event.seen, event.words);
            QVERIFY2(wrong.empty(), wrong.c_str());
            ++events;
        }
    }
    qInfo("seed %llu: %zu fingerprints, %zu events, %zu allowed",
          static_cast<unsigned long long>(first), documents, events, allowed);
    QVERIFY(events > documents && allowed > 0 && allowed < documents + events);
}

QTEST_APPLESS_MAIN(SimulatePropertyTest)
#include "simulate_property_test.moc"
