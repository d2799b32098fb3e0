#include "core/ops/response_choice.h"

#include "core/ops/wording.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const ops::DeviatingProcess bash{"bash", {"/usr/bin/bash"}, {"root"}};

const policy::GuardianDocument prod = fingerprint(
    "  []\n", noNetwork, appSelector + "  podSelector:\n    matchLabels: {env: prod}\n");
const policy::GuardianDocument dev = fingerprint(
    "  []\n", noNetwork, appSelector + "  podSelector:\n    matchLabels: {env: dev}\n");

/// `type severity` of what is set off, in order.
std::string chosen(const std::string& response, const policy::GuardianDocument& workload,
                   const ops::DeviatingProcess& process = bash)
{
    const policy::GuardianDocument policy
        = tests::workload("SpyderbatPolicy", appSelector + "  response:\n" + response);
    const ops::ResponseChoice choice(*policy.spec.response);
    std::vector<std::string> out;
    for (const policy::Action* action : choice.actionsFor(process, workload)) {
        const std::string severity = ops::actionField(*action, "severity");
        out.push_back(severity.empty() ? action->type : action->type + " " + severity);
    }
    return ops::joined(out);
}

const std::string high = "    default: [{makeRedFlag: {severity: high}}]\n";

std::string actions(const std::string& entries)
{
    return high + "    actions: [" + entries + "]\n";
}

const std::string inProd = "podSelector: {matchLabels: {env: prod}}";

} // namespace

class ResponseChoiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anActionReplacesTheDefaultOfItsType();
    void defaultsOfOtherTypesStay();
    void allThatFitAreTaken();
    void offMutesTheDefault();
    void theProcessMustFit_data();
    void theProcessMustFit();
};

void ResponseChoiceTest::anActionReplacesTheDefaultOfItsType()
{
    const std::string response = actions("{makeRedFlag: {severity: critical, " + inProd + "}}");
    QCOMPARE(chosen(response, prod), std::string("makeRedFlag critical"));
    QCOMPARE(chosen(response, dev), std::string("makeRedFlag high"));
}

void ResponseChoiceTest::defaultsOfOtherTypesStay()
{
    QCOMPARE(chosen(actions("{agentKillPod: {" + inProd + "}}"), prod),
             std::string("agentKillPod, makeRedFlag high"));
    QCOMPARE(chosen("    default: [{makeRedFlag: {severity: low}}, {agentKillProcess: }, {}]\n"
                    "    actions: [{}]\n",
                    dev),
             std::string("makeRedFlag low, agentKillProcess"));
}

void ResponseChoiceTest::allThatFitAreTaken()
{
    QCOMPARE(chosen(actions("{makeRedFlag: {severity: critical, " + inProd
                            + "}}, {makeRedFlag: {severity: low, containerSelector: {image: "
                              "'app:*'}}}, {makeOpsFlag: {severity: info, clusterSelector: "
                              "{matchFields: {name: c1}}}}"),
                    prod),
             std::string("makeRedFlag critical, makeRedFlag low"));
}

void ResponseChoiceTest::offMutesTheDefault()
{
    const std::string response
        = actions("{makeRedFlag: {severity: high, enabled: false, " + inProd + "}}");
    QCOMPARE(chosen(response, prod), std::string());
    QCOMPARE(chosen(response, dev), std::string("makeRedFlag high"));
}

void ResponseChoiceTest::theProcessMustFit_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<bool>("fits");

    QTest::newRow("name") << "name: [sh, 'ba*']" << true;
    QTest::newRow("another name") << "name: [sh]" << false;
    QTest::newRow("all fields") << "name: [bash], exe: [/usr/bin/*], euser: [root]" << true;
    QTest::newRow("one field not") << "name: [bash], euser: [www]" << false;
    QTest::newRow("interactive is not known") << "name: [bash], interactive: true" << false;
    QTest::newRow("not interactive") << "name: [bash], interactive: false" << true;
    QTest::newRow("an expression")
        << "matchFieldsExpressions: [{key: euser, operator: NotIn, values: [root]}]" << false;
}

void ResponseChoiceTest::theProcessMustFit()
{
    QFETCH(QString, selector);
    QFETCH(bool, fits);
    const std::string response
        = actions("{agentKillProcess: {processSelector: {" + selector.toStdString() + "}}}");
    QCOMPARE(chosen(response, prod),
             std::string(fits ? "agentKillProcess, makeRedFlag high" : "makeRedFlag high"));
    // A connection of any process has no facts of a process.
    QCOMPARE(chosen(response, prod, {}).find("agentKillProcess") == std::string::npos,
             !selector.contains(QLatin1String("NotIn")));
}

QTEST_APPLESS_MAIN(ResponseChoiceTest)
#include "response_choice_test.moc"
