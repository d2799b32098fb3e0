// What the server fills in goes into the text: lines before, lines after.

#include "core/ops/applied_marks.h"

#include "core/policy/kinds.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

using yaml::Value;

const Value answered = Value::map({{"name", Value::string("a")},
                                   {"uid", Value::string("pol:9")},
                                   {"creationTimestamp", Value::number("1713000000.25")},
                                   {"version", Value::number("3")},
                                   {"lastUpdatedBy", Value::string("ann")}});

/// The text after marking all its policies with what the server answered.
std::string marked(const std::string& text, const Value& metadata = answered)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t.yaml"));
    std::vector<ops::AppliedMark> marks;
    for (const policy::Unit& unit : policy::unitsOf(document, false))
        marks.push_back({yaml::NodeRef(document, unit.root), "pol:9", metadata});
    const auto edits = ops::planMarks(document, marks);
    if (!edits)
        return edits.error().code;
    return *edits->apply(text);
}

std::string policyWith(const std::string& metadata)
{
    return "kind: SpyderbatPolicy # mine\nmetadata:\n" + metadata
        + "spec:\n  mode: audit   # for now\n";
}

} // namespace

class AppliedMarksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewPolicyGetsThem();
    void onesThatStandThereTakeTheNewValue();
    void theUidAlone();
    void listsAndSeveralDocuments();
    void withoutMetadataThereIsNoPlace();
};

void AppliedMarksTest::aNewPolicyGetsThem()
{
    QCOMPARE(marked(policyWith("  name: a # short\n  type: container\n  tags: [x]\n")),
             policyWith("  name: a # short\n  type: container\n  uid: pol:9\n"
                        "  creationTimestamp: 1713000000.25\n  version: 3\n  tags: [x]\n"));
}

void AppliedMarksTest::onesThatStandThereTakeTheNewValue()
{
    const std::string text = policyWith("  uid: pol:9\n  version: 2 # old\n  lastUpdatedBy: bob\n"
                                        "  creationTimestamp: 1713000000.25\n");
    QCOMPARE(marked(text),
             policyWith("  uid: pol:9\n  version: 3 # old\n  lastUpdatedBy: ann\n"
                        "  creationTimestamp: 1713000000.25\n"));
    QCOMPARE(marked(marked(text)), marked(text));
}

void AppliedMarksTest::theUidAlone()
{
    QCOMPARE(marked(policyWith("  name: a\n"), {}), policyWith("  name: a\n  uid: pol:9\n"));
}

void AppliedMarksTest::listsAndSeveralDocuments()
{
    const std::string item = "- kind: SpyderbatPolicy\n  metadata:\n    name: b\n  spec: {}\n";
    const std::string itemAfter
        = "- kind: SpyderbatPolicy\n  metadata:\n    name: b\n    uid: pol:9\n  spec: {}\n";
    QCOMPARE(marked("items:\n" + item + item, {}), "items:\n" + itemAfter + itemAfter);
    QCOMPARE(marked(policyWith("  name: a\n") + "---\n" + policyWith("  name: b\n"), {}),
             policyWith("  name: a\n  uid: pol:9\n") + "---\n"
                 + policyWith("  name: b\n  uid: pol:9\n"));
    QCOMPARE(marked("{\"kind\": \"SpyderbatPolicy\", \"metadata\": {\"name\": \"a\"}}", {}),
             std::string("{\"kind\": \"SpyderbatPolicy\", \"metadata\": {\"name\": \"a\", "
                         "\"uid\": \"pol:9\"}}"));
}

void AppliedMarksTest::withoutMetadataThereIsNoPlace()
{
    QCOMPARE(marked("kind: SpyderbatPolicy\nspec: {}\n"), std::string("no-metadata"));
}

QTEST_MAIN(AppliedMarksTest)
#include "applied_marks_test.moc"
