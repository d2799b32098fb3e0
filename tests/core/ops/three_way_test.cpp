// What the one changed goes into the text of the other, comments and all.

#include "core/ops/three_way.h"

#include "core/ops/item_identity.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

yaml::Value valueOf(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t"));
    return document.roots().empty() ? yaml::Value() : yaml::toValue(document.roots().front());
}

struct Merged
{
    std::string text;
    std::string conflicts;
    std::string taken;
};

Merged merged(const std::string& base, const std::string& mine, const std::string& theirs,
              const ops::MergeChoices& choices = {})
{
    const yaml::Document own = yaml::read(*text::SourceText::make(mine, "mine"));
    const auto plan = ops::planThreeWay(valueOf(base), own, 0, valueOf(theirs), choices);
    if (!plan)
        return {plan.error().text(), {}, {}};
    Merged out{*plan->edits.apply(mine), {}, {}};
    for (const ops::MergeConflict& conflict : plan->conflicts)
        out.conflicts += conflict.path + "\n";
    for (const std::string& path : plan->taken)
        out.taken += path + "\n";
    return out;
}

const std::string base = R"(kind: SpyderbatPolicy
metadata: {name: web, type: container, version: 3}
spec:
  mode: audit
  processPolicy:
  - {name: sh, exe: [/bin/sh], id: sh_0, euser: [root]}
  - {name: nc, exe: [/bin/nc], id: nc_0, euser: [app]}
  networkPolicy:
    ingress: []
    egress:
    - to: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: 10.0.0.2/32}}]
      processes: [sh_0]
      ports: [{protocol: TCP, port: 443}]
)";

std::string with(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "not found: " + from : text.replace(at, from.size(), to);
}

} // namespace

class ThreeWayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAndTheSame();
    void theirChangeGoesIntoMyText();
    void bothAddAProcessAtOnePlace();
    void itemsAreKnownByWhatTheyAre();
    void conflictsAndChoices_data();
    void conflictsAndChoices();
    void theServersFieldsAreLeftAlone();
    void aTextThatDoesNotParse();
    void pairs();
};

void ThreeWayTest::nothingAndTheSame()
{
    QCOMPARE(merged(base, base, base).text, base);
    const std::string changed = with(base, "mode: audit", "mode: enforce");
    QCOMPARE(merged(base, changed, base).text, changed);
    QCOMPARE(merged(base, changed, changed).text, changed);
    QCOMPARE(merged(base, changed, changed).taken, std::string());
}

void ThreeWayTest::theirChangeGoesIntoMyText()
{
    const std::string mine
        = with(base, "  mode: audit", "  mode: audit   # till May\n  # why\n  enabled: true");
    const Merged out = merged(base, mine, with(base, "euser: [root]", "euser: [root, daemon]"));
    QCOMPARE(out.text, with(mine, "euser: [root]", "euser: [root, daemon]"));
    QCOMPARE(out.conflicts, std::string());
    QCOMPARE(out.taken, std::string("spec.processPolicy[sh_0].euser[daemon]\n"));
}

void ThreeWayTest::bothAddAProcessAtOnePlace()
{
    const std::string end = "  networkPolicy:";
    const std::string mine = with(base, end, "  - {name: a, exe: [/a], id: a_0} # mine\n" + end);
    const std::string theirs = with(base, end, "  - {name: b, exe: [/b], id: b_0}\n" + end);
    const Merged out = merged(base, mine, theirs);
    QCOMPARE(out.conflicts, std::string());
    QCOMPARE(ops::meaningOf(valueOf(out.text)),
             ops::meaningOf(valueOf(with(mine, end, "  - {name: b, exe: [/b], id: b_0}\n" + end))));
    QVERIFY(out.text.find("# mine") != std::string::npos);
    // The same process by both is there once.
    QCOMPARE(merged(base, mine, mine).text, mine);
}

void ThreeWayTest::itemsAreKnownByWhatTheyAre()
{
    // I turned the list round and named another user; they took one address out and one in.
    const std::string mine = with(with(base, "10.0.0.1/32}}, {ipBlock: {cidr: 10.0.0.2/32}}",
                                       "10.0.0.2/32}}, {ipBlock: {cidr: 10.0.0.1/32}}"),
                                  "euser: [app]", "euser: [app, www]");
    const std::string theirs = with(base, "10.0.0.2/32", "10.0.0.3/32");
    const Merged out = merged(base, mine, theirs);
    QCOMPARE(out.conflicts, std::string());
    QVERIFY2(out.text.find("10.0.0.2") == std::string::npos, out.text.c_str());
    QVERIFY(out.text.find("10.0.0.1") != std::string::npos);
    QVERIFY(out.text.find("10.0.0.3") != std::string::npos);
    QVERIFY(out.text.find("[app, www]") != std::string::npos);
    // A process that went there goes here, too; what names it stays as they left it.
    const std::string nc = "  - {name: nc, exe: [/bin/nc], id: nc_0, euser: [app]}\n";
    QCOMPARE(merged(base, base, with(base, nc, "")).text, with(base, nc, ""));
}

void ThreeWayTest::conflictsAndChoices_data()
{
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const std::string& mine, const std::string& theirs,
                        const char* path) {
        QTest::newRow(name) << QString::fromStdString(mine) << QString::fromStdString(theirs)
                            << QString::fromLatin1(path);
    };
    row("two values", with(base, "mode: audit", "mode: enforce"),
        with(base, "mode: audit", "mode: watch"), "spec.mode");
    row("changed and removed", with(base, "[/bin/nc]", "[/bin/nc, /nc]"),
        with(base, "  - {name: nc, exe: [/bin/nc], id: nc_0, euser: [app]}\n", ""),
        "spec.processPolicy[nc_0]");
    row("removed and changed",
        with(base, "  - {name: nc, exe: [/bin/nc], id: nc_0, euser: [app]}\n", ""),
        with(base, "[/bin/nc]", "[/bin/nc, /nc]"), "spec.processPolicy[nc_0]");
    row("two names", with(base, "name: nc", "name: ncat"), with(base, "name: nc", "name: netcat"),
        "spec.processPolicy[nc_0].name");
}

void ThreeWayTest::conflictsAndChoices()
{
    QFETCH(const QString, mine);
    QFETCH(const QString, theirs);
    QFETCH(const QString, path);
    const std::string own = mine.toStdString();
    const Merged out = merged(base, own, theirs.toStdString());
    QCOMPARE(QString::fromStdString(out.conflicts), path + u'\n');
    QCOMPARE(out.text, own);
    const Merged chosen
        = merged(base, own, theirs.toStdString(), {{path.toStdString(), ops::MergeSide::Theirs}});
    QCOMPARE(QString::fromStdString(chosen.conflicts), path + u'\n'); // still to be looked at
    QCOMPARE(ops::meaningOf(valueOf(chosen.text)), ops::meaningOf(valueOf(theirs.toStdString())));
    const Merged kept
        = merged(base, own, theirs.toStdString(), {{path.toStdString(), ops::MergeSide::Mine}});
    QCOMPARE(kept.text, own);
}

void ThreeWayTest::theServersFieldsAreLeftAlone()
{
    const std::string theirs = with(base, "version: 3", "version: 4, lastUpdatedBy: ann");
    QCOMPARE(merged(base, base, theirs).text, base);
}

void ThreeWayTest::aTextThatDoesNotParse()
{
    QVERIFY(merged(base, "a: [", base).text.find("does not parse") != std::string::npos);
    QVERIFY(merged(base, "", base).text.find("does not parse") != std::string::npos);
}

void ThreeWayTest::pairs()
{
    const auto paired = [](const std::string& before, const std::string& after) {
        std::string out;
        for (const std::size_t at : ops::pairItems(valueOf(before).items, valueOf(after).items))
            out += at == ops::noItem ? "- " : std::to_string(at) + " ";
        return out;
    };
    QCOMPARE(paired("[a, b, a]", "[b, a]"), std::string("1 0 - "));
    QCOMPARE(paired("[{id: x, n: 1}, {id: y}]", "[{id: y, n: 2}, {id: x}]"), std::string("1 0 "));
    QCOMPARE(paired("[{a: 1, b: 2, c: 3}]", "[{a: 1, b: 2, c: 4}]"), std::string("0 "));
    QCOMPARE(paired("[{a: 1, b: 2, c: 3}]", "[{a: 9, b: 8, c: 7}]"), std::string("- "));
    QCOMPARE(paired("[{makeRedFlag: {severity: high}}]",
                    "[{makeOpsFlag: {}}, {makeRedFlag: {severity: low}}]"),
             std::string("1 "));
    QCOMPARE(paired("[{ipBlock: {cidr: 10.0.0.1/32}}]", "[{ipBlock: {cidr: 10.0.0.2/32}}]"),
             std::string("- "));
    QCOMPARE(paired("['1', 1]", "[1, '1']"), std::string("1 0 "));
}

QTEST_APPLESS_MAIN(ThreeWayTest)
#include "three_way_test.moc"
