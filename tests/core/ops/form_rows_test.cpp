// What a form shows of a text, and what is wished when a person types there.

#include "core/ops/form_rows.h"

#include "core/ops/form_cells.h"
#include "core/ops/form_problems.h"
#include "core/ops/form_tabs.h"
#include "core/ops/form_wishes.h"
#include "core/snapshot.h"
#include "tests/core/ops/wish_words.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <set>

using namespace pw;
using policy::Kind;
using policy::Place;

namespace {

const std::string mongo = "apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo\n"
                          "  type: container\n"
                          "  color: red\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:1\n"
                          "  mode: audit\n"
                          "  podSelector:\n"
                          "    matchLabels: {app: web}\n"
                          "  processPolicy:\n"
                          "  - name: mongod\n"
                          "    exe: [/usr/bin/mongod]\n"
                          "    id: mongod_0\n"
                          "    euser: [mongo]\n"
                          "  - {name: sh, exe: [/bin/sh], id: sh_0, euser: [root]}\n"
                          "  networkPolicy:\n"
                          "    ingress:\n"
                          "    - from: [{ipBlock: {cidr: 10.0.0.1/32}}]\n"
                          "      processes: [mongod_0]\n"
                          "      ports: [{protocol: TCP, port: 27017}]\n"
                          "    egress: []\n"
                          "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n";

struct Read
{
    explicit Read(const std::string& text) : snapshot(analyse(*text::SourceText::make(text))) { }

    [[nodiscard]] yaml::NodeRef root() const
    {
        return {*snapshot.document, snapshot.units.front().root};
    }
    [[nodiscard]] ops::FormRow top() const
    {
        return ops::formRow(root(), policy::schemaOf(snapshot.units.front().kind));
    }
    /// The row at a path of keys and indexes.
    [[nodiscard]] ops::FormSpot spot(const QString& path) const
    {
        ops::FormSpot out{{0, {}}, top(), root()};
        for (const QString& part : path.split(u'/')) {
            const std::vector<ops::FormRow> rows = ops::formRows(out.row);
            bool found = false;
            for (const ops::FormRow& row : rows) {
                const bool isAdd = row.role == ops::FormRow::Role::Add;
                const QString name = isAdd ? QStringLiteral("+")
                    : row.step.isItem      ? QString::number(row.step.index)
                                           : QString::fromStdString(row.step.key);
                if (name != part || found)
                    continue;
                found = true;
                out.row = row;
                if (!isAdd || row.step.isItem)
                    out.place.steps.push_back(row.step);
            }
            if (!found)
                qFatal("no row %s", qPrintable(part));
        }
        return out;
    }
    [[nodiscard]] std::string typed(const QString& path, const std::string& text) const
    {
        const auto wishes = ops::wishesForTyped(spot(path), text);
        return wishes ? tests::wordsOf(*wishes) : "refused: " + wishes.error().message;
    }
    [[nodiscard]] std::string cleared(const QString& path) const
    {
        return tests::wordsOf(ops::wishesToClear(std::vector{spot(path)}));
    }

    Snapshot snapshot;
};

QString printed(const std::vector<ops::FormRow>& rows)
{
    QStringList out;
    for (const ops::FormRow& row : rows) {
        using Role = ops::FormRow::Role;
        QString name = row.role == Role::Add ? QStringLiteral("+")
            : row.step.isItem                ? QString::number(row.step.index)
                                             : QString::fromStdString(row.step.key);
        if (row.role == Role::Unknown)
            name = u'?' + name;
        if (row.node)
            name += u'=' + QString::fromStdString(ops::shownValue(row.node));
        out += name;
    }
    return out.join(QStringLiteral(" | "));
}

QString printed(const Read& read, ops::FormTab tab)
{
    QStringList out;
    for (const ops::FormTop& top :
         ops::formTops(read.snapshot.units.front(), 0, *read.snapshot.document, tab)) {
        out += QString::fromStdString(top.place.path());
        if (top.row.node)
            out.back() += u'=' + QString::fromStdString(ops::shownValue(top.row.node));
    }
    return out.join(QStringLiteral(" | "));
}

} // namespace

class FormRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMappingHasARowForEachFieldAndEntry()
    {
        const Read read(mongo);
        QCOMPARE(printed(ops::formRows(read.spot(QStringLiteral("spec/processPolicy/0")).row)),
                 QStringLiteral("name=mongod | exe=/usr/bin/mongod | id=mongod_0 | euser=mongo | "
                                "listeningSockets | children"));
        QCOMPARE(printed(ops::formRows(read.spot(QStringLiteral("spec/processPolicy/0/exe")).row)),
                 QStringLiteral("0=/usr/bin/mongod | +"));
        QCOMPARE(
            printed(ops::formRows(read.spot(QStringLiteral("spec/podSelector/matchLabels")).row)),
            QStringLiteral("app=web | +"));
        QCOMPARE(printed(ops::formRows(
                     read.spot(QStringLiteral("spec/containerSelector/matchFields")).row)),
                 QStringLiteral("image | imageID | containerName | containerID"));
    }

    void whatIsWrongIsShownAndKept()
    {
        const Read read("kind: SpyderbatPolicy\nspec:\n  mode: {a: 1}\n  mode: audit\n  odd: [x]\n"
                        "  processPolicy: none\n");
        const auto rows = ops::formRows(read.spot(QStringLiteral("spec")).row);
        QVERIFY(printed(rows).contains(QStringLiteral("mode=audit")));
        QVERIFY(printed(rows).contains(QStringLiteral("?mode=1 | ?odd=x")));
        QVERIFY(printed(rows).contains(QStringLiteral("processPolicy=none")));
    }

    void whereWhatIsMovedWillStand()
    {
        const auto spot = [](const Place& place) { return ops::FormSpot{place, {}, {}}; };
        const Place list = Place{0, {}}.entry("spec").entry("processPolicy");
        const std::vector<ops::FormSpot> two{spot(list.item(0)), spot(list.item(2))};
        QCOMPARE(ops::placeAfterMove(two, list, 4, 5).path(), std::string("spec.processPolicy[2]"));
        QCOMPARE(ops::placeAfterMove(two, list, policy::atEnd, 5).path(),
                 std::string("spec.processPolicy[3]"));
        QCOMPARE(ops::placeAfterMove(two, list, 0, 5).path(), std::string("spec.processPolicy[0]"));
        // The list that they go into moves up as well.
        QCOMPARE(ops::placeAfterMove(two, list.item(3).entry("children"), policy::atEnd, 1).path(),
                 std::string("spec.processPolicy[1].children[1]"));
    }

    void tabsShareOutTheFields()
    {
        const Read read(mongo);
        QCOMPARE(printed(read, ops::FormTab::Overview).section(u'|', 0, 3),
                 QStringLiteral("metadata.name=mongo | metadata.type=container | spec.mode=audit | "
                                "spec.enabled "));
        QCOMPARE(printed(read, ops::FormTab::Overview).section(u'|', -1),
                 QStringLiteral(" metadata.color=red"));
        QCOMPARE(printed(read, ops::FormTab::Selectors),
                 QStringLiteral("spec.containerSelector=mongo:1 | spec.machineSelector | "
                                "spec.namespaceSelector | spec.podSelector=web | "
                                "spec.clusterSelector"));
        QCOMPARE(ops::formTabs(policy::schemaOf(Kind::Policy)).size(), std::size_t{5});
        QCOMPARE(ops::formTabs(policy::schemaOf(Kind::Baseline)).size(), std::size_t{4});
        QCOMPARE(ops::formTabs(policy::schemaOf(Kind::UidList)).size(), std::size_t{1});
        const auto count = [&](ops::FormTab tab) {
            return ops::formCount(
                ops::formTops(read.snapshot.units.front(), 0, *read.snapshot.document, tab), tab);
        };
        QCOMPARE(count(ops::FormTab::Selectors), std::size_t{2});
        QCOMPARE(count(ops::FormTab::Processes), std::size_t{2});
        QCOMPARE(count(ops::FormTab::Network), std::size_t{1});
        QCOMPARE(count(ops::FormTab::Response), std::size_t{1});
    }

    void typedTextsBecomeWishes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("wish");
        const auto row = [](const char* path, const char* typed, const char* wish) {
            QTest::addRow("%s=%s", path, typed)
                << QString::fromUtf8(path) << QString::fromUtf8(typed) << QString::fromUtf8(wish);
        };
        row("spec/mode", "enforce", "set spec.mode \"enforce\"");
        row("spec/mode", "audit", "");
        row("spec/mode", "loud", "refused: one of audit, enforce");
        row("spec/enabled", "false", "set spec.enabled false");
        row("spec/enabled", "maybe", "refused: true or false");
        row("spec/processPolicy/0/exe/+", "/usr/bin/mongos",
            "insert spec.processPolicy[0].exe at end \"/usr/bin/mongos\"");
        row("spec/processPolicy/0/exe/0", "",
            "refused: an item needs a text; Delete takes it away");
        row("spec/processPolicy/0/name", "", "refused: it must not be empty");
        row("spec/processPolicy/0/id", "db", "rename id mongod_0 db");
        row("spec/processPolicy/0/id", "sh_0", "refused: another process has this id");
        row("spec/networkPolicy/ingress/0/ports/0/port", "http",
            "refused: a whole number is wanted");
        row("spec/networkPolicy/ingress/0/ports/0/port", "70000", "refused: from 0 to 65535");
        row("spec/networkPolicy/ingress/0/ports/0/endPort", "27019",
            "set spec.networkPolicy.ingress[0].ports[0].endPort 27019");
        row("spec/networkPolicy/ingress/0/from/0", "10.0.0.2",
            "set spec.networkPolicy.ingress[0].from[0].ipBlock.cidr \"10.0.0.2\"");
        row("spec/networkPolicy/ingress/0/from/0", "*.example.org",
            "set spec.networkPolicy.ingress[0].from[0] {dnsSelector: [\"*.example.org\"]}");
        row("spec/networkPolicy/ingress/0/from/0", "10.0.0.300",
            "refused: this is no address, and no network such as 10.0.0.0/8");
        row("spec/networkPolicy/ingress/0/from/+", "2001:db8::/32",
            "insert spec.networkPolicy.ingress[0].from at end {ipBlock: {cidr: "
            "\"2001:db8::/32\"}}");
        row("spec/networkPolicy/ingress/0/ports/0", "tcp 27017-27019",
            "set spec.networkPolicy.ingress[0].ports[0].endPort 27019");
        row("spec/networkPolicy/ingress/0/ports/+", "udp 53",
            "insert spec.networkPolicy.ingress[0].ports at end {protocol: \"UDP\", port: 53}");
        row("spec/networkPolicy/ingress/0/ports/+", "TCP 9-8",
            "refused: the last port comes before the first");
        row("spec/podSelector/matchLabels/app", "api",
            "set spec.podSelector.matchLabels.app \"api\"");
        row("spec/podSelector/matchLabels/+", "tier=db",
            "set spec.podSelector.matchLabels.tier \"db\"");
        row("spec/podSelector/matchLabels/+", "app=db",
            "refused: there is one of this name already");
        row("metadata/creationTimestamp", "1705435213.327981",
            "set metadata.creationTimestamp 1705435213.327981");
        row("metadata/tags", "[a, b]", "set metadata.tags [\"a\", \"b\"]");
        row("metadata/tags", "[a", "refused: this is no value in YAML");
        row("spec/containerSelector/image", "", "clear spec.containerSelector.image");
        row("spec/machineSelector/hostname", "web-01",
            "set spec.machineSelector.hostname \"web-01\"");
    }
    void typedTextsBecomeWishes()
    {
        QFETCH(QString, path);
        QFETCH(QString, typed);
        QFETCH(QString, wish);
        const Read read(mongo);
        QCOMPARE(QString::fromStdString(read.typed(path, typed.toStdString())), wish);
    }

    void processesAreRemovedMovedAndAddedAsSuch()
    {
        const Read read(mongo);
        QCOMPARE(read.cleared(QStringLiteral("spec/processPolicy/0")),
                 "remove processes spec.processPolicy[0]");
        QCOMPARE(read.cleared(QStringLiteral("spec/processPolicy/0/exe/0")),
                 "clear spec.processPolicy[0].exe[0]");
        QCOMPARE(read.cleared(QStringLiteral("spec/enabled")), "");
        const ops::FormSpot second = read.spot(QStringLiteral("spec/processPolicy/1"));
        QCOMPARE(tests::wordsOf(ops::wishesToMove(std::vector{second}, second.place.parent(), 0)),
                 "move processes spec.processPolicy[1] to spec.processPolicy before 0");
        QCOMPARE(tests::wordsOf(ops::wishesToAdd(
                     read.spot(QStringLiteral("spec/processPolicy/0/children")), 0)),
                 "add process spec.processPolicy[0].children at end {name: \"process\", exe: "
                 "[\"/usr/bin/process\"], id: \"process_0\"}");
    }

    void tablesSayWhatProcessesAndRulesAre()
    {
        const Read read("kind: SpyderbatPolicy\nspec:\n  processPolicy:\n"
                        "  - id: a\n    euser: [root, www]\n    children: [{id: b}]\n"
                        "  - id: c\n  networkPolicy:\n    ingress:\n"
                        "    - processes: [a, b]\n      from: [{ipBlock: {cidr: 10.0.0.0/8}}, "
                        "{dnsSelector: [x.org]}]\n"
                        "      ports: [{protocol: UDP, port: 1, endPort: 9}]\n"
                        "    - processes: [b, c]\n"
                        "  response: {actions: [{agentKillPod: {podSelector: {matchLabels: {env: "
                        "dev}}, processSelector: {name: [sh]}}}]}\n");
        const auto node
            = [&](const char* path) { return read.spot(QString::fromLatin1(path)).row.node; };
        const yaml::NodeRef rule = node("spec/networkPolicy/ingress/0");
        QCOMPARE(ops::peersWords(ops::peersOf(rule)), "10.0.0.0/8, +1");
        QCOMPARE(ops::peerWords(node("spec/networkPolicy/ingress/0/from/1")), "x.org");
        QCOMPARE(ops::portsWords(rule.find("ports")), "UDP 1–9");
        QCOMPARE(ops::textsWords(rule.find("processes")), "a, +1");
        const ops::ProcessUsers users = ops::usersOf(node("spec/processPolicy/0/children/0"));
        QVERIFY(users.inherited);
        QCOMPARE(ops::textsWords(users.users), "root, +1");
        QCOMPARE(ops::selectorWords(ops::bodyOf(node("spec/response/actions/0"))),
                 "pod env=dev, process sh");
        QVERIFY((ops::removalOf(read.root(), {node("spec/processPolicy/0")})
                 == ops::Removal{.below = 1, .rules = 1, .shortened = 1}));
        QVERIFY((ops::removalOf(read.root(), {node("spec/processPolicy/1")})
                 == ops::Removal{.below = 0, .rules = 0, .shortened = 1}));
    }

    void problemsAreFoundByPlace()
    {
        const Read read("kind: SpyderbatPolicy\nspec:\n  mode: loud\n");
        const ops::FormProblems problems(read.snapshot.diagnostics);
        QVERIFY(problems.at("spec.mode") != nullptr);
        QVERIFY(problems.at("spec.response") != nullptr); // what is missing has a place, too
        QVERIFY(problems.at("spec.enabled") == nullptr);
        const auto inside = problems.inside(read.root().span());
        QVERIFY(inside && inside->count > 2);
        QVERIFY(inside->gravest == text::Severity::Error);
    }

    /// Whatever the table has: a row with a way to set it, and one to clear it. What is wished can
    /// be planned.
    void everyFieldOfEveryKindCanBeSetAndCleared()
    {
        static constexpr std::array kinds{
            Kind::Fingerprint, Kind::FingerprintRecord, Kind::FingerprintGroup, Kind::Baseline,
            Kind::Policy,      Kind::ClusterPolicy,     Kind::TracePolicy,      Kind::Ruleset,
            Kind::Deviation,   Kind::DeviationRecord,   Kind::UidList,          Kind::Config,
            Kind::ApiSecret};
        std::set<const policy::Field*> seen;
        for (const Kind kind : kinds)
            setAll(*policy::schemaOf(kind), seen);
        QVERIFY(seen.size() > 150);
    }

private:
    /// On a text in which the mapping of that type is empty.
    static void setAll(const policy::ObjectType& type, std::set<const policy::Field*>& seen)
    {
        const Read read("{}\n");
        const ops::FormRow above = ops::formRow(read.root(), &type);
        const std::vector<ops::FormRow> rows = ops::formRows(above);
        QCOMPARE(rows.size(), type.fields.size());
        for (const ops::FormRow& row : rows) {
            if (!seen.insert(row.field).second)
                continue;
            const std::string where = std::string(type.name) + "." + std::string(row.field->key);
            const ops::FormSpot spot{Place{0, {row.step}}, row, read.root()};
            ops::Wishes wishes = ops::wishesToFill(spot);
            QVERIFY2(!wishes.empty(), where.c_str());
            QVERIFY2(ops::hasFormRows(row) || ops::editorOf(row) != ops::FormEditor::None,
                     where.c_str());
            const auto planned = policy::planEdits(*read.snapshot.document, wishes);
            QVERIFY2(planned.has_value(), where.c_str());
            const Read after(planned->edits.apply("{}\n").value());
            const auto again = ops::formRows(ops::formRow(after.root(), &type));
            const auto filled = std::ranges::find(again, row.field, &ops::FormRow::field);
            QVERIFY2(filled != again.end() && filled->node, where.c_str());
            const ops::Wishes clearing
                = ops::wishesToClear(std::vector{ops::FormSpot{spot.place, *filled, after.root()}});
            const auto cleared = policy::planEdits(*after.snapshot.document, clearing);
            QVERIFY2(cleared.has_value(), where.c_str());
            QCOMPARE(cleared->edits.apply(after.snapshot.source.bytes()).value(), "{}\n");
            if (row.field->item != nullptr)
                setAll(*row.field->item, seen);
        }
    }
};

QTEST_GUILESS_MAIN(FormRowsTest)
#include "form_rows_test.moc"
