// What a view wishes to change in a policy, and what the text says afterwards.

#include "core/policy/policy_edit.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::policy;
using yaml::Value;

namespace {

const std::string head = R"(# Ours.
apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata:
  name: shop # the name
  type: container
spec:
  containerSelector:
    image: shop:1
  mode: audit
  processPolicy:
  # the server
  - name: web
    exe: [/bin/web]
    id: web_0
    euser: [app]
    children:
    - name: sh
      exe: [/bin/sh] # only for checks
      id: sh_0
      children:
      - {name: ls, exe: [/bin/ls], id: ls_0}
  - name: cron
    exe: [/bin/cron]
    id: cron_0
    euser: [root]
  networkPolicy:
    ingress: []
    egress:
    # the database
    - to: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: 10.0.0.2/32}}]
      processes: [web_0, sh_0]
      ports: [{protocol: TCP, port: 5432}]
    - to: [{dnsSelector: [example.org]}]
      processes: [ls_0]
      ports: [{protocol: TCP, port: 443}]
  response:
    default:
    - makeRedFlag: {severity: high}
    actions: []
)";

/// `spec.processPolicy[0].id`
Place place(const std::string& path, std::size_t unit = 0)
{
    Place out{unit, {}};
    for (std::size_t at = 0; at < path.size();) {
        if (path[at] == '[') {
            const std::size_t end = path.find(']', at);
            out.steps.push_back({{}, std::stoul(path.substr(at + 1, end - at - 1)), true});
            at = end + 1;
        } else {
            at += path[at] == '.' ? 1 : 0;
            const std::size_t end = std::min(path.find_first_of(".[", at), path.size());
            out.steps.push_back({path.substr(at, end - at), 0, false});
            at = end;
        }
    }
    return out;
}

Result<PlannedEdit> planned(const std::string& text, const std::vector<PolicyEdit>& wishes)
{
    return planEdits(yaml::read(*text::SourceText::make(text, "t.yaml")), wishes);
}

/// The text afterwards, or `code: message`.
std::string after(const std::string& text, const PolicyEdit& wish)
{
    const Result<PlannedEdit> plan = planned(text, {wish});
    if (!plan)
        return plan.error().code + ": " + plan.error().context;
    return *plan->edits.apply(text);
}

std::string notes(const std::string& text, const PolicyEdit& wish)
{
    const Result<PlannedEdit> plan = planned(text, {wish});
    std::string out;
    for (const std::string& note : plan ? plan->notes : std::vector<std::string>{"failed"})
        out += note + "\n";
    return out;
}

/// The head with one part replaced by another, once each.
std::string with(std::string text, const std::string& old, const std::string& now)
{
    const std::size_t at = text.find(old);
    if (at == std::string::npos)
        qFatal("%s is not there", old.c_str());
    return text.replace(at, old.size(), now);
}

Value process(const std::string& name)
{
    return Value::map({{"name", Value::string(name)},
                       {"exe", Value::strings({"/bin/" + name})},
                       {"id", Value::string(name + "_0")}});
}

const std::string ls = "      - {name: ls, exe: [/bin/ls], id: ls_0}\n";
const std::string sh = "    - name: sh\n      exe: [/bin/sh] # only for checks\n      id: sh_0\n"
                       "      children:\n"
    + ls;

} // namespace

class PolicyEditTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsAreSetAndCleared();
    void whatIsMissingIsMade();
    void whatHasTheWrongKind();
    void listsGrow();
    void itemsMoveIntoListsThatAreNotThere();
    void severalInOneGo();
    void placesOfDuplicateKeys();
    void aProcessGetsAFreeId();
    void rulesFollowProcessesThatGo();
    void anIdThatIsStillSomebodys();
    void usersStayWhereProcessesGo();
    void aCopyHasItsOwnIds();
    void idsAreRenamedWhereverTheyAreUsed();
    void oneTextInPlaceOfAListOfProcesses();
    void rulesAreSplit();
    void valuesAreWrittenInAnotherWay();
    void aTextWithoutADocumentGetsOne();
    void whatCannotBeDone();
};

void PolicyEditTest::fieldsAreSetAndCleared()
{
    QCOMPARE(after(head, SetValue{place("spec.mode"), Value::string("enforce")}),
             with(head, "mode: audit", "mode: enforce"));
    QCOMPARE(after(head, SetValue{place("metadata.name"), Value::string("yes")}),
             with(head, "name: shop #", "name: 'yes' #"));
    QCOMPARE(after(head, SetValue{place("spec.mode"), Value::string("audit")}), head);
    QCOMPARE(after(head, Clear{{place("spec.mode")}}), with(head, "  mode: audit\n", ""));
    QCOMPARE(after(head, Clear{{place("spec.nothing")}}), head);
    QCOMPARE(after(head, RenameKey{place("spec.mode"), "modus"}),
             with(head, "mode: audit", "modus: audit"));
}

/// Where the schema wants it.
void PolicyEditTest::whatIsMissingIsMade()
{
    QCOMPARE(after(head, SetValue{place("spec.disableProcesses"), Value::string("all")}),
             with(head, "  processPolicy:", "  disableProcesses: all\n  processPolicy:"));
    QCOMPARE(after(head, SetValue{place("spec.podSelector.matchLabels.app"), Value::string("a")}),
             with(head, "  mode: audit\n",
                  "  podSelector:\n    matchLabels:\n      app: a\n  mode: audit\n"));
    QCOMPARE(
        after(head,
              SetValue{place("spec.processPolicy[1].listeningSockets"),
                       Value::list({Value::map(
                           {{"protocol", Value::string("TCP")}, {"port", Value::number("80")}})})}),
        with(head, "    euser: [root]\n",
             "    euser: [root]\n    listeningSockets:\n    - protocol: TCP\n      port: 80\n"));
    const std::string sorted = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: "
                               "abc, type: container}\nspec:\n  containerSelector: {image: a}\n"
                               "  mode: audit\n  networkPolicy: {}\n  processPolicy: []\n";
    QCOMPARE(after(sorted, SetValue{place("spec.enabled"), Value::boolean(false)}),
             with(sorted, "  mode:", "  enabled: false\n  mode:"));
}

void PolicyEditTest::whatHasTheWrongKind()
{
    const std::string odd
        = with(head, "    euser: [root]\n", "    euser: root\n    owner: {a: 1}\n");
    QCOMPARE(
        after(odd,
              InsertItems{place("spec.processPolicy[1].euser"), atEnd, {Value::string("app")}}),
        with(odd, "euser: root", "euser: [root, app]"));
    QCOMPARE(after(odd, SetValue{place("spec.processPolicy[1].owner.a"), Value::number("2")}),
             with(odd, "{a: 1}", "{a: 2}"));
    QCOMPARE(after(odd, SetValue{place("spec.processPolicy[1].owner"), Value::string("us")}),
             with(odd, "{a: 1}", "us"));
    const std::string text = with(head, "    ingress: []\n", "    ingress: none\n");
    QCOMPARE(after(text, InsertItems{place("spec.networkPolicy.ingress"), atEnd, {Value()}}),
             std::string("wrong-kind: spec.networkPolicy.ingress"));
    QCOMPARE(after(text, SetValue{place("spec.networkPolicy.ingress"), Value::list()}), head);
}

void PolicyEditTest::listsGrow()
{
    QCOMPARE(after(head,
                   InsertItems{place("spec.processPolicy[1].exe"),
                               0,
                               {Value::string("/a"), Value::string("/b")}}),
             with(head, "[/bin/cron]", "[/a, /b, /bin/cron]"));
    QCOMPARE(after(head,
                   InsertItems{place("spec.response.actions"),
                               atEnd,
                               {Value::map({{"agentKillPod", Value::map()}})}}),
             with(head, "    actions: []\n", "    actions:\n    - agentKillPod: {}\n"));
    QCOMPARE(
        after(head, Clear{{place("spec.response.default[0]")}}),
        with(head, "    default:\n    - makeRedFlag: {severity: high}\n", "    default: []\n"));
}

void PolicyEditTest::itemsMoveIntoListsThatAreNotThere()
{
    const std::string rule = "    - to: [{dnsSelector: [example.org]}]\n      processes: [ls_0]\n"
                             "      ports: [{protocol: TCP, port: 443}]\n";
    const std::string bare = with(head, "    ingress: []\n", "");
    QCOMPARE(
        after(bare,
              MoveItems{{place("spec.networkPolicy.egress[1]")},
                        place("spec.networkPolicy.ingress")}),
        with(with(bare, rule, ""), "    egress:\n", "    ingress:\n" + rule + "    egress:\n"));
}

void PolicyEditTest::severalInOneGo()
{
    const Result<PlannedEdit> plan
        = planned(head,
                  {SetValue{place("spec.mode"), Value::string("enforce")},
                   Clear{{place("spec.processPolicy[0]")}},
                   SetValue{place("spec.processPolicy[0].name"), Value::string("crond")}});
    QVERIFY(plan);
    const std::string text = *plan->edits.apply(head);
    QVERIFY2(text.find("mode: enforce") != std::string::npos, text.c_str());
    QVERIFY2(text.find("name: crond\n    exe: [/bin/cron]") != std::string::npos, text.c_str());
    QVERIFY2(text.find("# the server") == std::string::npos, text.c_str());
    QCOMPARE(std::string(plan->document->source().bytes()), text);
    QCOMPARE(*plan->edits.inverse(head)->apply(text), head);
}

void PolicyEditTest::placesOfDuplicateKeys()
{
    const std::string twice = with(head, "  mode: audit\n", "  mode: first\n  mode: audit\n");
    Place first = place("spec.mode");
    first.steps.back().index = 1;
    QCOMPARE(after(twice, Clear{{first}}), head);
    const yaml::Document document = yaml::read(*text::SourceText::make(twice, "t.yaml"));
    const std::vector<Unit> units = unitsOf(document, false);
    QCOMPARE(*placeOf(units, nodeAt(document, units, first)), first);
    QCOMPARE(first.path(), std::string("spec.mode"));
}

void PolicyEditTest::aProcessGetsAFreeId()
{
    QCOMPARE(after(head, AddProcess{place("spec.processPolicy[0].children"), 0, process("sh")}),
             with(head, "    - name: sh\n",
                  "    - name: sh\n      exe: [/bin/sh]\n      id: sh_1\n    - name: sh\n"));
    Value tree = process("sh");
    tree.set("children", Value::list({process("sh")}));
    const std::string text = after(head, AddProcess{place("spec.processPolicy"), atEnd, tree});
    QVERIFY2(text.find("id: sh_1") != std::string::npos
                 && text.find("id: sh_2") != std::string::npos,
             text.c_str());
    QCOMPARE(after(head, AddProcess{place("spec.processPolicy[1].children"), atEnd, process("ps")}),
             with(head, "    euser: [root]\n",
                  "    euser: [root]\n    children:\n    - name: ps\n      exe: [/bin/ps]\n"
                  "      id: ps_0\n"));
}

void PolicyEditTest::rulesFollowProcessesThatGo()
{
    const RemoveProcesses wish{{place("spec.processPolicy[0].children[0]"),
                                place("spec.processPolicy[0].children[0].children[0]")}};
    const std::string rule = "    - to: [{dnsSelector: [example.org]}]\n      processes: [ls_0]\n"
                             "      ports: [{protocol: TCP, port: 443}]\n";
    QCOMPARE(after(head, wish),
             with(with(with(head, "    children:\n" + sh, "    children: []\n"), "[web_0, sh_0]",
                       "[web_0]"),
                  rule, ""));
    QCOMPARE(notes(head, wish),
             std::string("spec.networkPolicy.egress[1] goes as well: it is only for ls_0\n"
                         "1 rule names it no longer\n"));
}

void PolicyEditTest::anIdThatIsStillSomebodys()
{
    const std::string twice = with(head, "id: cron_0", "id: ls_0");
    QCOMPARE(
        after(twice, RemoveProcesses{{place("spec.processPolicy[1]")}}),
        with(twice, "  - name: cron\n    exe: [/bin/cron]\n    id: ls_0\n    euser: [root]\n", ""));
}

void PolicyEditTest::usersStayWhereProcessesGo()
{
    const MoveProcesses up{{place("spec.processPolicy[0].children[0].children[0]")},
                           place("spec.processPolicy"),
                           atEnd};
    QCOMPARE(after(head, up),
             with(with(head, "      children:\n" + ls, "      children: []\n"),
                  "    euser: [root]\n",
                  "    euser: [root]\n  - {name: ls, exe: [/bin/ls], id: ls_0, euser: [app]}\n"));
    QCOMPARE(notes(head, up), std::string("ls keeps its users: they are written down now\n"));
    // With the same parent's users nothing has to be written.
    const MoveProcesses beside{{place("spec.processPolicy[0].children[0].children[0]")},
                               place("spec.processPolicy[0].children"),
                               0};
    QCOMPARE(after(head, beside),
             with(with(head, "      children:\n" + ls, "      children: []\n"), "    - name: sh\n",
                  "    - {name: ls, exe: [/bin/ls], id: ls_0}\n    - name: sh\n"));
    // A field that is null says nothing.
    const std::string unsaid = with(head, "id: ls_0}", "id: ls_0, euser: null}");
    const std::string moved = after(unsaid, up);
    QVERIFY2(moved.find("id: ls_0, euser: [app]}") != std::string::npos, moved.c_str());
    QCOMPARE(after(head,
                   MoveProcesses{{place("spec.processPolicy[0]")},
                                 place("spec.processPolicy[0].children"),
                                 0}),
             std::string("into-itself: spec.processPolicy[0]"));
}

void PolicyEditTest::aCopyHasItsOwnIds()
{
    const DuplicateProcess wish{place("spec.processPolicy[0].children[0]")};
    const std::string text = after(head, wish);
    QVERIFY2(text.find("[web_0, sh_0, sh_1]") != std::string::npos, text.c_str());
    QVERIFY2(text.find("[ls_0, ls_1]") != std::string::npos, text.c_str());
    QVERIFY2(text.find("id: sh_1") > text.find("id: sh_0"), text.c_str());
    QCOMPARE(notes(head, wish), std::string("2 rules name the copy, too\n"));
    // An id that a rule names for nobody would make the copy what that rule is for.
    const std::string dangling = after(with(head, "[ls_0]", "[sh_1]"), wish);
    QVERIFY2(dangling.find("id: sh_2") != std::string::npos, dangling.c_str());
}

void PolicyEditTest::oneTextInPlaceOfAListOfProcesses()
{
    const std::string one = with(head, "[ls_0]", "ls_0");
    const Place ls = place("spec.processPolicy[0].children[0].children[0]");
    QCOMPARE(after(one, RenameProcessId{0, "ls_0", "list"}),
             with(with(one, "id: ls_0", "id: list"), "processes: ls_0", "processes: list"));
    QCOMPARE(notes(one, RemoveProcesses{{ls}}),
             std::string("spec.networkPolicy.egress[1] goes as well: it is only for ls_0\n"));
    const std::string copied = after(one, DuplicateProcess{ls});
    QVERIFY2(copied.find("processes: [ls_0, ls_1]") != std::string::npos, copied.c_str());
}

void PolicyEditTest::idsAreRenamedWhereverTheyAreUsed()
{
    QCOMPARE(after(head, RenameProcessId{0, "sh_0", "shell"}),
             with(with(head, "id: sh_0", "id: shell"), "web_0, sh_0", "web_0, shell"));
    QCOMPARE(after(head, RenameProcessId{0, "sh_0", "web_0"}), std::string("id-taken: "));
    QCOMPARE(after(head, RenameProcessId{0, "nobody", "x"}), std::string("gone: "));
    const std::string two = head + "---\n" + head;
    QCOMPARE(after(two, RenameProcessId{1, "cron_0", "c"}),
             head + "---\n" + with(head, "id: cron_0", "id: c"));
    const std::string shared
        = with(with(head, "id: sh_0", "id: &s sh_0"), "[web_0, sh_0]", "[web_0, *s]");
    QCOMPARE(after(shared, RenameProcessId{0, "sh_0", "shell"}),
             with(shared, "&s sh_0", "&s shell"));
    const std::string aName = with(shared, "name: cron", "name: *s");
    QCOMPARE(after(aName, RenameProcessId{0, "sh_0", "shell"}),
             std::string("anchor: spec.processPolicy[0].children[0].id"));
    const std::string elsewhere
        = with(with(head, "name: sh\n", "name: &s sh_0\n"), "id: sh_0", "id: *s");
    QCOMPARE(after(elsewhere, RenameProcessId{0, "sh_0", "shell"}),
             with(with(elsewhere, "id: *s", "id: shell"), "web_0, sh_0", "web_0, shell"));
}

void PolicyEditTest::rulesAreSplit()
{
    const std::string rest = "      processes: [web_0, sh_0]\n      ports: [{protocol: TCP, port: "
                             "5432}]\n";
    QCOMPARE(
        after(head, SplitRule{place("spec.networkPolicy.egress[0]"), "to", {1}}),
        with(head,
             "    - to: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: 10.0.0.2/32}}]\n" + rest,
             "    - to: [{ipBlock: {cidr: 10.0.0.1/32}}]\n" + rest
                 + "    - to: [{ipBlock: {cidr: 10.0.0.2/32}}]\n" + rest));
    const std::string ports = "      ports: [{protocol: TCP, port: 1}]\n";
    const std::string lines
        = with(head, "    ingress: []\n",
               "    ingress:\n    - from: # who\n      # one\n      - {ipBlock: {cidr: "
               "10.1.0.0/16}}\n      # two\n      - dnsSelector: [b.org] # b\n"
                   + ports);
    QCOMPARE(after(lines, SplitRule{place("spec.networkPolicy.ingress[0]"), "from", {1}}),
             with(lines, "      # two\n      - dnsSelector: [b.org] # b\n" + ports,
                  ports + "    - from:\n      # two\n      - dnsSelector: [b.org] # b\n" + ports));
    QCOMPARE(after(head, SplitRule{place("spec.networkPolicy.egress[0]"), "ports", {0}}),
             std::string("nothing-to-split: spec.networkPolicy.egress[0].ports"));
}

void PolicyEditTest::valuesAreWrittenInAnotherWay()
{
    using yaml::TreeStyle;
    QCOMPARE(after(head, Restyle{place("spec.processPolicy[0].exe"), TreeStyle::Block}),
             with(head, "exe: [/bin/web]", "exe:\n    - /bin/web"));
    QCOMPARE(
        after(head,
              Restyle{place("spec.processPolicy[0].children[0].children[0]"), TreeStyle::Block}),
        with(head, "- {name: ls, exe: [/bin/ls], id: ls_0}",
             "- name: ls\n        exe: [/bin/ls]\n        id: ls_0"));
    QCOMPARE(after(head, Restyle{place("spec.response.default"), TreeStyle::Flow}),
             with(head, "default:\n    - makeRedFlag: {severity: high}\n",
                  "default: [{makeRedFlag: {severity: high}}]\n"));
    const std::string expression = "{key: app, operator: Exists}";
    const std::string selector
        = with(head, "image: shop:1", "matchFieldsExpressions: [" + expression + "]");
    const Place expressions = place("spec.containerSelector.matchFieldsExpressions");
    const std::string lines = after(selector, Restyle{expressions, TreeStyle::Block});
    QCOMPARE(after(lines, Restyle{expressions.item(0), TreeStyle::Block}),
             with(selector, " [" + expression + "]", "\n    - key: app\n      operator: Exists"));
    QCOMPARE(after(head, Restyle{place("metadata.name"), TreeStyle::DoubleQuoted}),
             with(head, "name: shop #", "name: \"shop\" #"));
    QCOMPARE(after(head, Restyle{place("spec.processPolicy[1].exe[0]"), TreeStyle::SingleQuoted}),
             with(head, "[/bin/cron]", "['/bin/cron']"));
    QCOMPARE(after(head, Restyle{place("spec.processPolicy"), TreeStyle::Flow}),
             std::string("comment-in-the-way: spec.processPolicy"));
}

void PolicyEditTest::aTextWithoutADocumentGetsOne()
{
    const StartDocument wish{
        Value::map({{"kind", Value::string("SpyderbatPolicy")}, {"spec", Value::map()}})};
    const std::string written = "kind: SpyderbatPolicy\nspec: {}\n";
    QCOMPARE(after("", wish), written);
    QCOMPARE(after("\n", wish), "\n" + written);
    QCOMPARE(after("# Ours.", wish), "# Ours.\n" + written);
    QCOMPARE(after("---\n", wish), "---\n" + written);
    QCOMPARE(after("# Ours.\r\n", wish),
             std::string("# Ours.\r\nkind: SpyderbatPolicy\r\nspec: {}\r\n"));
    QCOMPARE(after("\xEF\xBB\xBF", wish), "\xEF\xBB\xBF" + written);
    QCOMPARE(after(head, wish), std::string("not-empty: "));
    QCOMPARE(after("---\n...\n", wish), "---\n...\n---\n" + written);
    const Result<PlannedEdit> twice = planned("", {wish, wish});
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, std::string("not-empty"));
}

void PolicyEditTest::whatCannotBeDone()
{
    QCOMPARE(after(head, SetValue{place("spec.processPolicy[7].name"), Value()}),
             std::string("gone: spec.processPolicy[7].name"));
    QCOMPARE(after(head, SetValue{place("spec.mode.deep"), Value()}),
             std::string("wrong-kind: spec.mode"));
    QCOMPARE(after(head, SetValue{place("spec", 3), Value()}), std::string("gone: spec"));
    const std::string anchored
        = with(with(head, "[/bin/web]", "&e [/bin/web]"), "[/bin/cron]", "*e");
    QCOMPARE(after(anchored, InsertItems{place("spec.processPolicy[0].exe"), 0, {Value()}}),
             std::string("anchor: spec.processPolicy[0].exe"));
    QCOMPARE(after(anchored, ExpandAlias{place("spec.processPolicy[1].exe")}),
             with(anchored, "*e", "[/bin/web]"));
}

QTEST_APPLESS_MAIN(PolicyEditTest)
#include "policy_edit_test.moc"
