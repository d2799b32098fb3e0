#include "core/ops/rule_set.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

AddressBlock block(const std::string& cidr, std::vector<std::string> except = {})
{
    return *parseBlock({cidr, std::move(except)});
}

Rule rule(const std::vector<std::string>& blocks, std::vector<policy::PortRange> ports,
          std::optional<std::vector<ProcessIndex>> processes = std::nullopt)
{
    Rule out;
    for (const std::string& cidr : blocks)
        out.addBlock(block(cidr));
    out.ports = std::move(ports);
    out.processes = std::move(processes);
    return out;
}

policy::PortRange tcp(std::uint16_t port, std::uint16_t end = 0)
{
    return {policy::Protocol::Tcp, port, end == 0 ? port : end, {}};
}

ProcessTree twoProcesses()
{
    ProcessTree tree;
    for (const char* name : {"a", "b"}) {
        Process process;
        process.name = name;
        process.id = name;
        tree.add(noProcess, std::move(process));
    }
    return tree;
}

} // namespace

class RuleSetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void blocksCoverEachOther();
    void oneRuleAllows();
    void rulesOfSeveralPortsAreFoundByTheirPeers();
    void whatARuleGainsIsFound();
    void droppedRulesAllowNothing();
};

void RuleSetTest::blocksCoverEachOther()
{
    Rule all = rule({"10.1.0.0/16", "10.2.0.1", "2001:db8::1"}, {tcp(80)});
    QVERIFY(!all.addBlock(block("10.1.2.3")));
    QVERIFY(all.addBlock(block("10.0.0.0/8", {"10.2.0.0/16"})));
    QCOMPARE(all.blocks.size(), std::size_t{3}); // 10.2.0.1 stands in the hole
    QVERIFY(all.addBlock(block("::/0")));
    QVERIFY(all.addBlock(block("10.0.0.0/8")));
    QCOMPARE(all.blocks.size(), std::size_t{2});
}

void RuleSetTest::oneRuleAllows()
{
    const ProcessTree tree = twoProcesses();
    RuleSet rules;
    rules.add(rule({"10.0.0.0/8"}, {tcp(80)}, std::vector<ProcessIndex>{0}), tree);
    rules.add(rule({"8.8.8.8"}, {tcp(50, 60)}), tree);
    QVERIFY(rules.allow(0, tcp(80), {block("10.1.2.3"), {}}));
    QVERIFY(!rules.allow(1, tcp(80), {block("10.1.2.3"), {}}));
    QVERIFY(!rules.allow(noProcess, tcp(80), {block("10.1.2.3"), {}}));
    QVERIFY(!rules.allow(0, {policy::Protocol::Udp, 80, 80, {}}, {block("10.1.2.3"), {}}));
    QVERIFY(rules.allow(noProcess, tcp(55, 60), {block("8.8.8.8"), {}}));
    QVERIFY(!rules.allow(noProcess, tcp(55, 61), {block("8.8.8.8"), {}}));
}

void RuleSetTest::rulesOfSeveralPortsAreFoundByTheirPeers()
{
    const ProcessTree tree = twoProcesses();
    RuleSet rules;
    for (int i = 0; i < 200; ++i)
        rules.add(rule({"10.0.0." + std::to_string(i)}, {tcp(80), tcp(443)}), tree);
    QVERIFY(rules.allow(0, tcp(443), {block("10.0.0.7"), {}}));
    QVERIFY(!rules.allow(0, tcp(443), {block("10.0.0.201"), {}}));
    QVERIFY(rules.allow(0, tcp(443), {block("10.0.0.0/25"), {}})); // by 128 rules together
    QVERIFY(!rules.allow(0, tcp(443), {block("10.0.0.0/24"), {}}));
    QCOMPARE(rules.sharingPeers({{block("10.0.0.8/30"), {}}}),
             (std::vector<RuleIndex>{8, 9, 10, 11}));
    QCOMPARE(rules.sharingPeers({{block("10.0.0.7"), {}}}), std::vector<RuleIndex>{7});
}

void RuleSetTest::whatARuleGainsIsFound()
{
    const ProcessTree tree = twoProcesses();
    RuleSet rules;
    const RuleIndex index
        = rules.add(rule({"10.0.0.1"}, {tcp(80)}, std::vector<ProcessIndex>{0}), tree);
    rules.setProcesses(index, std::vector<ProcessIndex>{0, 1}, tree);
    QVERIFY(rules.allow(1, tcp(80), {block("10.0.0.1"), {}}));
    rules.setPorts(index, {tcp(70, 90)}, tree);
    QVERIFY(rules.allow(1, tcp(71), {block("10.0.0.1"), {}}));
    QVERIFY(rules.addName(index, "a.org", true));
    QVERIFY(rules.addName(index, "*.org", true));
    QCOMPARE(rules.at(index).names, std::set<std::string>{"*.org"});
    QVERIFY(rules.allow(0, tcp(90), {std::nullopt, "b.org"}));
    rules.setProcesses(index, std::nullopt, tree);
    QVERIFY(rules.allow(noProcess, tcp(90), {std::nullopt, "b.org"}));
}

void RuleSetTest::droppedRulesAllowNothing()
{
    const ProcessTree tree = twoProcesses();
    RuleSet rules;
    const RuleIndex index = rules.add(rule({"10.0.0.1"}, {tcp(80)}), tree);
    rules.drop(index);
    QVERIFY(!rules.allow(0, tcp(80), {block("10.0.0.1"), {}}));
}

QTEST_APPLESS_MAIN(RuleSetTest)
#include "rule_set_test.moc"
