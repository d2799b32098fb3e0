// Two texts of several documents: which is which, and what each says otherwise.

#include "core/ops/comparison.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

std::string made(const std::string& name, const std::string& mode, const std::string& uid = {})
{
    return "kind: SpyderbatPolicy\nmetadata:\n  name: " + name + "\n  type: container\n"
        + (uid.empty() ? "" : "  uid: " + uid + "\n") + "spec:\n  mode: " + mode + "\n";
}

std::string compared(const std::string& left, const std::string& right)
{
    const yaml::Document was = yaml::read(*text::SourceText::make(left, "left"));
    const yaml::Document is = yaml::read(*text::SourceText::make(right, "right"));
    const ops::Comparison out = ops::compare(ops::comparedText(was), ops::comparedText(is));
    std::string shown;
    for (const ops::ComparedDocument& document : out.documents) {
        shown += document.name + ":";
        for (const ops::PolicyChange& change : document.changes)
            shown += " " + change.sentence.text() + ";";
        shown += "\n";
    }
    if (out.notJudged > 0)
        shown += std::to_string(out.notJudged) + " not judged\n";
    return shown;
}

const std::string next = "---\n";

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneOfEach();
    void severalInAnotherOrder();
    void byUidBeforeByName();
    void whatCameAndWent();
    void whatIsNoPolicy();
    void placesOnBothSides();
};

void ComparisonTest::oneOfEach()
{
    QCOMPARE(compared(made("a", "audit"), made("a", "audit")), std::string());
    QCOMPARE(compared(made("a", "audit"), made("b", "audit")),
             std::string("b: name a became b;\n"));
    QCOMPARE(compared("", ""), std::string());
}

void ComparisonTest::severalInAnotherOrder()
{
    QCOMPARE(compared(made("a", "audit") + next + made("b", "audit"),
                      made("b", "enforce") + next + made("a", "audit")),
             std::string("b: mode audit became enforce;\n"));
}

void ComparisonTest::byUidBeforeByName()
{
    QCOMPARE(compared(made("a", "audit", "pol:1") + next + made("b", "audit", "pol:2"),
                      made("b", "audit", "pol:1") + next + made("a", "audit", "pol:2")),
             std::string("b: name a became b;\na: name b became a;\n"));
}

void ComparisonTest::whatCameAndWent()
{
    QCOMPARE(compared(made("a", "audit") + next + made("gone", "audit") + next
                          + made("gone too", "audit"),
                      made("a", "audit") + next + made("new", "audit")),
             std::string("new: new came;\ngone: gone went;\ngone too: gone too went;\n"));
    QCOMPARE(compared("", made("a", "audit")), std::string("a: a came;\n"));
}

void ComparisonTest::whatIsNoPolicy()
{
    QCOMPARE(compared("a: 1\n", "a: 2\n"), std::string("1 not judged\n"));
    QCOMPARE(compared("[", made("a", "audit")), std::string("a: a came;\n"));
}

void ComparisonTest::placesOnBothSides()
{
    const std::string left
        = made("a", "audit") + "  processPolicy:\n  - {name: sh, exe: [/bin/sh], id: sh_0}\n";
    const std::string right = made("a", "audit")
        + "  processPolicy:\n  - {name: sh, exe: [/bin/sh, /bin/dash], id: sh_0}\n";
    const auto was = text::SourceText::make(left, "left");
    const auto is = text::SourceText::make(right, "right");
    const yaml::Document old = yaml::read(*was);
    const yaml::Document now = yaml::read(*is);
    const ops::Comparison out = ops::compare(ops::comparedText(old), ops::comparedText(now));
    QCOMPARE(out.count(), std::size_t{1});
    QCOMPARE(out.count(ops::Effect::Wider), std::size_t{1});
    const ops::PolicyChange& change = out.documents.front().changes.front();
    QCOMPARE(was->slice(change.before), std::string_view("{name: sh, exe: [/bin/sh], id: sh_0}"));
    QVERIFY(is->slice(change.span).find("/bin/dash") != std::string_view::npos);
    QCOMPARE(change.part, ops::PolicyChange::Part::Processes);
}

QTEST_APPLESS_MAIN(ComparisonTest)
#include "comparison_test.moc"
