// Open texts: what is analysed when, and what counts as saved.

#include "app/policywright/session.h"

#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QSignalSpy>
#include <QTest>

using namespace pw;

namespace {

const std::string policyText
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: web policy/1\n"
      "  type: container\nspec:\n  containerSelector:\n    image: web\n  mode: audit\n"
      "  processPolicy: []\n  networkPolicy:\n    ingress: []\n    egress: []\n  response:\n"
      "    default:\n    - makeRedFlag:\n        severity: high\n    actions: []\n";

text::SourceText source(const std::string& bytes)
{
    return *text::SourceText::make(bytes, "policy");
}

QStringList problems(const app::Document& document)
{
    QStringList out;
    for (const text::Diagnostic& found : document.snapshot()->diagnostics)
        out += QString::fromStdString(found.code);
    return out;
}

void type(app::Document& document, const char* keys)
{
    QTest::keyClicks(&document.editor(), QString::fromUtf8(keys));
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_session = std::make_unique<app::Session>(); }
    void cleanup() { m_session.reset(); }
    void aTextIsAnalysedAtOnce();
    void typingIsAnalysedAfterAPause();
    void lateResultsAreDropped();
    void whatIsKeptNowhereIsModified();
    void undoBackToTheFileIsNotModified();
    void typedWhileItWasSaved();
    void somebodyElseChangedTheFile();
    void namesOfFiles_data();
    void namesOfFiles();
    void twoOfOneName();
    void filesAreFoundByPath();
    void closingTheOneInFront();

private:
    app::Document& open(const std::string& bytes = policyText)
    {
        return m_session->add(source(bytes), QStringLiteral("policy"));
    }
    app::Document& openFile(const std::string& bytes = policyText)
    {
        return m_session->addFile("/tmp/web.yaml", source(bytes));
    }
    std::unique_ptr<app::Session> m_session;
};

void SessionTest::aTextIsAnalysedAtOnce()
{
    app::Document& document = open();
    QVERIFY(document.snapshot() == nullptr);
    QTRY_VERIFY(document.isAnalysed());
    QCOMPARE(problems(document), QStringList());
    QCOMPARE(document.snapshot()->source.bytes(), std::string_view(policyText));
}

void SessionTest::typingIsAnalysedAfterAPause()
{
    app::Document& document = open();
    QTRY_VERIFY(document.isAnalysed());
    QSignalSpy snapshots(&document, &app::Document::snapshotChanged);
    type(document, "a: 1");
    QTest::keyClick(&document.editor(), Qt::Key_Return);
    QVERIFY(!document.isAnalysed());
    QVERIFY(snapshots.isEmpty()); // each key only starts the pause anew
    QTRY_VERIFY(document.isAnalysed());
    QCOMPARE(snapshots.size(), 1);
    QVERIFY(!problems(document).isEmpty());
}

void SessionTest::lateResultsAreDropped()
{
    app::Document& document = open();
    QTRY_VERIFY(document.isAnalysed());
    QSignalSpy snapshots(&document, &app::Document::snapshotChanged);
    type(document, "x");
    document.analyseNow();
    type(document, "y");
    document.analyseNow(); // the first one is still under way, or its result waits to be taken
    QTRY_VERIFY(document.isAnalysed());
    QCOMPARE(snapshots.size(), 1);
    QVERIFY(document.snapshot()->source.bytes().starts_with("xyapiVersion"));
}

void SessionTest::whatIsKeptNowhereIsModified()
{
    app::Document& document = open();
    QVERIFY(document.isModified());
    QCOMPARE(m_session->modified().size(), std::size_t{1});
    QSignalSpy changed(m_session.get(), &app::Session::changed);
    document.setKept("/tmp/a.yaml", source(policyText), document.revision());
    QVERIFY(!document.isModified());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(document.title(), QStringLiteral("a.yaml"));
}

void SessionTest::undoBackToTheFileIsNotModified()
{
    app::Document& document = openFile();
    QVERIFY(!document.isModified());
    type(document, "z");
    QVERIFY(document.isModified());
    document.editor().undo();
    QVERIFY(!document.isModified());
}

void SessionTest::typedWhileItWasSaved()
{
    app::Document& document = openFile();
    type(document, "z");
    const std::uint64_t saved = document.revision();
    const text::SourceText content = source(document.bytes());
    type(document, "y");
    document.setKept(document.path(), content, saved);
    QVERIFY(document.isModified());
    // Neither is the text of before what the file holds now.
    while (document.editor().isUndoAvailable())
        document.editor().undo();
    QVERIFY(document.isModified());
}

void SessionTest::somebodyElseChangedTheFile()
{
    app::Document& document = openFile();
    document.setDiskChanged(source("other\n"));
    QVERIFY(document.isModified());
    QCOMPARE(document.onDisk()->bytes(), std::string_view("other\n"));
    document.setKept(document.path(), source(document.bytes()), document.revision());
    QVERIFY(!document.isModified());
    document.setDiskChanged({});
    QVERIFY(document.isModified());
    QVERIFY(!document.onDisk());
}

void SessionTest::namesOfFiles_data()
{
    QTest::addColumn<QString>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("the policy's own name, as a file may be called")
        << QString::fromStdString(policyText) << QStringLiteral("web-policy-1.yaml");
    QTest::newRow("json stays json")
        << QStringLiteral(R"({"kind": "SpyderbatPolicy", "metadata": {"name": "a"}})")
        << QStringLiteral("a.json");
    QTest::newRow("no name") << QStringLiteral("kind: SpyderbatPolicy\n")
                             << QStringLiteral("policy.yaml");
    QTest::newRow("no way out of the folder")
        << QStringLiteral("kind: SpyderbatPolicy\nmetadata: {name: ../../x}\n")
        << QStringLiteral("x.yaml");
}

void SessionTest::namesOfFiles()
{
    QFETCH(QString, bytes);
    app::Document& document = open(bytes.toStdString());
    QTRY_VERIFY(document.isAnalysed());
    QTEST(document.suggestedFileName(), "expected");
}

void SessionTest::twoOfOneName()
{
    QCOMPARE(open().title(), QStringLiteral("policy"));
    QCOMPARE(open().title(), QStringLiteral("policy (2)"));
}

void SessionTest::filesAreFoundByPath()
{
    open();
    QVERIFY(m_session->byPath({}) == nullptr);
    app::Document& file = openFile();
    QCOMPARE(m_session->byPath("/tmp/web.yaml"), &file);
}

void SessionTest::closingTheOneInFront()
{
    app::Document& first = open();
    app::Document& second = open();
    QCOMPARE(m_session->current(), &second);
    QSignalSpy closing(m_session.get(), &app::Session::aboutToClose);
    m_session->close(second);
    QVERIFY(m_session->current() == nullptr);
    QCOMPARE(closing.size(), 1);
    QCOMPARE(m_session->documents().size(), std::size_t{1});
    m_session->close(first);
    QVERIFY(m_session->documents().empty());
}

QTEST_MAIN(SessionTest)
#include "session_test.moc"
