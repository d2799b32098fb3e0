// The texts before and after, as a person would have typed them.

#include "core/ops/policy_switch.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

/// Shows both texts when a comparison fails.
template <> inline char* QTest::toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

namespace {

const std::string head = "kind: SpyderbatPolicy\nmetadata: {name: a, type: container}\n";

text::SourceText source(const std::string& text)
{
    return *text::SourceText::make(text, "policy.yaml");
}

/// The new text, or the code of the error.
std::string shown(const Result<ChangedText>& result)
{
    return result ? result->text : result.error().code;
}

std::string mode(const std::string& spec, std::string_view to)
{
    const std::string out = shown(withMode(source(head + spec), to));
    return out.starts_with(head) ? out.substr(head.size()) : out;
}

std::string enabled(const std::string& spec, bool to)
{
    const std::string out = shown(withEnabled(source(head + spec), to));
    return out.starts_with(head) ? out.substr(head.size()) : out;
}

} // namespace

class PolicySwitchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theModeAloneChanges()
    {
        QCOMPARE(mode("spec:\n  # first watch\n  mode: audit   # until May\n\n  response: {}\n",
                      "enforce"),
                 std::string(
                     "spec:\n  # first watch\n  mode: enforce   # until May\n\n  response: {}\n"));
        QCOMPARE(mode("spec:\n    mode: 'audit'\n", "enforce"),
                 std::string("spec:\n    mode: 'enforce'\n"));
        QCOMPARE(mode("spec: {mode: audit, response: {}}\n", "enforce"),
                 std::string("spec: {mode: enforce, response: {}}\n"));
    }

    void lineEndsStay()
    {
        const Result<ChangedText> out = withMode(
            source("kind: SpyderbatPolicy\r\nmetadata: {type: container}\r\n"
                   "spec:\r\n  containerSelector: {image: a}\r\n  processPolicy: []\r\n"),
            "audit");
        QCOMPARE(shown(out),
                 std::string("kind: SpyderbatPolicy\r\nmetadata: {type: container}\r\n"
                             "spec:\r\n  containerSelector: {image: a}\r\n  mode: audit\r\n"
                             "  processPolicy: []\r\n"));
    }

    void aMissingModeComesBehindTheSelectors()
    {
        QCOMPARE(mode("spec:\n  containerSelector: {image: a}\n  podSelector: {}\n"
                      "  # who\n  processPolicy: []\n  networkPolicy: {}\n",
                      "audit"),
                 std::string("spec:\n  containerSelector: {image: a}\n  podSelector: {}\n"
                             "  mode: audit\n  # who\n  processPolicy: []\n  networkPolicy: {}\n"));
        QCOMPARE(mode("spec: {processPolicy: []}\n", "audit"),
                 std::string("spec: {mode: audit, processPolicy: []}\n"));
    }

    void aMissingEnabledComesBehindTheMode()
    {
        QCOMPARE(enabled("spec:\n  serviceSelector: {cgroup: a}\n  mode: audit\n"
                         "  disableProcesses: all\n  processPolicy: []\n  networkPolicy: {}\n",
                         false),
                 std::string("spec:\n  serviceSelector: {cgroup: a}\n  mode: audit\n"
                             "  disableProcesses: all\n  enabled: false\n  processPolicy: []\n"
                             "  networkPolicy: {}\n"));
    }

    void keysSortedByTheAlphabetStaySo()
    {
        QCOMPARE(enabled("spec:\n  containerSelector: {image: a}\n  mode: audit\n"
                         "  networkPolicy: {}\n  processPolicy: []\n",
                         false),
                 std::string("spec:\n  containerSelector: {image: a}\n  enabled: false\n"
                             "  mode: audit\n  networkPolicy: {}\n  processPolicy: []\n"));
    }

    void onAndOff()
    {
        QCOMPARE(enabled("spec:\n  enabled: false # for now\n", true),
                 std::string("spec:\n  enabled: true # for now\n"));
        QCOMPARE(enabled("spec:\n  enabled: true\n", false),
                 std::string("spec:\n  enabled: false\n"));
    }

    void nothingToDoIsNoEdit_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<bool>("on");
        QTest::newRow("missing means on") << QStringLiteral("spec: {mode: audit}\n") << true;
        QTest::newRow("is on") << QStringLiteral("spec: {mode: audit, enabled: yes}\n") << true;
        QTest::newRow("is off") << QStringLiteral("spec: {mode: audit, enabled: off}\n") << false;
    }

    void nothingToDoIsNoEdit()
    {
        QFETCH(QString, spec);
        QFETCH(bool, on);
        const std::string text = head + spec.toStdString();
        const Result<ChangedText> switched = withEnabled(source(text), on);
        QVERIFY(switched && switched->edits.empty());
        QCOMPARE(switched->text, text);
        const Result<ChangedText> same = withMode(source(text), "audit");
        QVERIFY(same && same->edits.empty());
        QCOMPARE(same->text, text);
    }

    void oneOfSeveralDocuments()
    {
        const yaml::Document document
            = yaml::read(source("{spec: {mode: audit}}\n---\nspec:\n  mode: audit\n"));
        const Result<ChangedText> out = withMode(document.roots()[1], "enforce");
        QCOMPARE(shown(out), std::string("{spec: {mode: audit}}\n---\nspec:\n  mode: enforce\n"));
        QCOMPARE(out->edits.edits().size(), 1U);
    }

    void whatCannotBeDone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QString front = QString::fromStdString(head);
        QTest::newRow("broken") << front + QStringLiteral("spec: {mode: audit\n")
                                << QStringLiteral("does-not-parse");
        QTest::newRow("no spec") << front << QStringLiteral("no-spec");
        QTest::newRow("a list for a spec")
            << front + QStringLiteral("spec: []\n") << QStringLiteral("no-spec");
        QTest::newRow("two") << front + QStringLiteral("spec: {}\n---\n") + front
                             << QStringLiteral("not-one-policy");
        QTest::newRow("a fingerprint") << QStringLiteral("kind: SpyderbatFingerprint\nspec: {}\n")
                                       << QStringLiteral("not-one-policy");
        QTest::newRow("what an alias stands for")
            << front + QStringLiteral("spec: &s {mode: audit}\nx: *s\n")
            << QStringLiteral("anchor");
    }

    void whatCannotBeDone()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QCOMPARE(shown(withMode(source(text.toStdString()), "enforce")), code.toStdString());
    }
};

QTEST_APPLESS_MAIN(PolicySwitchTest)
#include "policy_switch_test.moc"
