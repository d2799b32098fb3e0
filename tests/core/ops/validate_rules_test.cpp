// One small text for each rule.

#include "tests/core/ops/validate_test.h"

#include <QTest>

using namespace pw;
using test::policyWith;
using test::problemsOf;

namespace {

struct Case
{
    const char* name;
    std::string text;
    const char* problems;
};

const std::string srv = "{name: srv, exe: [/srv], id: srv_0, euser: [app]}";

std::string withSelector(const std::string& selector)
{
    return policyWith("[]", "[]", "  " + selector + "\n");
}

std::string withAddress(const std::string& block)
{
    return policyWith("[]", "[{from: [" + block + "], ports: [{protocol: TCP, port: 80}]}]");
}

std::string withPort(const std::string& port)
{
    return policyWith("[]", "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [" + port + "]}]");
}

std::string withResponse(const std::string& defaults, const std::string& actions,
                         const std::string& mode = "audit", const std::string& type = "container")
{
    const std::string selector = type == "container" ? "containerSelector: {image: 'nginx:1'}"
                                                     : "serviceSelector: {cgroup: a.service}";
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, type: " + type
        + "}\nspec:\n  " + selector + "\n  mode: " + mode
        + "\n  processPolicy: []\n  networkPolicy: {ingress: [], egress: []}\n  response:\n"
          "    default: "
        + defaults + "\n    actions: " + actions + "\n";
}

std::string ruleset(const std::string& rule, const std::string& name = "allowed")
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatRuleset\nmetadata: {name: " + name
        + ", type: cluster}\nspec:\n  rules:\n  - " + rule + "\n";
}

std::string tracePolicy(const std::string& spec)
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: cron, type: trace}\n"
           "spec: "
        + spec + "\n";
}

std::string deviation(const std::string& spec)
{
    return "apiVersion: spyderbat/v1\nkind: GuardianDeviation\n"
           "metadata: {type: process, policy_uid: 'pol:1', checksum: c, uid: 'dev:1'}\nspec: "
        + spec + "\n";
}

std::vector<Case> processCases()
{
    return {
        {"a good process", policyWith("[" + srv + "]"), ""},
        {"duplicate id", policyWith("[" + srv + ", {name: b, exe: [/b], id: srv_0, euser: [app]}]"),
         "7:95 error duplicate-id spec.processPolicy[1].id\n"},
        {"root without euser", policyWith("[{name: srv, exe: [/srv], id: srv_0}]"),
         "7:20 error root-without-euser spec.processPolicy[0].euser\n"},
        {"null euser is absent", policyWith("[{name: srv, exe: [/srv], id: srv_0, euser: null}]"),
         "7:20 error root-without-euser spec.processPolicy[0].euser\n"
         "7:62 warning null-field spec.processPolicy[0].euser\n"},
        {"a child takes the users of its parent",
         policyWith("[{name: a, exe: [/a], id: a, euser: [r], "
                    "children: [{name: b, exe: [/b], id: b}]}]"),
         ""},
        {"no exe", policyWith("[{name: srv, exe: [], id: srv_0, euser: [app]}]"),
         "7:31 error empty-list spec.processPolicy[0].exe\n"},
        {"no users", policyWith("[{name: srv, exe: [/srv], id: srv_0, euser: []}]"),
         "7:55 error empty-list spec.processPolicy[0].euser\n"},
        {"empty name", policyWith("[{name: '', exe: [/srv], id: srv_0, euser: [app]}]"),
         "7:26 error empty-text spec.processPolicy[0].name\n"},
        {"misspelt key", policyWith("[{name: srv, exe: [/srv], id: srv_0, euesr: [app]}]"),
         "7:55 error unknown-field spec.processPolicy[0].euesr\n"},
        {"number for a name", policyWith("[{name: 36, exe: [/srv], id: srv_0, euser: [app]}]"),
         "7:26 error wrong-type spec.processPolicy[0].name\n"},
        {"text for a list", policyWith("[{name: srv, exe: /srv, id: srv_0, euser: [app]}]"),
         "7:36 error wrong-type spec.processPolicy[0].exe\n"},
        {"any process", policyWith("[{name: '*', exe: ['*'], id: srv_0, euser: [app]}]"),
         "7:26 security too-wide spec.processPolicy[0].name\n"
         "7:37 security too-wide spec.processPolicy[0].exe[0]\n"},
        {"unused processes", policyWith("[" + srv + "]", "[]", "  disableProcesses: all\n"),
         "7:3 warning unused-processes spec.processPolicy\n"},
        {"a sibling covers it",
         policyWith("[" + srv + ", {name: s*, exe: [/srv, /b], id: s_0, euser: [app]}]"),
         "7:20 warning redundant spec.processPolicy[0]\n"},
    };
}

std::vector<Case> networkCases()
{
    const std::string rule = "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], processes: [srv_1], "
                             "ports: [{protocol: TCP, port: 80}]}]";
    return {
        {"an address block", withAddress("{ipBlock: {cidr: 10.1.2.3}}"), ""},
        {"host bits", withAddress("{ipBlock: {cidr: 10.1.2.3/8}}"),
         "8:54 error host-bits spec.networkPolicy.ingress[0].from[0].ipBlock.cidr\n"},
        {"no address", withAddress("{ipBlock: {cidr: 10.1.2.300}}"),
         "8:54 error invalid-cidr spec.networkPolicy.ingress[0].from[0].ipBlock.cidr\n"},
        {"a zone", withAddress("{ipBlock: {cidr: 'fe80::1%eth0/128'}}"),
         "8:54 warning address-zone spec.networkPolicy.ingress[0].from[0].ipBlock.cidr\n"},
        {"every address", withAddress("{ipBlock: {cidr: 0.0.0.0/0}}"),
         "8:54 security too-wide spec.networkPolicy.ingress[0].from[0].ipBlock.cidr\n"},
        {"exception outside", withAddress("{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/8]}}"),
         "8:75 error except-outside spec.networkPolicy.ingress[0].from[0].ipBlock\n"},
        {"exception of another family",
         withAddress("{ipBlock: {cidr: 10.0.0.0/8, except: ['fd00::/8']}}"),
         "8:75 error except-family spec.networkPolicy.ingress[0].from[0].ipBlock\n"},
        {"eleven exceptions",
         withAddress("{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0, 10.0.0.1, 10.0.0.2, "
                     "10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.8, 10.0.0.9, "
                     "10.0.0.10]}}"),
         "8:66 error too-many spec.networkPolicy.ingress[0].from[0].ipBlock.except\n"},
        {"two forms", withAddress("{ipBlock: {cidr: 10.0.0.0/8}, dnsSelector: [a.b]}"),
         "8:67 error two-forms spec.networkPolicy.ingress[0].from[0].dnsSelector\n"},
        {"no form", withAddress("{}"),
         "8:37 error empty-block spec.networkPolicy.ingress[0].from[0]\n"},
        {"unknown form", withAddress("{hostBlock: {}}"),
         "8:38 error unknown-field spec.networkPolicy.ingress[0].from[0].hostBlock\n"},
        {"no names", withAddress("{dnsSelector: []}"),
         "8:38 error empty-list spec.networkPolicy.ingress[0].from[0].dnsSelector\n"},
        {"a text for a block", withAddress("10.0.0.0/8"),
         "8:37 error wrong-type spec.networkPolicy.ingress[0].from[0]\n"},
        {"a block inside another",
         withAddress("{ipBlock: {cidr: 10.1.0.0/16}}, {ipBlock: {cidr: 10.0.0.0/8}}"),
         "8:38 warning redundant spec.networkPolicy.ingress[0].from[0]\n"},
        {"a block inside a hole",
         withAddress("{ipBlock: {cidr: 10.1.0.0/16}}, "
                     "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}"),
         ""},
        {"a name that another covers", withAddress("{dnsSelector: ['*.b']}, {dnsSelector: [a.b]}"),
         "8:62 warning redundant spec.networkPolicy.ingress[0].from[1]\n"},
        {"a rule inside another",
         policyWith("[]",
                    "[{from: [{ipBlock: {cidr: 10.1.2.3}}], "
                    "ports: [{protocol: TCP, port: 80}]}, "
                    "{from: [{ipBlock: {cidr: 10.0.0.0/8}}], "
                    "ports: [{protocol: TCP, port: 1, endPort: 99}]}]"),
         "8:30 warning redundant spec.networkPolicy.ingress[0]\n"},
        {"no blocks", policyWith("[]", "[{from: [], ports: [{protocol: TCP, port: 80}]}]"),
         "8:30 error empty-list spec.networkPolicy.ingress[0].from\n"},
        {"the word of the other direction",
         policyWith("[]",
                    "[{to: [{ipBlock: {cidr: 10.1.2.3}}], "
                    "ports: [{protocol: TCP, port: 80}]}]"),
         "8:30 error unknown-field spec.networkPolicy.ingress[0].to\n"},
        {"no ports", policyWith("[]", "[{from: [{dnsSelector: [a.b]}], ports: []}]"),
         "8:60 error empty-list spec.networkPolicy.ingress[0].ports\n"},
        {"no list of processes",
         policyWith("[]",
                    "[{from: [{dnsSelector: [a.b]}], processes: [], "
                    "ports: [{protocol: TCP, port: 80}]}]"),
         "8:60 error empty-list spec.networkPolicy.ingress[0].processes\n"},
        {"unknown process", policyWith("[" + srv + "]", rule),
         "8:81 error unknown-process spec.networkPolicy.ingress[0].processes\n"},
        {"port too large", withPort("{protocol: TCP, port: 65536}"),
         "8:99 error out-of-range spec.networkPolicy.ingress[0].ports[0].port\n"},
        {"end of the range too large", withPort("{protocol: TCP, port: 1, endPort: 66000}"),
         "8:111 error out-of-range spec.networkPolicy.ingress[0].ports[0].endPort\n"},
        {"range backwards", withPort("{protocol: TCP, port: 90, endPort: 80}"),
         "8:112 error port-order spec.networkPolicy.ingress[0].ports[0]\n"},
        {"protocol in small letters", withPort("{protocol: tcp, port: 80}"),
         "8:88 error invalid-value spec.networkPolicy.ingress[0].ports[0].protocol\n"},
        {"text for a port", withPort("{protocol: TCP, port: '80'}"),
         "8:99 error wrong-type spec.networkPolicy.ingress[0].ports[0].port\n"},
        {"fraction for a port", withPort("{protocol: TCP, port: 443.7}"),
         "8:99 error wrong-type spec.networkPolicy.ingress[0].ports[0].port\n"},
        {"unknown key beside ingress",
         "apiVersion: spyderbat/v1\nkind: SpyderbatFingerprint\n"
         "metadata: {name: a, type: container}\nspec:\n  containerSelector: {image: a}\n"
         "  processPolicy: []\n  networkPolicy: {ingress: [], egress: [], note: 1}\n",
         "7:44 warning unknown-field spec.networkPolicy.note\n"},
    };
}

std::vector<Case> selectorCases()
{
    return {
        {"nothing in a selector", withSelector("machineSelector: {}"),
         "10:3 error empty-selector spec.machineSelector\n"},
        {"only empty texts", withSelector("machineSelector: {hostname: ''}"),
         "10:3 error empty-selector spec.machineSelector\n"},
        {"a null selector is absent", withSelector("machineSelector:"),
         "10:19 warning null-field spec.machineSelector\n"},
        {"no labels", withSelector("podSelector: {matchLabels: {}}"),
         "10:3 error empty-selector spec.podSelector.matchLabels\n"},
        {"a number for a label", withSelector("podSelector: {matchLabels: {a: 1}}"),
         "10:34 error wrong-type spec.podSelector.matchLabels.a\n"},
        {"In without values",
         withSelector("podSelector: {matchExpressions: [{key: a, operator: In}]}"),
         "10:37 error expression-values spec.podSelector.matchExpressions[0].values\n"},
        {"Exists with values",
         withSelector("podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}"),
         "10:63 error expression-values spec.podSelector.matchExpressions[0].values\n"},
        {"operator in small letters",
         withSelector("podSelector: {matchExpressions: [{key: a, operator: exists}]}"),
         "10:55 error invalid-value spec.podSelector.matchExpressions[0].operator\n"},
        {"no expressions", withSelector("podSelector: {matchLabels: {a: b}, matchExpressions: []}"),
         "10:38 error empty-list spec.podSelector.matchExpressions\n"},
        {"unknown field to match", withSelector("clusterSelector: {matchFields: {nme: a}}"),
         "10:35 error unknown-field spec.clusterSelector.matchFields.nme\n"},
        {"unknown field in an expression",
         withSelector("clusterSelector: {matchFieldsExpressions: [{key: nme, operator: Exists}]}"),
         "10:52 error invalid-value spec.clusterSelector.matchFieldsExpressions[0].key\n"},
        {"both forms", withSelector("machineSelector: {hostname: a, matchFields: {uid: b}}"),
         "10:34 warning both-forms spec.machineSelector.matchFields\n"},
        {"muid", withSelector("machineSelector: {muid: 'mach:1'}"),
         "10:21 warning machine-muid spec.machineSelector.muid\n"},
        {"placeholder",
         withSelector("clusterSelector: {matchFields: {name: PROVIDE_CLUSTER_NAME}}"),
         "10:41 error placeholder spec.clusterSelector.matchFields.name\n"},
        {"not for containers", withSelector("serviceSelector: {cgroup: a}"),
         "10:3 warning selector-not-applicable spec.serviceSelector\n"},
        {"key of the schema's own", withSelector("machineSelector: {valid_fields: hostname}"),
         "10:21 error unknown-field spec.machineSelector.valid_fields\n"},
    };
}

std::vector<Case> responseCases()
{
    const std::string pod = "{podSelector: {matchLabels: {env: x}}}";
    return {
        {"empty entries", withResponse("[{}]", "[{}]"),
         "10:15 warning empty-action spec.response.default[0]\n"
         "11:15 error empty-action spec.response.actions[0]\n"},
        {"two actions in one entry",
         withResponse("[{makeRedFlag: {severity: high}, agentKillProcess: {}}]", "[]"),
         "10:16 error two-actions spec.response.default[0]\n"},
        {"unknown action", withResponse("[{rebootHost: {}}]", "[]"),
         "10:16 error unknown-field spec.response.default[0].rebootHost\n"},
        {"selector in default", withResponse("[{agentKillPod: " + pod + "}]", "[]"),
         "10:31 error unknown-field spec.response.default[0].agentKillPod.podSelector\n"},
        {"default without a body", withResponse("[{agentKillPod: null}]", "[]"), ""},
        {"flag without a body", withResponse("[{makeRedFlag: null}]", "[]"),
         "10:16 error missing-field spec.response.default[0].makeRedFlag.severity\n"},
        {"action without a selector", withResponse("[]", "[{agentKillPod: {}}]"),
         "11:16 error action-without-selector spec.response.actions[0].agentKillPod\n"},
        {"action without a body", withResponse("[]", "[{agentKillPod: null}]"),
         "11:16 error action-without-selector spec.response.actions[0].agentKillPod\n"},
        {"action with an empty selector", withResponse("[]", "[{agentKillPod: {podSelector: {}}}]"),
         "11:31 error empty-selector spec.response.actions[0].agentKillPod\n"},
        {"action with a selector and a switch",
         withResponse("[]",
                      "[{agentKillPod: {enabled: true, podSelector: {matchLabels: {a: b}}}}]"),
         ""},
        {"flag with a selector",
         withResponse("[]",
                      "[{makeRedFlag: {severity: high, podSelector: {matchLabels: {a: b}}}}]"),
         ""},
        {"interactive",
         withResponse("[]", "[{agentKillProcess: {processSelector: {interactive: true}}}]"),
         "11:53 warning removed-field "
         "spec.response.actions[0].agentKillProcess.processSelector.interactive\n"},
        {"webhook",
         withResponse("[{webhook: {urlDestination: 'https://x', template: json}}]", "[]"),
         "10:16 warning removed-field spec.response.default[0].webhook\n"},
        {"severity", withResponse("[{makeRedFlag: {severity: hihg}}]", "[]"),
         "10:40 error invalid-value spec.response.default[0].makeRedFlag.severity\n"},
        {"long text",
         withResponse("[{makeRedFlag: {severity: high, impact: " + std::string(101, 'x') + "}}]",
                      "[]"),
         "10:54 error too-long spec.response.default[0].makeRedFlag.impact\n"},
        {"number for a priority", withResponse("[{agentReniceProcess: {priority: 10}}]", "[]"),
         "10:47 error wrong-type spec.response.default[0].agentReniceProcess.priority\n"},
        {"enforce without effect", withResponse("[]", "[]", "enforce"),
         "6:9 security no-effect spec.mode\n"},
        {"kills at once", withResponse("[{agentKillPod: {}}]", "[]", "enforce"),
         "10:16 warning kills-at-once spec.response.default[0].agentKillPod\n"},
        {"the same twice",
         withResponse("[]", "[{agentKillPod: " + pod + "}, {agentKillPod: " + pod + "}]"),
         "11:72 warning same-action-twice spec.response.actions[1].agentKillPod\n"},
        {"no pods for a service",
         withResponse("[{agentKillPod: {}}]", "[]", "audit", "linux-service"),
         "10:16 warning action-not-supported spec.response.default[0].agentKillPod\n"},
        {"no pods to select for a service",
         withResponse("[]", "[{agentKillProcess: " + pod + "}]", "audit", "linux-service"),
         "11:35 warning selector-not-applicable "
         "spec.response.actions[0].agentKillProcess.podSelector\n"},
        {"action for another image",
         withResponse("[]", "[{agentKillPod: {containerSelector: {image: 'redis:*'}}}]"),
         "11:58 warning action-out-of-scope "
         "spec.response.actions[0].agentKillPod.containerSelector.image\n"},
        {"no list of actions",
         "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n"
         "metadata: {name: shop, type: container}\nspec:\n"
         "  containerSelector: {image: a}\n  mode: audit\n"
         "  processPolicy: []\n  networkPolicy: {ingress: [], egress: []}\n"
         "  response: {default: []}\n",
         "9:3 error missing-field spec.response.actions\n"},
    };
}

std::vector<Case> otherCases()
{
    const std::string good = "{target: 'container::image', verb: allow, values: [nginx]}";
    const std::string uids = "apiVersion: spyderbat/v1\nkind: UidList\n"
                             "metadata: {startTime: 9, endTime: 9}\n"
                             "data: {uniqueIdentifiers: []}\n";
    const std::string config = "apiVersion: spyderbat/v1\nkind: Config\ncontexts:\n"
                               "- {name: a, secret: s, context: {organization: o}}\n"
                               "- {name: a, secret: s, context: {organization: o}}\n"
                               "current-context: b\n";
    return {
        {"a good ruleset", ruleset(good), ""},
        {"no values", ruleset("{target: 'container::image', verb: allow, values: []}"),
         "6:47 error empty-list spec.rules[0].values\n"},
        {"target", ruleset("{target: 'container::img', verb: allow, values: [a]}"),
         "6:14 error invalid-value spec.rules[0].target\n"},
        {"allow everything", ruleset("{target: 'container::image', verb: allow, values: ['*']}"),
         "6:56 security too-wide spec.rules[0].values[0]\n"},
        {"process scope for containers",
         ruleset("{processSelector: {name: [a]}, target: 'container::image', verb: deny, "
                 "values: [a]}"),
         "6:6 warning selector-not-applicable spec.rules[0].processSelector\n"},
        {"machine scope is ignored",
         ruleset("{machineSelector: {hostname: a}, target: 'process::exe', verb: deny, "
                 "values: [a]}"),
         "6:6 warning unknown-field spec.rules[0].machineSelector\n"},
        {"spaces in a name", ruleset(good, "'a b'"), "3:18 error name-with-spaces metadata.name\n"},
        {"long name", ruleset(good, std::string(65, 'a')), "3:18 error too-long metadata.name\n"},
        {"time order", uids, "3:35 error time-order metadata\n"},
        {"contexts", config,
         "5:10 error duplicate-context contexts[1].name\n"
         "6:18 error unknown-context current-context\n"},
        {"incomplete secret",
         "apiVersion: spyderbat/v1\nkind: APISecret\nmetadata: {name: a}\n"
         "stringData: {apikey: x}\n",
         "1:1 warning incomplete-secret \n"},
        {"a good trace policy",
         tracePolicy("{traceSelector: {triggerClass: [x]}, mode: audit, allowedFlags: []}"), ""},
        {"trace policy for nothing",
         tracePolicy("{traceSelector: {}, mode: audit, allowedFlags: [{}]}"),
         "4:1 error empty-selector spec\n"
         "4:55 error missing-field spec.allowedFlags[0].class\n"},
        {"no processes in a trace policy",
         tracePolicy("{userSelector: {users: [a]}, mode: audit, allowedFlags: [], "
                     "processPolicy: []}"),
         "4:67 error unknown-field spec.processPolicy\n"},
        {"a deviation names processes of its policy",
         deviation("{processPolicy: [{policyNode: {id: a_0, children: []}}], networkPolicy: "
                   "{egress: [{to: [{dnsSelector: [a.b]}], processes: [far_7], "
                   "ports: [{protocol: TCP, port: 80}]}]}}"),
         ""},
        {"a policy node without id", deviation("{processPolicy: [{policyNode: {}}]}"),
         "4:25 error missing-field spec.processPolicy[0].policyNode.id\n"},
    };
}

} // namespace

class ValidateRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rules_data();
    void rules();
};

void ValidateRulesTest::rules_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problems");
    for (const std::vector<Case>& cases :
         {processCases(), networkCases(), selectorCases(), responseCases(), otherCases()}) {
        for (const Case& one : cases) {
            QTest::newRow(one.name)
                << QByteArray::fromStdString(one.text) << QByteArray(one.problems);
        }
    }
}

void ValidateRulesTest::rules()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problems);
    QCOMPARE(QByteArray::fromStdString(problemsOf(text.toStdString())), problems);
}

QTEST_APPLESS_MAIN(ValidateRulesTest)
#include "validate_rules_test.moc"
