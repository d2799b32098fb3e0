// What the editor of a document asks for, and wishes about a text that somebody types in.

#include "app/policywright/document.h"
#include "ui/common/convert.h"
#include "ui/editor/completer.h"
#include "ui/editor/place_line.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/editor/reference_marks.h"
#include "ui/editor/scintilla.h"
#include "ui/form/form_view.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <memory>

using namespace pw;
using namespace pw::app;
using Sci = QsciScintillaBase;
using Wish = ui::ReferenceMarks::Wish;
namespace sci = ui::sci;

class TextAssistTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void completesWithWordsOfFingerprints();
    void aWishAfterAKeyIsNeitherLostNorMisplaced();
    void wishesAreMadeOneAfterTheOther();
    void aWishWhoseTargetWasTypedOverIsRefused();
    void aWishAboutATextThatDoesNotParseIsRefused();
    void renamesAnIdEverywhere();
    void anIdThatIsTakenIsRefused();
    void escapeLeavesTheIdAlone();
    void goesToTheIdAndRoundItsUses();
    void marksTheIdAtTheCursor();
    void saysWhatAWordMeans();
    void namesOfThePlaceLeadThere();
    void foldsByKind();
    void theFormSpeaksThroughTheText();
    void theFormLeavesATextThatDoesNotParseAlone();
    void theFormStaysOpenWhereTheTextIsOnlyWrong();
    void theFormShowsTheTextAgainAfterAWishThatWasRefused();
    void manyPartsAreFoldedInTheEnd();

private:
    void open(const std::string& text);
    void putCursor(std::string_view words);
    void rename(const QString& to, Qt::Key key = Qt::Key_Return);
    [[nodiscard]] std::string text() const { return m_document->bytes(); }
    [[nodiscard]] ui::PolicyEditor& editor() const { return m_document->editor(); }
    [[nodiscard]] std::string marked() const;

    std::unique_ptr<Document> m_document;
};

namespace {

const std::string policyText
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, type: container}\n"
      "spec:\n  containerSelector:\n    image: web\n  mode: audit\n  processPolicy:\n"
      "  - name: sh\n    exe:\n    - /bin/sh\n    id: sh_0\n    euser: [root]\n"
      "  - name: ls\n    exe:\n    - /bin/ls\n    id: ls_0\n    euser: [root]\n"
      "  networkPolicy:\n    egress: []\n    ingress:\n"
      "    - from:\n      - ipBlock:\n          cidr: 10.0.0.0/24\n      processes: [sh_0, ls_0]\n"
      "      ports:\n      - {protocol: TCP, port: 80}\n"
      "  response: {default: [], actions: []}\n";

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

policy::Place modePlace()
{
    return policy::Place().entry("spec").entry("mode");
}

} // namespace

void TextAssistTest::init()
{
    open(policyText);
}

void TextAssistTest::open(const std::string& text)
{
    m_document = std::make_unique<Document>(1, *text::SourceText::make(text, "p.yaml"),
                                            QStringLiteral("p.yaml"));
    m_document->page().resize(1000, 900);
    m_document->page().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_document->page()));
    editor().setFocus();
    QTRY_VERIFY(m_document->isAnalysed());
}

void TextAssistTest::putCursor(std::string_view words)
{
    sci::send(editor(), Sci::SCI_GOTOPOS, static_cast<long>(text().find(words)));
}

std::string TextAssistTest::marked() const
{
    std::string out;
    const std::string bytes = text();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const bool on = sci::send(editor(), Sci::SCI_INDICATORVALUEAT, sci::referenceIndicator,
                                  static_cast<long>(at))
            != 0;
        const bool before = at > 0
            && sci::send(editor(), Sci::SCI_INDICATORVALUEAT, sci::referenceIndicator,
                         static_cast<long>(at) - 1)
                != 0;
        if (on && !before && !out.empty())
            out += ' ';
        if (on)
            out += bytes[at];
    }
    return out;
}

void TextAssistTest::completesWithWordsOfFingerprints()
{
    std::vector<ops::FingerprintInstance> rows(1);
    rows[0].facts.image = "docker.io/library/mongo:latest";
    m_document->assist().setVocabulary(
        std::make_shared<const ops::Vocabulary>(ops::vocabularyOf(rows)));
    putCursor("web");
    QTest::keyClicks(&editor(), QStringLiteral("m"));
    QTRY_VERIFY(editor().completer().isOpen());
    const auto* const list
        = m_document->page().findChild<QListView*>(QStringLiteral("completionList"));
    QCOMPARE(list->model()->index(0, 0).data().toString(),
             QStringLiteral("docker.io/library/mongo:latest"));
}

void TextAssistTest::aWishAfterAKeyIsNeitherLostNorMisplaced()
{
    const SnapshotPtr seen = m_document->snapshot();
    QSignalSpy made(&m_document->assist(), &TextAssist::made);
    // A line in front of everything, typed within the pause of the analysis.
    sci::send(editor(), Sci::SCI_GOTOPOS, 0);
    QTest::keyClicks(&editor(), QStringLiteral("# by hand"));
    QTest::keyClick(&editor(), Qt::Key_Return);
    m_document->assist().wish({policy::SetValue{modePlace(), yaml::Value::string("enforce")}},
                              QStringLiteral("mode"), seen);
    QTest::keyClicks(&editor(), QStringLiteral("# more"));
    QTest::keyClick(&editor(), Qt::Key_Return);
    QTRY_COMPARE(made.size(), 1);
    QCOMPARE(text(), "# by hand\n# more\n" + replaced(policyText, "mode: audit", "mode: enforce"));
    editor().undo();
    QCOMPARE(text(), "# by hand\n# more\n" + policyText);
}

void TextAssistTest::wishesAreMadeOneAfterTheOther()
{
    const SnapshotPtr seen = m_document->snapshot();
    const policy::Place processes = policy::Place().entry("spec").entry("processPolicy");
    QSignalSpy made(&m_document->assist(), &TextAssist::made);
    m_document->assist().wish({policy::RemoveProcesses{{processes.item(0)}}},
                              QStringLiteral("first"), seen);
    m_document->assist().wish(
        {policy::SetValue{processes.item(1).entry("name"), yaml::Value::string("dir")}},
        QStringLiteral("second"), seen);
    QTRY_COMPARE(made.size(), 2);
    QVERIFY(text().find("  processPolicy:\n  - name: dir\n") != std::string::npos);
    QVERIFY(m_document->assist().isIdle());
    QVERIFY(!made[0][1].toStringList().isEmpty()); // the rule named it, too
}

void TextAssistTest::aWishWhoseTargetWasTypedOverIsRefused()
{
    const SnapshotPtr seen = m_document->snapshot();
    QSignalSpy refused(&m_document->assist(), &TextAssist::refused);
    putCursor("audit");
    QTest::keyClicks(&editor(), QStringLiteral("x"));
    m_document->assist().wish({policy::SetValue{modePlace(), yaml::Value::string("enforce")}},
                              QStringLiteral("mode"), seen);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(text(), replaced(policyText, "audit", "xaudit"));
}

void TextAssistTest::aWishAboutATextThatDoesNotParseIsRefused()
{
    const SnapshotPtr seen = m_document->snapshot();
    QSignalSpy refused(&m_document->assist(), &TextAssist::refused);
    putCursor("spec:");
    QTest::keyClicks(&editor(), QStringLiteral("]"));
    const std::string typed = text();
    m_document->assist().wish({policy::SetValue{modePlace(), yaml::Value::string("enforce")}},
                              QStringLiteral("mode"), seen);
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused[0][1].toString().contains(QStringLiteral("cannot be read")));
    QCOMPARE(text(), typed);
}

void TextAssistTest::rename(const QString& to, Qt::Key key)
{
    editor().references().ask(Wish::Rename);
    const auto field = [this] {
        return m_document->page().findChild<QLineEdit*>(QStringLiteral("renameField"));
    };
    QTRY_VERIFY(field() != nullptr && field()->isVisible());
    QCOMPARE(field()->selectedText(), QStringLiteral("sh_0"));
    QTest::keyClicks(field(), to);
    QTest::keyClick(field(), key);
    QVERIFY(!field()->isVisible());
}

void TextAssistTest::renamesAnIdEverywhere()
{
    QSignalSpy made(&m_document->assist(), &TextAssist::made);
    putCursor("sh_0, ls_0");
    rename(QStringLiteral("shell"));
    QTRY_COMPARE(made.size(), 1);
    QCOMPARE(text(), replaced(policyText, "sh_0", "shell"));
    QVERIFY(editor().hasFocus());
    editor().undo();
    QCOMPARE(text(), policyText);
}

void TextAssistTest::anIdThatIsTakenIsRefused()
{
    QSignalSpy refused(&m_document->assist(), &TextAssist::refused);
    putCursor("sh_0\n");
    rename(QStringLiteral("ls_0"));
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(text(), policyText);
}

void TextAssistTest::escapeLeavesTheIdAlone()
{
    QSignalSpy wished(&m_document->page(), &ui::PolicyPage::wished);
    putCursor("sh_0\n");
    rename(QStringLiteral("shell"), Qt::Key_Escape);
    QCOMPARE(wished.size(), 0);
    QVERIFY(editor().hasFocus());
}

void TextAssistTest::goesToTheIdAndRoundItsUses()
{
    const auto use = static_cast<text::ByteOffset>(policyText.find("sh_0, ls_0"));
    const auto definition = static_cast<text::ByteOffset>(policyText.find("sh_0\n"));
    putCursor("sh_0, ls_0");
    editor().references().ask(Wish::GoToDefinition);
    QTRY_COMPARE(editor().cursorOffset(), definition);
    editor().references().ask(Wish::GoToNextUse);
    QTRY_COMPARE(editor().cursorOffset(), use);
    QSignalSpy said(&m_document->page(), &ui::PolicyPage::messageRequested);
    putCursor("metadata");
    editor().references().ask(Wish::GoToDefinition);
    QTRY_VERIFY(!said.isEmpty());
    QCOMPARE(said.last()[0].toString(), QStringLiteral("No process id stands at the cursor"));
}

void TextAssistTest::marksTheIdAtTheCursor()
{
    putCursor("sh_0\n");
    QTRY_COMPARE(marked(), std::string("sh_0 sh_0"));
    putCursor("metadata");
    QTRY_COMPARE(marked(), std::string());
}

void TextAssistTest::saysWhatAWordMeans()
{
    putCursor("mode:");
    editor().askHoverAtCursor();
    QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("audit logs deviations")));
    putCursor("10.0.0.0/24");
    editor().askHoverAtCursor();
    QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("256")));
    QVERIFY(QToolTip::text().contains(QStringLiteral("accept")));
    QToolTip::hideText();
}

void TextAssistTest::namesOfThePlaceLeadThere()
{
    putCursor("10.0.0.0");
    auto* const line = m_document->page().findChild<ui::PlaceLine*>(QStringLiteral("placeLine"));
    QTRY_COMPARE(line->names().size(), 6);
    QTest::mouseClick(line, Qt::LeftButton, {}, QPoint(14, line->height() / 2));
    QCOMPARE(editor().cursorOffset(), static_cast<text::ByteOffset>(policyText.find("spec:")));
}

void TextAssistTest::foldsByKind()
{
    m_document->page().fold({ops::OutlineKind::Process});
    const auto lineOf = [this](std::string_view words) {
        return sci::send(editor(), Sci::SCI_LINEFROMPOSITION,
                         static_cast<long>(text().find(words)));
    };
    QCOMPARE(sci::send(editor(), Sci::SCI_GETLINEVISIBLE, lineOf("/bin/ls")), 0L);
    QCOMPARE(sci::send(editor(), Sci::SCI_GETLINEVISIBLE, lineOf("10.0.0.0")), 1L);
    editor().unfoldAll();
    QCOMPARE(sci::send(editor(), Sci::SCI_GETLINEVISIBLE, lineOf("/bin/ls")), 1L);
}

void TextAssistTest::theFormSpeaksThroughTheText()
{
    using View = ui::PolicyPage::View;
    ui::PolicyPage& page = m_document->page();
    QVERIFY(page.findChild<ui::FormView*>() == nullptr);
    page.showView(View::Both);
    auto* const form = page.findChild<ui::FormView*>();
    QVERIFY(form != nullptr && form->isVisible() && editor().isVisible());
    QVERIFY(form->document() != nullptr);
    Q_EMIT form->wished({policy::SetValue{modePlace(), yaml::Value::string("enforce")}},
                        QStringLiteral("set mode"));
    QTRY_COMPARE(text(), replaced(policyText, "mode: audit", "mode: enforce"));
    editor().undo();
    QCOMPARE(text(), policyText);
    Q_EMIT form->revealRequested({static_cast<text::ByteOffset>(policyText.find("10.0.0.0")), 0});
    QCOMPARE(editor().cursorOffset(), static_cast<text::ByteOffset>(policyText.find("10.0.0.0")));
    page.showView(View::Form);
    QVERIFY(!editor().isVisible());
    page.showView(View::Text);
    QVERIFY(editor().isVisible() && !form->isVisible());
}

void TextAssistTest::theFormLeavesATextThatDoesNotParseAlone()
{
    m_document->page().showView(ui::PolicyPage::View::Both);
    auto* const form = m_document->page().findChild<ui::FormView*>();
    editor().setFocus();
    putCursor("spec:");
    QTest::keyClicks(&editor(), QStringLiteral("]"));
    QTRY_VERIFY(form->isDimmed());
    const std::string typed = text();
    QSignalSpy refused(&m_document->assist(), &TextAssist::refused);
    Q_EMIT form->wished({policy::SetValue{modePlace(), yaml::Value::string("enforce")}},
                        QStringLiteral("set mode"));
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(text(), typed);
    editor().undo();
    QTRY_VERIFY(!form->isDimmed());
}

void TextAssistTest::theFormStaysOpenWhereTheTextIsOnlyWrong()
{
    // A key that stands there twice, an alias, a field that nobody knows.
    open(replaced(policyText, "  mode: audit\n", "  mode: &m audit\n  mode: *m\n  banana: 1\n"));
    m_document->page().showView(ui::PolicyPage::View::Both);
    auto* const form = m_document->page().findChild<ui::FormView*>();
    QVERIFY(!form->isDimmed());
    QVERIFY(form->document() != nullptr);
    Q_EMIT form->wished({policy::Clear{{policy::Place().entry("spec").entry("banana")}}},
                        QStringLiteral("clear"));
    QTRY_VERIFY(text().find("banana") == std::string::npos);
}

void TextAssistTest::theFormShowsTheTextAgainAfterAWishThatWasRefused()
{
    m_document->page().showView(ui::PolicyPage::View::Both);
    auto* const form = m_document->page().findChild<ui::FormView*>();
    form->setTab(ops::FormTab::Overview);
    auto* const enforce = form->findChild<QToolButton*>(QStringLiteral("modeEnforce"));
    QVERIFY(enforce != nullptr && !enforce->isChecked());
    QSignalSpy refused(&m_document->assist(), &TextAssist::refused);
    editor().setReadOnly(true); // nothing can be made there
    enforce->click();
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(!enforce->isChecked());
    QCOMPARE(text(), policyText);
}

void TextAssistTest::manyPartsAreFoldedInTheEnd()
{
    std::string many = policyText.substr(0, policyText.find("  - name: sh"));
    for (int i = 0; i < 3000; ++i)
        many += replaced("  - name: pN\n    exe:\n    - /bin/pN\n    id: pN\n    euser: [root]\n",
                         "N", std::to_string(i));
    open(many);
    m_document->page().fold({ops::OutlineKind::Process});
    const auto isVisible = [this](std::string_view words) {
        return sci::send(
            editor(), Sci::SCI_GETLINEVISIBLE,
            sci::send(editor(), Sci::SCI_LINEFROMPOSITION, static_cast<long>(text().find(words))));
    };
    QTRY_COMPARE(isVisible("/bin/p2999"), 0L);
    QCOMPARE(isVisible("/bin/p0"), 0L);
    editor().unfoldAll();
    QCOMPARE(isVisible("/bin/p2999"), 1L);
}

QTEST_MAIN(TextAssistTest)
#include "text_assist_test.moc"
