// What a form says of its parts in plain words.

#include "core/ops/form_sentence.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

const std::string policyText = R"(kind: SpyderbatPolicy
metadata: {name: shop, type: container}
spec:
  containerSelector: {image: shop:1}
  podSelector: {matchLabels: {app: web}}
  mode: enforce
  processPolicy:
  - name: web
    exe: [/bin/web]
    id: web_0
    euser: [app]
    children: [{name: sh, exe: [/bin/sh], id: sh_0}]
  networkPolicy:
    ingress: []
    egress:
    - to: [{dnsSelector: [example.org]}]
      processes: [sh_0]
      ports: [{protocol: TCP, port: 443}]
  response:
    default: [{makeRedFlag: {severity: high}}]
    actions: [{agentKillPod: {podSelector: {matchLabels: {env: dev}}}}]
)";

/// Of the row that those keys and numbers lead to.
QString said(const std::string& text, const std::vector<policy::Step>& steps)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t.yaml"));
    const std::vector<policy::Unit> units = policy::unitsOf(document, false);
    const yaml::NodeRef root(document, units.front().root);
    const std::vector<FormRow> rows
        = formRowsTo(formRow(root, policy::schemaOf(units.front().kind)), steps);
    if (rows.empty())
        return QStringLiteral("no such row");
    const Sentence selector = selectorRowSentence(rows.back());
    return QString::fromStdString(
        (selector.empty() ? rowSentence({{0, steps}, rows.back(), root}) : selector).text());
}

QString saidOfTab(const std::string& text, FormTab tab)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t.yaml"));
    return QString::fromStdString(
        tabSentence(policy::unitsOf(document, false).front(), document, tab).text());
}

policy::Step key(const char* name)
{
    return {name, 0, false};
}

policy::Step item(std::size_t index)
{
    return {{}, index, true};
}

} // namespace

class FormSentenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows()
    {
        QCOMPARE(said(policyText, {key("spec"), key("processPolicy"), item(0)}),
                 QStringLiteral("web runs /bin/web as app"));
        QCOMPARE(said(policyText,
                      {key("spec"), key("processPolicy"), item(0), key("children"), item(0)}),
                 QStringLiteral("sh runs /bin/sh as app, like its parent"));
        const std::vector<policy::Step> rule{key("spec"), key("networkPolicy"), key("egress"),
                                             item(0)};
        QCOMPARE(said(policyText, rule),
                 QStringLiteral("sh, run by app, opens TCP 443 to example.org"));
        std::vector<policy::Step> inside = rule;
        inside.push_back(key("ports"));
        QCOMPARE(said(policyText, inside), said(policyText, rule));
        QCOMPARE(said(policyText, {key("spec"), key("response"), key("actions"), item(0)}),
                 QStringLiteral("When a process in pods with env=dev deviates, kills its pod"));
        QCOMPARE(said(policyText, {key("spec"), key("podSelector")}),
                 QStringLiteral("pods with app=web"));
        QCOMPARE(said(policyText, {key("spec"), key("mode")}), QString());
        QCOMPARE(said(policyText, {key("spec"), key("namespaceSelector")}), QString());
    }

    void tabs()
    {
        QCOMPARE(saidOfTab(policyText, FormTab::Selectors),
                 QStringLiteral("containers with image shop:1 in pods with app=web"));
        QCOMPARE(
            saidOfTab(policyText, FormTab::Response),
            QStringLiteral("When a process deviates, makes a red flag of severity high; for one "
                           "in pods with env=dev, kills its pod"));
        QCOMPARE(saidOfTab(policyText, FormTab::Network), QString());
        QCOMPARE(saidOfTab("kind: SpyderbatPolicy\nspec: {response: x}\n", FormTab::Response),
                 QString());
    }

    void whatHasTheWrongKindIsNoReasonToFall()
    {
        const std::string wrong = "kind: SpyderbatPolicy\nspec: {processPolicy: [a, {name: [b]}], "
                                  "podSelector: x, networkPolicy: {egress: [1, {to: a}]}}\n";
        QCOMPARE(said(wrong, {key("spec"), key("processPolicy"), item(0)}), QString());
        QCOMPARE(said(wrong, {key("spec"), key("podSelector")}), QString());
        QVERIFY(
            !said(wrong, {key("spec"), key("networkPolicy"), key("egress"), item(1)}).isEmpty());
        QCOMPARE(saidOfTab(wrong, FormTab::Selectors), QString());
    }
};

QTEST_APPLESS_MAIN(FormSentenceTest)
#include "form_sentence_test.moc"
