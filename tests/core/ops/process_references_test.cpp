// Where a text names a process, asked at one of the places that do.

#include "core/ops/process_references.h"

#include "core/policy/policy_edit.h"
#include "core/snapshot_words.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

namespace {

const std::string head = "kind: SpyderbatPolicy\nspec:\n";

Snapshot read(const std::string& text)
{
    return analyse(*text::SourceText::make(text, "test.yaml"));
}

std::string shown(const Snapshot& snapshot, const std::vector<text::Span>& spans)
{
    std::string out;
    for (const text::Span span : spans) {
        const text::LineColumn place = snapshot.source.lineColumn(span.begin);
        out += " " + std::to_string(place.line) + ":" + std::to_string(place.column) + "<"
            + std::string(snapshot.source.slice(span)) + ">";
    }
    return out;
}

/// At the `^`.
std::optional<ops::ProcessReferences> referencesIn(std::string text, Snapshot& snapshot)
{
    const std::size_t at = text.find('^');
    text.erase(at, 1);
    snapshot = read(text);
    return ops::processReferencesAt(snapshot, static_cast<text::ByteOffset>(at));
}

void row(const char* name, const std::string& text, const char* found)
{
    QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(found);
}

} // namespace

class ProcessReferencesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAllPlaces_data();
    void findsAllPlaces();
    void renamingChangesThem_data();
    void renamingChangesThem();
};

void ProcessReferencesTest::findsAllPlaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const std::string tree
        = "  processPolicy:\n  - {name: a, id: a_0, children: [{name: b, id: b_0}]}\n";
    const std::string rules = "  networkPolicy:\n    egress:\n    - {processes: [b_0, a_0]}\n"
                              "    ingress:\n    - processes:\n      - 'a_0'\n";
    const std::string policy = head + tree + rules;
    const auto at = [](std::string text, const std::string& word, int number = 0) {
        std::size_t place = text.find(word);
        for (; number > 0; --number)
            place = text.find(word, place + 1);
        return text.insert(place, "^");
    };
    row("at the id", at(policy, "a_0"), "a_0 of 0: 4:19<a_0> used 7:25<a_0> 10:9<'a_0'>");
    row("at a use", at(policy, "a_0", 1), "a_0 of 0: 4:19<a_0> used 7:25<a_0> 10:9<'a_0'>");
    row("at a quoted use", at(policy, "a_0", 2), "a_0 of 0: 4:19<a_0> used 7:25<a_0> 10:9<'a_0'>");
    row("at an inner process", at(policy, "b_0", 1), "b_0 of 0: 4:49<b_0> used 7:20<b_0>");
    row("behind the word", head + "  processPolicy:\n  - id: a^\n", "a of 0: 4:9<a> used");
    row("nobody has it",
        head + "  networkPolicy: {ingress: [{processes: [^x]}], egress: [{processes: [x]}]}\n",
        "x of 0: used 3:42<x> 3:70<x>");
    row("two have it",
        head
            + "  processPolicy: [{id: a}, {id: ^a}]\n  networkPolicy: {ingress: [{processes: [a, "
              "a]}]}\n",
        "a of 0: 3:24<a> 3:33<a> used 4:42<a> 4:45<a>");
    row("a number",
        head + "  processPolicy: [{id: ^7}]\n  networkPolicy: {ingress: [{processes: [7]}]}\n",
        "7 of 0: 3:24<7> used 4:42<7>");
    row("one text in place of a list",
        head + "  processPolicy: [{id: ^a}]\n  networkPolicy: {ingress: [{processes: a}]}\n",
        "a of 0: 3:24<a> used 4:41<a>");
    row("at the one text",
        head + "  processPolicy: [{id: a}]\n  networkPolicy: {ingress: [{processes: ^a}]}\n",
        "a of 0: 3:24<a> used 4:41<a>");
    row("the key of a text",
        head + "  processPolicy: [{id: a}]\n  networkPolicy: {ingress: [{^processes: a}]}\n", "-");
    row("empty", head + "  processPolicy: [{id: ^''}]\n", "-");
    row("the key", head + "  processPolicy: [{^id: a}]\n", "-");
    row("a name", head + "  processPolicy: [{name: ^a, id: a}]\n", "-");
    row("an id of something else",
        "kind: SpyderbatPolicy\nmetadata: {id: ^a}\nspec: {processPolicy: [{id: a}]}\n", "-");
    row("processes elsewhere", head + "  processes: [^a]\n  processPolicy: [{id: a}]\n", "-");
    row("a mapping", head + "  processPolicy: [{id: {a: ^b}}]\n", "-");
    row("aliases",
        head + "  processPolicy: [{id: &i a}]\n  networkPolicy: {ingress: [{processes: [^*i]}]}\n",
        "a of 0: 3:24<&i a> used 4:42<*i>");
    row("a policy's process",
        "kind: GuardianDeviation\nspec:\n  processPolicy: [{policyNode: {id: web, children: [{id: "
        "sh}]}}]\n  networkPolicy: {ingress: [{processes: [^web, sh]}]}\n",
        "web of 0: used 3:37<web> 4:42<web>");
    row("in a record",
        "{deviation: {kind: GuardianDeviation, spec: {processPolicy: [{id: ^a}], networkPolicy: "
        "{egress: [{processes: [a]}]}}}}\n",
        "a of 0: 1:67<a> used 1:110<a>");
    row("in the second document", policy + "---\n" + head + "  processPolicy: [{id: ^a_0}]\n",
        "a_0 of 1: 14:24<a_0> used");
    row("in a member of a group",
        "kind: FingerprintGroup\ndata:\n  fingerprints:\n  - {kind: SpyderbatFingerprint, spec: "
        "{processPolicy: [{id: a}]}}\n  - {kind: SpyderbatFingerprint, spec: {processPolicy: [{id: "
        "^a}]}}\n",
        "a of 0: 5:62<a> used");
    row("behind a group",
        "kind: FingerprintGroup\ndata: {fingerprints: [{kind: SpyderbatFingerprint}, {}]}\n---\n"
            + head + "  processPolicy: [{id: ^a}]\n",
        "a of 1: 6:24<a> used");
    row("json",
        R"({"kind": "SpyderbatPolicy", "spec": {"processPolicy": [{"id": "a^"}], "networkPolicy": {"ingress": [{"processes": ["a"]}]}}})",
        "a of 0: 1:63<\"a\"> used 1:115<\"a\">");
    row("CRLF",
        "kind: SpyderbatPolicy\r\nspec:\r\n  processPolicy:\r\n  - id: ^a\r\n  networkPolicy:\r\n  "
        "  ingress:\r\n    - processes: [a]\r\n",
        "a of 0: 4:9<a> used 7:19<a>");
    row("a byte order mark",
        "\xEF\xBB\xBF" + head
            + "  processPolicy: [{id: ^\u00e4}]\n  networkPolicy: {ingress: [{processes: "
              "[\u00e4]}]}\n",
        "\u00e4 of 0: 3:24<\u00e4> used 4:42<\u00e4>");
    row("nothing there", "^", "-");
}

void ProcessReferencesTest::findsAllPlaces()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    Snapshot snapshot;
    const auto references = referencesIn(text.toStdString(), snapshot);
    std::string told = "-";
    if (references) {
        told = references->id + " of " + std::to_string(references->unit) + ":"
            + shown(snapshot, references->definitions) + " used"
            + shown(snapshot, references->uses);
    }
    QCOMPARE(QString::fromStdString(told), found);
}

void ProcessReferencesTest::renamingChangesThem_data()
{
    findsAllPlaces_data();
}

/// A wish to rename the process changes the bytes of those places and no others.
void ProcessReferencesTest::renamingChangesThem()
{
    QFETCH(QString, text);
    Snapshot snapshot;
    const auto references = referencesIn(text.toStdString(), snapshot);
    const bool inGroup = snapshot.units.size() > policy::unitsOf(*snapshot.document, false).size();
    if (!references || (inGroup && references->unit == 0)) // a wish looks into no group
        return;
    const std::vector<policy::PolicyEdit> wishes{
        policy::RenameProcessId{references->unit, references->id, "other_1"}};
    const Result<policy::PlannedEdit> planned = policy::planEdits(*snapshot.document, wishes);
    QVERIFY(planned);
    std::vector<text::Span> spans = references->definitions;
    spans.insert(spans.end(), references->uses.begin(), references->uses.end());
    std::erase_if(spans, [&snapshot](const text::Span& span) { // an alias follows
        return snapshot.source.slice(span).starts_with('*');
    });
    for (const text::TextEdit& edit : planned->edits.edits()) {
        const bool isThere = std::ranges::any_of(
            spans, [&edit](const text::Span& span) { return span.contains(edit.span); });
        QVERIFY(isThere);
    }
    QCOMPARE(planned->edits.edits().size(), spans.size());
}

QTEST_APPLESS_MAIN(ProcessReferencesTest)
#include "process_references_test.moc"
