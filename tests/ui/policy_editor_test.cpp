#include "ui/editor/policy_editor.h"

#include "ui/common/overview_bar.h"
#include "ui/common/severity.h"
#include "ui/common/theme.h"
#include "ui/editor/editor_keys.h"
#include "ui/editor/scintilla.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pw;
using namespace pw::ui;
using Sci = QsciScintillaBase;

namespace {

text::SourceText source(const std::string& bytes)
{
    return *text::SourceText::make(bytes, "test");
}

text::TextEdits edit(text::Span span, std::string words)
{
    text::TextEdits out;
    out.replace(span, std::move(words));
    return out;
}

} // namespace

class PolicyEditorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsBytes_data();
    void keepsBytes();
    void loadingIsNoChange();
    void aLargeTextIsReadWhileItIsLoaded();
    void aLargeTextIsReplacedWhileItIsLoaded();
    void aLargeTextIsLeftWhileItIsLoaded();
    void lineEndsFollowAReload();
    void editsAreOneUndoStep();
    void editsOfAnOldRevisionAreRefused();
    void badEditsChangeNothing();
    void editsKeepTheCursor();
    void manyEditsAreOneUndoStepToo();
    void editsBehindAByteOrderMark();
    void reloadCanBeUndone_data();
    void reloadCanBeUndone();
    void savePoint();
    void typedLinesEndAsTheOthers();
    void newLinesAreIndented_data();
    void newLinesAreIndented();
    void tabInsertsSpaces();
    void keysOfTheWindowAreNotTaken();
    void redoHasBothKeys();
    void squigglesStandUnderTheRightText();
    void pointsAreVisible_data();
    void pointsAreVisible();
    void oldSnapshotIsLeftAlone();
    void newSnapshotTakesTheOldMarksAway();
    void problemsGoRound();
    void problemTextSaysWhat();
    void thousandsOfProblems();
    void coloursFollowTheTheme();
    void formatFollowsTheSnapshot();
    void readableThroughAccessibility();
    void severalCursorsTypeTogether();
    void nextOccurrenceIsSelectedToo();
    void commentsAreOneUndoStep();

private:
    void load(const std::string& bytes) { m_editor->load(source(bytes)); }
    SnapshotPtr snapshotWith(std::vector<text::Diagnostic> diagnostics);
    /// The text that an indicator marks, piece by piece.
    QStringList marked(text::Severity severity);

    std::unique_ptr<PolicyEditor> m_editor;
};

void PolicyEditorTest::init()
{
    applyTheme(ThemeChoice::Light);
    m_editor = std::make_unique<PolicyEditor>();
    m_editor->resize(600, 400);
    m_editor->show();
}

SnapshotPtr PolicyEditorTest::snapshotWith(std::vector<text::Diagnostic> diagnostics)
{
    Snapshot out = analyse(source(m_editor->bytes()), m_editor->revision());
    out.diagnostics = std::move(diagnostics);
    return std::make_shared<const Snapshot>(std::move(out));
}

QStringList PolicyEditorTest::marked(text::Severity severity)
{
    QStringList out;
    const int indicator = sci::problemIndicator(severity);
    const std::string_view text = m_editor->view();
    long at = 0;
    while (at < static_cast<long>(text.size())) {
        const long end = sci::send(*m_editor, Sci::SCI_INDICATOREND, indicator, at);
        if (end <= at)
            break;
        if (sci::send(*m_editor, Sci::SCI_INDICATORVALUEAT, indicator, at) > 0)
            out << QString::fromUtf8(text.data() + at, end - at);
        at = end;
    }
    return out;
}

void PolicyEditorTest::keepsBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("LF") << QByteArray("a: 1\nb: 2\n");
    QTest::newRow("CRLF") << QByteArray("a: 1\r\nb: 2\r\n");
    QTest::newRow("CR") << QByteArray("a: 1\rb: 2\r");
    QTest::newRow("mixed") << QByteArray("a: 1\r\nb: 2\nc: 3\rd: 4");
    QTest::newRow("no final newline") << QByteArray("a: 1\nb: 2");
    QTest::newRow("blank lines at the end") << QByteArray("a: 1\n\n\n");
    QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF"
                                       "a: 1\r\n");
    QTest::newRow("BOM alone") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("wide signs") << QByteArray("a: \xC3\xA9 \xF0\x9F\x90\xA7 e\xCC\x81\n");
    QTest::newRow("NEL and LS") << QByteArray("a: x\xC2\x85y\xE2\x80\xA8z\n");
    QTest::newRow("tabs and spaces") << QByteArray("a:\t1   \n  \t\n");
}

void PolicyEditorTest::keepsBytes()
{
    QFETCH(const QByteArray, bytes);
    load(bytes.toStdString());
    QCOMPARE(QByteArray::fromStdString(m_editor->bytes()), bytes);
    // Typed and undone, it is what it was.
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    QVERIFY(QByteArray::fromStdString(m_editor->bytes()) != bytes);
    m_editor->undo();
    QCOMPARE(QByteArray::fromStdString(m_editor->bytes()), bytes);
}

void PolicyEditorTest::loadingIsNoChange()
{
    load("a: 1\n");
    const std::uint64_t first = m_editor->revision();
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    QVERIFY(m_editor->isModified());
    QVERIFY(m_editor->revision() > first);
    const QSignalSpy edited(m_editor.get(), &PolicyEditor::edited);
    const std::uint64_t typed = m_editor->revision();
    load("b: 2\n");
    QVERIFY(!m_editor->isModified());
    QVERIFY(!m_editor->isUndoAvailable());
    QVERIFY(m_editor->revision() > typed);
    QCOMPARE(edited.count(), 1);
}

void PolicyEditorTest::aLargeTextIsReadWhileItIsLoaded()
{
    const std::string bytes = QByteArray("- abc: 0123456789\r\n").repeated(50000).toStdString();
    m_editor->load(source(bytes));
    QVERIFY(m_editor->isLoading());
    QVERIFY(m_editor->bytes() == bytes);
    QTRY_VERIFY(!m_editor->isLoading());
    QVERIFY(m_editor->bytes() == bytes);
    QVERIFY(!m_editor->isModified() && !m_editor->isUndoAvailable() && !m_editor->isReadOnly());
    QCOMPARE(m_editor->eolMode(), QsciScintilla::EolWindows);
}

void PolicyEditorTest::aLargeTextIsReplacedWhileItIsLoaded()
{
    m_editor->load(source(std::string(400000, 'a')));
    m_editor->replaceText("b: 1\n");
    QCOMPARE(m_editor->bytes(), std::string("b: 1\n"));
    QTest::qWait(100); // what was on its way comes too late
    QCOMPARE(m_editor->bytes(), std::string("b: 1\n"));
    QVERIFY(!m_editor->isReadOnly());
}

void PolicyEditorTest::aLargeTextIsLeftWhileItIsLoaded()
{
    PolicyEditor editor;
    editor.load(source(std::string(400000, 'a')));
    QVERIFY(editor.isLoading());
}

void PolicyEditorTest::lineEndsFollowAReload()
{
    m_editor->load(source("a: 1\nb: 2\n"));
    m_editor->replaceText("a: 1\r\nb: 2\r\n");
    QCOMPARE(m_editor->eolMode(), QsciScintilla::EolWindows);
}

void PolicyEditorTest::editsAreOneUndoStep()
{
    load("a: 1\r\nb: \xC3\xA9\r\nc: 3\r\n");
    const QSignalSpy edited(m_editor.get(), &PolicyEditor::edited);
    text::TextEdits edits;
    edits.replace({3, 4}, "one");
    edits.insert(6, "new: x\r\n");
    edits.remove({12, 18});
    const std::string before = m_editor->bytes();
    const std::uint64_t revision = m_editor->revision();
    QVERIFY(m_editor->applyEdits(edits, revision));
    QCOMPARE(m_editor->bytes(), *edits.apply(before));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(m_editor->revision(), revision + 1);
    m_editor->undo();
    QCOMPARE(m_editor->bytes(), before);
    QVERIFY(!m_editor->isUndoAvailable());
    m_editor->redo();
    QCOMPARE(m_editor->bytes(), *edits.apply(before));
}

void PolicyEditorTest::editsOfAnOldRevisionAreRefused()
{
    load("a: 1\n");
    const std::uint64_t planned = m_editor->revision();
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    const std::string before = m_editor->bytes();
    QVERIFY(!m_editor->applyEdits(edit({0, 1}, "z"), planned));
    QCOMPARE(m_editor->bytes(), before);
    m_editor->undo(); // the same bytes are another revision all the same
    QVERIFY(!m_editor->applyEdits(edit({0, 1}, "z"), planned));
}

void PolicyEditorTest::badEditsChangeNothing()
{
    load("abcdef\n");
    text::TextEdits overlapping;
    overlapping.replace({0, 3}, "x");
    overlapping.replace({2, 4}, "y");
    QVERIFY(!m_editor->applyEdits(overlapping, m_editor->revision()));
    QVERIFY(!m_editor->applyEdits(edit({5, 100}, ""), m_editor->revision()));
    QCOMPARE(m_editor->bytes(), std::string("abcdef\n"));
    QVERIFY(!m_editor->isUndoAvailable());
    QVERIFY(m_editor->applyEdits({}, m_editor->revision())); // nothing to do is done
    QVERIFY(!m_editor->isUndoAvailable());
}

void PolicyEditorTest::editsKeepTheCursor()
{
    load("first\nsecond\nthird\n");
    m_editor->reveal({15, 15}); // th|ird
    text::TextEdits edits;
    edits.replace({0, 5}, "much longer");
    edits.insert(19, "behind\n");
    QVERIFY(m_editor->applyEdits(edits, m_editor->revision()));
    QCOMPARE(m_editor->cursorOffset(), text::ByteOffset(21));
}

void PolicyEditorTest::manyEditsAreOneUndoStepToo()
{
    std::string bytes;
    text::TextEdits edits;
    for (text::ByteOffset line = 0; line < 1000; ++line) {
        bytes += "key: old\r\n";
        edits.replace({line * 10 + 5, line * 10 + 8}, line % 2 == 0 ? "newer" : "");
    }
    load(bytes);
    QVERIFY(m_editor->applyEdits(edits, m_editor->revision()));
    QCOMPARE(m_editor->bytes(), *edits.apply(bytes));
    m_editor->undo();
    QCOMPARE(m_editor->bytes(), bytes);
    QVERIFY(!m_editor->isUndoAvailable());
}

void PolicyEditorTest::editsBehindAByteOrderMark()
{
    const std::string bytes = "\xEF\xBB\xBF"
                              "a: 1\n";
    load(bytes);
    QVERIFY(m_editor->applyEdits(edit({6, 7}, "2"), m_editor->revision()));
    QCOMPARE(m_editor->bytes(),
             std::string("\xEF\xBB\xBF"
                         "a: 2\n"));
    QVERIFY(m_editor->applyEdits(edit({0, 8},
                                      "\xEF\xBB\xBF"
                                      "b: 1\n"),
                                 m_editor->revision()));
    QCOMPARE(m_editor->bytes(),
             std::string("\xEF\xBB\xBF"
                         "b: 1\n"));
    // An edit that takes the mark away is not of this text.
    QVERIFY(!m_editor->applyEdits(edit({0, 4}, "x"), m_editor->revision()));
}

void PolicyEditorTest::reloadCanBeUndone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("middle") << QByteArray("a: 1\nb: 2\nc: 3\n")
                            << QByteArray("a: 1\nbb: 22\nc: 3\n");
    QTest::newRow("equal") << QByteArray("a: 1\n") << QByteArray("a: 1\n");
    QTest::newRow("emptied") << QByteArray("a: 1\n") << QByteArray("");
    QTest::newRow("filled") << QByteArray("") << QByteArray("a: 1\n");
    QTest::newRow("repeated") << QByteArray("aaa") << QByteArray("aaaaa");
    QTest::newRow("shorter") << QByteArray("aaaaa") << QByteArray("aaa");
    QTest::newRow("line ends") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
    QTest::newRow("half of a sign") << QByteArray("x\xC3\xA9y") << QByteArray("x\xC3\xA8y");
    QTest::newRow("same tail byte") << QByteArray("x\xC3\xA9y") << QByteArray("x\xC2\xA9y");
}

void PolicyEditorTest::reloadCanBeUndone()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    load(before.toStdString());
    QTest::keyClicks(m_editor.get(), QStringLiteral("z"));
    const std::string typed = m_editor->bytes();
    m_editor->replaceText(after.toStdString());
    QCOMPARE(QByteArray::fromStdString(m_editor->bytes()), after);
    m_editor->undo();
    QCOMPARE(m_editor->bytes(), typed);
    m_editor->undo();
    QCOMPARE(QByteArray::fromStdString(m_editor->bytes()), before);
}

void PolicyEditorTest::savePoint()
{
    load("a: 1\n");
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    QVERIFY(m_editor->isModified());
    m_editor->markSaved();
    QVERIFY(!m_editor->isModified());
    m_editor->replaceText("b: 1\n");
    QVERIFY(m_editor->isModified());
    m_editor->undo();
    QVERIFY(!m_editor->isModified());
    m_editor->undo();
    QVERIFY(m_editor->isModified());
}

void PolicyEditorTest::typedLinesEndAsTheOthers()
{
    load("a: 1\r\nb: 2\r\n");
    m_editor->reveal({4, 4});
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QTest::keyClicks(m_editor.get(), QStringLiteral("n: 1"));
    QCOMPARE(m_editor->bytes(), std::string("a: 1\r\nn: 1\r\nb: 2\r\n"));
}

void PolicyEditorTest::newLinesAreIndented_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("spaces");
    QTest::newRow("key with a value") << QByteArray("  a: 1") << 2;
    QTest::newRow("key that opens") << QByteArray("  spec:") << 4;
    QTest::newRow("item") << QByteArray("  - /usr/bin/x") << 2;
    QTest::newRow("item with a key") << QByteArray("  - name: x") << 4;
    QTest::newRow("item whose key opens") << QByteArray("  - exe:") << 6;
    QTest::newRow("block text") << QByteArray("  a: |") << 4;
    QTest::newRow("comment") << QByteArray("  # see: this:") << 2;
    QTest::newRow("address") << QByteArray("  - 10.0.0.0/8") << 2;
    QTest::newRow("blank") << QByteArray("    ") << 4;
}

void PolicyEditorTest::newLinesAreIndented()
{
    QFETCH(const QByteArray, line);
    QFETCH(const int, spaces);
    QCOMPARE(indentAfter(line.toStdString(), yaml::Format::Yaml), spaces);
    load(line.toStdString());
    m_editor->reveal(
        {static_cast<text::ByteOffset>(line.size()), static_cast<text::ByteOffset>(line.size())});
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QCOMPARE(m_editor->bytes(), line.toStdString() + '\n' + std::string(spaces, ' '));
}

void PolicyEditorTest::tabInsertsSpaces()
{
    load("");
    QTest::keyClick(m_editor.get(), Qt::Key_Tab);
    QCOMPARE(m_editor->bytes(), std::string("  "));
    QTest::keyClick(m_editor.get(), Qt::Key_Backtab);
    QCOMPARE(m_editor->bytes(), std::string());
}

void PolicyEditorTest::keysOfTheWindowAreNotTaken()
{
    load("a: 1\nb: 2\n");
    for (const int key : {Qt::Key_S, Qt::Key_D, Qt::Key_T, Qt::Key_L, Qt::Key_Slash, Qt::Key_K,
                          Qt::Key_U, Qt::Key_H, Qt::Key_F, Qt::Key_R, Qt::Key_Period}) {
        QKeyEvent override(QEvent::ShortcutOverride, key, Qt::ControlModifier);
        override.ignore();
        QCoreApplication::sendEvent(m_editor.get(), &override);
        QVERIFY2(!override.isAccepted(), qPrintable(QString::number(key)));
        QTest::keyClick(m_editor.get(), static_cast<Qt::Key>(key), Qt::ControlModifier);
        QCOMPARE(m_editor->bytes(), std::string("a: 1\nb: 2\n"));
    }
}

void PolicyEditorTest::redoHasBothKeys()
{
    load("");
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    for (const auto& [key, modifiers] :
         {std::pair{Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier},
          std::pair{Qt::Key_Y, Qt::KeyboardModifiers(Qt::ControlModifier)}}) {
        QTest::keyClick(m_editor.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_editor->bytes(), std::string());
        QTest::keyClick(m_editor.get(), key, modifiers);
        QCOMPARE(m_editor->bytes(), std::string("x"));
    }
}

void PolicyEditorTest::squigglesStandUnderTheRightText()
{
    load("\xEF\xBB\xBF"
         "n: \xC3\xA9\xF0\x9F\x90\xA7\r\ncidr: 10.0.0.1/8\r\n");
    m_editor->setSnapshot(snapshotWith({
        {text::Severity::Warning, "b", "wide", {6, 12}, {}, {}},
        {text::Severity::Error, "a", "bits", {20, 30}, {}, {}},
    }));
    QCOMPARE(marked(text::Severity::Error), QStringList{QStringLiteral("10.0.0.1/8")});
    QCOMPARE(marked(text::Severity::Warning),
             QStringList{QString::fromUtf8("\xC3\xA9\xF0\x9F\x90\xA7")});
    QVERIFY((sci::send(*m_editor, Sci::SCI_MARKERGET, 1)
             & (1L << sci::problemMarker(text::Severity::Error)))
            != 0);
    const auto* const overview = m_editor->findChild<OverviewBar*>();
    QCOMPARE(overview->marks().size(), std::size_t(2));
    QVERIFY(overview->marks().back().tone == Tone::Error); // on top
}

void PolicyEditorTest::pointsAreVisible_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("sign");
    QTest::newRow("in a line") << 3 << QStringLiteral("1");
    QTest::newRow("line end") << 4 << QStringLiteral("1");
    QTest::newRow("end of the text") << 12 << QString::fromUtf8("\xC3\xA9");
    QTest::newRow("blank line") << 5 << QString();
}

void PolicyEditorTest::pointsAreVisible()
{
    QFETCH(const int, place);
    QFETCH(const QString, sign);
    load("a: 1\n\nbc: \xC3\xA9");
    const auto at = static_cast<text::ByteOffset>(place);
    m_editor->setSnapshot(snapshotWith({{text::Severity::Error, "a", "here", {at, at}, {}, {}}}));
    QCOMPARE(marked(text::Severity::Error).join(u'|'), sign);
    QCOMPARE(m_editor->findChild<OverviewBar*>()->marks().size(), std::size_t(1));
}

void PolicyEditorTest::oldSnapshotIsLeftAlone()
{
    load("abc def\n");
    const SnapshotPtr old = snapshotWith({{text::Severity::Error, "a", "def", {4, 7}, {}, {}}});
    m_editor->setSnapshot(old);
    m_editor->reveal({0, 0});
    QTest::keyClicks(m_editor.get(), QStringLiteral("xx"));
    // The mark of before goes along with its words.
    QCOMPARE(marked(text::Severity::Error), QStringList{QStringLiteral("def")});
    m_editor->setSnapshot(old);
    QCOMPARE(marked(text::Severity::Error), QStringList{QStringLiteral("def")});
}

void PolicyEditorTest::newSnapshotTakesTheOldMarksAway()
{
    load("abc def\n");
    m_editor->setSnapshot(snapshotWith({{text::Severity::Error, "a", "x", {4, 7}, {}, {}}}));
    m_editor->setSnapshot(snapshotWith({{text::Severity::Security, "a", "x", {0, 3}, {}, {}}}));
    QCOMPARE(marked(text::Severity::Error), QStringList());
    QCOMPARE(marked(text::Severity::Security), QStringList{QStringLiteral("abc")});
    m_editor->setSnapshot(snapshotWith({}));
    QCOMPARE(marked(text::Severity::Security), QStringList());
    QCOMPARE(sci::send(*m_editor, Sci::SCI_MARKERGET, 0), 0L);
}

void PolicyEditorTest::problemsGoRound()
{
    load("aa\nbb\ncc\ndd\n");
    m_editor->setSnapshot(snapshotWith({
        {text::Severity::Warning, "a", "x", {3, 5}, {}, {}},
        {text::Severity::Error, "a", "x", {9, 11}, {}, {}},
    }));
    m_editor->revealNextProblem(false);
    QCOMPARE(m_editor->cursorOffset(), text::ByteOffset(3));
    m_editor->revealNextProblem(false);
    QCOMPARE(m_editor->cursorOffset(), text::ByteOffset(9));
    m_editor->revealNextProblem(false);
    QCOMPARE(m_editor->cursorOffset(), text::ByteOffset(3));
    m_editor->revealNextProblem(true);
    QCOMPARE(m_editor->cursorOffset(), text::ByteOffset(9));
}

void PolicyEditorTest::problemTextSaysWhat()
{
    load("abc def\n");
    m_editor->setSnapshot(
        snapshotWith({{text::Severity::Error, "host-bits", "write \"x\"", {4, 7}, {}, {}},
                      {text::Severity::Warning, "odd", "hm", {4, 5}, {}, {}}}));
    QCOMPARE(m_editor->problemText(0), QString());
    QCOMPARE(m_editor->problemText(4),
             QStringLiteral("Error: write \"x\" [host-bits]\nWarning: hm [odd]"));
}

void PolicyEditorTest::thousandsOfProblems()
{
    std::string bytes;
    std::vector<text::Diagnostic> many;
    for (text::ByteOffset line = 0; line < 5000; ++line) {
        bytes += "abc def\n";
        many.push_back({severities[line % 4], "a", "x", {line * 8, line * 8 + 3}, {}, {}});
    }
    load(bytes);
    m_editor->setSnapshot(snapshotWith(many));
    QCOMPARE(marked(text::Severity::Error).size(), 1250);
    m_editor->setSnapshot(snapshotWith({}));
    QCOMPARE(marked(text::Severity::Error).size(), 0);
}

void PolicyEditorTest::coloursFollowTheTheme()
{
    load("key: 1 # note\n");
    const auto colours = [this] {
        QList<long> out;
        for (const int style : {0, 1, 2, 4, 9, 33})
            out << sci::send(*m_editor, Sci::SCI_STYLEGETFORE, style)
                << sci::send(*m_editor, Sci::SCI_STYLEGETBACK, style);
        for (const text::Severity severity : severities)
            out << sci::send(*m_editor, Sci::SCI_INDICGETFORE, sci::problemIndicator(severity));
        out << sci::send(*m_editor, Sci::SCI_GETCARETFORE)
            << sci::send(*m_editor, Sci::SCI_GETCARETLINEBACK);
        return out;
    };
    const QList<long> light = colours();
    applyTheme(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    const QList<long> dark = colours();
    for (qsizetype i = 0; i < light.size(); ++i)
        QVERIFY2(light[i] != dark[i], qPrintable(QString::number(i)));
    applyTheme(ThemeChoice::Light);
    QCoreApplication::processEvents();
    QCOMPARE(colours(), light);
}

void PolicyEditorTest::formatFollowsTheSnapshot()
{
    load("{\"a\": 1}\n");
    QVERIFY(m_editor->format() == yaml::Format::Json);
    QCOMPARE(QByteArray(m_editor->lexer()->language()), QByteArray("JSON"));
    m_editor->replaceText("a: 1\n");
    m_editor->setSnapshot(snapshotWith({}));
    QVERIFY(m_editor->format() == yaml::Format::Yaml);
    QCOMPARE(QByteArray(m_editor->lexer()->language()), QByteArray("YAML"));
}

void PolicyEditorTest::readableThroughAccessibility()
{
    load("kind: x\n");
    QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(m_editor.get());
    QVERIFY(face != nullptr);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Policy text"));
    QVERIFY(!face->text(QAccessible::Description).isEmpty());
    QVERIFY(face->textInterface() != nullptr);
    QCOMPARE(face->textInterface()->text(0, 8), QStringLiteral("kind: x\n"));
}

void PolicyEditorTest::severalCursorsTypeTogether()
{
    load("- a\n- b\n- c\n");
    sci::send(*m_editor, Sci::SCI_GOTOPOS, 6); // in front of the b
    m_editor->addCursor(false);
    m_editor->addCursor(true);
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    QCOMPARE(m_editor->bytes(), std::string("- xa\n- xb\n- xc\n"));
    QTest::keyClick(m_editor.get(), Qt::Key_Escape);
    QCOMPARE(sci::send(*m_editor, Sci::SCI_GETSELECTIONS), 1L);
    m_editor->undo();
    QCOMPARE(m_editor->bytes(), std::string("- a\n- b\n- c\n"));
}

void PolicyEditorTest::nextOccurrenceIsSelectedToo()
{
    load("sh: [sh, bash, sh]\n");
    sci::send(*m_editor, Sci::SCI_GOTOPOS, 6);
    m_editor->addNextOccurrence(); // the word itself
    QCOMPARE(m_editor->selectedText(), QStringLiteral("sh"));
    for (int i = 0; i < 5; ++i)
        m_editor->addNextOccurrence();
    QTest::keyClicks(m_editor.get(), QStringLiteral("x"));
    QCOMPARE(m_editor->bytes(), std::string("x: [x, bax, x]\n"));
}

void PolicyEditorTest::commentsAreOneUndoStep()
{
    load("a: 1\n  b: 2\nc: 3\n");
    sci::send(*m_editor, Sci::SCI_SETSEL, 0, 8);
    QVERIFY(m_editor->toggleComments());
    QCOMPARE(m_editor->bytes(), std::string("# a: 1\n#   b: 2\nc: 3\n"));
    QVERIFY(m_editor->toggleComments());
    QCOMPARE(m_editor->bytes(), std::string("a: 1\n  b: 2\nc: 3\n"));
    m_editor->undo();
    QCOMPARE(m_editor->bytes(), std::string("# a: 1\n#   b: 2\nc: 3\n"));
    load("{\"a\": 1}");
    QVERIFY(!m_editor->toggleComments());
}

QTEST_MAIN(PolicyEditorTest)
#include "policy_editor_test.moc"
