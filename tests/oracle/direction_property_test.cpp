// What is said to be narrower or the same admits nothing new, and what is said to be wider or the
// same loses nothing: asked event by event. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/comparison.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"
#include "tests/oracle/direction_events.h"
#include "tests/oracle/generator.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

using namespace pw;
using ops::Effect;
using ops::PolicyChange;
using policy::GuardianDocument;
using policy::NetworkRule;
using policy::ProcessNode;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

using Random = std::mt19937_64;

template <typename T> T& anyOf(std::vector<T>& list, Random& random)
{
    return list[random() % list.size()];
}

void collect(std::vector<ProcessNode>& list, std::vector<ProcessNode*>& out)
{
    for (ProcessNode& node : list) {
        out.push_back(&node);
        collect(node.children, out);
    }
}

std::vector<NetworkRule>* rulesOf(GuardianDocument& policy, Random& random)
{
    if (!policy.spec.networkPolicy)
        policy.spec.networkPolicy = policy::NetworkPolicy();
    return &(random() % 2 == 0 ? policy.spec.networkPolicy->ingress
                               : policy.spec.networkPolicy->egress);
}

std::string anyPattern(Random& random)
{
    static const std::vector<std::string> all{"/bin/sh", "/bin/*",    "/bin/?h",  "/bin/[sd]h",
                                              "*",       "/usr/*/sh", "/bin/s*h", "/opt/x"};
    return all[random() % all.size()];
}

std::string anyBlock(Random& random)
{
    static const std::vector<std::string> all{"10.0.0.0/8",  "10.0.0.0/24",   "10.0.0.7/32",
                                              "10.0.0.0/25", "10.0.0.128/25", "192.168.0.0/16",
                                              "fd00::/8",    "fd00::1/128"};
    return all[random() % all.size()];
}

/// One random change of what is allowed, or of how it is written.
void edit(GuardianDocument& policy, Random& random)
{
    if (!policy.spec.processPolicy)
        policy.spec.processPolicy.emplace();
    std::vector<ProcessNode>& roots = *policy.spec.processPolicy;
    std::vector<ProcessNode*> nodes;
    collect(roots, nodes);
    std::vector<NetworkRule>& rules = *rulesOf(policy, random);
    switch (random() % 12) {
    case 0:
        if (!nodes.empty())
            nodes[random() % nodes.size()]->exe.push_back(anyPattern(random));
        break;
    case 1:
        if (!nodes.empty()) {
            std::vector<std::string>& exe = nodes[random() % nodes.size()]->exe;
            if (exe.size() > 1)
                exe.pop_back();
        }
        break;
    case 2:
        if (!nodes.empty())
            nodes[random() % nodes.size()]->name = anyPattern(random);
        break;
    case 3:
        if (!nodes.empty())
            nodes[random() % nodes.size()]->euser = {random() % 2 == 0 ? "root" : "app*"};
        break;
    case 4:
        if (!nodes.empty())
            nodes[random() % nodes.size()]->euser.reset();
        break;
    case 5:
        if (roots.size() > 1)
            roots.pop_back();
        break;
    case 6: {
        ProcessNode node;
        node.name = "new";
        node.exe = {anyPattern(random)};
        node.id = "new_" + std::to_string(random() % 100);
        node.euser = {{"root"}};
        roots.push_back(std::move(node));
        break;
    }
    case 7:
        if (!rules.empty())
            anyOf(rules, random).peers.push_back({policy::IpBlock{anyBlock(random), {}}, {}, {}});
        break;
    case 8:
        if (!rules.empty()) {
            for (policy::Peer& peer : anyOf(rules, random).peers) {
                // An exception has to lie in its block.
                if (peer.ip && (peer.ip->cidr == "10.0.0.0/8" || peer.ip->cidr == "10.0.0.0/24"))
                    peer.ip->except = {"10.0.0.64/26"};
            }
        }
        break;
    case 9:
        if (!rules.empty() && !rules.front().ports.empty()) {
            policy::PortRange& range = rules.front().ports.front();
            range.endPort = static_cast<std::uint16_t>(
                std::min(65535, range.endPort + static_cast<int>(random() % 3)));
        }
        break;
    case 10:
        if (!rules.empty() && rules.front().peers.size() > 1) {
            // One rule becomes two that allow the same.
            NetworkRule half = rules.front();
            half.peers = {rules.front().peers.back()};
            rules.front().peers.pop_back();
            rules.push_back(std::move(half));
        }
        break;
    default:
        if (!rules.empty())
            rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(random() % rules.size()));
        break;
    }
}

void shuffle(GuardianDocument& policy, Random& random)
{
    const std::function<void(std::vector<ProcessNode>&)> nodes
        = [&](std::vector<ProcessNode>& list) {
              std::shuffle(list.begin(), list.end(), random);
              for (ProcessNode& node : list) {
                  std::shuffle(node.exe.begin(), node.exe.end(), random);
                  nodes(node.children);
              }
          };
    if (policy.spec.processPolicy)
        nodes(*policy.spec.processPolicy);
    if (!policy.spec.networkPolicy)
        return;
    for (auto* const rules :
         {&policy.spec.networkPolicy->ingress, &policy.spec.networkPolicy->egress}) {
        std::shuffle(rules->begin(), rules->end(), random);
        for (NetworkRule& rule : *rules) {
            std::shuffle(rule.peers.begin(), rule.peers.end(), random);
            std::shuffle(rule.ports.begin(), rule.ports.end(), random);
        }
    }
}

/// Every process gets another id, and the rules follow.
void renameIds(GuardianDocument& policy)
{
    if (!policy.spec.processPolicy)
        return;
    std::map<std::string, std::string> became;
    std::vector<ProcessNode*> nodes;
    collect(*policy.spec.processPolicy, nodes);
    for (ProcessNode* const node : nodes) {
        if (!node->id.empty())
            node->id = became.emplace(node->id, "renamed_" + std::to_string(became.size()))
                           .first->second;
    }
    if (!policy.spec.networkPolicy)
        return;
    for (auto* const rules :
         {&policy.spec.networkPolicy->ingress, &policy.spec.networkPolicy->egress}) {
        for (NetworkRule& rule : *rules) {
            if (!rule.processes)
                continue;
            for (std::string& id : *rule.processes) {
                if (const auto found = became.find(id); found != became.end())
                    id = found->second;
            }
        }
    }
}

bool isBehaviour(const PolicyChange& change)
{
    return change.part == PolicyChange::Part::Processes
        || change.part == PolicyChange::Part::Network;
}

std::size_t count(const std::vector<PolicyChange>& changes, Effect effect)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(changes, [effect](const PolicyChange& change) {
            return isBehaviour(change) && change.effect == effect;
        }));
}

std::string shown(const std::vector<PolicyChange>& changes)
{
    std::string out;
    for (const PolicyChange& change : changes)
        out += "  " + change.sentence.text() + " (" + std::string(toString(change.effect)) + ")\n";
    return out;
}

} // namespace

class DirectionPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingNewIsCalledNarrower();
    void writtenOtherwiseIsTheSame();
    void renamedIdsAreTheSame();
    void anotherFormatIsTheSame();
};

void DirectionPropertyTest::nothingNewIsCalledNarrower()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t wanted = fromEnvironment("POLICYWRIGHT_CASES", 2500);
    std::size_t pairs = 0;
    std::size_t changes = 0;
    std::size_t unknown = 0;
    for (std::uint64_t seed = first; pairs < wanted && seed < first + 20 * wanted; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        Random random(seed);
        const GuardianDocument& before = *scenario.target;
        GuardianDocument after = before;
        for (std::size_t edits = 1 + random() % 3; edits > 0; --edits)
            edit(after, random);
        ++pairs;
        const std::vector<PolicyChange> said = ops::policyChanges(&before, after);
        changes += static_cast<std::size_t>(std::ranges::count_if(said, isBehaviour));
        unknown += count(said, Effect::Unknown);
        const oracle::Behaviour was = oracle::behaviourOf(before);
        const oracle::Behaviour is = oracle::behaviourOf(after);
        const oracle::Judged judged = oracle::judgedBy(before.spec.options);
        std::string admitted;
        std::string lost;
        for (const oracle::Behaviour* const policy : {&was, &is}) {
            for (const oracle::Event& event : oracle::eventsOf(*policy)) {
                const bool then = oracle::notAllowed(was, event.seen, judged).empty();
                const bool now = oracle::notAllowed(is, event.seen, judged).empty();
                if (now && !then)
                    admitted = event.words;
                if (then && !now)
                    lost = event.words;
            }
        }
        const std::string told = "seed " + std::to_string(seed) + "\n" + shown(said) + "===== was\n"
            + oracle::textOf(before) + "===== is\n" + oracle::textOf(after);
        const std::size_t open = count(said, Effect::Mixed) + count(said, Effect::Unknown);
        const bool mayWiden = count(said, Effect::Wider) + open > 0;
        const bool mayNarrow = count(said, Effect::Narrower) + open > 0;
        if (!admitted.empty() && !mayWiden)
            QFAIL(("newly allowed, and nobody says so: " + admitted + "\n" + told).c_str());
        if (!lost.empty() && !mayNarrow)
            QFAIL(("allowed no more, and nobody says so: " + lost + "\n" + told).c_str());
    }
    qInfo("seed %llu: %zu pairs, %zu changes, %zu unknown", static_cast<unsigned long long>(first),
          pairs, changes, unknown);
    QVERIFY(pairs == wanted);
    QVERIFY2(unknown * 20 <= changes, "unknown is said of more than 5 %");
}

void DirectionPropertyTest::writtenOtherwiseIsTheSame()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    for (std::uint64_t seed = first; seed < first + 500; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        Random random(seed);
        GuardianDocument after = *scenario.target;
        shuffle(after, random);
        const std::vector<PolicyChange> said = ops::policyChanges(&*scenario.target, after);
        const bool same = std::ranges::all_of(
            said, [](const PolicyChange& change) { return change.effect == Effect::Same; });
        QVERIFY2(same, ("seed " + std::to_string(seed) + "\n" + shown(said)).c_str());
        QVERIFY(ops::policyChanges(&after, after).empty());
    }
}

void DirectionPropertyTest::renamedIdsAreTheSame()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    for (std::uint64_t seed = first; seed < first + 500; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        GuardianDocument after = *scenario.target;
        renameIds(after);
        const std::vector<PolicyChange> said = ops::policyChanges(&*scenario.target, after);
        const bool same = std::ranges::all_of(
            said, [](const PolicyChange& change) { return change.effect == Effect::Same; });
        QVERIFY2(same,
                 ("seed " + std::to_string(seed) + "\n" + shown(said) + "===== was\n"
                  + oracle::textOf(*scenario.target) + "===== is\n" + oracle::textOf(after))
                     .c_str());
    }
}

void DirectionPropertyTest::anotherFormatIsTheSame()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const auto read = [](std::string text) {
        return yaml::read(*text::SourceText::make(std::move(text), "case"));
    };
    for (std::uint64_t seed = first; seed < first + 300; ++seed) {
        const oracle::Scenario scenario = oracle::randomScenario(seed);
        if (!scenario.target)
            continue;
        const yaml::Value value = policy::encode(*scenario.target);
        const yaml::Document yaml = read("# as it was\n" + yaml::writeYaml(value));
        const yaml::Document json = read(yaml::writeJson(value, yaml::JsonLayout::OneLine));
        const ops::Comparison comparison
            = ops::compare(ops::comparedText(yaml), ops::comparedText(json));
        QCOMPARE(comparison.notJudged, std::size_t{0});
        QVERIFY2(comparison.documents.empty(), ("seed " + std::to_string(seed)).c_str());
    }
}

QTEST_APPLESS_MAIN(DirectionPropertyTest)
#include "direction_property_test.moc"
