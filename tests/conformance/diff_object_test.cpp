// What came, changed and went, as the real tool marks it.

#include "core/ops/diff_object.h"
#include "core/yaml/json_writer.h"
#include "tests/conformance/recorded_case.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace pw;
using conformance::RecordedCase;
using yaml::Value;

namespace {

using Marks = std::set<std::string>;

std::string spelled(Value value)
{
    value.erase("diff");
    std::ranges::sort(value.entries, {}, &std::pair<std::string, Value>::first);
    return yaml::writeJson(value, yaml::JsonLayout::OneLine);
}

/// `removed process ls_0`, `added rule {…}`; the words of a name say nothing here.
void addProcesses(const Value* list, Marks& out)
{
    if (list == nullptr)
        return;
    for (const Value& process : list->items) {
        if (const Value* const what = process.find("diff"))
            out.insert(what->text + " process " + process.find("id")->text);
        addProcesses(process.find("children"), out);
    }
}

/// A peer that stands alone counts as a list of one.
void addRules(const Value* list, Marks& out)
{
    if (list == nullptr)
        return;
    for (Value rule : list->items) {
        const Value* const what = rule.find("diff");
        if (what == nullptr)
            continue;
        const std::string word = what->text;
        for (auto& [key, value] : rule.entries) {
            if ((key == "to" || key == "from") && value.kind == Value::Kind::Map)
                value = Value::list({value});
        }
        out.insert(word + " rule " + spelled(rule));
    }
}

Marks marksOf(const Value& diff)
{
    Marks out;
    const Value* const spec = diff.find("spec");
    if (spec == nullptr)
        return out;
    addProcesses(spec->find("processPolicy"), out);
    if (const Value* const network = spec->find("networkPolicy")) {
        addRules(network->find("ingress"), out);
        addRules(network->find("egress"), out);
    }
    return out;
}

std::string only(const Marks& one, const Marks& other)
{
    std::string out;
    for (const std::string& mark : one) {
        if (!other.contains(mark))
            out += "\n  " + mark;
    }
    return out;
}

Value ours(const RecordedCase& recorded)
{
    const std::vector<Value>& inputs = recorded.part("inputs").items;
    return ops::diffObject(inputs.at(0), inputs.at(1));
}

} // namespace

class DiffObjectConformanceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameMarks();
    void whatTheRealToolCannot();
};

void DiffObjectConformanceTest::theSameMarks()
{
    const std::vector<RecordedCase> cases = conformance::recordedCases("open", "diff_object");
    if (cases.empty())
        QSKIP("the recorded cases are not here: 22 were skipped");
    std::string wrong;
    for (const RecordedCase& recorded : cases) {
        const Value* const expected = recorded.part("expect").find("diff");
        QVERIFY2(expected != nullptr, recorded.id.c_str());
        const Marks theirs = marksOf(*expected);
        const Marks own = marksOf(ours(recorded));
        if (own != theirs)
            wrong += recorded.id + "\n missing:" + only(theirs, own)
                + "\n too many:" + only(own, theirs) + "\n";
    }
    QVERIFY2(wrong.empty(), wrong.c_str());
    qInfo("%zu cases", cases.size());
}

void DiffObjectConformanceTest::whatTheRealToolCannot()
{
    const std::vector<RecordedCase> cases = conformance::recordedCases("anomalies", "diff_object");
    if (cases.empty())
        QSKIP("the anomalies are not here: 2 were skipped");
    for (const RecordedCase& recorded : cases) {
        const Marks own = marksOf(ours(recorded));
        if (recorded.id.starts_with("A17"))
            QCOMPARE(own, Marks{"removed process ls_0"});
        if (!recorded.id.starts_with("A18"))
            continue;
        const Value diff = ours(recorded);
        const Value* const egress = diff.find("spec")->find("networkPolicy")->find("egress");
        QCOMPARE(egress->items.size(), std::size_t{1});
        QVERIFY(egress->items.front().find("to")->kind == Value::Kind::List);
    }
}

QTEST_APPLESS_MAIN(DiffObjectConformanceTest)
#include "diff_object_test.moc"
