// What several network rules get at once.

#include "core/ops/form_rules.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

const std::string network = R"(kind: SpyderbatPolicy
spec:
  processPolicy: [{name: a, id: a_0}, {name: b, id: b_0}]
  networkPolicy:
    ingress:
    - from:
      - ipBlock:
          cidr: 10.0.0.0/8
      processes:
      - a_0
      ports:
      - protocol: TCP
        port: 80
    egress:
    - to: [{dnsSelector: [example.org]}] # the API
      ports: [{protocol: TCP, port: 443}, {protocol: TCP, port: 80}]
    - {to: [], processes: [b_0]}
)";

struct Rules
{
    explicit Rules(const std::string& text)
        : document(yaml::read(*text::SourceText::make(text, "t.yaml")))
    {
        const policy::Unit unit = policy::unitsOf(document, false).front();
        const yaml::NodeRef root(document, unit.root);
        const FormRow top = formRow(root, policy::schemaOf(unit.kind));
        for (const char* const way : {"ingress", "egress"}) {
            const yaml::NodeRef list = root.find("spec").find("networkPolicy").find(way);
            for (std::size_t at = 0; at < list.size(); ++at) {
                const policy::Place place
                    = policy::Place{0, {}}.entry("spec").entry("networkPolicy").entry(way).item(at);
                spots.push_back({place, formRowsTo(top, place.steps).back(), root});
            }
        }
    }

    /// The text afterwards, or the reason why not.
    [[nodiscard]] QByteArray after(const Result<Wishes>& wishes) const
    {
        if (!wishes)
            return QByteArray::fromStdString(wishes.error().message);
        const auto planned = policy::planEdits(document, *wishes);
        if (!planned)
            return QByteArray::fromStdString(planned.error().code);
        return QByteArray::fromStdString(*planned->edits.apply(document.source().bytes()));
    }

    yaml::Document document;
    std::vector<FormSpot> spots;
};

QByteArray with(std::vector<std::pair<QByteArray, QByteArray>> replaced)
{
    QByteArray out = QByteArray::fromStdString(network);
    for (const auto& [old, now] : replaced)
        out.replace(old, now);
    return out;
}

} // namespace

class FormRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void processesOfAll()
    {
        const Rules rules(network);
        QCOMPARE(rules.after(wishesToSetProcesses(rules.spots, "b_0 , a_0,b_0")),
                 with({{"      - a_0\n", "      - b_0\n      - a_0\n"},
                       {"# the API\n", "# the API\n      processes: [b_0, a_0]\n"},
                       {"processes: [b_0]}", "processes: [b_0, a_0]}"}}));
        QCOMPARE(rules.after(wishesForAnyProcess(rules.spots)),
                 with({{"      processes:\n      - a_0\n", ""}, {", processes: [b_0]}", "}"}}));
        QCOMPARE(rules.after(wishesToSetProcesses(rules.spots, "a_0, z")),
                 QByteArray("no process of this document has the id z"));
        QCOMPARE(rules.after(wishesToSetProcesses(rules.spots, " ,")),
                 QByteArray("ids of processes, with commas between them"));
        const std::vector<FormSpot> same{rules.spots[0], rules.spots[0]};
        QVERIFY(wishesToSetProcesses(same, "a_0")->empty());
        QVERIFY(!wishesToSetProcesses({}, "a_0"));
        QVERIFY(wishesForAnyProcess(std::span(rules.spots).subspan(1, 1)).empty());
    }

    void whatTheyHaveAlike()
    {
        const Rules rules(network);
        const std::vector<FormSpot> same{rules.spots[0], rules.spots[0]};
        QVERIFY(sharedProcesses(same) == std::string("a_0"));
        QVERIFY(sharedProcesses(std::span(rules.spots).subspan(1, 1)) == std::string());
        QVERIFY(!sharedProcesses(rules.spots));
    }

    void aPortIntoThoseThatHaveItNot()
    {
        const Rules rules(network);
        QCOMPARE(rules.after(wishesToAddToRules(rules.spots, RuleList::Ports, "tcp 443")),
                 with({{"        port: 80\n",
                        "        port: 80\n      - protocol: TCP\n"
                        "        port: 443\n"},
                       {"processes: [b_0]}",
                        "processes: [b_0], ports: [{protocol: TCP, port: 443}]}"}}));
        QCOMPARE(rules.after(wishesToAddToRules(rules.spots, RuleList::Ports, "http")),
                 QByteArray("a port such as TCP 443, or a range such as TCP 8000-8010"));
        QCOMPARE(rules.after(wishesToAddToRules({}, RuleList::Ports, "80")),
                 QByteArray("no rule is selected"));
    }

    void aPeerWhicheverWayTheRuleGoes()
    {
        const Rules rules(network);
        QCOMPARE(rules.after(wishesToAddToRules(rules.spots, RuleList::Peers, "10.1.2.3")),
                 with({{"          cidr: 10.0.0.0/8\n",
                        "          cidr: 10.0.0.0/8\n      - ipBlock:\n"
                        "          cidr: 10.1.2.3\n"},
                       {"[example.org]}]", "[example.org]}, {ipBlock: {cidr: 10.1.2.3}}]"},
                       {"to: [],", "to: [{ipBlock: {cidr: 10.1.2.3}}],"}}));
    }

    void takenFromThoseThatHaveIt()
    {
        const Rules rules(network);
        QCOMPARE(rules.after(wishesToTakeFromRules(std::span(rules.spots).subspan(1),
                                                   RuleList::Ports, "TCP 80")),
                 with({{", {protocol: TCP, port: 80}]", "]"}}));
        QCOMPARE(rules.after(wishesToTakeFromRules(rules.spots, RuleList::Ports, "TCP 80")),
                 QByteArray("rule 1 would have no port left"));
        QCOMPARE(rules.after(wishesToTakeFromRules(rules.spots, RuleList::Peers, "a.example.org")),
                 QByteArray("none of the rules has it"));
    }
};

QTEST_APPLESS_MAIN(FormRulesTest)
#include "form_rules_test.moc"
