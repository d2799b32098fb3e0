#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include "core/yaml/reader.h"
#include "core/yaml/value.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

namespace {

std::string with(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

class SimulateCommandTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatItCameFromConforms();
    void whatIsRefusedNamesItsRule();
    void whatIsNotSelected();
    void asJson();
    void cannotBeTried();
    void breadthOfTheGuidesPolicy();
    void breadthWithoutEvidence();
    void breadthAsJson();

private:
    MemoryFiles m_files;
};

void SimulateCommandTest::init()
{
    m_files = {};
    m_files.content["policy.yaml"] = mongoPolicy(false);
    m_files.content["seen.yaml"] = mongoFingerprints();
    m_files.content["other.yaml"] = with(mongoFingerprints(), "192.168.0.229", "10.9.8.7");
}

void SimulateCommandTest::whatItCameFromConforms()
{
    const Ran ran = runPwctl(m_files, {"simulate", "-f", "policy.yaml", "-w", "seen.yaml"});
    QCOMPARE(ran.out, std::string());
    QCOMPARE(ran.err, std::string("2 of 2 instances selected, 5 behaviours: 5 allowed\n"));
    QCOMPARE(ran.exitCode, 0);
}

void SimulateCommandTest::whatIsRefusedNamesItsRule()
{
    const Ran ran = runPwctl(m_files, {"simulate", "-f", "policy.yaml", "-w", "other.yaml"});
    QCOMPARE(ran.exitCode, 1);
    QVERIFY2(contains(ran.out, "flagged  10.9.8.7/32 TCP 27017 by mongod\n"), ran.out.c_str());
    QVERIFY2(contains(ran.out, "ingress[0] does not allow the source (policy.yaml:"),
             ran.out.c_str());
    QVERIFY2(contains(ran.out, "; makeRedFlag; in "), ran.out.c_str());
    QVERIFY2(contains(ran.err, ": 1 flagged, 4 allowed\n"), ran.err.c_str());
}

void SimulateCommandTest::whatIsNotSelected()
{
    m_files.content["away.yaml"] = with(mongoPolicy(false), "mongo:latest", "nginx:latest");
    Ran ran = runPwctl(m_files, {"simulate", "-f", "away.yaml", "-w", "seen.yaml"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(ran.err, std::string("0 of 2 instances selected, 0 behaviours\n"));
    ran = runPwctl(m_files, {"simulate", "-f", "away.yaml", "-w", "seen.yaml", "--everywhere"});
    QCOMPARE(ran.err, std::string("2 of 2 instances selected, 5 behaviours: 5 allowed\n"));
}

void SimulateCommandTest::asJson()
{
    const Ran ran
        = runPwctl(m_files, {"simulate", "-f", "policy.yaml", "-w", "other.yaml", "-o", "json"});
    QCOMPARE(ran.exitCode, 1);
    const yaml::Document document = yaml::read(*text::SourceText::make(ran.out, "out"));
    const yaml::Value whole = yaml::toValue(document.roots().front());
    QCOMPARE(whole.find("selected")->text, std::string("2"));
    QCOMPARE(whole.find("instances")->items.size(), std::size_t{2});
    const yaml::Value& first = whole.find("behaviours")->items.front();
    QCOMPARE(first.find("verdict")->text, std::string("flagged"));
    QCOMPARE(first.find("rule")->text, std::string("ingress[0]"));
    QCOMPARE(first.find("actions")->items.front().text, std::string("makeRedFlag"));
    QVERIFY(first.find("place")->text.starts_with("policy.yaml:"));
}

void SimulateCommandTest::cannotBeTried()
{
    Ran ran = runPwctl(m_files, {"simulate", "-f", "seen.yaml", "-w", "seen.yaml"});
    QCOMPARE(ran.exitCode, 2);
    ran = runPwctl(m_files, {"simulate", "-f", "policy.yaml", "-w", "missing.yaml"});
    QCOMPARE(ran.exitCode, 2);
    ran = runPwctl(m_files, {"simulate", "-f", "policy.yaml", "-w", "policy.yaml", "seen.yaml"});
    QVERIFY2(contains(ran.err, "policy.yaml: a SpyderbatPolicy shows nothing that was seen"),
             ran.err.c_str());
    m_files.content["half.yaml"] = "kind: [";
    ran = runPwctl(m_files, {"simulate", "-f", "half.yaml", "-w", "seen.yaml"});
    QVERIFY(ran.exitCode != 0);
}

void SimulateCommandTest::breadthOfTheGuidesPolicy()
{
    m_files.content["wide.yaml"] = with(mongoPolicy(false), "192.168.1.146/32", "192.168.0.0/16");
    const Ran ran = runPwctl(m_files, {"breadth", "-f", "wide.yaml", "-w", "seen.yaml"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(ran.out,
             std::string("coverage  2 of 2 instances selected, 2 conform; 5 of 5 behaviours "
                         "allowed\n"
                         "slack     14.0 bits\n"
                         "           14.0  ingress addresses, IPv4: 65,536 allowed, 4 seen\n"
                         "forecast  2 instances: too few to forecast\n"));
}

void SimulateCommandTest::breadthWithoutEvidence()
{
    m_files.content["open.yaml"] = with(mongoPolicy(false), "192.168.1.146/32", "0.0.0.0/0");
    const Ran ran = runPwctl(m_files, {"breadth", "-f", "open.yaml"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(contains(ran.out, "slack     32.0 bits\n"), ran.out.c_str());
    QVERIFY2(contains(ran.out, "flag      0.0.0.0/0: every address\n"), ran.out.c_str());
    QVERIFY(!contains(ran.out, "coverage"));
}

void SimulateCommandTest::breadthAsJson()
{
    const Ran ran
        = runPwctl(m_files, {"breadth", "-f", "policy.yaml", "-w", "seen.yaml", "-o", "json"});
    const yaml::Document document = yaml::read(*text::SourceText::make(ran.out, "out"));
    const yaml::Value whole = yaml::toValue(document.roots().front());
    QCOMPARE(whole.find("coverage")->find("allowed")->text, std::string("5"));
    QCOMPARE(whole.find("forecast")->find("tooFew")->text, std::string("true"));
    QVERIFY(whole.find("slack")->items.empty());
}

QTEST_APPLESS_MAIN(SimulateCommandTest)
#include "pwctl_simulate_test.moc"
