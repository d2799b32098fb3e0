// The later of two policies with marks: `+ sh_0`, `~ nc_0`, `- ls_0`, and the same of rules.

#include "core/ops/diff_object.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using yaml::Value;

namespace {

Value valueOf(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "t"));
    return document.roots().empty() ? Value() : yaml::toValue(document.roots().front());
}

std::string sign(const Value& item)
{
    const Value* const what = item.find("diff");
    return what == nullptr        ? "= "
        : what->text == "added"   ? "+ "
        : what->text == "removed" ? "- "
                                  : "~ ";
}

void addProcesses(const Value* list, const std::string& indent, std::string& out)
{
    if (list == nullptr)
        return;
    for (const Value& process : list->items) {
        out += indent + sign(process) + process.find("id")->text + "\n";
        addProcesses(process.find("children"), indent + "  ", out);
    }
}

std::string diff(const std::string& before, const std::string& after)
{
    const Value marked = ops::diffObject(valueOf(before), valueOf(after));
    const Value* const spec = marked.find("spec");
    std::string out;
    if (spec == nullptr)
        return out;
    addProcesses(spec->find("processPolicy"), "", out);
    const Value* const network = spec->find("networkPolicy");
    for (const char* const way : {"ingress", "egress"}) {
        const Value* const rules = network != nullptr ? network->find(way) : nullptr;
        for (const Value& rule : rules != nullptr ? rules->items : std::vector<Value>())
            out += sign(rule) + way + "\n";
    }
    return out;
}

} // namespace

class DiffObjectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void processes();
    void rulesAreTakenApart();
    void whatIsNoPolicy();
};

void DiffObjectTest::processes()
{
    QCOMPARE(
        diff("spec: {processPolicy: [{id: a, exe: [/a]}, {id: b, children: [{id: c}, {id: d}]}]}",
             "spec: {processPolicy: [{id: b, children: [{id: d}, {id: e}]}, {id: a, exe: [/a, "
             "/x]}]}"),
        std::string("= b\n  = d\n  + e\n  - c\n~ a\n"));
    QCOMPARE(
        diff("spec: {processPolicy: [{id: a, children: [{id: b}]}]}", "spec: {processPolicy: []}"),
        std::string("- a\n  - b\n"));
    // The order of a list says nothing.
    QCOMPARE(diff("spec: {processPolicy: [{id: a, euser: [x, y]}]}",
                  "spec: {processPolicy: [{id: a, euser: [y, x]}]}"),
             std::string("= a\n"));
}

void DiffObjectTest::rulesAreTakenApart()
{
    const std::string ports = "ports: [{protocol: TCP, port: 1}]";
    QCOMPARE(diff("spec: {networkPolicy: {egress: [{to: [{dnsSelector: [a, b]}], " + ports + "}]}}",
                  "spec: {networkPolicy: {egress: [{to: [{dnsSelector: [b]}], " + ports
                      + "}, {to: [{dnsSelector: [a, c]}], " + ports + "}]}}"),
             std::string("= egress\n= egress\n+ egress\n"));
    QCOMPARE(diff("spec: {networkPolicy: {ingress: [{from: [{ipBlock: {cidr: x}}], processes: [p], "
                      + ports + "}]}}",
                  "spec: {}"),
             std::string("- ingress\n"));
}

void DiffObjectTest::whatIsNoPolicy()
{
    QCOMPARE(diff("", "[1]"), std::string());
    QCOMPARE(ops::diffObject(valueOf("a: 1"), valueOf("a: 2")), valueOf("a: 2"));
    QCOMPARE(diff("spec: x", "spec: {processPolicy: x}"), std::string());
}

QTEST_APPLESS_MAIN(DiffObjectTest)
#include "diff_object_test.moc"
