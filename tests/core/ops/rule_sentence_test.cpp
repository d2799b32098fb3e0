// Rules, processes, selectors, actions and whole documents in one sentence each.

#include "core/ops/rule_sentence.h"

#include "core/ops/document_sentence.h"
#include "core/ops/response_sentence.h"
#include "core/ops/selector_sentence.h"
#include "core/ops/wording.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using policy::Direction;

namespace {

/// A text with its decoded first document.
struct Read
{
    yaml::Document document;
    policy::GuardianDocument decoded;

    explicit Read(const std::string& text)
        : document(yaml::read(*text::SourceText::make(text, "test.yaml")))
    {
        if (!document.roots().empty())
            decoded = policy::decodeGuardian(document.roots().front());
    }
    [[nodiscard]] yaml::NodeRef at(policy::Where where) const { return {document, where.node}; }
};

Read spec(const std::string& lines, const std::string& type = "container")
{
    return Read("apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, type: "
                + type + "}\nspec:\n" + lines);
}

const std::string processes
    = "  processPolicy:\n"
      "  - {name: mongod, exe: [/usr/bin/mongod], id: mongod_0, euser: [mongo], children: [\n"
      "      {name: sh, exe: [/bin/sh, /bin/dash], id: sh_0},\n"
      "      {name: nginx, exe: [/bin/nginx], id: nginx_1, euser: [www]}]}\n"
      "  - {name: nginx, exe: [/bin/nginx], id: nginx_0, euser: [root]}\n";

std::string rules(const Read& read, Direction direction)
{
    const policy::Spec& spec = read.decoded.spec;
    const std::vector<policy::ProcessNode> none;
    const ops::ProcessNames names(spec.processPolicy ? *spec.processPolicy : none);
    std::vector<std::string> lines;
    if (spec.networkPolicy) {
        for (const policy::NetworkRule& rule : spec.networkPolicy->rules(direction))
            lines.push_back(ops::ruleSentence(rule, direction, names, read.at(rule.where)).text());
    }
    return ops::joined(lines, "\n");
}

std::string actions(const Read& read)
{
    const policy::Response response = read.decoded.spec.response.value_or(policy::Response{});
    const ops::Acting acting = ops::actingOf(read.decoded);
    std::vector<std::string> lines;
    for (const policy::Action& action : response.defaults) {
        const bool others = std::ranges::any_of(
            response.actions, [&](const policy::Action& o) { return o.type == action.type; });
        lines.push_back(ops::whenSentence(action, acting, others).text());
    }
    for (const policy::Action& action : response.actions)
        lines.push_back(ops::whenSentence(action, acting).text());
    return ops::joined(lines, "\n");
}

void row(const char* name, const std::string& text, const char* told)
{
    QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(told);
}

void columns()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
}

} // namespace

class RuleSentenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rulesSayWhoTalksToWhom_data();
    void rulesSayWhoTalksToWhom();
    void processesSayWhatRunsAsWhom_data();
    void processesSayWhatRunsAsWhom();
    void selectorsSayWhatTheyFit_data();
    void selectorsSayWhatTheyFit();
    void actionsSayWhenAndWhat_data();
    void actionsSayWhenAndWhat();
    void responsesSayAllOfIt_data();
    void responsesSayAllOfIt();
    void documentsAreOneSentence_data();
    void documentsAreOneSentence();
    void rulesOfRulesets_data();
    void rulesOfRulesets();
    void namesStandOut();
};

void RuleSentenceTest::rulesSayWhoTalksToWhom_data()
{
    columns();
    const auto in = [](const char* name, const std::string& rule, const char* told) {
        row(name, processes + "  networkPolicy:\n    ingress:\n    - " + rule + "\n", told);
    };
    const auto out = [](const char* name, const std::string& rule, const char* told) {
        row(name, processes + "  networkPolicy:\n    egress:\n    - " + rule + "\n", told);
    };
    const std::string web = "ports: [{protocol: TCP, port: 443}]";
    in("several addresses",
       "{from: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: 10.0.0.2}}, {ipBlock: {cidr: "
       "10.0.0.3/32}}, {ipBlock: {cidr: '::1/128'}}], processes: [mongod_0], ports: [{protocol: "
       "TCP, port: 27017}]}",
       "mongod, run by mongo, accepts TCP 27017 from 4 addresses");
    out("one name", "{to: [{dnsSelector: [api.example.com]}], processes: [nginx_0], " + web + "}",
        "nginx, run by root, opens TCP 443 to api.example.com");
    out("one address",
        "{to: [{ipBlock: {cidr: 192.168.1.5/32}}], processes: [nginx_0], " + web + "}",
        "nginx, run by root, opens TCP 443 to 192.168.1.5");
    out("a network with holes",
        "{to: [{ipBlock: {cidr: 192.168.0.0/16, except: [192.168.1.0/24, 192.168.2.0/24]}}], " + web
            + "}",
        "any process opens TCP 443 to 192.168.0.0/16 except 2 blocks");
    out("one hole",
        "{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: "
        "172.16.0.0/12}}], "
            + web + "}",
        "any process opens TCP 443 to 10.0.0.0/8 except 10.1.0.0/16 and 172.16.0.0/12");
    out("many networks",
        "{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: "
        "172.16.0.0/12}}, {ipBlock: {cidr: 192.168.0.0/16, except: [192.168.1.0/24]}}, "
        "{dnsSelector: [a.b, c.d, e.f, g.h]}], "
            + web + "}",
        "any process opens TCP 443 to 3 networks except 2 blocks and 4 names");
    out("of every sort",
        "{to: [{ipBlock: {cidr: 10.0.0.1}}, {ipBlock: {cidr: 10.0.0.2}}, {ipBlock: {cidr: "
        "10.1.0.0/16}}, {dnsSelector: ['*.example.org']}], "
            + web + "}",
        "any process opens TCP 443 to 2 addresses, 10.1.0.0/16 and *.example.org");
    out("everywhere",
        "{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: '::/0'}}], " + web + "}",
        "any process opens TCP 443 to any address");
    out("every address of one kind", "{to: [{ipBlock: {cidr: 0.0.0.0/0}}], " + web + "}",
        "any process opens TCP 443 to any IPv4 address");
    out("everywhere but", "{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}], " + web + "}",
        "any process opens TCP 443 to 0.0.0.0/0 except 10.0.0.0/8");
    out("ports of both protocols",
        "{to: [{dnsSelector: [a.b]}], ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: "
        "80}, {protocol: TCP, port: 8000, endPort: 8080}]}",
        "any process opens TCP 80, 8000 to 8080 and UDP 53 to a.b");
    out("every port",
        "{to: [{dnsSelector: [a.b]}], ports: [{protocol: TCP, port: 0, endPort: 65535}]}",
        "any process opens any TCP port to a.b");
    out("many ports",
        "{to: [{dnsSelector: [a.b]}], ports: [{protocol: TCP, port: 1}, {protocol: TCP, port: 2}, "
        "{protocol: TCP, port: 3}, {protocol: TCP, port: 4}, {protocol: TCP, port: 5}, "
        "{protocol: TCP, port: 6}]}",
        "any process opens TCP 1, 2, 3, 4 and 2 more to a.b");
    in("inherited users", "{from: [{dnsSelector: [a.b]}], processes: [sh_0], " + web + "}",
       "sh, run by mongo, accepts TCP 443 from a.b");
    in("two of other names and the same users",
       "{from: [{dnsSelector: [a.b]}], processes: [sh_0, mongod_0], " + web + "}",
       "sh and mongod, run by mongo, accept TCP 443 from a.b");
    in("two of other names and other users",
       "{from: [{dnsSelector: [a.b]}], processes: [nginx_1, mongod_0], " + web + "}",
       "nginx and mongod accept TCP 443 from a.b");
    in("two of one name",
       "{from: [{dnsSelector: [a.b]}], processes: [nginx_0, nginx_1], " + web + "}",
       "nginx, run by root or www, accepts TCP 443 from a.b");
    in("an id that nobody has", "{from: [{dnsSelector: [a.b]}], processes: [ghost_9], " + web + "}",
       "ghost_9 accepts TCP 443 from a.b");
    in("an empty list of processes", "{from: [{dnsSelector: [a.b]}], processes: [], " + web + "}",
       "no process accepts TCP 443 from a.b");
    in("only a process", "{processes: [sh_0]}",
       "sh, run by mongo, accepts connections on no port from nobody");
    in("nothing at all", "{}", "any process accepts connections on no port from nobody");
    in("peers that cannot be read",
       "{from: [{ipBlock: 10.0.0.1}, 7], processes: [sh_0], " + web + "}",
       "sh, run by mongo, accepts TCP 443");
    in("ports that cannot be read",
       "{from: [{dnsSelector: [a.b]}], processes: [sh_0], ports: [{protocol: tcp, port: 443}]}",
       "sh, run by mongo, accepts connections from a.b");
    in("processes that cannot be read",
       "{from: [{dnsSelector: [a.b]}], processes: sh_0, " + web + "}",
       "something accepts TCP 443 from a.b");
    in("a cidr that is none", "{from: [{ipBlock: {cidr: 10.0.0}}], " + web + "}",
       "any process accepts TCP 443 from 10.0.0");
}

void RuleSentenceTest::rulesSayWhoTalksToWhom()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read = spec(text.toStdString());
    QCOMPARE(
        QString::fromStdString(rules(read, Direction::Ingress) + rules(read, Direction::Egress)),
        told);
}

void RuleSentenceTest::processesSayWhatRunsAsWhom_data()
{
    columns();
    row("whole", "{name: mongod, exe: [/usr/bin/mongod], id: m, euser: [mongo]}",
        "mongod runs /usr/bin/mongod as mongo");
    row("several executables and users",
        "{name: sh, exe: [/bin/sh, /bin/dash], id: s, euser: [a, b, c]}",
        "sh runs /bin/sh or /bin/dash as a, b or c");
    row("inherits", "{name: sh, exe: [/bin/sh], id: s}",
        "sh runs /bin/sh as mongo, like its parent");
    row("listens",
        "{name: d, exe: [/d], id: d, euser: [a], listeningSockets: [{protocol: TCP, port: 80}, "
        "{protocol: UDP, port: 80}]}",
        "d runs /d as a and listens on TCP 80 and UDP 80");
    row("inherits and listens",
        "{name: d, exe: [/d], id: d, listeningSockets: [{protocol: TCP, port: 80}]}",
        "d runs /d as mongo, like its parent, and listens on TCP 80");
    row("without a name", "{exe: [/d], id: d_0, euser: [a]}", "d_0 runs /d as a");
    row("without anything", "{}", "a process runs as mongo, like its parent");
    row("wrong kinds", "{name: [a], exe: /d, id: 7, euser: {}, listeningSockets: 80}",
        "a process runs as mongo, like its parent");
    row("of the policy", "{policyNode: {id: web_0, children: []}}",
        "below web_0, a process of the policy");
}

void RuleSentenceTest::processesSayWhatRunsAsWhom()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read = spec("  processPolicy:\n  - " + text.toStdString() + "\n");
    const std::vector<std::string> users{"mongo"};
    QCOMPARE(
        QString::fromStdString(
            ops::processSentence(read.decoded.spec.processPolicy.value().at(0), &users).text()),
        told);
}

void RuleSentenceTest::selectorsSayWhatTheyFit_data()
{
    columns();
    row("labels in labels",
        "  namespaceSelector: {matchLabels: {env: prod}}\n  podSelector: {matchLabels: {app: "
        "web}}\n",
        "pods with app=web in namespaces with env=prod");
    row("an image in a namespace",
        "  containerSelector: {image: 'mongo:*', containerName: web}\n  namespaceSelector: "
        "{matchLabels: {kubernetes.io/metadata.name: shop}}\n",
        "containers with image mongo:* and container name web in namespaces with name shop");
    row("hosts", "  machineSelector: {hostname: [web-01, web-02]}\n",
        "machines with host web-01 or web-02");
    row("a service on a machine",
        "  machineSelector: {matchFields: {uid: 'mach:1'}}\n  serviceSelector: {cgroup: "
        "'systemd:/a.service'}\n",
        "services with cgroup systemd:/a.service on machines with uid mach:1");
    row("expressions of labels",
        "  podSelector: {matchExpressions: [{key: a, operator: In, values: [x]}, {key: b, "
        "operator: In, values: [x, y]}, {key: c, operator: NotIn, values: [x, y]}, {key: d, "
        "operator: Exists}, {key: e, operator: DoesNotExist}]}\n",
        "pods with a=x and b x or y and c other than x or y and a label d and no label e");
    row("expressions of fields",
        "  clusterSelector: {matchFieldsExpressions: [{key: name, operator: In, values: [a, b]}, "
        "{key: uid, operator: NotIn, values: [c]}, {key: uid, operator: Exists}, {key: name, "
        "operator: DoesNotExist}]}\n",
        "clusters with name a or b and uid other than c and any uid and no name");
    row("traces",
        "  traceSelector: {triggerClass: ['redflag/*']}\n  userSelector: {users: [a, b]}\n",
        "traces with trigger class redflag/* of users with user a or b");
    row("empty", "  podSelector: {}\n", "all pods");
    row("labels of a wrong kind", "  podSelector: {matchLabels: [a]}\n  containerSelector: 7\n",
        "all pods");
    row("none", "  mode: audit\n", "");
}

void RuleSentenceTest::selectorsSayWhatTheyFit()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read = spec(text.toStdString());
    QCOMPARE(QString::fromStdString(ops::scopeSentence(read.decoded.spec.selectors).text()), told);
}

void RuleSentenceTest::actionsSayWhenAndWhat_data()
{
    columns();
    const auto kill = [](const char* name, const char* mode, const char* body, const char* told) {
        row(name,
            std::string(mode) + "  response: {default: [], actions: [{agentKillProcess: " + body
                + "}]}\n",
            told);
    };
    const char* const enforce = "  mode: enforce\n";
    kill("a process by name", enforce, "{processSelector: {name: [bash, sh]}}",
         "When a process with name bash or sh deviates, kills it");
    kill("a process by all of it", enforce,
         "{processSelector: {exe: [/tmp/*], euser: [root]}, podSelector: {matchLabels: {env: "
         "prod}}}",
         "When a process with executable /tmp/* and user root in pods with env=prod deviates, "
         "kills it");
    kill("interactive", enforce, "{processSelector: {interactive: true}}",
         "When a process of an interactive session deviates, kills it");
    kill("audit", "  mode: audit\n", "{processSelector: {name: [bash]}}",
         "When a process with name bash deviates, would kill it");
    kill("no mode is enforce", "", "{processSelector: {name: [bash]}}",
         "When a process with name bash deviates, kills it");
    kill("disabled", enforce, "{podSelector: {matchLabels: {env: dev}}, enabled: false}",
         "When a process in pods with env=dev deviates, does not kill it, because this action is "
         "disabled");
    kill("disabled, in audit", "  mode: audit\n",
         "{podSelector: {matchLabels: {env: dev}}, enabled: false}",
         "When a process in pods with env=dev deviates, would not kill it, because this action is "
         "disabled");
    kill("the policy is off", "  enabled: false\n", "{processSelector: {name: [bash]}}",
         "When a process with name bash deviates, would kill it, but the policy is switched off");
    row("defaults, one of which others precede",
        "  mode: enforce\n  response: {default: [{makeRedFlag: {severity: high}}, {agentKillPod: "
        "}, {makeOpsFlag: {}}], actions: [{makeRedFlag: {severity: low, containerSelector: "
        "{image: a}}}]}\n",
        "When a process deviates, makes a red flag of severity high, unless an action of the same "
        "kind is for it\nWhen a process deviates, kills its pod\nWhen a process deviates, makes an "
        "operations flag\nWhen a process in containers with image a deviates, makes a red flag of "
        "severity low");
    row("the other actions",
        "  response: {default: [{agentKillProcessGroup: {}}, {agentKillProcessTree: {}}, "
        "{agentReniceProcess: {priority: '10'}}, {webhook: {urlDestination: 'https://a.b'}}, "
        "{makeTea: {}}, {}]}\n",
        "When a process deviates, kills its process group\nWhen a process deviates, kills it and "
        "all below it\nWhen a process deviates, sets its priority to 10\nWhen a process deviates, "
        "posts a message to https://a.b\nWhen a process deviates, takes the action makeTea\nan "
        "entry without an action");
    row("broken", "  response: {default: [7, {makeRedFlag: [high]}], actions: no}\n",
        "When a process deviates, makes a red flag");
}

void RuleSentenceTest::actionsSayWhenAndWhat()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    QCOMPARE(QString::fromStdString(actions(spec(text.toStdString()))), told);
}

void RuleSentenceTest::responsesSayAllOfIt_data()
{
    columns();
    row("usual",
        "  mode: enforce\n  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n",
        "When a process deviates, makes a red flag of severity high");
    row("audit",
        "  mode: audit\n  response: {default: [{makeRedFlag: {severity: high}}, {makeOpsFlag: "
        "{severity: low}}], actions: "
        "[{agentKillProcess: {processSelector: {name: [bash]}}}, {agentKillPod: {podSelector: "
        "{matchLabels: {env: dev}}}}]}\n",
        "When a process deviates, would make a red flag of severity high and would make an "
        "operations flag of severity low; for one with name bash, would kill it; for one in pods "
        "with env=dev, would kill its pod");
    row("many",
        "  response: {default: [], actions: [{agentKillPod: {}}, {agentKillPod: {}}, "
        "{agentKillPod: {}}, {agentKillPod: {}}]}\n",
        "When a process deviates, 4 actions are for what their selectors fit");
    row("actions alone", "  response: {default: [], actions: [{agentKillPod: {}}]}\n",
        "When a process deviates, kills its pod");
    row("no response", "  response: {default: [], actions: []}\n",
        "Deviations are logged, and nothing else is done");
    row("off", "  enabled: false\n  response: {default: [{makeRedFlag: {severity: high}}]}\n",
        "When a process deviates, would make a red flag of severity high, but the policy is "
        "switched off");
}

void RuleSentenceTest::responsesSayAllOfIt()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read = spec(text.toStdString());
    QCOMPARE(QString::fromStdString(ops::responseSentence(read.decoded.spec.response.value(),
                                                          ops::actingOf(read.decoded))
                                        .text()),
             told);
}

void RuleSentenceTest::documentsAreOneSentence_data()
{
    columns();
    const auto document = [](const char* name, const char* kind, const char* metadata,
                             const char* rest, const char* told) {
        row(name,
            std::string("{apiVersion: spyderbat/v1, kind: ") + kind + ", metadata: {" + metadata
                + "}, " + rest + "}",
            told);
    };
    const char* const behaviour
        = "spec: {containerSelector: {image: 'shop:1'}, mode: audit, processPolicy: [{name: a, "
          "children: [{name: b}]}], networkPolicy: {ingress: [{}], egress: []}}";
    document(
        "a policy", "SpyderbatPolicy", "name: shop, type: container", behaviour,
        "shop audits containers with image shop:1: 2 processes, 1 ingress rule and 0 egress rules");
    document("enforced, switched", "SpyderbatPolicy", "name: web, type: linux-service",
             "spec: {mode: enforce, disableProcesses: all, disableConnections: egress, "
             "networkPolicy: {ingress: [], egress: []}}",
             "web is enforced on services: any process, 0 ingress rules and any egress");
    document("off", "SpyderbatPolicy", "name: web, type: container",
             "spec: {mode: enforce, enabled: false}", "web is switched off for containers");
    document("half of a policy", "SpyderbatPolicy", "", "spec: 7",
             "a policy, without a spec that can be read");
    document("a policy of a cluster", "SpyderbatPolicy", "name: prod, type: cluster",
             "spec: {mode: audit, clusterSelector: {matchFields: {name: prod}}, rulesets: [images, "
             "shells]}",
             "prod audits clusters with name prod: rulesets images and shells");
    document("a policy of traces", "SpyderbatPolicy", "name: cron, type: trace",
             "spec: {mode: enforce, traceSelector: {triggerClass: [x]}, allowedFlags: [{class: "
             "y}]}",
             "cron keeps quiet traces with trigger class x: 1 allowed flag");
    document("a ruleset", "SpyderbatRuleset", "name: images, type: cluster",
             "spec: {rules: [{}, {}]}", "ruleset images: 2 rules");
    document("a fingerprint", "SpyderbatFingerprint", "name: shop, type: container", behaviour,
             "fingerprint shop of containers with image shop:1: 2 processes, 1 ingress rule and 0 "
             "egress rules");
    document("a record", "SpyderbatFingerprint", "name: shop, type: container",
             "id: 'fprint:1', spec: {containerSelector: {image: 'shop:1'}, processPolicy: []}",
             "fingerprint shop of containers with image shop:1: 0 processes");
    document("a baseline", "SpyderbatBaseline", "name: shop, type: container", behaviour,
             "baseline shop of containers with image shop:1: 2 processes, 1 ingress rule and 0 "
             "egress rules");
    document("a group", "FingerprintGroup", "image: 'shop:1'", "data: {fingerprints: [{}, {}]}",
             "2 fingerprints of shop:1");
    document("a deviation", "GuardianDeviation", "type: process, policy_uid: 'pol:1'",
             "spec: {podSelector: {matchLabels: {a: b}}, processPolicy: [{policyNode: {id: a, "
             "children: [{name: b}]}}]}",
             "process deviation from pol:1 in pods with a=b: 2 processes");
    document("uids", "UidList", "startTime: 1", "data: {uniqueIdentifiers: [a, b]}", "2 uids");
    document("contexts", "Config", "", "contexts: [{}], current-context: prod",
             "1 context, prod in use");
    document("a secret", "APISecret", "name: prod-key", "stringData: {apikey: hidden}",
             "API secret prod-key");
    document("of another tool", "SpyderbatSavedQuery", "name: a", "spec: {}",
             "SpyderbatSavedQuery a, not a document of Guardian");
    document("unknown", "Secret", "name: a", "spec: {}", "Secret a, a kind that is not known");
    row("without a kind", "{a: b}", "a document without a kind");
    row("no document", "[7]", "not a document");
}

void RuleSentenceTest::documentsAreOneSentence()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read(text.toStdString());
    QCOMPARE(QString::fromStdString(
                 ops::documentSentence(read.document.roots().front(), read.decoded).text()),
             told);
}

void RuleSentenceTest::rulesOfRulesets_data()
{
    columns();
    row("allowed", "{target: 'container::image', verb: allow, values: ['docker.io/library/*']}",
        "allows image docker.io/library/*");
    row("denied in a scope",
        "{podSelector: {matchLabels: {app: web}}, target: 'process::exe', verb: deny, values: "
        "[/tmp/*, /var/tmp/*]}",
        "denies executable /tmp/* or /var/tmp/* in pods with app=web");
    row("a broken rule", "{target: 7, verb: [a], values: x}", "a rule about something");
    row("another target", "{target: 'container::colour', verb: allow, values: []}",
        "allows container::colour");
}

void RuleSentenceTest::rulesOfRulesets()
{
    QFETCH(QString, text);
    QFETCH(QString, told);
    const Read read(text.toStdString());
    QCOMPARE(QString::fromStdString(ops::rulesetRuleSentence(read.document.roots().front()).text()),
             told);
}

void RuleSentenceTest::namesStandOut()
{
    const Read read = spec(processes
                           + "  networkPolicy:\n    ingress:\n    - {from: [{ipBlock: {cidr: "
                             "10.0.0.0/8}}], processes: [mongod_0], ports: [{protocol: TCP, port: "
                             "1}]}\n");
    const ops::ProcessNames names(*read.decoded.spec.processPolicy);
    QString shown;
    for (const auto& part : ops::ruleSentence(read.decoded.spec.networkPolicy->ingress.at(0),
                                              Direction::Ingress, names)
                                .parts)
        shown += part.name ? u'[' + QString::fromStdString(part.text) + u']'
                           : QString::fromStdString(part.text);
    QCOMPARE(shown, QStringLiteral("[mongod], run by [mongo], accepts [TCP 1] from [10.0.0.0/8]"));
}

QTEST_APPLESS_MAIN(RuleSentenceTest)
#include "rule_sentence_test.moc"
