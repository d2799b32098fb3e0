#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include "core/yaml/reader.h"
#include "core/yaml/value.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

namespace {

std::string with(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

yaml::Value valueOf(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "out"));
    return yaml::toValue(document.roots().front());
}

} // namespace

class CompareTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void saysWhatChanged();
    void failsOnWhatIsAskedFor_data();
    void failsOnWhatIsAskedFor();
    void asJson();
    void forAReview();
    void whatCannotBeCompared();
    void diffShowsLinesAndMarks();
    void diffOfNothing();

private:
    MemoryFiles m_files;
    std::string m_policy;
};

void CompareTest::init()
{
    m_files = {};
    m_policy = mongoPolicy(false);
    m_files.content["a"] = m_policy;
    m_files.content["same"] = "# the same\n" + m_policy;
    m_files.content["wider"] = with(m_policy, "192.168.1.146/32", "192.168.0.0/16");
    m_files.content["acts"] = with(m_policy, "mode: audit", "mode: enforce");
}

void CompareTest::saysWhatChanged()
{
    Ran ran = runPwctl(m_files, {"compare", "a", "acts"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(contains(ran.out, "mongo-policy\n  ~ mode audit became enforce"), ran.out.c_str());
    QVERIFY2(contains(ran.out, " acts\n"), ran.out.c_str());
    QCOMPARE(ran.err, std::string("1 acts\n"));
    ran = runPwctl(m_files, {"compare", "a", "same"});
    QCOMPARE(ran.out, std::string());
    QCOMPARE(ran.err, std::string("both mean the same\n"));
    m_files.content["-"] = m_files.content["wider"];
    ran = runPwctl(m_files, {"compare", "a", "-"});
    QVERIFY2(contains(ran.out, "192.168.0.0/16"), ran.out.c_str());
}

void CompareTest::failsOnWhatIsAskedFor_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("on");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char* left, const char* right, const char* on, int exitCode) {
        QTest::addRow("%s %s %s", left, right, on)
            << QString::fromLatin1(left) << QString::fromLatin1(right) << QString::fromLatin1(on)
            << exitCode;
    };
    row("a", "wider", "wider", 1);
    row("wider", "a", "wider", 0);
    row("a", "acts", "wider", 0);
    row("a", "acts", "any", 1);
    row("wider", "a", "any", 1);
    row("a", "same", "any", 0);
}

void CompareTest::failsOnWhatIsAskedFor()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QFETCH(const QString, on);
    QFETCH(const int, exitCode);
    const Ran ran = runPwctl(
        m_files,
        {"compare", left.toStdString(), right.toStdString(), "--fail-on", on.toStdString()});
    QCOMPARE(ran.exitCode, exitCode);
}

void CompareTest::asJson()
{
    const Ran ran = runPwctl(m_files, {"compare", "a", "acts", "-o", "json"});
    QCOMPARE(ran.exitCode, 0);
    const yaml::Value whole = valueOf(ran.out);
    const yaml::Value& change = whole.find("documents")->items.at(0).find("changes")->items.at(0);
    QCOMPARE(change.find("effect")->text, std::string("acts"));
    QCOMPARE(change.find("sign")->text, std::string("changed"));
    QVERIFY(change.find("right")->find("line") != nullptr);
}

void CompareTest::forAReview()
{
    m_files.content["odd"] = with(m_policy, "name: mongo-policy", "name: 'a|b`c'");
    const Ran ran = runPwctl(m_files, {"compare", "a", "odd", "-o", "markdown"});
    QVERIFY2(ran.out.starts_with("### a → odd\n\n1 change: 1 same\n"), ran.out.c_str());
    QVERIFY2(contains(ran.out, "a\\|b\\`c"), ran.out.c_str());
    const Ran page = runPwctl(m_files, {"compare", "a", "odd", "-o", "html"});
    QVERIFY2(page.out.starts_with("<!DOCTYPE html>"), page.out.c_str());
    QVERIFY2(contains(page.out, "<h1>a → odd</h1>"), page.out.c_str());
    QVERIFY2(contains(page.out, "1 same"), page.out.c_str());
}

void CompareTest::whatCannotBeCompared()
{
    QCOMPARE(runPwctl(m_files, {"compare", "a"}).exitCode, 2);
    QCOMPARE(runPwctl(m_files, {"compare", "a", "nowhere"}).exitCode, 2);
    m_files.content["broken"] = "a: [";
    const Ran ran = runPwctl(m_files, {"compare", "a", "broken"});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(contains(ran.err, "broken:1:"), ran.err.c_str());
    m_files.content["other"] = "a: 1\n";
    const Ran none = runPwctl(m_files, {"compare", "other", "other"});
    QCOMPARE(none.exitCode, 0);
    QVERIFY2(contains(none.err, "no policies"), none.err.c_str());
}

void CompareTest::diffShowsLinesAndMarks()
{
    m_files.content["new"] = mongoFingerprint("1705439999.5", "192.168.9.9", "192.168.0.229");
    Ran ran = runPwctl(m_files, {"diff", "-f", "a", "-w", "new"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.out.starts_with("--- a\n+++ a merged\n@@ "), ran.out.c_str());
    QVERIFY2(contains(ran.out, "+          cidr: 192.168.9.9/32\n"), ran.out.c_str());
    QCOMPARE(m_files.content["a"], m_policy);
    ran = runPwctl(m_files, {"diff", "-f", "a", "-w", "new", "--full-diff"});
    QVERIFY2(ran.out.starts_with(" apiVersion: "), ran.out.c_str());
    QVERIFY2(contains(ran.out, "+          cidr: 192.168.9.9/32\n"), ran.out.c_str());
    ran = runPwctl(m_files, {"diff", "-f", "a", "-w", "new", "-o", "yaml"});
    const yaml::Value marked = valueOf(ran.out);
    std::size_t added = 0;
    for (const yaml::Value& rule :
         marked.find("spec")->find("networkPolicy")->find("ingress")->items)
        added += rule.find("diff") != nullptr && rule.find("diff")->text == "added" ? 1 : 0;
    QCOMPARE(added, std::size_t{1});
}

void CompareTest::diffOfNothing()
{
    m_files.content["old"] = mongoFingerprints();
    const Ran ran = runPwctl(m_files, {"diff", "-f", "a", "-w", "old"});
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(ran.out, std::string());
    QVERIFY2(contains(ran.err, "nothing would change"), ran.err.c_str());
    QCOMPARE(runPwctl(m_files, {"diff", "-f", "old", "-w", "a"}).exitCode, 1);
}

QTEST_APPLESS_MAIN(CompareTest)
#include "pwctl_compare_test.moc"
